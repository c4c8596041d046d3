"""A line of inlines while it is being read: white space is folded as the text arrives."""

from __future__ import annotations

import re
from functools import cache

from exporter.model import Anchor, Break, Inline, Inlines, Marks, NoteCall, Run
from exporter.tei.names import single_spaced

__all__ = ["Line"]

_WIDE = "[\u2e80-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"
_CLOSING = frozenset(",.;:!?)]}»”’…，。、；：！？）」』")
_STOPS = frozenset(",.;:!?…，。、；：！？")
_OPENING = frozenset("([{«“‘„‚¿¡-‐–—/'’")


@cache
def _wide_break() -> re.Pattern[str]:
    """Compiled when first needed: so large a class takes milliseconds."""
    return re.compile(f"(?<={_WIDE})[ \\t\\r]*\\n[ \\t\\r\\n]*(?={_WIDE})")


def _goes_on_wide(text: str) -> bool:
    """Whether a line of it may begin with a wide character."""
    return any(line.lstrip(" \t\r")[:1] >= "\u2e80" for line in text.split("\n")[1:])


class Line:
    """Collects inlines. A space is held back until text follows it, so that none stands at an
    end, and a note call stands at the word it follows. ``started``: text stands in the line, or
    after its last break, and ``last`` is its last sign. ``_pending``: something may be held back.
    """

    __slots__ = (
        "_comma", "_joined", "_marks", "_pending", "_pieces", "_soft", "_space", "items", "last",
        "started",
    )  # fmt: skip

    def __init__(self) -> None:
        self.items: list[Inline] = []
        self.started = False
        self.last = ""
        self._pieces: list[str] = []
        self._marks: Marks = ()
        self._pending = False
        self._space: Marks | None = None
        self._soft = False
        self._comma: Marks | None = None
        self._joined = False

    def __bool__(self) -> bool:
        return bool(self.items or self._pieces)

    def text(self, text: str, marks: Marks) -> None:
        """Text of the source: white space (not no-break spaces) folds to one space; a line end
        between Chinese or Japanese characters is none."""
        if "\n" in text and not text.isascii() and _goes_on_wide(text):
            text = _wide_break().sub("", text)
        if "\n" in text or "  " in text or "\t" in text or "\r" in text:
            text = single_spaced(text)
        if text[:1] == " " and (text == " " or self._pending or not self.started):
            self.space(marks)
            text = text[1:]
        if not text:
            return
        ends = text[-1] == " "
        if ends:
            text = text[:-1]
        if self._pending:
            self._settle(text[0])
        if marks is not self._marks:
            if self._pieces and marks != self._marks:
                self._flush()
            self._marks = marks
        self._pieces.append(text)
        self.started = True
        self.last = text[-1]
        if ends:
            self._space, self._soft, self._pending = marks, False, True

    def space(self, marks: Marks, *, soft: bool = False) -> None:
        """A space, if text stands before it and follows it; a ``soft`` one only where neither is
        a sign that stands close."""
        if not self.started or self._joined or (soft and self.last in _OPENING):
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
        if self.started:
            self._comma, self._pending = marks, True

    def close_up(self) -> None:
        """Forget a space that is held back."""
        self._space = None

    def join(self) -> None:
        """What follows stands close: its leading white space is left out."""
        self._space = None
        self._joined = self._pending = True

    def exact(self, text: str, marks: Marks, *, hug: bool = False) -> None:
        """Text as it stands; with ``hug`` it goes before a space that is held back."""
        if not text:
            return
        if not hug:
            self._settle(text[0])
        self._put(text, marks)

    def put(self, inline: Inline) -> None:
        """Something of no width (a call, an anchor): it stands before a space held back, and a
        space that only kept a call from its word goes where a sign follows."""
        self._flush()
        self.items.append(inline)
        if isinstance(inline, NoteCall):
            self._soft = True

    def image(self, inline: Inline) -> None:
        """Something with a width."""
        self._settle("")
        self._flush()
        self.items.append(inline)
        self.started = True
        self.last = ""

    def line_break(self, marks: Marks) -> None:
        """A line break, unless nothing stands before it."""
        self._space = self._comma = None
        if self.started:
            self._flush()
            self.items.append(Break(marks))
            self.started = False
            self.last = ""

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
        if comma is None and not self._soft:
            if space is self._marks:
                self._pieces.append(" ")
            elif space is not None:
                self._put(" ", space)
            return
        closing = following in _CLOSING if following else False
        if comma is not None and not closing:
            if self.last not in _STOPS and self.last not in _OPENING:
                self._put(",", comma)
            if space is None and self.last not in _OPENING:
                space = comma
        if space is not None and not (self._soft and closing):
            self._put(" ", space)
        self._soft = False

    def _put(self, text: str, marks: Marks) -> None:
        if marks is not self._marks:
            if self._pieces and marks != self._marks:
                self._flush()
            self._marks = marks
        self._pieces.append(text)
        self._joined = False
        self.started = True
        self.last = text[-1]

    def _flush(self) -> None:
        if self._pieces:
            self.items.append(Run("".join(self._pieces), self._marks))
            self._pieces.clear()
