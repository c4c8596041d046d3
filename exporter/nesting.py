"""Runs with marks → a tree, for formats that nest (HTML elements, content controls, tags)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from exporter.model import Inline, Mark
from exporter.values import Value

__all__ = ["Branch", "Node", "nest"]


class Branch(Value):
    """A mark around what it covers, as far as it reaches without a gap."""

    mark: Mark
    children: tuple[Node, ...]


Node: TypeAlias = Inline | Branch


def _every(_: Mark) -> bool:
    return True


def nest(inlines: Sequence[Inline], wanted: Callable[[Mark], bool] = _every) -> tuple[Node, ...]:
    """Fold the marks for which ``wanted`` is true into branches.

    The mark that reaches farthest becomes the outer one, so that crossing spans are split as
    seldom as possible and equal input gives an equal tree. Leaves keep all their marks.
    """
    kept = [inline.marks and tuple(filter(wanted, inline.marks)) for inline in inlines]
    return _fold(inlines, kept, 0, len(inlines), ())


def _fold(
    inlines: Sequence[Inline],
    kept: list[tuple[Mark, ...]],
    start: int,
    stop: int,
    opened: tuple[Mark, ...],
) -> tuple[Node, ...]:
    nodes: list[Node] = []
    at = start
    while at < stop:
        mark, end = _farthest(kept, at, stop, opened) if kept[at] else (None, at)
        if mark is None:
            nodes.append(inlines[at])
            at += 1
        else:
            nodes.append(Branch(mark, _fold(inlines, kept, at, end, (*opened, mark))))
            at = end
    return tuple(nodes)


def _farthest(
    kept: list[tuple[Mark, ...]], at: int, stop: int, opened: tuple[Mark, ...]
) -> tuple[Mark | None, int]:
    best: Mark | None = None
    best_end = at
    for mark in kept[at]:
        if mark in opened:
            continue
        end = at + 1
        while end < stop and mark in kept[end]:
            end += 1
        if end > best_end:
            best, best_end = mark, end
    return best, best_end
