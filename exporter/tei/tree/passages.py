"""A passage from one place of a tree to another, across element borders."""

from __future__ import annotations

from typing import Literal, TypeAlias

import lxml.etree as etree

from exporter.tei.tree.elements import Element, name, words
from exporter.values import Value

__all__ = ["Passage", "passage", "precedes"]

Slot: TypeAlias = tuple[Element, Literal["text", "tail"]]

_BLOCKS = words("p ab head item cell l lg note quote said sp u list table figure div body text")


class Passage(Value):
    """``elements`` stand wholly within it; ``slots`` hold its text that is in none of them;
    ``first`` and ``last`` are its lines, 0 where not known."""

    elements: tuple[Element, ...]
    slots: tuple[Slot, ...]
    first: int
    last: int


def passage(start: Element, end: Element) -> Passage:
    """From the beginning of one element to the end of another, whichever of them comes first."""
    if start not in end.iterdescendants() and precedes(end, start):
        start, end = end, start
    elements: list[Element] = []
    slots: list[Slot] = []
    opened: set[Element] = set()
    for event, node in etree.iterwalk(_common(start, end), events=("start", "end")):
        if event == "start":
            if opened or node is start:
                opened.add(node)
                slots.append((node, "text"))
        elif opened:
            if node in opened:
                elements.append(node)
            if node is end:
                break
            slots.append((node, "tail"))
    lines = [e.sourceline or 0 for e in (start, end)]
    return Passage(tuple(elements), tuple(slots), min(lines), max(lines))


def until_block_ends(start: Element) -> Passage:
    """From the beginning of an element to the end of the block that it stands in."""
    return passage(start, _block(start))


def since_block_begins(end: Element) -> Passage:
    """From the beginning of the block that an element stands in to the end of that element."""
    return passage(_block(end), end)


def _block(element: Element) -> Element:
    around = element.iterancestors()
    return next((each for each in around if name(each) in _BLOCKS), element)


def _common(one: Element, other: Element) -> Element:
    """The nearest element that holds both."""
    around = {one, *one.iterancestors()}
    return next(each for each in (other, *other.iterancestors()) if each in around)


def precedes(one: Element, other: Element) -> bool:
    return next(e for e in _common(one, other).iter() if e is one or e is other) is one
