"""Runs with marks → a tree, for formats that nest (HTML elements, content controls, tags)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias, get_args

from exporter.model import Inline, Mark
from exporter.values import Value

__all__ = ["Branch", "Node", "nest"]


class Branch(Value):
    """A mark around what it covers, as far as it reaches without a gap."""

    mark: Mark
    children: tuple[Node, ...]


Node: TypeAlias = Inline | Branch

_EVERY: frozenset[type] = frozenset(get_args(Mark))


def nest(inlines: Sequence[Inline], kinds: Collection[type] = _EVERY) -> tuple[Node, ...]:
    """Fold the marks of these kinds into branches.

    The mark that reaches farthest becomes the outer one, so that crossing spans are split as
    seldom as possible and equal input gives an equal tree. Leaves keep all their marks.
    """
    kept: list[list[Mark]] = []
    bare: list[Mark] = []
    folds = False
    for inline in inlines:
        own = bare
        for mark in inline.marks:
            if type(mark) in kinds:
                if own is bare:
                    own = [mark]
                    folds = True
                elif mark not in own:
                    own.append(mark)
        kept.append(own)
    return _fold(inlines, kept, 0, len(kept)) if folds else tuple(inlines)


def _fold(
    inlines: Sequence[Inline], kept: list[list[Mark]], start: int, stop: int
) -> tuple[Node, ...]:
    """``kept`` are the marks of each inline that no branch has yet taken."""
    nodes: list[Node] = []
    at = start
    while at < stop:
        marks = kept[at]
        if not marks:
            nodes.append(inlines[at])
            at += 1
            continue
        end = at + 1
        if end < stop and kept[end]:
            mark, end = _farthest(kept, at, stop)
        if end == at + 1:
            nodes.append(_alone(inlines[at], marks))
        else:
            for each in kept[at:end]:
                each.remove(mark)
            nodes.append(Branch(mark, _fold(inlines, kept, at, end)))
        at = end
    return tuple(nodes)


def _farthest(kept: list[list[Mark]], at: int, stop: int) -> tuple[Mark, int]:
    marks = kept[at]
    best, best_end = marks[0], at
    for mark in marks:
        end = at + 1
        while end < stop and mark in kept[end]:
            end += 1
        if end > best_end:
            best, best_end = mark, end
    return best, best_end


def _alone(inline: Inline, marks: list[Mark]) -> Node:
    """An inline that shares no mark with the next."""
    node: Node = inline
    for mark in reversed(marks):
        node = Branch(mark, (node,))
    return node
