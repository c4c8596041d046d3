"""Numbers of pages in the text: in the indexes, as links, and beside calls of notes that stand on
an earlier page. Pages are painted while the text after them is laid out: most are known then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exporter.model import (
    Edition,
    Emphasis,
    Generated,
    Inline,
    Inlines,
    Link,
    Marks,
    NoteCall,
    PageNumber,
    Run,
)
from exporter.model.traversal import contents
from exporter.pdf.draw.canvas import Painted, Place

__all__ = ["PageNumbers"]


class PageNumbers:
    """``places`` and ``pages`` are what is painted so far. ``before`` are the pages, from 0, of
    everything when the same edition was laid out before, by id; empty the first time."""

    def __init__(
        self,
        edition: Edition,
        places: Mapping[str, Place],
        pages: Sequence[Painted],
        before: Mapping[str, int],
    ) -> None:
        self.edition = edition
        self.places = places
        self.pages = pages
        self.before = before
        self._digits = edition.words.get("digits", "0123456789")
        self._again = {ident for note in edition.notes for ident in note.calls[1:]}
        self._named: dict[str, int] = {}
        self._beside: set[str] = set()
        self._indexed = _names_pages(edition)

    def written(self, inlines: Inlines) -> Inlines:
        """Inlines with the numbers in them, in the digits of the edition's language."""
        if not (self._again or self._indexed) or not self._asks(inlines):
            return inlines
        done: list[Inline] = []
        row: list[Inline] = []
        after: list[Inline] = []
        for inline in inlines:
            if _asked(inline) is not None:
                row += (*after, inline)
                after = []
            elif row and type(inline) is Run and not any(map(str.isalnum, inline.text)):
                after.append(inline)
            else:
                done += (*self._pages(row), *after)
                row, after = [], []
                done.append(inline)
                if isinstance(inline, NoteCall) and self._is_later(inline):
                    self._beside.add(inline.id)
                    page = self.edition.word("on-page", n=self._number(inline.note))
                    raised = (*inline.marks, Emphasis("superscript"), Generated())
                    done.append(Run(f"\N{NO-BREAK SPACE}({page})", raised))
        return (*done, *self._pages(row), *after)

    def _pages(self, row: Sequence[Inline]) -> Iterator[Inline]:
        """A row of numbers, with the signs between them: the pages in order, each once and as a
        link to the first place on it; of three or more that follow each other, the first and the
        last."""
        places: dict[int, tuple[str, Marks]] = {}
        for inline in row:
            if (asked := _asked(inline)) is not None:
                kept = tuple(mark for mark in inline.marks if mark is not asked)
                for ident in (asked.target, *asked.more):
                    places.setdefault(self._page(ident), (ident, kept))
        comma = next((inline for inline in row if _asked(inline) is None), None)
        pages = sorted(places)
        for at, page in enumerate(pages):
            begun = at and pages[at - 1] == page - 1
            goes_on = at + 1 < len(pages) and pages[at + 1] == page + 1
            if begun and goes_on:
                continue
            ident, marks = places[page]
            if begun and at > 1 and pages[at - 2] == page - 2:
                yield Run("\N{EN DASH}", marks)
            elif at and comma is not None:
                yield comma
            yield Run(self._shown(page), (*marks, Link(f"#{ident}")))

    def _asks(self, inlines: Inlines) -> bool:
        """Whether some page's number may belong in them; a loop, for nearly all are asked."""
        again, indexed = self._again, self._indexed
        for inline in inlines:
            if type(inline) is NoteCall:
                if inline.id in again:
                    return True
            elif indexed and PageNumber in map(type, inline.marks):
                return True
        return False

    def _is_later(self, call: NoteCall) -> bool:
        """Whether the note's page is finished, or was an earlier one before."""
        if call.id not in self._again:
            return False
        before = self.before
        return call.note in self.places or before.get(call.note, 0) < before.get(call.id, -1)

    def _number(self, ident: str) -> str:
        return self._shown(self._page(ident))

    def _page(self, ident: str) -> int:
        """From 0. What is not painted yet stands on the page that is begun, unless it is known
        better."""
        place = self.places.get(ident)
        page = place.page if place else self.before.get(ident, len(self.pages))
        self._named[ident] = page
        return page

    def _shown(self, page: int) -> str:
        return "".join(self._digits[int(digit)] for digit in str(page + 1))

    def are_right(self) -> bool:
        """Once all is painted: whether every page that is named is the right one, and each that
        should be is named."""
        found = {ident: place.page for ident, place in self.places.items()}
        if any(found.get(ident, page) != page for ident, page in self._named.items()):
            return False
        return all(
            ident in self._beside or found.get(ident, 0) <= found.get(note.id, 0)
            for note in self.edition.notes
            for ident in note.calls[1:]
        )


def _asked(inline: Inline) -> PageNumber | None:
    """What the inline is to be the number of the page of."""
    return next((mark for mark in inline.marks if type(mark) is PageNumber), None)


def _names_pages(edition: Edition) -> bool:
    return any(
        isinstance(mark, PageNumber)
        for part in edition.appendices
        for line in contents(part.blocks)
        for inline in line.inlines
        for mark in inline.marks
    )
