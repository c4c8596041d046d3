"""Tables: caption, header cells with their scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from exporter import model as m
from exporter.html import inlines
from exporter.html.context import Pen
from exporter.html.markup import attribute
from exporter.model.table_grid import Grid, Placed, laid
from exporter.model.traversal import in_outline
from exporter.rendering.table_widths import cell_text

__all__ = ["write"]

Flow: TypeAlias = Callable[[Pen, m.Blocks], None]
_WIDEST = 9
"""Columns from which print is set small."""

_MOST = 40
"""Letters, with two for each gap, that fit side by side in a window 481 pixels wide; in narrower
ones ``media.css`` lets words break."""


_MOST_BROAD = 52
"""The same in a window 768 pixels wide."""

_SHORT = 18
"""Letters of a cell that stays in one line, whatever font a reader has: “14 September 2026”."""


def write(pen: Pen, table: m.Table, flow: Flow) -> None:
    pen.tables += 1
    grid = laid(table)
    crowded = _crowded(pen, grid)
    whole = "short" if crowded else _whole(_letters(grid, _short))
    if crowded:
        pen.out.append(_region(pen, table))
    _open(pen, table, grid.columns)
    rows = list(zip(table.rows, grid.rows, strict=True))
    for tag, part in (("thead", rows[: grid.heads]), ("tbody", rows[grid.heads :])):
        if part:
            pen.out.append(f"<{tag}>\n")
            for row, places in part:
                _row(pen, row, places, flow, whole=whole)
            pen.out.append(f"</{tag}>\n")
    pen.out.append("</table>\n</div>\n" if crowded else "</table>\n")


def _whole(letters: float) -> str:
    """The class of cells that stay in one line: in any window, or in one as broad as the text."""
    return "short" if letters <= _MOST else "brief" if letters <= _MOST_BROAD else ""


def _crowded(pen: Pen, grid: Grid) -> bool:
    """Whether its longest words may not fit side by side in a window."""
    return not pen.epub and _letters(grid, _longest_word) > _MOST


def _letters(grid: Grid, of_cell: Callable[[m.Cell], int]) -> float:
    """The letters that must fit side by side in a row, with two for each gap."""
    letters = [0.0] * grid.columns
    for place in (place for row in grid.rows for place in row):
        longest = of_cell(place.cell)
        for at in range(place.column, place.column + place.cell.columns):
            letters[at] = max(letters[at], longest / place.cell.columns)
    return sum(letters) + 2 * grid.columns


def _longest_word(cell: m.Cell) -> int:
    return max(map(len, cell_text(cell.blocks).split()), default=0)


def _short(cell: m.Cell) -> int:
    """The letters that cannot be parted where short cells stay in one line."""
    return len(cell_text(cell.blocks)) - 1 if _is_short(cell) else _longest_word(cell)


def _is_short(cell: m.Cell) -> bool:
    text = cell_text(cell.blocks).rstrip()
    return " " in text and len(text) <= _SHORT and len(cell.blocks) == 1


def _region(pen: Pen, table: m.Table) -> str:
    """The start of what scrolls sideways, by keyboard too, so that no word or figure is cut."""
    name = in_outline(table.caption) or f"{pen.word('table')} {pen.tables}"
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(name)}">\n'


def _open(pen: Pen, table: m.Table, columns: int) -> None:
    kind = ' class="wide"' if columns >= _WIDEST else ""
    pen.out.append(f"<table{kind}{pen.id(table.id)}{pen.lang(table.lang)}>\n")
    if table.caption:
        pen.out.append("<caption>")
        inlines.write(pen, table.caption)
        pen.out.append("</caption>\n")


def _row(pen: Pen, row: m.Row, places: Sequence[Placed], flow: Flow, *, whole: str) -> None:
    pen.out.append(f"<tr{pen.id(row.id)}>")
    for place in places:
        cell = place.cell
        scope = "" if place.filled else "col" if row.header else "row" if cell.header else ""
        tag = "th" if scope else "td"
        short = whole if _is_short(cell) else ""
        pen.out.append(f"<{tag}{_cell_attributes(pen, cell, scope, short)}>")
        flow(pen, cell.blocks)
        pen.out.append(f"</{tag}>")
    pen.out.append("</tr>\n")


def _cell_attributes(pen: Pen, cell: m.Cell, scope: str, short: str) -> str:
    parts = [pen.id(cell.id)]
    if scope:
        parts.append(f' scope="{scope}"')
    if cell.columns > 1:
        parts.append(f' colspan="{cell.columns}"')
    if cell.rows > 1:
        parts.append(f' rowspan="{cell.rows}"')
    names = [f"align-{cell.align}"] * bool(cell.align) + [short] * bool(short)
    if names:
        parts.append(f' class="{" ".join(names)}"')
    return "".join(parts)
