"""Where in the source the text of a tree stands, for those who ask; only then is what scans a
source imported."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

import lxml.etree as etree

from exporter.errors import InputError
from exporter.model import Origin
from exporter.tei.tree.elements import Element
from exporter.values import Struct, Value

if TYPE_CHECKING:
    from exporter.editing.source import Source

__all__ = ["Origins", "origins_of"]


class _Place(Value):
    """``text[start:end]`` is the node, ``text[inner:outer]`` what is in it."""

    start: int
    inner: int
    outer: int
    end: int


class Origins(Struct):
    """``places`` are those of elements, comments and instructions as they were parsed; what an
    audience may not see may have left the tree since."""

    source: Source
    places: dict[Element, _Place]

    def of(self, text: str, node: Element, *, is_tail: bool) -> Origin:
        """The place of a node's text, or of its tail."""
        from exporter.editing.source import Kind

        start, end = self._range(node, is_tail=is_tail)
        pieces = []
        rest = text
        for token in self.source.between(start, end):
            if token.kind in (Kind.TEXT, Kind.CDATA):
                low, high = max(start, token.start), min(end, token.end)
                words = self.source.content(low, high).string
                if words and rest.startswith(words):
                    pieces.append((low, high))
                    rest = rest[len(words) :]
        return Origin(tuple(pieces))

    def _range(self, node: Element, *, is_tail: bool) -> tuple[int, int]:
        place = self.places[node]
        if is_tail:
            after, around, start = node.getnext(), node.getparent(), place.end
        else:
            after, around, start = next(iter(node), None), node, place.inner
        if after is not None:
            return start, self.places[after].start
        return start, self.places[around].outer


def origins_of(source: str | PathLike[str] | bytes, root: Element) -> Origins:
    """The places of a tree that was just parsed. Raises InputError where its source cannot be
    matched with it."""
    from exporter.editing.scanner import scan
    from exporter.editing.source import Kind

    it = scan(source)
    top = root.getroottree().getroot()
    nodes = [node for node in top.iter() if node.tag is not etree.Entity]
    inside = it.elements[0]
    kinds = (Kind.OPEN, Kind.EMPTY, Kind.COMMENT, Kind.INSTRUCTION)
    tokens = [
        token
        for token in it.tokens
        if token.kind in kinds and inside.start <= token.start < inside.end
    ]
    if len(nodes) != len(tokens):
        raise InputError("The tags of this file cannot be matched with what was read of it.")
    places = {}
    for node, token in zip(nodes, tokens, strict=True):
        if token.kind in (Kind.OPEN, Kind.EMPTY):
            found = it.elements[token.parent]
            places[node] = _Place(found.start, found.inner, found.outer, found.end)
        else:
            places[node] = _Place(token.start, token.end, token.end, token.end)
    return Origins(it, places)
