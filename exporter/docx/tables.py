"""Tables: a grid without holes, fixed widths, header rows that repeat."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from math import ceil

from exporter.docx.job import Context, Story
from exporter.docx.paragraphs import paragraph
from exporter.docx.xml import quote
from exporter.model import Blocks, Cell, Paragraph, Row, Run, Table
from exporter.values import Value

__all__ = ["grid", "write_table"]

_MOST_COLUMNS = 63
_MOST_LINES = 9
"""A row of more lines may be parted by the end of a page."""
_LONGEST_WORD = 16
_BROAD = 0.58
"""The width of a letter in ems, generously."""
_PADDING = 170
"""Twips on both sides of a cell's text."""
_ALIGNED = {"end": "Table Number", "center": "Table Centered"}

CellWriter = Callable[[Blocks, str, int], None]


class _Place(Value):
    """A place of the grid: ``cell`` is None where a row ends early; ``merged`` where the cell
    began in a row above (ECMA-376 17.4.84, vMerge)."""

    cell: Cell | None
    columns: int = 1
    merged: bool = False


def write_table(
    story: Story, table: Table, context: Context, write: CellWriter, line: Callable[[Row], None]
) -> None:
    """Append a table. Word holds at most 63 columns: wider ones are set row by row as text."""
    laid, columns = grid(table.rows)
    if not columns:
        return
    if columns > _MOST_COLUMNS:
        story.job.warn(
            "wide-table",
            f"A table of {columns} columns is set as text: Word holds {_MOST_COLUMNS}.",
            table.line,
        )
        for row in table.rows:
            line(row)
        return
    least = _least(story, laid, columns)
    widths = _widths(table, laid, least, context.width)
    out = story.out
    if out and out[-1] == "</w:tbl>":
        paragraph(story, "Table Gap", (), context)  # Word makes tables that touch one
    out.append(_head(story, table, context, widths))
    heads = len(list(takewhile(lambda row: row.header, table.rows)))
    for at, (row, places) in enumerate(zip(table.rows, laid, strict=True)):
        story.place(row.id)
        whole = at < heads or _lines(story, places, widths) <= _MOST_LINES
        properties = "<w:cantSplit/>" * whole + "<w:tblHeader/>" * (at < heads)
        out.append(f"<w:tr><w:trPr>{properties}</w:trPr>" if properties else "<w:tr>")
        column = 0
        for place in places:
            width = sum(widths[column : column + place.columns])
            _cell(story, row, place, width, context, write, bool(table.role))
            column += place.columns
        out.append("</w:tr>")
    out.append("</w:tbl>")


def _head(story: Story, table: Table, context: Context, widths: list[int]) -> str:
    style = story.job.book.id("Article Table")
    first = int(bool(table.rows and table.rows[0].header))
    turned = "<w:bidiVisual/>" if context.direction == "rtl" else ""
    words = "".join(inline.text for inline in table.caption if isinstance(inline, Run))
    caption = f'<w:tblCaption w:val="{quote(words)}"/>' if words.strip() else ""
    look = "0420" if first else "0400"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look}" w:firstRow="{first}" w:lastRow="0" '
        f'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _cell(
    story: Story,
    row: Row,
    place: _Place,
    width: int,
    context: Context,
    write: CellWriter,
    register: bool,
) -> None:
    """A register's entries say for themselves what stands out: their heads are plain."""
    out = story.out
    cell = place.cell
    span = f'<w:gridSpan w:val="{place.columns}"/>' if place.columns > 1 else ""
    merge = ""
    if place.merged:
        merge = "<w:vMerge/>"
    elif cell is not None and cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>'
    out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>')
    before = len(out)
    style = "Table Text"
    if cell is not None and not place.merged:
        story.place(cell.id)
        style = _ALIGNED.get(cell.align, "Table Text")
        if row.header:
            style = "Table Heading"
        elif cell.header and not register:
            style = "Table Row Heading"
        write(cell.blocks, style, max(width - _PADDING, 200))
    if len(out) == before or out[-1] == "</w:tbl>":
        paragraph(story, style, (), context)
    out.append("</w:tc>")


