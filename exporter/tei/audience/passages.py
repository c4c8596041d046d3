"""A passage from one place of a tree to another, across element borders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import lxml.etree as etree

from exporter.tei.tree.elements import Element, name, words
from exporter.values import Value

__all__ = ["Passage", "passage", "precedes", "steps_from"]

Slot: TypeAlias = tuple[Element, Literal["text", "tail"]]

_BLOCKS = words("p ab head item cell l lg note quote said sp u list table figure div body text")


class Passage(Value):
    """From ``start`` to ``end``; ``elements`` stand wholly within it, ``slots`` hold its text that
    is in none of them; ``first`` and ``last`` are its lines, 0 where not known."""

    start: Element
    end: Element
    elements: tuple[Element, ...]
    slots: tuple[Slot, ...]
    first: int
    last: int


def passage(start: Element, end: Element) -> Passage:
    """From the beginning of one element to the end of another, whichever of them comes first."""
    if end not in start.iterancestors() and precedes(end, start):
        start, end = end, start
    elements: list[Element] = []
    slots: list[Slot] = []
    opened: set[Element] = set()
    for event, node in steps_from(start, etree.Element):
        if event == "start":
            opened.add(node)
            slots.append((node, "text"))
            continue
        if node in opened:
            elements.append(node)
        if node is end:
            break
        slots.append((node, "tail"))
    lines = [e.sourceline or 0 for e in (start, end)]
    return Passage(start, end, tuple(elements), tuple(slots), min(lines), max(lines))


def steps_from(start: Element, *kinds: object) -> Iterator[tuple[str, Element]]:
    """Nodes opened and closed from one on to the end of the tree, comments too unless ``kinds``
    are given: what lies before it costs nothing."""
    node, event = start, "start"
    while node is not None:
        yield event, node
        inner = next(node.iterchildren(*kinds), None) if event == "start" else None
        if inner is not None:
            node = inner
        elif event == "start":
            event = "end"
        else:
            after = next(node.itersiblings(*kinds), None)
            node, event = (node.getparent(), "end") if after is None else (after, "start")


def until_block_ends(start: Element) -> Passage:
    """From the beginning of an element to the end of the block that it is in."""
    return passage(start, _block(start))


def since_block_begins(end: Element) -> Passage:
    """From the beginning of the block that an element is in to the end of that element."""
    return passage(_block(end), end)


def _block(element: Element) -> Element:
    around = element.iterancestors()
    return next((each for each in around if name(each) in _BLOCKS), element)


def precedes(one: Element, other: Element) -> bool:
    """Whether an element begins before another."""
    first, second = (list(reversed([e, *e.iterancestors()])) for e in (one, other))
    for above, below in zip(first, second, strict=False):
        if above is not below:
            around = above.getparent()
            return around is not None and bool(around.index(above) < around.index(below))
    return len(first) < len(second)
