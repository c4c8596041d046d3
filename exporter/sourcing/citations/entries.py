"""An entry's own text: when it says more than its parts do, and how it is cut."""

from __future__ import annotations

import re

from exporter.model import Inline, Inlines, Link, Run, Source
from exporter.sourcing.inline_text import plain
from exporter.values import replace

__all__ = ["cut", "own_text", "undated"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d")
_LABEL = re.compile(
    "accessed|and|archived?|at|available|copy|eds?|from|hg|hrsg|in|no|nr|of|on|online|original|pages?"
    "|pp|retrieved|the|und|url|via|vol|vols|von|iss|issue|volume|bd|jg|seiten?",
    re.IGNORECASE,
)


def own_text(source: Source) -> Inlines:
    """The entry's text where it says more than its parts, without its links' labels and its full
    stop; else nothing."""
    rest = plain(source.text)
    dates = (source.date, source.archived_on, source.accessed)
    known = [author.name for author in source.authors]
    known += [source.title, source.container, source.publisher, source.place, source.cited]
    known += [date.text or date.when for date in dates if date]
    known += [words for _, words in source.scopes]
    known += [plain((inline,)) for inline in source.text if _address(inline)]
    for part in sorted(filter(None, known), key=len, reverse=True):
        rest = rest.replace(part, " ", 1)
    if all(_LABEL.fullmatch(word) for word in _WORD.findall(rest)) and not _NUMBER.search(rest):
        return ()
    return _trimmed(
        tuple(
            inline
            for inline in source.text
            if not (source.archived and _address(inline) == source.archived)
        )
    )


def undated(text: Inlines, source: Source) -> Inlines:
    """The entry's text without the date at its end."""
    whole = plain(text)
    date = source.date.text if source.date else ""
    return (
        _trimmed(cut(text, len(whole) - len(date))[:-1]) if date and whole.endswith(date) else text
    )


def cut(inlines: Inlines, stop: int | None, start: int = 0) -> Inlines:
    done: list[Inline] = []
    at = 0
    for inline in inlines:
        if not isinstance(inline, Run):
            done.append(inline)
            continue
        low = max(start - at, 0)
        high = len(inline.text) if stop is None else stop - at
        if text := inline.text[low : max(high, 0)]:
            done.append(replace(inline, text=text))
        at += len(inline.text)
    whole = plain(inlines)
    if stop is not None and stop < len(whole):
        done.append(Run("…"))
    return tuple(done)


def _trimmed(inlines: Inlines) -> Inlines:
    """Without the white space and the full stop, comma or semicolon at the end."""
    kept = list(inlines)
    while kept and isinstance(last := kept[-1], Run):
        text = last.text.rstrip(" \n,;.")
        kept.pop()
        if text:
            kept.append(replace(last, text=text))
            break
    return tuple(kept)


def _address(inline: Inline) -> str:
    return next((mark.target for mark in inline.marks if isinstance(mark, Link)), "")
