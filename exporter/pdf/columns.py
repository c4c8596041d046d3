"""An index of short entries in two columns, which each page fills anew. Lengths are points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from exporter.model import Blocks, ListBlock
from exporter.pdf.layout.boxes import Box, Line, Row
from exporter.pdf.layout.composer import Composer, Frame
from exporter.values import replace

__all__ = ["compose_columns", "split_columns"]

_GUTTER = 2.0
"""Between the columns, in em of their type."""
_NARROWEST = 17.0
"""A column is at least so many em of its type wide."""
_FEWEST = 8
"""Fewer entries are one column."""


def compose_columns(composer: Composer, blocks: Blocks, frame: Frame) -> None:
    """The entries of an index in two columns, read one after the other; in one where the page is
    narrow or they are few."""
    em = frame.style.setting.size
    gutter = _GUTTER * em
    width = (frame.width - gutter) / 2
    entries = sum(len(block.items) if isinstance(block, ListBlock) else 0 for block in blocks)
    if width < _NARROWEST * em or entries < _FEWEST:
        composer.flow(blocks, frame)
        return
    left = frame.left + (width + gutter if frame.rtl else 0.0)
    boxes = composer.apart(blocks, replace(frame, left=left, width=width))
    lines = [box for box in boxes if isinstance(box, Line) and not box.notes]
    made: list[Box] = [*boxes]
    if lines and len(lines) == len(boxes):
        shift = -(width + gutter) if frame.rtl else width + gutter
        made = [_row(lines, shift, _least(lines))]
    composer.add(made, 0.25 * em, 0.55 * em)


def split_columns(row: Row, available: float) -> tuple[Row, Row] | None:
    """What of the columns is on a page that has so much space, and the rest; None where a column
    would have less than three lines."""
    lines, shift = row.columns, row.shift
    if available < 3 * lines[0].height:
        return None
    _move(row, -shift)
    first = _fit(lines, 0, available)
    second = _fit(lines, first, available)
    if not 0 < first < second < len(lines):
        _move(row, shift)
        return None
    rest = lines[second:]
    parts = _row(lines[:second], shift, first), _row(rest, shift, _least(rest))
    parts[0].space, parts[0].ids = row.space, row.ids
    return parts


def _row(lines: list[Line], shift: float, at: int) -> Row:
    """One band: the lines before this place in its first column, the others in its second."""
    row = Row(0.0, columns=lines, shift=shift, second=at)
    for column in (lines[:at], lines[at:]):
        tops = _tops(column)
        row.items += zip(tops, column, strict=False)
        row.height = max(row.height, tops[-1])
    _move(row, shift)
    return row


def _move(row: Row, shift: float) -> None:
    for line in row.columns[row.second :]:
        for each in (line, *line.beside):
            each.x += shift


def _tops(lines: Sequence[Line]) -> list[float]:
    """How far each line is below the first, whose own space does not count, and their end."""
    steps = [line.height + (after.space if after else 0.0)
             for line, after in zip(lines, [*lines[1:], None], strict=True)]  # fmt: skip
    return list(accumulate(steps, initial=0.0))


def _ends(lines: Sequence[Line]) -> list[int]:
    """Where a column may end: behind no line that keeps with the next."""
    return [at for at in range(1, len(lines)) if not lines[at - 1].keep]


def _least(lines: Sequence[Line]) -> int:
    """Where the second column begins, so that the higher of them is as low as can be."""
    tops = _tops(lines)

    def higher(at: int) -> tuple[float, int]:
        above = tops[at] - lines[at].space
        return round(max(above, tops[-1] - tops[at]), 1), -at

    return min(_ends(lines), key=higher, default=len(lines))


def _fit(lines: Sequence[Line], start: int, available: float) -> int:
    """Where a column ends that begins at this line and has so much space."""
    rest = lines[start:]
    tops = _tops(rest)
    fits = [
        at for at in [*_ends(rest), len(rest)]
        if tops[at] - (rest[at].space if at < len(rest) else 0.0) <= available
    ]  # fmt: skip
    return start + max(fits, default=0)
