"""The grid of a table: drawn as lines in which every cell is a letter for each place it covers."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import model as m
from exporter.model.table_grid import Grid, laid


def table(source: str) -> m.Table:
    """A row a line; ``a2x3`` is a cell of two rows and three columns; ``=`` begins a head row."""
    rows = []
    for line in source.strip().splitlines():
        words = line.replace("=", " ").split()
        cells = tuple(cell(word) for word in words)
        rows.append(m.Row(cells, header="=" in line))
    return m.Table(tuple(rows))


def cell(word: str) -> m.Cell:
    rows, _, columns = (word[1:] or "1x1").partition("x")
    return m.Cell((m.Paragraph((m.Run(word[0]),)),), rows=int(rows), columns=int(columns))


def drawn(grid: Grid) -> list[str]:
    return ["".join(letter(p.cell) * p.cell.columns for p in row) for row in grid.across()]


def letter(cell: m.Cell) -> str:
    paragraph = next(iter(cell.blocks), None)
    run = paragraph.content[0] if isinstance(paragraph, m.Paragraph) else None
    return run.text if isinstance(run, m.Run) else "."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a b\nc d", "ab cd"),
        ("a1x2\nb c", "aa bc"),
        ("a2x1 b\nc", "ab ac"),
        ("a2x2 b\nc\nd e f", "aab aac def"),
        ("a b c\nd", "abc d.."),
        ("a b1x3\nc d e\nf g h i", "abbb cde. fghi"),
        ("a b c2x1\nd", "abc d.c"),
        ("a\nb9x1", "a b"),
        ("= a2x1 b\nc d", "ab cd"),
        ("= a2x1 b\n= c\nd e", "ab ac de"),
        ("a b2x1 c\nd1x3 e", "abc dbe"),
        ("a b2x1 c\nd2x3 e\nf g", "abc dbe dfg"),
        ("a1x2 b\nc1x2 d", "ab cd"),
        ("a b\nc1x9", "ab cc"),
        ("a1x3 b\nc1x2 d", "aab cd."),
        ("a0x0 b", "ab"),
    ],
    ids=str.split,
)  # fmt: skip
def test_cells_stand_where_there_is_room(source: str, expected: str) -> None:
    assert drawn(laid(table(source))) == expected.split()


def test_what_fills_a_gap_is_no_cell_of_the_table() -> None:
    grid = laid(table("= a b c\nd"))
    (place,) = [place for row in grid.rows for place in row if place.filled]
    assert (place.row, place.column, place.cell.columns) == (1, 1, 2)
    assert grid.heads == 1
    assert not grid.spanning


def test_cells_that_ask_for_more_are_named() -> None:
    source = table("a b2x1 c\nd e9x9")
    found = [
        (source.rows[place.row].cells[at], place.cell) for place, at in laid(source).cut(source)
    ]
    assert [(letter(asked), got.rows, got.columns) for asked, got in found] == [("e", 1, 1)]


def test_a_table_without_cells_has_no_columns() -> None:
    assert laid(m.Table(())) == Grid([], 0, 0)
    assert laid(m.Table((m.Row(()), m.Row(())))).columns == 0


cells = st.builds(
    m.Cell,
    st.just((m.Paragraph((m.Run("x"),)),)),
    rows=st.integers(0, 5),
    columns=st.integers(0, 5),
)
rows = st.builds(m.Row, st.lists(cells, max_size=5).map(tuple), st.booleans())
tables = st.builds(m.Table, st.lists(rows, max_size=6).map(tuple))


@given(tables)
def test_every_row_is_full_and_every_cell_there(source: m.Table) -> None:
    grid = laid(source)
    for row, places in zip(source.rows, grid.rows, strict=True):
        own = [place.cell for place in places if not place.filled]
        assert [cell.blocks for cell in own] == [cell.blocks for cell in row.cells]
        for asked, got in zip(row.cells, own, strict=True):
            assert got.rows <= max(asked.rows, 1)
            assert got.columns <= max(asked.columns, 1)
    for covering in grid.across():
        columns = [range(place.column, place.beyond) for place in covering]
        assert list(chain(*columns)) == list(range(grid.columns))
    places = list(chain(*grid.rows))
    assert {place.column for place in places if not place.filled} == set(range(grid.columns))
    for place in places:
        assert place.below <= (grid.heads if place.row < grid.heads else len(source.rows))


@given(tables)
def test_a_table_laid_out_stays_as_it_is(source: m.Table) -> None:
    grid = laid(source)
    own = [tuple(p.cell for p in places if not p.filled) for places in grid.rows]
    rows = [m.Row(cells, row.header) for row, cells in zip(source.rows, own, strict=True)]
    assert laid(m.Table(tuple(rows))) == grid
