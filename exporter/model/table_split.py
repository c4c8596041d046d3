"""A table with more columns than a page is wide, cut into several that are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.model.blocks import Blocks, Cell, Paragraph, Table
from exporter.model.inlines import Run
from exporter.model.table_grid import Placed, laid
from exporter.model.traversal import contents, flattened
from exporter.values import replace

__all__ = ["bands"]


def bands(table: Table, least: Sequence[float], available: float) -> list[Table]:
    """Tables one after the other, of two columns or more, of which each is as wide as ``least``
    says. Each begins with the first column, for that says what a row is about. What is said
    again, a cell over several bands too, has neither notes nor links."""
    places = laid(table).rows
    cuts = _cut(least, available)
    return [_band(table, places, columns, at == 0) for at, columns in enumerate(cuts)]


def _cut(least: Sequence[float], available: float) -> Iterator[list[int]]:
    """The columns of each band, about as many in each."""
    rough = (
        max(1, -(-sum(least[1:]) // (available - least[0]))) if available > least[0] else len(least)
    )
    most = max(1, -(-(len(least) - 1) // int(rough)))
    band = [0]
    for column in range(1, len(least)):
        width = sum(least[other] for other in (*band, column))
        if len(band) > most or (len(band) > 1 and width > available):
            yield band
            band = [0]
        band.append(column)
    yield band


def _band(block: Table, grid: Sequence[Sequence[Placed]], columns: list[int], first: bool) -> Table:
    rows = []
    for row, places in zip(block.rows, grid, strict=True):
        cells = [made for place in places if (made := _cell(place, columns, first))]
        rows.append(replace(row, cells=tuple(cells), id=row.id if first else ""))
    if first:
        return replace(block, rows=tuple(rows))
    return replace(block, rows=tuple(rows), caption=(), id="")


def _cell(place: Placed, columns: list[int], first: bool) -> Cell | None:
    cell = place.cell
    wide = sum(place.column <= column < place.beyond for column in columns)
    if not wide or place.filled:
        return None
    if first or columns[1] <= place.column:
        return replace(cell, columns=wide)
    return Cell(_said(cell.blocks), cell.header, cell.rows, wide, cell.align)


def _said(blocks: Blocks) -> Blocks:
    return tuple(Paragraph((Run(flattened(found.inlines).strip()),)) for found in contents(blocks))
