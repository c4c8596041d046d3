"""Places as the page names them, and offsets in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from exporter.editing import Element, Source
from exporter.errors import EditError
from exporter.workbench.drawing.layout import Leaf
from exporter.workbench.source.versions import State

__all__ = ["offset_of", "place_of", "trimmed"]


def offset_of(place: str, blocks: Mapping[str, int], ids: Mapping[str, Element] | None) -> int:
    """The offset of ``b12:340`` (the block and a count of characters) or ``@c2:0`` (an element's
    id). Raises EditError where there is no such place."""
    block, _, count = place.rpartition(":")
    if count.isascii() and count.isdigit() and len(count) < 12:
        if block.startswith("@") and ids is not None and block[1:] in ids:
            return ids[block[1:]].start
        if block in blocks:
            return blocks[block] + int(count)
    raise EditError(f"There is no place {place!r} in this article. Load the page again.")


def place_of(state: State, offset: int) -> str:
    """The page's name for an offset: by its block, or by the id of the element that begins there;
    empty where it is neither."""
    leaf = _around(state, offset)
    if leaf is not None:
        return f"{state.ids[leaf.element]}:{offset - leaf.start}"
    try:
        element = state.source.element(offset)
    except EditError:
        return ""
    own = state.source.attributes(element).get("xml:id")
    return f"@{own}:0" if own else ""


def _around(state: State, offset: int) -> Leaf | None:
    """The innermost block that an offset is in, its ends counted in."""
    by_start = state.layout.by_start()
    number = bisect_right(by_start, offset, key=_start)
    for at in range(number - 1, max(-1, number - 1 - _DEEP), -1):
        if by_start[at].end >= offset:
            return by_start[at]
    return None


_DEEP = 200
"""Blocks that may stand in one block and before a place in it: notes and items."""


def _start(leaf: Leaf) -> int:
    return leaf.start


def trimmed(source: Source, start: int, end: int) -> tuple[int, int]:
    """A range without what holds no words at its ends: white space, also beyond the end of a
    paragraph. Raises EditError where there is nothing else."""
    content = source.content(start, end)
    words = content.string.strip()
    if not words:
        raise EditError("There are no words in this range. Choose some.")
    first = content.string.index(words)
    return content.range(first, first + len(words))