def grid(rows: tuple[Row, ...]) -> tuple[list[list[_Place]], int]:
    """Rows of places that all cover the same number of columns."""
    grid: list[list[_Place]] = []
    reaching: dict[int, tuple[int, _Place]] = {}
    for row in rows:
        places, reaching = _row(row, reaching)
        grid.append(places)
    total = max((sum(place.columns for place in places) for places in grid), default=0)
    for places in grid:
        short = total - sum(place.columns for place in places)
        places.extend(_Place(None) for _ in range(short))
    return grid, total


def _row(
    row: Row, reaching: dict[int, tuple[int, _Place]]
) -> tuple[list[_Place], dict[int, tuple[int, _Place]]]:
    """The places of a row. ``reaching`` are cells that reach into it from above, by column, with
    the rows they still cover; what reaches into the next row comes back."""
    places: list[_Place] = []
    further: dict[int, tuple[int, _Place]] = {}
    cells = list(reversed(row.cells))
    column = 0
    while cells or any(start >= column for start in reaching):
        if column in reaching:
            left, place = reaching[column]
            if left > 1:
                further[column] = (left - 1, place)
        elif cells:
            cell = cells.pop()
            ahead = min((start for start in reaching if start > column), default=None)
            columns = max(cell.columns, 1)
            if ahead is not None:
                columns = min(columns, ahead - column)
            place = _Place(cell, columns)
            if cell.rows > 1:
                further[column] = (cell.rows - 1, _Place(cell, columns, merged=True))
        else:
            place = _Place(None)
        places.append(place)
        column += place.columns
    return places, further


def _letter(story: Story) -> float:
    return story.job.theme.type.small_size * 20 * _BROAD


def _lines(story: Story, places: list[_Place], widths: list[int]) -> int:
    """About how many lines the row's longest cell has."""
    most, column = 0.0, 0
    for place in places:
        room = sum(widths[column : column + place.columns]) - _PADDING
        most = max(most, len(_text(place)) * _letter(story) / max(room, 200))
        column += place.columns
    return ceil(most)


def _least(story: Story, grid: list[list[_Place]], columns: int) -> list[int]:
    """How wide each column must be, in twips, so that no word of usual length is broken."""
    letter = _letter(story)
    least = [_PADDING] * columns
    for places in grid:
        column = 0
        for place in places:
            if place.columns == 1 and not place.merged:
                longest = max(map(len, re.split(r"[\s\-–—/]+", _text(place))), default=0)
                wish = round(min(longest, _LONGEST_WORD) * letter) + _PADDING
                least[column] = max(least[column], wish)
            column += place.columns
    return least


def _widths(table: Table, grid: list[list[_Place]], least: list[int], width: int) -> list[int]:
    """In twips, their sum the width: as the table asks, else by what the columns hold, but none
    narrower than its longest word while there is room."""
    columns = len(least)
    weights = [float(w) for w in table.widths] if len(table.widths) == columns else []
    if not weights or min(weights) <= 0:
        weights = [4.0] * columns
        for places in grid:
            column = 0
            for place in places:
                if place.columns == 1 and not place.merged:
                    words = _text(place)
                    longest = max((len(word) for word in words.split()), default=0)
                    wish = max(min(len(words), 36), longest, 4)
                    weights[column] = max(weights[column], float(wish))
                column += place.columns
    out = _shared(weights, least, width)
    out[-1] += max(width - sum(out), 0)
    return out


def _shared(weights: list[float], least: list[int], width: int) -> list[int]:
    """The width by weight among those columns that get their least by it; the others get just
    that. Where there is no room for all, each gets its part of it."""
    if sum(least) >= width:
        return [max(width * each // sum(least), 1) for each in least]
    fixed: dict[int, int] = {}
    while True:
        room = width - sum(fixed.values())
        total = sum(weight for at, weight in enumerate(weights) if at not in fixed)
        out = [
            fixed[at] if at in fixed else int(room * weight / total)
            for at, weight in enumerate(weights)
        ]
        short = {at: least[at] for at in range(len(out)) if out[at] < least[at]}
        if not short:
            return out
        fixed |= short


def _text(place: _Place) -> str:
    if place.cell is None:
        return ""
    return " ".join(
        inline.text
        for block in place.cell.blocks
        if isinstance(block, Paragraph)
        for inline in block.content
        if isinstance(inline, Run)
    )
