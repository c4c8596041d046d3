"""Pictures too high for what is left of a page: made a little smaller, or moved to the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeGuard

from exporter.pdf.layout.boxes import Box, Plate

__all__ = [
    "BAND",
    "BLANK",
    "MOST",
    "SCALES",
    "is_picture",
    "movable",
    "picture_group",
    "scale_plate",
    "shrink",
]

BLANK = 0.1
"""The share of a page that no picture leaves blank before it where a heading comes next."""
BAND = 0.06
"""The share of a page that may be blank between its text and its notes without being seen."""
MOST = 3
"""How many pictures move to the next page at once."""
SCALES = (0.95, 0.9, 0.85, 0.8)
"""How much smaller a picture is made, in turn."""


def is_picture(box: Box | None) -> TypeGuard[Plate]:
    """Neither text nor a rule, nor the frame of one that is missing."""
    return isinstance(box, Plate) and bool(box.graphic)


def picture_group(peek: Callable[[int], Box | None], most: int) -> list[Box]:
    """The picture that comes next with the lines of its caption; empty where none does, or where
    it has more than ``most`` boxes."""
    first = peek(0)
    if not is_picture(first):
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
    if not is_picture(plate) or any(box.notes for box in group):
        return False
    rest = sum(box.space + box.height for box in group[1:])
    scale = (available - rest) / plate.height
    if not SCALES[-1] <= scale < 1:
        return False
    scale_plate(plate, scale)
    return True


def scale_plate(plate: Plate, scale: float) -> None:
    """Make a picture smaller, at the side where its caption begins."""
    plate.x += plate.width * (1 - scale) if plate.rtl else 0.0
    plate.width *= scale
    plate.height *= scale
    plate.fitted = True


def movable(group: Sequence[Box]) -> bool:
    """Whether it may stand after text that follows it: nothing in it calls a note, whose number
    would then come too late."""
    return not any(box.notes for box in group)
