"""Which rows and cells of a table are heads, and of what."""

from __future__ import annotations

import re
from collections import defaultdict

from exporter.model import Table
from exporter.pdf.layout.boxes import Line, Row
from exporter.pdf.layout.table_columns import Spot

__all__ = ["headers", "leading", "name_heads", "wordy"]

_WORD = re.compile(r"[^\W\d_]{2,}")


def leading(block: Table) -> int:
    """How many rows head the table; none where nothing would be left for them to head, for PDF/UA
    asks for a body."""
    return next((at for at, row in enumerate(block.rows) if not row.header), 0)


def name_heads(block: Table, grid: list[list[Spot]]) -> None:
    """Where heads would outnumber data, those of rows only look like heads: a small table is
    heard better without every cell's row announced. Where a table of several rows names no
    head, its first row is announced as one."""
    spots = [spot for row in grid for spot in row]
    if len(grid) > 1 and not any(spot.header for spot in spots):
        for spot in grid[0]:
            spot.header = not spot.filled
    if 2 * sum(spot.header for spot in spots) > len(spots):
        for spot in spots:
            spot.header = block.rows[spot.row].header and not spot.filled


def headers(spot: Spot, heads: list[Spot]) -> list[str]:
    """The ids of the header cells of its columns and rows (ISO 32000-1 table 349)."""
    columns = range(spot.column, spot.column + spot.cell.columns)
    return [
        head.element.ident
        for head in heads
        if head.element is not None
        and (
            any(head.column <= c < head.column + head.cell.columns for c in columns)
            if head.row < spot.row and not head.row <= spot.row <= head.last
            else head.row <= spot.row <= head.last
        )
    ]


def wordy(row: Row) -> bool:
    """Whether a line across it reads as prose does: shown again outside the tree, it would be
    taken for text that nobody will hear."""
    lines: defaultdict[float, list[str]] = defaultdict(list)
    for y, item in row.items:
        if isinstance(item, Line):
            for word in item.cut.words(item.prose):
                lines[round(y + item.drop)] += _WORD.findall(word.text)
    return any(
        len(words) >= 8 and sum(word[0].islower() for word in words) >= 4
        for words in lines.values()
    )
