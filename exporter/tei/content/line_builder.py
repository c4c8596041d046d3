"""A line of inlines while it is being read: white space is folded as the text arrives."""

from __future__ import annotations

from typing import Final

from exporter.model import (
    Anchor,
    Break,
    Generated,
    Inline,
    Inlines,
    Marks,
    NoteCall,
    Run,
)
from exporter.tei.content.white_space import BORDER, behind_word, thinned, typed
from exporter.tei.tree.elements import single_spaced

__all__ = ["CLOSING", "GENERATED", "HYPHENS", "Line"]

GENERATED: Final = Generated()

HYPHENS: Final = frozenset("-\u2010\u00ad\u00ac\u2e17=")
CLOSING: Final = frozenset(",.;:!?)]}»”’…，。、；：！？）」』")
_STOPS = frozenset(",.;:!?…，。、；：！？")
_OPENING = frozenset("([{«“‘„‚¿¡-‐–—/'’")
_BRACKETS = frozenset("([{⟨⟦〈⌊⌈")


class Line:
    """Collects inlines. ``texts`` of the source, none empty, wait with the marks they stand
    ``under`` until something else comes, and are folded together: white space (not no-break
    spaces) to one space, a line end between Chinese or Japanese characters to none. A space is
    held back until text follows it, so that none stands at an end, and a note call stands at the
    word it follows. ``_started``: text is in the line, or after its last break, and ``_last``
    is its last sign. ``_pending``: something may be held back. ``_open`` is the text of the run
    that is being written, ``_marks`` are its marks. ``_late`` waits for the end of a word.
    """

    __slots__ = (
        "_comma", "_joined", "_last", "_late", "_marks", "_open", "_pending", "_soft", "_space",
        "_started", "items", "texts", "under",
    )  # fmt: skip

    def __init__(self) -> None:
        self.items: list[Inline] = []
        self.texts: list[str] = []
        self.under: list[Marks] = []
        self._started = False
        self._last = ""
        self._open = ""
        self._marks: Marks = ()
        self._pending = False
        self._space: Marks | None = None
        self._soft = False
        self._comma: Marks | None = None
        self._joined = False
        self._late: list[tuple[str, Marks]] = []

    def __bool__(self) -> bool:
        self._fold()
        return bool(self.items or self._open)

    @property
    def written(self) -> tuple[int, int]:
        """How far it is written: this changes with every sign."""
        self._fold()
        return len(self.items), len(self._open)

    @property
    def close(self) -> str:
        """The last sign that an author wrote, if what comes now stands close to it; else empty.
        What comes after a guillemet may have a space before it."""
        self._fold()
        if GENERATED in self._marks:
            return ""
        last = self._open.rstrip("\xa0\u202f")[-1:] or self._last
        return last if self._space is None or last == "«" else ""

    @property
    def writing(self) -> Run:
        """The run that is being written; ``items`` are before it."""
        self._fold()
        return Run(self._open, self._marks)

    @property
    def is_joined(self) -> bool:
        """Whether what follows goes on a word: its leading white space is left out."""
        self._fold()
        return self._joined

    def text(self, text: str, marks: Marks) -> None:
        """Text of the source."""
        if text:
            self.texts.append(text)
            self.under.append(marks)

    def _fold(self) -> None:
        """Write the texts that wait."""
        if not self.texts:
            return
        whole, marks = BORDER.join(self.texts), self.under
        self.texts, self.under = [], []
        if "\n" in whole:
            whole = typed(whole)
        whole = single_spaced(whole)
        texts = whole.split(BORDER)
        if "" in texts:
            marks = [under for text, under in zip(texts, marks, strict=True) if text]
            texts = [text for text in texts if text]
            if not texts:
                return
        if f" {BORDER} " in whole:
            texts, marks = thinned(texts, marks)
        if self._pending or not self._started:
            self._begin(texts, marks)
        if texts and texts[-1][-1] == " ":
            self._space, self._soft, self._pending = marks[-1], False, True
            texts[-1] = texts[-1][:-1]
            if not texts[-1]:
                del texts[-1], marks[-1]
        if texts:
            self._write(texts, marks)

    def _begin(self, texts: list[str], marks: list[Marks]) -> None:
        """Take the space from the start of the texts, and write what was held back."""
        if texts[0][0] == " ":
            self._hold(marks[0], soft=False)
            texts[0] = texts[0][1:]
            if not texts[0]:
                del texts[0], marks[0]
        if texts and self._pending:
            self._settle(texts[0][0])

    def _write(self, texts: list[str], marks: list[Marks]) -> None:
        if self._late and (found := behind_word(texts, marks, self._late)):
            (texts, marks), self._late = found, []
        open_, under, items = self._open, self._marks, self.items
        for text, now in zip(texts, marks, strict=True):
            if now is under or now == under:
                open_ += text
            else:
                if open_:
                    items.append(Run(open_, under))
                open_, under = text, now
        self._open, self._marks = open_, under
        self._started, self._last = True, open_[-1]

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

    def soften(self) -> None:
        """A space that is held back goes where a sign stands close."""
        self._fold()
        self._soft = True
        if self._last in _OPENING:
            self._space = None

    def join(self) -> None:
        """What follows stands close: its leading white space is left out."""
        self._fold()
        self._space = None
        self._joined = self._pending = True

    def take_opening(self) -> tuple[str, Marks] | None:
        """Take back a bracket of the reader's own that opens what comes, where it has been written
        last."""
        self._fold()
        sign, marks = self._open, self._marks
        if self._pending or not sign or GENERATED not in marks or not _BRACKETS.issuperset(sign):
            return None
        before = self.items[-1] if self.items else None
        self._open = ""
        if isinstance(before, Run) and before.text[-1:] == " ":
            self._space, self._soft, self._pending = before.marks, False, True
            before = self.items[-1] = Run(before.text[:-1], before.marks)
        self._last = before.text[-1:] if isinstance(before, Run) else ""
        self._started = before is not None and not isinstance(before, Break | Anchor)
        return sign, marks

    def unhyphenate(self) -> None:
        """Take back a hyphen that has been written last, behind a letter."""
        self._fold()
        before = self._open[-2:-1] or (getattr(self.items[-1], "text", "") if self.items else "")
        if self._open[-1:] in HYPHENS and before[-1:].isalpha():
            self._open = self._open[:-1]
            self._last = before[-1]

    def exact(self, text: str, marks: Marks, *, hug: bool = False) -> None:
        """Text as it stands; with ``hug`` it goes before a space that is held back."""
        if not text:
            return
        self._fold()
        if not hug:
            self._settle(text[0])
        self._joined = False
        self._write([text], [marks])

    def late(self, text: str, marks: Marks) -> None:
        """Text of the reader's own that goes behind the word that is being written: the number of
        a page that begins in it."""
        self._fold()
        if self._last >= "\u2e80":  # Chinese: each sign is a word
            self._write([text], [marks])
        else:
            self._late.append((text, marks))

    def _end_word(self) -> None:
        late, self._late = self._late, []
        for said, own in late:
            self._write([f" {said}"], [own])

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
        self._end_word()
        if self._started:
            self._flush()
            self.items.append(Break(marks))
            self._started = False
            self._last = ""

    def finish(self) -> Inlines:
        """What was collected; line breaks at the end are left out."""
        self._fold()
        self._end_word()
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
        closing = following in CLOSING if following else False
        if comma is not None and not closing:
            if self._last not in _STOPS and self._last not in _OPENING:
                self._write([","], [comma])
            if space is None and self._last not in _OPENING:
                space = comma
        if space is not None and not (self._soft and closing):
            self._write([" "], [space])
        self._soft = False

    def _flush(self) -> None:
        self._fold()
        if self._open:
            self.items.append(Run(self._open, self._marks))
            self._open = ""
