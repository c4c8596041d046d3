"""Pictures too high for what is left of a page: made a little smaller, or moved to the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exporter.pdf.layout.boxes import Box, Plate

__all__ = ["BLANK", "movable", "picture_group", "shrink"]

BLANK = 0.25
"""The share of a page that no picture leaves blank before it."""
_SMALLER = 0.8


def picture_group(peek: Callable[[int], Box | None], most: int) -> list[Box]:
    """The picture that comes next with the lines of its caption; empty where none does, or where
    it has more than ``most`` boxes."""
    first = peek(0)
    if not isinstance(first, Plate) or not first.graphic:
        return []
    group: list[Box] = [first]
    while group[-1].keep:
        following = peek(len(group))
        if following is None or len(group) == most:
            return []
        group.append(following)
    return group


def shrink(group: Sequence[Box], available: float) -> bool:
    """Make the picture fit into ``available`` points with its caption, if a fifth less will do."""
    plate = group[0]
    if not isinstance(plate, Plate) or any(box.notes for box in group):
        return False
    rest = sum(box.space + box.height for box in group[1:])
    scale = (available - rest) / plate.height
    if not _SMALLER <= scale < 1:
        return False
    plate.height *= scale
    plate.x += plate.width * (1 - scale) / 2
    plate.width *= scale
    return True


def movable(group: Sequence[Box]) -> bool:
    """Whether it may stand after text that follows it: nothing in it calls a note, whose number
    would then come too late."""
    return not any(box.notes for box in group)
