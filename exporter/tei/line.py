"""A line of inlines while it is being read: white space is folded as the text arrives."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from exporter.model import Anchor, Break, Inline, Inlines, Marks, NoteCall, Run
from exporter.tei.names import single_spaced

__all__ = ["Line"]

_WIDE = "[\u2e80-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"
_CLOSING = frozenset(",.;:!?)]}»”’…，。、；：！？）」』")
_STOPS = frozenset(",.;:!?…，。、；：！？")
_OPENING = frozenset("([{«“‘„‚¿¡-‐–—/'’")

_BORDER = "\0"
"""What cannot stand in XML parts the texts of a line while they are folded together."""

_Texts: TypeAlias = list[tuple[str, Marks]]


@cache
def _wide_break() -> re.Pattern[str]:
    """Compiled when first needed: so large a class takes milliseconds."""
    return re.compile(f"(?<={_WIDE})[ \\t\\r]*\\n[ \\t\\r\\n]*(?={_WIDE})")


def _goes_on_wide(text: str) -> bool:
    """Whether a line of it may begin with a wide character."""
    return any(line.lstrip(" \t\r")[:1] >= "\u2e80" for line in text.split("\n")[1:])


class Line:
    """Collects inlines. Texts wait until something else comes, and are folded together. A space
    is held back until text follows it, so that none stands at an end, and a note call stands at
    the word it follows. ``_started``: text stands in the line, or after its last break, and
    ``_last`` is its last sign. ``_pending``: something may be held back. ``_open`` is the text of
    the run that is being written, ``_marks`` are its marks.
    """

    __slots__ = (
        "_comma", "_joined", "_last", "_marks", "_open", "_pending", "_soft", "_space", "_started",
        "_waiting", "items",
    )  # fmt: skip

    def __init__(self) -> None:
        self.items: list[Inline] = []
        self._waiting: _Texts = []
        self._started = False
        self._last = ""
        self._open = ""
        self._marks: Marks = ()
        self._pending = False
        self._space: Marks | None = None
        self._soft = False
        self._comma: Marks | None = None
        self._joined = False

    def __bool__(self) -> bool:
        self._fold()
        return bool(self.items or self._open)

    @property
    def last(self) -> str:
        """The last sign of the text, or after its last break; empty where there is none."""
        self._fold()
        return self._last

    def text(self, text: str, marks: Marks) -> None:
        """Text of the source: white space (not no-break spaces) folds to one space; a
        line end between Chinese or Japanese characters is none."""
        if text:
            self._waiting.append((text, marks))

    def _fold(self) -> None:
        """Write the texts that wait."""
        waiting = self._waiting
        if not waiting:
            return
        whole = _BORDER.join([text for text, _ in waiting])
        if "\n" in whole and not whole.isascii() and _goes_on_wide(whole):
            whole = _wide_break().sub("", whole)
        whole = single_spaced(whole)
        texts: _Texts = [
            (text, marks) for text, (_, marks) in zip(whole.split(_BORDER), waiting, strict=True)
        ]
        self._waiting = []
        if f" {_BORDER} " in whole:
            texts = _thinned(texts)
        if self._pending or not self._started:
            texts = self._begun(texts)
        if texts and texts[-1][0][-1] == " ":
            text, self._space = texts.pop()
            self._soft, self._pending = False, True
            if text != " ":
                texts.append((text[:-1], self._space))
        if texts:
            self._write(texts)

    def _begun(self, texts: _Texts) -> _Texts:
        """The texts without a space before the first, which is written by what was held back."""
        text, marks = texts[0]
        if text[0] == " ":
            self._hold(marks, soft=False)
            texts = texts[1:] if text == " " else [(text[1:], marks), *texts[1:]]
        if texts and self._pending:
            self._settle(texts[0][0][0])
        return texts

    def _write(self, texts: _Texts) -> None:
        text, marks = self._open, self._marks
        for more, under in texts:
            if under is marks or under == marks:
                text += more
            else:
                if text:
                    self.items.append(Run(text, marks))
                text, marks = more, under
        self._open, self._marks = text, marks
        self._started, self._last = True, text[-1]

    def space(self, marks: Marks, *, soft: bool = False) -> None:
        """A space, if text stands before it and follows it; a ``soft`` one only where neither is
        a sign that stands close."""
        self._fold()
        self._hold(marks, soft=soft)

    def _hold(self, marks: Marks, *, soft: bool) -> None:
        if not self._started or self._joined or (soft and self._last in _OPENING):
            return
        self._pending = True
        if self._space is None:
            self._space, self._soft = marks, soft
        else:
            self._soft = self._soft and soft
            if len(marks) < len(self._space):
                self._space = marks

    def comma(self, marks: Marks) -> None:
        """A comma and a space, if text follows and no other sign stands there."""
        self._fold()
        if self._started:
            self._comma, self._pending = marks, True

    def close_up(self) -> None:
        """Forget a space that is held back."""
        self._fold()
        self._space = None

    def join(self) -> None:
        """What follows stands close: its leading white space is left out."""
        self._fold()
        self._space = None
        self._joined = self._pending = True

    def exact(self, text: str, marks: Marks, *, hug: bool = False) -> None:
        """Text as it stands; with ``hug`` it goes before a space that is held back."""
        if not text:
            return
        self._fold()
        if not hug:
            self._settle(text[0])
        self._joined = False
        self._write([(text, marks)])

    def put(self, inline: Inline) -> None:
        """Something of no width (a call, an anchor): it stands before a space held back, and a
        space that only kept a call from its word goes where a sign follows."""
        self._flush()
        self.items.append(inline)
        if isinstance(inline, NoteCall):
            self._soft = True

    def image(self, inline: Inline) -> None:
        """Something with a width."""
        self._fold()
        self._settle("")
        self._flush()
        self.items.append(inline)
        self._started = True
        self._last = ""

    def line_break(self, marks: Marks) -> None:
        """A line break, unless nothing stands before it."""
        self._fold()
        self._space = self._comma = None
        if self._started:
            self._flush()
            self.items.append(Break(marks))
            self._started = False
            self._last = ""

    def finish(self) -> Inlines:
        """What was collected; line breaks at the end are left out."""
        self._flush()
        items = self.items
        end = len(items)
        while end and isinstance(items[end - 1], Anchor):
            end -= 1
        while end and isinstance(items[end - 1], Break):
            del items[end - 1]
            end -= 1
        return tuple(items)

    def _settle(self, following: str) -> None:
        """Write the comma and the space that were held back, where they fit what follows."""
        comma, space = self._comma, self._space
        self._comma = self._space = None
        self._pending = self._joined = False
        closing = following in _CLOSING if following else False
        if comma is not None and not closing:
            if self._last not in _STOPS and self._last not in _OPENING:
                self._write([(",", comma)])
            if space is None and self._last not in _OPENING:
                space = comma
        if space is not None and not (self._soft and closing):
            self._write([(" ", space)])
        self._soft = False

    def _flush(self) -> None:
        self._fold()
        if self._open:
            self.items.append(Run(self._open, self._marks))
            self._open = ""


def _thinned(texts: _Texts) -> _Texts:
    """Where several texts bring a space to one place, that with the fewest marks stays, or the
    first of them."""
    found: _Texts = []
    for text, marks in texts:
        if text[0] == " " and found and found[-1][0][-1] == " ":
            before, under = found[-1]
            if len(marks) >= len(under):
                text = text[1:]
            elif before == " ":
                found.pop()
            else:
                found[-1] = before[:-1], under
        if text:
            found.append((text, marks))
    return found
