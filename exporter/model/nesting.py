"""Runs with marks → elements, for formats that nest (HTML elements, content controls, tags)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias, get_args

from exporter.model import Inline, Mark
from exporter.values import Value

__all__ = ["Branch", "Node", "Step", "nest", "steps"]


class Branch(Value):
    """A mark around what it covers, as far as it reaches without a gap."""

    mark: Mark
    children: tuple[Node, ...]


Node: TypeAlias = Inline | Branch

Step: TypeAlias = tuple[int, Sequence[Mark], Inline]
"""How many of the open marks end before an inline, which begin there, and the inline."""

_EVERY: frozenset[type] = frozenset(get_args(Mark))


def steps(inlines: Sequence[Inline], kinds: Collection[type] = _EVERY) -> Iterator[Step]:
    """Where the marks of these kinds begin and end; those still open end with the line.

    Of marks that begin together the one that reaches farthest becomes the outer one, so that
    crossing spans are split as seldom as possible and equal input gives equal steps. A mark ends
    with every mark around it, and begins anew behind.
    """
    around: list[Mark] = []
    for at, inline in enumerate(inlines):
        marks = inline.marks
        if not marks:
            yield len(around), (), inline
            if around:
                around = []
            continue
        ended = len(around)
        for mark in around:
            if mark not in marks:
                break
            ended -= 1
        if ended:
            del around[-ended:]
        begun: list[Mark] = []
        for mark in marks:
            if type(mark) in kinds and mark not in around:
                begun.append(mark)  # noqa: PERF401 (most have one or two)
        if begun:
            if len(begun) > 1:
                begun = _outer_first(inlines, at, around, begun)
            around += begun
        yield ended, begun, inline


def _outer_first(
    inlines: Sequence[Inline], at: int, around: list[Mark], begun: list[Mark]
) -> list[Mark]:
    """The marks that begin at a place, each once, by how far they reach within those around."""
    reach: dict[Mark, int] = {}
    for mark in begun:
        end = at + 1
        while end < len(inlines) and mark in (marks := inlines[end].marks):
            if not all(outer in marks for outer in around):
                break
            end += 1
        reach[mark] = -end
    return sorted(reach, key=reach.__getitem__)


def nest(inlines: Sequence[Inline], kinds: Collection[type] = _EVERY) -> tuple[Node, ...]:
    """The inlines with the marks of these kinds folded into branches. Leaves keep all their
    marks."""
    nodes: list[Node] = []
    around: list[tuple[Mark, list[Node]]] = []

    for ended, begun, inline in steps(inlines, kinds):
        while ended:
            nodes = _ended(around, nodes)
            ended -= 1
        for mark in begun:
            around.append((mark, nodes))
            nodes = []
        nodes.append(inline)
    while around:
        nodes = _ended(around, nodes)
    return tuple(nodes)


def _ended(around: list[tuple[Mark, list[Node]]], nodes: list[Node]) -> list[Node]:
    """Close the innermost mark around these nodes; the nodes that it now stands among."""
    mark, outer = around.pop()
    outer.append(Branch(mark, tuple(nodes)))
    return outer
