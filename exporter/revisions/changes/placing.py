"""A change of words → edits at the places in the source where these words stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from exporter.editing import Edit, Element, Insert, Kind, Replace, Source, Unwrap, Wrap, escaped
from exporter.editing.ranges import BLOCKS
from exporter.revisions.changes.passages import Passage, Piece, shared
from exporter.revisions.word.copy import NOTE
from exporter.values import Struct, field

__all__ = ["Passage", "Placer", "block_of", "within"]

_STAYS = frozenset(
    ("note", "anchor", "ptr", "graphic", "figure", "pb", "lb", "cb", "gb", "milestone", "app")
)
"""What stays where it is when the words around it go."""


_CLAUSES = frozenset(("said", "q", "quote", "seg"))
"""Annotations of whole clauses: what is typed at their end belongs to them."""
_NO_WORDS = frozenset(("app", "choice", "subst", "rdgGrp", "cit"))
"""Elements that hold elements alone."""
_CLOSING = frozenset(".,;:!?…”’»")


class Placer(Struct):
    """Edits of one source, gathered. ``as_markup``: tracked changes become ``add`` and ``del``."""

    source: Source
    edits: list[Edit] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    put: set[int] = field(default_factory=set)
    as_markup: bool = False

    # ------------------------------------------------------------------ changes

    def replace(
        self,
        passage: Passage,
        start: int,
        end: int,
        words: str,
        around: Sequence[frozenset[str]] | None,
        *,
        tracked: bool = False,
    ) -> bool:
        """``passage.text[start:end]`` becomes ``words`` (plain text); False where it cannot: no
        author wrote what stands there. ``around`` are the annotations that each of the new
        characters has in the copy, None where it has lost them all."""
        spans = None if around is None else around[len(around) // 2] if around else frozenset()
        pieces = list(self._pieces(passage, start, end))
        if not pieces:
            if not words:
                return False
            at = self.point(passage, start, end, spans)
            if at is None:
                return False
            self._add(at, words, tracked=tracked)
            return True
        if tracked and self.as_markup:
            self.edits += [Wrap(each.start, each.end, "del", (), "chain") for each in pieces]
            if words:
                self._add(pieces[-1].end, words, tracked=True)
            return True
        parts = shared(passage, pieces, words, around or ())
        for piece, part in zip(pieces, parts, strict=True):
            if part:
                self.put.add(piece.start)
                self.edits.append(Replace(piece.start, piece.end, part))
            else:
                self.deleted.append((piece.start, piece.end))
        return True

    def _add(self, at: int, words: str, *, tracked: bool) -> None:
        self.put.add(at)
        if tracked and self.as_markup:
            self.edits.append(Insert(at, f"<add>{escaped(words)}</add>", markup=True))
        else:
            self.edits.append(Insert(at, words))

    def _pieces(self, passage: Passage, start: int, end: int) -> Iterator[Piece]:
        """What of a range has a place, cut where a tag stands between two characters."""
        first = -1
        for at in range(start, end + 1):
            placed = at < end and passage.starts[at] >= 0
            if first >= 0 and (not placed or not self._together(passage, at - 1, at)):
                yield Piece(first, at, passage.starts[first], passage.ends[at - 1])
                first = -1
            if placed and first < 0:
                first = at

    def _together(self, passage: Passage, one: int, other: int) -> bool:
        """Whether no tag stands between two characters, nor in the white space that one is."""
        starts = self.source.starts
        here = bisect_right(starts, passage.starts[one])
        return passage.ends[one] <= passage.starts[other] and here == bisect_right(
            starts, passage.ends[other] - 1
        )

    # ------------------------------------------------------------------- places

    def point(
        self, passage: Passage, start: int, end: int, spans: frozenset[str] | None
    ) -> int | None:
        """Where new words go that stand between two characters of a passage: of the places between
        the tags there the one whose annotations they have, else the outermost. Where the copy has
        lost all annotations, words before the sign of a clause, or before a comma or full stop
        that ends it, go on in it."""
        left = next((at for at in range(start - 1, -1, -1) if passage.starts[at] >= 0), None)
        right = next((at for at in range(end, len(passage.text)) if passage.starts[at] >= 0), None)
        near_left = left is not None and not passage.text[left + 1 : start].strip("\ue000 ")
        if left is None and right is None:
            return None
        if spans is not None:
            if (
                left is not None
                and spans == passage.spans[left]
                and (right is None or spans != passage.spans[right])
            ):
                return passage.ends[left]
            if (
                right is not None
                and spans == passage.spans[right]
                and (left is None or spans != passage.spans[left])
            ):
                return passage.starts[right]
        if left is not None and passage.text[end : end + 1] == NOTE:
            return passage.ends[left]  # what a note is called behind is what it is about
        if left is None:
            assert right is not None
            return self._outermost(self._before(passage.starts[right]))
        candidates = list(self._after(passage.ends[left]))
        if spans is None and self._closes(passage, end, right):
            for offset, _ in candidates:
                around = self.source.around(offset)
                if around is not None and around.local in _CLAUSES:
                    return offset
        if right is not None:
            stop = passage.starts[right]
            within = [c for c in candidates if c[0] <= stop]
            if not near_left and stop >= passage.ends[left]:
                before = [c for c in self._before(stop) if c[0] >= passage.ends[left]]
                within = [*within, *before]
            candidates = within or candidates
        return self._outermost(candidates)

    def _closes(self, passage: Passage, end: int, right: int | None) -> bool:
        """Whether a sign that was made for what ends here, or punctuation, follows."""
        sign = passage.text[end : end + 1]
        made = bool(sign) and passage.starts[end] < 0 and not sign.isspace() and sign != NOTE
        return made or (right is not None and passage.text[right] in _CLOSING)

    def _outermost(self, candidates: Sequence[tuple[int, int]] | Iterator[tuple[int, int]]) -> int:
        several = list(candidates)
        free = [each for each in several if self._takes_words(each[0])]
        return min(free or several, key=lambda each: each[1])[0]

    def _takes_words(self, offset: int) -> bool:
        """Whether words may stand at a place: not between the readings of an apparatus."""
        around = self.source.around(offset)
        return around is None or around.local not in _NO_WORDS

    def _after(self, offset: int) -> Iterator[tuple[int, int]]:
        """An offset and those behind the end tags that follow it, with their depth, within the
        block."""
        around = self.source.around(offset)
        while around is not None:
            yield offset, sum(1 for _ in self.source.ancestors(around))
            if around.local in BLOCKS or offset != around.outer:
                return
            offset, around = around.end, self.source.parent(around)

    def _before(self, offset: int) -> list[tuple[int, int]]:
        found = []
        around = self.source.around(offset)
        while around is not None:
            found.append((offset, sum(1 for _ in self.source.ancestors(around))))
            if around.local in BLOCKS or offset != around.inner:
                break
            offset, around = around.start, self.source.parent(around)
        return found[::-1]

    # ----------------------------------------------------------------- emptied

    def finished(self) -> tuple[list[Edit], list[Element]]:
        """All edits, and the elements that lost all their words and go."""
        gone: list[Element] = []
        seen: set[int] = set()
        for start, _ in self.deleted:
            around = self.source.around(start)
            while around is not None and around.local not in BLOCKS and self._is_emptied(around):
                if around.number not in seen:
                    seen.add(around.number)
                    gone.append(around)
                around = self.source.parent(around)
        cut = [element for element in gone if not self.holds(element)]
        cut = [e for e in cut if not any(o.start < e.start and e.end < o.end + 1 for o in cut)]
        edits: list[Edit] = [*self.edits, *(Replace(each.start, each.end, "") for each in cut)]
        edits += [Unwrap(each.start) for each in gone if not within(each.start, each.end, cut)]
        edits += [
            Replace(start, end, "")
            for start, end in _united(self.deleted)
            if not within(start, end, cut)
        ]
        return edits, gone

    def _is_emptied(self, element: Element) -> bool:
        """Whether all words of an element are deleted, and none put in."""
        for token in self.source.between(element.inner, element.outer):
            if token.kind not in (Kind.TEXT, Kind.CDATA) or self._in_kept(token.parent, element):
                continue
            low, high = token.start, token.end
            if any(low <= at <= high for at in self.put):
                return False
            rest = self.source.text[low:high]
            for start, end in self.deleted:
                if start < high and end > low:
                    first, last = max(start, low) - low, min(end, high) - low
                    rest = rest[:first] + " " * (last - first) + rest[last:]
            if rest.strip():
                return False
        return True

    def _in_kept(self, number: int, element: Element) -> bool:
        """Whether text is in a note or the like inside an element."""
        each = self.source.elements[number]
        while each.number != element.number:
            if each.local in _STAYS:
                return True
            each = self.source.elements[each.parent]
        return False

    def holds(self, element: Element) -> bool:
        """Whether something is in an element that must stay."""
        number = element.number + 1
        while number < len(self.source.elements):
            each = self.source.elements[number]
            if each.start >= element.outer:
                return False
            if each.local in _STAYS:
                return True
            number += 1
        return False


def within(start: int, end: int, elements: Sequence[Element]) -> bool:
    """Whether a range is in one of these elements."""
    return any(each.start <= start and end <= each.end for each in elements)


def block_of(source: Source, offset: int) -> Element | None:
    """The block that a place is in."""
    around = source.around(offset)
    while around is not None and around.local not in BLOCKS:
        around = source.parent(around)
    return around


def _united(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(ranges)):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
