"""The grid of a table: which cell is in which row and columns, the same in every format.

Spans larger than the table are cut to its size:

1. A cell ends with its group of rows, the head or the rows below it (HTML 4.9.12.1).
2. A cell that would run into one that reaches down from above ends before that.
3. A column in which no cell begins is none, and spans over it do not count it.
4. What is then left open in a row is an empty cell, one for each gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from exporter.model.blocks import Cell, Row, Table
from exporter.values import Value, replace

__all__ = ["Grid", "Placed", "laid"]


class Placed(Value):
    """A cell where it begins, with the spans that fit; rows and columns count
    from 0. ``filled``: it fills a gap, and the table has no such cell."""

    cell: Cell
    row: int
    column: int
    filled: bool = False

    @property
    def below(self) -> int:
        """The first row that it does not reach."""
        return self.row + self.cell.rows

    @property
    def beyond(self) -> int:
        """The first column that it does not reach."""
        return self.column + self.cell.columns


class Grid(Value):
    """``rows``: the places that begin in each row, by column; every row of a grid is full.
    ``heads``: how many rows head the table."""

    rows: Sequence[Sequence[Placed]]
    columns: int
    heads: int

    def across(self) -> Iterator[list[Placed]]:
        """Of each row the places that cover it, those that began above it too, by column."""
        return _across(self.rows)

    @property
    def spanning(self) -> bool:
        """Whether a cell of the table has more than one row or column."""
        places = (place for row in self.rows for place in row if not place.filled)
        return any(place.cell.rows > 1 or place.cell.columns > 1 for place in places)

    def cut(self, table: Table) -> Iterator[tuple[Placed, int]]:
        """The places of the table's cells that ask for more rows or columns than they have, and
        which of its row's cells each is."""
        for row, places in zip(table.rows, self.rows, strict=True):
            own = (place for place in places if not place.filled)
            for at, (cell, place) in enumerate(zip(row.cells, own, strict=True)):
                if place.cell.rows < cell.rows or place.cell.columns < cell.columns:
                    yield place, at


def laid(table: Table) -> Grid:
    """The table's cells in a grid."""
    rows = table.rows
    heads = next((at for at, row in enumerate(rows) if not row.header), len(rows))
    placed: list[list[Placed]] = []
    above: list[Placed] = []
    for at, row in enumerate(rows):
        above = [place for place in above if place.below > at]
        places = _placed(row, at, (heads if at < heads else len(rows)) - at, above)
        above = sorted([*above, *(p for p in places if p.cell.rows > 1)], key=_COLUMN)
        placed.append(places)
    begun = sorted({place.column for places in placed for place in places})
    if begun != list(range(max((p.beyond for places in placed for p in places), default=0))):
        placed = [[_narrowed(place, begun) for place in places] for places in placed]
    if any(len(places) < len(begun) for places in placed):
        placed = _filled(placed, len(begun))
    return Grid(placed, len(begun), heads)


_COLUMN = attrgetter("column")


def _placed(row: Row, at: int, left: int, above: Iterable[Placed]) -> list[Placed]:
    """The cells of a row between those that reach into it from ``above``; ``left`` rows are left
    to its group."""
    places = []
    column = 0
    ahead = iter(above)
    next_one = next(ahead, None)
    for cell in row.cells:
        while next_one is not None and next_one.column == column:
            column, next_one = next_one.beyond, next(ahead, None)
        columns = max(cell.columns, 1)
        if next_one is not None:
            columns = min(columns, next_one.column - column)
        places.append(Placed(_spanning(cell, min(max(cell.rows, 1), left), columns), at, column))
        column += columns
    return places


def _spanning(cell: Cell, rows: int, columns: int) -> Cell:
    if (cell.rows, cell.columns) == (rows, columns):
        return cell
    return replace(cell, rows=rows, columns=columns)


def _narrowed(place: Placed, begun: list[int]) -> Placed:
    """The place in a grid that has only those columns in which a cell begins."""
    column = bisect_left(begun, place.column)
    columns = bisect_left(begun, place.beyond) - column
    return Placed(_spanning(place.cell, place.cell.rows, columns), place.row, column)


def _filled(placed: list[list[Placed]], columns: int) -> list[list[Placed]]:
    return [
        sorted([*places, *_gaps(covering, at, columns)], key=_COLUMN)
        for at, (places, covering) in enumerate(zip(placed, _across(placed), strict=True))
    ]


def _gaps(covering: list[Placed], row: int, columns: int) -> Iterator[Placed]:
    edges = [0, *(edge for place in covering for edge in (place.column, place.beyond)), columns]
    for end, start in list(pairwise(edges))[::2]:
        if end < start:
            yield Placed(Cell((), columns=start - end), row, end, filled=True)


def _across(rows: Sequence[Sequence[Placed]]) -> Iterator[list[Placed]]:
    covering: list[Placed] = []
    for at, places in enumerate(rows):
        going_on = [place for place in covering if place.below > at]
        covering = sorted([*going_on, *places], key=_COLUMN)
        yield covering
