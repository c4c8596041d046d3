"""Ranges that cross the borders of elements: moved so that they do not, or taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.editing.source import Element, Kind, Source

__all__ = ["chain_of", "moved", "shrunk"]

_NAMES = (
    "ab addrLine argument back body byline castItem cell closer dateline div div1 div2 div3 div4 "
    "div5 div6 div7 docAuthor docDate docImprint docTitle epigraph figDesc figure floatingText "
    "front group head item l label lg list note opener p postscript quote row salute signed sp "
    "speaker stage table text titlePage titlePart trailer u"
)
BLOCKS = frozenset(_NAMES.split())
"""Elements that a range is not moved out of: words in them are not all that they are. A quotation
is one of them, because its borders are what it says."""

_Place = tuple[int, Element | None]


def moved(source: Source, start: int, end: int) -> tuple[int, int]:
    """The range, moved over as few tags as possible so that it begins and ends in one element;
    the same words are in it. Unchanged where that cannot be done."""
    if source.around(start) is source.around(end):
        return start, end
    firsts, lasts = list(_starts(source, start)), list(_ends(source, end))
    pairs = sorted(
        (steps + more, first[0], last[0])
        for steps, first in enumerate(firsts)
        for more, last in enumerate(lasts)
        if first[1] is last[1] and first[0] < last[0]
    )
    return (pairs[0][1], pairs[0][2]) if pairs else (start, end)


def _starts(source: Source, offset: int) -> Iterator[_Place]:
    """The places where a range could begin as well, nearest first."""
    yield offset, source.around(offset)
    yield from _outward(source, offset, left=True)
    yield from _after(source, offset)
    yield from _inward(source, offset, left=False)


def _ends(source: Source, offset: int) -> Iterator[_Place]:
    yield offset, source.around(offset)
    yield from _outward(source, offset, left=False)
    yield from _before(source, offset)
    yield from _inward(source, offset, left=True)


def _outward(source: Source, offset: int, *, left: bool) -> Iterator[_Place]:
    """Out of elements that begin (or end) just here: all their words are in the range."""
    around = source.around(offset)
    while around is not None and around.local not in BLOCKS:
        if offset != (around.inner if left else around.outer):
            return
        offset = around.start if left else around.end
        around = source.parent(around)
        yield offset, around


def _after(source: Source, offset: int) -> Iterator[_Place]:
    """Out of elements that end just here: the range has none of their words."""
    around = source.around(offset)
    while around is not None and offset == around.outer:
        offset, around = around.end, source.parent(around)
        yield offset, around


def _before(source: Source, offset: int) -> Iterator[_Place]:
    around = source.around(offset)
    while around is not None and offset == around.inner and offset != around.end:
        offset, around = around.start, source.parent(around)
        yield offset, around


def _inward(source: Source, offset: int, *, left: bool) -> Iterator[_Place]:
    """Into elements that begin (or, to the left, end) just here."""
    while True:
        inner = _neighbour(source, offset, left=left)
        if inner is None or inner.is_empty_tag:
            return
        offset = inner.outer if left else inner.inner
        yield offset, inner


def _neighbour(source: Source, offset: int, *, left: bool) -> Element | None:
    wanted = Kind.CLOSE if left else Kind.OPEN
    for token in source.between(max(0, offset - 1), offset + 1):
        if token.kind is wanted and offset == (token.end if left else token.start):
            return source.elements[token.parent]
    return None


def shrunk(source: Source, start: int, end: int) -> tuple[int, int]:
    """The range from its first word to its last: tags and white space at its ends left out."""
    first = last = None
    for low, high in _words(source, start, end):
        first = low if first is None else first
        last = high
    return (start, end) if first is None or last is None else (first, last)


def _words(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a range that are text and no white space alone, without it at their ends."""
    for token in source.between(start, end):
        low, high = max(start, token.start), min(end, token.end)
        if token.kind is Kind.CDATA:
            low, high = max(low, token.start + 9), min(high, token.end - 3)
        elif token.kind is not Kind.TEXT:
            continue
        text = source.text[low:high]
        if text.strip():
            yield low + len(text) - len(text.lstrip()), high - len(text) + len(text.rstrip())


def chain_of(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """The largest parts of a range of which each is in one element, blocks taken one by one; what
    has no words is left out."""
    found: list[tuple[int, int]] = []
    _take(source, start, end, found)
    return found


def _take(source: Source, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end:
        around = source.around(start)
        if around is None:
            return
        stop = min(end, around.outer)
        cut = next((c for c in source.children(around) if c.start < stop < c.end), None)
        stop = cut.start if cut is not None else stop
        _one(source, around, start, stop, found)
        start = cut.inner if cut is not None else around.end if stop == around.outer else end


def _one(
    source: Source, around: Element, start: int, stop: int, found: list[tuple[int, int]]
) -> None:
    """A part that is in one element; where blocks are in it, each block's own content."""
    inside = [c for c in source.children(around) if start <= c.start < stop]
    blocks = [c for c in inside if c.local in BLOCKS - {"note", "quote"}]
    if blocks and not _has_own_words(source, inside, start, stop):
        for block in inside:
            _take(source, block.inner, block.outer, found)
        return
    first, last = shrunk(source, start, stop)
    if first < last and source.content(first, last).string.strip():
        low, high = moved(source, first, last)
        fits = start <= low and high <= stop and source.around(low) is source.around(high)
        found.append((low, high) if fits else (start, stop))


def _has_own_words(source: Source, inside: list[Element], start: int, stop: int) -> bool:
    at = start
    for child in inside:
        if source.content(at, child.start).string.strip():
            return True
        at = child.end
    return bool(source.content(at, stop).string.strip())
