"""Columns: what is in each row, and how wide the columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor

from exporter.model import Cell, Row, Table
from exporter.model.table_grid import Grid, Placed
from exporter.rendering.table_widths import by_weight, cell_text
from exporter.values import Value

__all__ = ["Columns", "Place", "columns", "lines", "padding", "places"]

_LONGEST_WORD = 16
_SHORT = 18
"""Letters of a text that stays in one line where there is space for that: “14 September 2026”."""
_BROAD = 0.58
"""The width of a letter in ems, generously."""
_BOLD = 1.1
_SMALLEST = 0.7
"""What is left of the type's size in the widest tables."""
_SURELY = 0.85
"""What letters are wide at least, of what they are taken to be."""
_TIGHT = 0.41
"""Ems on both sides of a cell's text, together, where columns are too many."""


class Place(Value):
    """A place of a row: ``cell`` is None where it fills a gap; ``merged`` where the cell began in
    a row above (ECMA-376 17.4.84, vMerge); ``words`` are all that the cell holds."""

    cell: Cell | None
    columns: int = 1
    merged: bool = False
    words: str = ""
    bold: bool = False


class Columns(Value):
    """``widths`` in twips; ``shrink`` is what the type's size is multiplied with, ``padding`` are
    the twips on both sides of a cell's text; ``apart`` are the least widths in type that is not
    small, where words would be cut even in the smallest."""

    widths: Sequence[int]
    shrink: float
    padding: int
    apart: Sequence[int] = ()


def padding(em: float) -> int:
    """The twips on both sides of a cell's text, together: an em, as the table style has it."""
    return round(em)


def places(table: Table, grid: Grid) -> list[list[Place]]:
    """Of each row all that covers it."""
    return [
        [_place(row, placed, placed.row < at) for placed in covering]
        for at, (row, covering) in enumerate(zip(table.rows, grid.across(), strict=True))
    ]


def _place(row: Row, placed: Placed, merged: bool) -> Place:
    cell = placed.cell
    if placed.filled:
        return Place(None, cell.columns)
    if merged:
        return Place(cell, cell.columns, merged=True)
    bold = row.header or cell.header
    return Place(cell, cell.columns, words=cell_text(cell.blocks)[:-1], bold=bold)


def columns(grid: list[list[Place]], count: int, width: int, em: float) -> Columns:
    """The columns of a table this wide (twips) in type of this size (twips): none narrower than
    its longest word, in smaller type if need be."""
    letters = _least(grid, count, em * _BROAD)
    least = [each + padding(em) for each in letters]
    if sum(least) <= width:
        whole = [each + padding(em) for each in _least(grid, count, em * _BROAD, _SHORT)]
        if sum(whole) <= width:
            least = whole
        return Columns(_widths(grid, least, width), 1.0, padding(em))
    tight = round(em * _TIGHT)
    available = (width - tight * count) / max(sum(letters), 1)
    shrink = max(_SMALLEST, min(floor(available * 20) / 20, 1.0))
    least = [ceil(each * shrink) + tight for each in letters]
    apart = [each + padding(em) for each in letters] if sum(least) * _SURELY > width else ()
    return Columns(_widths(grid, least, width), shrink, tight, apart)


def lines(places: list[Place], columns: Columns, em: float) -> int:
    """About how many lines the row's longest cell has."""
    most, column = 0.0, 0
    for place in places:
        available = sum(columns.widths[column : column + place.columns]) - columns.padding
        most = max(most, len(place.words) * em * _BROAD * columns.shrink / max(available, 200))
        column += place.columns
    return ceil(most)


def _least(grid: list[list[Place]], columns: int, letter: float, short: int = 0) -> list[int]:
    """How wide each column's longest word is, in twips, with a letter to spare; one of unusual
    length may be broken. A text of at most ``short`` letters counts as a word."""
    least = [0] * columns
    for places in grid:
        column = 0
        for place in places:
            if place.columns == 1 and place.words:
                longest = max(map(len, re.split(r"[\s\-–—/]+", place.words)))
                longest = min(longest, _LONGEST_WORD)
                if len(place.words) <= short:
                    longest = len(place.words)
                wish = (longest + 1) * letter * (_BOLD if place.bold else 1)
                least[column] = max(least[column], ceil(wish))
            column += place.columns
    return least


def _widths(grid: list[list[Place]], least: list[int], width: int) -> list[int]:
    """In twips, their sum the width: by what the columns hold, but none narrower than its least
    while there is space."""
    weights = [4.0] * len(least)
    for places in grid:
        column = 0
        for place in places:
            if place.columns == 1 and not place.merged:
                longest = max((len(word) for word in place.words.split()), default=0)
                wish = max(min(len(place.words), 36), longest, 4)
                weights[column] = max(weights[column], float(wish))
            column += place.columns
    out = by_weight(weights, least, width)
    out[-1] += max(width - sum(out), 0)
    return out
