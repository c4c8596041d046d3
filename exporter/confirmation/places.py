"""Where the elements of a tree are in its text blocks."""

from __future__ import annotations

import lxml.etree as etree

from exporter.suggestions import TextBlock, text_blocks
from exporter.tei.tree.elements import Element
from exporter.values import Value

__all__ = ["Spot", "spots"]


class Spot(Value):
    """A range in the text of a block (see ``exporter.suggestions.text_blocks``)."""

    block: int
    text: str
    start: int
    end: int


def spots(root: Element) -> dict[Element, Spot]:
    """The range of every element that is inside a text block."""
    found: dict[Element, Spot] = {}
    for block in text_blocks(root):
        found.update(_in_block(block))
    return found


def _in_block(block: TextBlock) -> dict[Element, Spot]:
    """Walks a block with its pieces: each is the text or the tail of an element."""
    starts = {(piece.element, piece.tail): piece.start for piece in block.pieces}
    began: dict[Element, int] = {}
    found: dict[Element, Spot] = {}
    at = 0
    for event, element in etree.iterwalk(block.element, events=("start", "end")):
        if event == "start":
            began[element] = starts.get((element, False), at)
            if (element, False) in starts:
                at = began[element] + len(element.text or "")
        elif element is not block.element:
            found[element] = Spot(block.number, block.text, min(began[element], at), at)
            if (element, True) in starts:
                at = starts[(element, True)] + len(element.tail or "")
    return found
