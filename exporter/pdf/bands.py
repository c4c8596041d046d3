"""A table with more columns than a page is wide, cut into several that are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exporter.model import Blocks, Cell, Paragraph, Run, Table
from exporter.model.walking import contents
from exporter.pdf.columns import Need, Spot
from exporter.pdf.composer import plain
from exporter.values import replace

if TYPE_CHECKING:
    from exporter.pdf.composer import Composer, Frame

__all__ = ["bands"]


def bands(
    composer: Composer, block: Table, grid: list[list[Spot]], need: Need, frame: Frame
) -> list[Table]:
    """Tables one after the other, of two columns or more. Each begins with the first column, for
    that says what a row is about. What is said again, a cell over several bands too, has neither
    notes nor links."""
    cuts = list(_cut(need.edged(), frame.width))
    composer.tell(
        "wide-table",
        f"a table of {len(need.least)} columns is wider than the page; it is set as {len(cuts)} "
        "tables, one after the other, each with its first column.",
        block.line,
        "Give it fewer columns or shorter words.",
    )
    return [_band(block, grid, columns, at == 0) for at, columns in enumerate(cuts)]


def _cut(least: Sequence[float], room: float) -> Iterator[list[int]]:
    """The columns of each band, about as many in each."""
    rough = max(1, -(-sum(least[1:]) // (room - least[0]))) if room > least[0] else len(least)
    most = max(1, -(-(len(least) - 1) // int(rough)))
    band = [0]
    for column in range(1, len(least)):
        width = sum(least[other] for other in (*band, column))
        if len(band) > most or (len(band) > 1 and width > room):
            yield band
            band = [0]
        band.append(column)
    yield band


def _band(block: Table, grid: list[list[Spot]], columns: list[int], first: bool) -> Table:
    rows = []
    for row, spots in zip(block.rows, grid, strict=True):
        cells = [made for spot in spots if (made := _cell(spot, columns, first))]
        rows.append(replace(row, cells=tuple(cells), id=row.id if first else ""))
    if first:
        return replace(block, rows=tuple(rows), widths=())
    return replace(block, rows=tuple(rows), widths=(), caption=(), id="")


def _cell(spot: Spot, columns: list[int], first: bool) -> Cell | None:
    cell, end = spot.cell, spot.column + spot.cell.columns
    wide = sum(spot.column <= column < end for column in columns)
    if not wide or spot.filled:
        return None
    if first or columns[1] <= spot.column:
        return replace(cell, columns=wide)
    return Cell(_said(cell.blocks), cell.header, cell.rows, wide, cell.align)


def _said(blocks: Blocks) -> Blocks:
    return tuple(Paragraph((Run(plain(found.inlines)),)) for found in contents(blocks))
