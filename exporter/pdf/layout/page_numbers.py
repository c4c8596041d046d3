"""Numbers of pages in the text: in the indexes, as links, and beside calls of notes that stand on
an earlier page. Pages are painted while the text after them is laid out: most are known then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exporter.model import (
    Edition,
    Emphasis,
    Generated,
    Inline,
    Inlines,
    Link,
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
        """Inlines with the numbers in them, each page once in a row, in the digits of the
        edition's language."""
        if not (self._again or self._indexed) or not self._asks(inlines):
            return inlines
        done: list[Inline] = []
        last = ""
        for inline in inlines:
            if isinstance(inline, NoteCall):
                done.append(inline)
                if self._is_later(inline):
                    self._beside.add(inline.id)
                    page = self.edition.word("on-page", n=self._number(inline.note))
                    raised = (*inline.marks, Emphasis("superscript"), Generated())
                    done.append(Run(f"\N{NO-BREAK SPACE}({page})", raised))
                continue
            mark = next((each for each in inline.marks if isinstance(each, PageNumber)), None)
            if mark is None:
                done.append(inline)
                continue
            shown = self._number(mark.target)
            if shown == last:
                done.pop()  # the comma before it
                continue
            last = shown
            kept = tuple(each for each in inline.marks if each is not mark)
            done.append(Run(shown, (*kept, Link(f"#{mark.target}"))))
        return tuple(done)

    def _asks(self, inlines: Inlines) -> bool:
        """Whether some page's number may belong in them; a loop, for nearly all are asked."""
        again, indexed = self._again, self._indexed
        for inline in inlines:
            if type(inline) is NoteCall:
                if inline.id in again:
                    return True
            elif indexed and any(type(mark) is PageNumber for mark in inline.marks):
                return True
        return False

    def _is_later(self, call: NoteCall) -> bool:
        """Whether the note's page is finished, or was an earlier one before."""
        if call.id not in self._again:
            return False
        before = self.before
        return call.note in self.places or before.get(call.note, 0) < before.get(call.id, -1)

    def _number(self, ident: str) -> str:
        """What is not painted yet stands on the page that is begun, unless it is known better."""
        place = self.places.get(ident)
        page = place.page if place else self.before.get(ident, len(self.pages))
        self._named[ident] = page
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


def _names_pages(edition: Edition) -> bool:
    return any(
        isinstance(mark, PageNumber)
        for part in edition.appendices
        for line in contents(part.blocks)
        for inline in line.inlines
        for mark in inline.marks
    )
