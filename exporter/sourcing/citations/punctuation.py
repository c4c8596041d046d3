"""Commas and full stops between and after the parts of a note."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import Inlines, Run
from exporter.sourcing.inline_text import plain
from exporter.sourcing.wording.phrases import Voice, run

__all__ = ["commas", "ended"]

_TAIL = 8
"""How many characters at its end tell whether a text has ended."""
_STOP = Run(".")
_ENDS = tuple(".!?…؟")


def commas(parts: Sequence[Inlines], voice: Voice) -> Inlines:
    """What is not empty, with commas; inside closing quotation marks where the language wants."""
    comma, inside = voice.text("comma"), voice.text("quote-close-inside")
    done: Inlines = ()
    for part in parts:
        if not part:
            continue
        if done and inside and (last := done[-1]) and isinstance(last, Run):
            if last.text == inside:
                done = (*_before(done, comma.rstrip()), *run(comma.lstrip(",")))
            else:
                done = (*done, *run(comma))
        elif done:
            done = (*done, *run(comma))
        done = (*done, *part)
    return done


def ended(inlines: Inlines, voice: Voice) -> Inlines:
    """With a full stop, unless a sentence ends there already."""
    last = inlines[-1] if inlines else None
    if type(last) is Run:
        if last.text.endswith(_ENDS):
            return inlines
        if last.text[-1:].isalnum():
            return (*inlines, _STOP)
    text = _tail(inlines)
    if not text or text.endswith(_ENDS):
        return inlines
    inside = voice.text("quote-close-inside")
    if inside and text.endswith(inside):
        if text[: -len(inside)].endswith((".", "!", "?", "…")):
            return inlines
        if isinstance(last, Run) and last.text == inside:
            return _before(inlines, ".")
    return (*inlines, _STOP)


def _tail(inlines: Inlines) -> str:
    """The last words of a text, so many that what it ends with can be seen."""
    text = ""
    for inline in reversed(inlines):
        last = inline.text if isinstance(inline, Run) else plain((inline,))
        text = (last + text).rstrip()
        if len(text) > _TAIL:
            break
    return text


def _before(inlines: Inlines, sign: str) -> Inlines:
    """The sign put before the last run, a closing quotation mark."""
    text = plain(inlines[:-1])
    if text.endswith(("?", "!")):
        return inlines
    return (*inlines[:-1], Run(sign), inlines[-1])
