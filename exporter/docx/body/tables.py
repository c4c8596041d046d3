"""Tables: rows that are all full, fixed widths, header rows that repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exporter.docx.body.paragraphs import paragraph
from exporter.docx.body.table_columns import Columns, Place, columns, lines, padding, places
from exporter.docx.context import Context, Story
from exporter.docx.opc.xml import quote
from exporter.model import Blocks, Row, Run, Table
from exporter.model.table_grid import laid
from exporter.model.table_split import bands
from exporter.rendering.table_cards import cards, is_too_narrow
from exporter.values import replace

__all__ = ["write_table"]

_MOST_COLUMNS = 63
_MOST_LINES = 9
"""A row of more lines may be parted by the end of a page."""
_ALIGNED = {"end": "Table Number", "center": "Table Centered"}

CellWriter = Callable[[Blocks, Context], None]


def write_table(
    story: Story, table: Table, context: Context, write: CellWriter, line: Callable[[Row], None]
) -> None:
    """Append a table. Word holds at most 63 columns: wider ones are set row by row as text."""
    # Long: one way after the other of how a table may be set.
    grid = laid(table)
    count = grid.columns
    if not count:
        return
    if count > _MOST_COLUMNS:
        story.job.collector.warn(
            "wide-table",
            f"A table of {count} columns is set as text: Word holds {_MOST_COLUMNS}.",
            table.line,
        )
        for row in table.rows:
            line(row)
        return
    em = story.job.theme.type.small_size * context.shrink * 20
    rows = places(table, grid)
    fit = columns(rows, count, context.width, em)
    text_widths = [width - fit.padding for width in fit.widths]
    bare = replace(table, caption=(), id="")  # both are written already
    if (
        is_too_narrow(table, text_widths, 0.5 * em * fit.shrink)
        and (lists := cards(bare)) is not None
    ):
        _tell(
            story,
            table,
            f"a table of {count} columns has space for one or two words a line; its rows are set "
            "as lists.",
        )
        write(lists, context)
        return
    if fit.apart and count > 2 and context.scale != "Table":
        for part in _apart(story, table, fit.apart, context.width):
            write_table(story, part, context, write, line)
        return
    if fit.shrink < 1:
        made = f"a table is wider than the page; its type was made smaller ({fit.shrink:.0%})."
        _tell(story, table, made)
    lay = replace(context, scale="Table", depth=0, steps=0, shrink=context.shrink * fit.shrink)
    out = story.out
    if out and out[-1] == "</w:tbl>":
        paragraph(story, "Table Gap", (), context)  # Word makes tables that touch one
    out.append(_head(story, table, context, fit))
    for at, (row, across) in enumerate(zip(table.rows, rows, strict=True)):
        story.place(row.id)
        whole = at < grid.heads or lines(across, fit, em) <= _MOST_LINES
        properties = "<w:cantSplit/>" * whole + "<w:tblHeader/>" * (at < grid.heads)
        out.append(f"<w:tr><w:trPr>{properties}</w:trPr>" if properties else "<w:tr>")
        column = 0
        for place in across:
            available = sum(fit.widths[column : column + place.columns])
            inner = replace(lay, width=available)
            _cell(story, row, place, inner, write)
            column += place.columns
        out.append("</w:tr>")
    out.append("</w:tbl>")


def _apart(story: Story, table: Table, least: Sequence[int], width: int) -> list[Table]:
    """Tables whose words need not be cut."""
    parts = bands(table, least, width)
    _tell(
        story,
        table,
        f"a table of {len(least)} columns is wider than the page; it is set as {len(parts)} "
        "tables, one after the other, each with its first column.",
    )
    return parts


def _tell(story: Story, table: Table, message: str) -> None:
    hint = "Give it fewer columns or shorter words."
    story.job.collector.tell("wide-table", message, table.line, hint)


def _head(story: Story, table: Table, context: Context, fit: Columns) -> str:
    style = story.job.book.id("Article Table")
    first = int(bool(table.rows and table.rows[0].header))
    turned = "<w:bidiVisual/>" if context.direction == "rtl" else ""
    words = "".join(inline.text for inline in table.caption if isinstance(inline, Run))
    caption = f'<w:tblCaption w:val="{quote(words)}"/>' if words.strip() else ""
    usual = padding(story.job.theme.type.small_size * 20)
    margins = _margins(fit.padding // 2) if fit.padding < usual else ""
    look = "0420" if first else "0400"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in fit.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}'
        f'<w:tblW w:w="{sum(fit.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{margins}'
        f'<w:tblLook w:val="{look}" w:firstRow="{first}" w:lastRow="0" '
        f'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _margins(side: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="50" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


def _cell(story: Story, row: Row, place: Place, context: Context, write: CellWriter) -> None:
    """``context.width`` is the cell's own."""
    out = story.out
    cell = place.cell
    span = f'<w:gridSpan w:val="{place.columns}"/>' if place.columns > 1 else ""
    merge = ""
    if place.merged:
        merge = "<w:vMerge/>"
    elif cell is not None and cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>'
    out.append(f'<w:tc><w:tcPr><w:tcW w:w="{context.width}" w:type="dxa"/>{span}{merge}</w:tcPr>')
    before = len(out)
    style = "Table Text"
    usual = padding(story.job.theme.type.small_size * 20)
    if cell is not None and not place.merged:
        story.place(cell.id)
        style = _ALIGNED.get(cell.align, "Table Text")
        if row.header:
            style = "Table Heading"
        elif cell.header:
            style = "Table Row Heading"
        write(cell.blocks, replace(context, style=style, width=max(context.width - usual, 200)))
    if len(out) == before or out[-1] == "</w:tbl>":
        paragraph(story, style, (), context)
    out.append("</w:tc>")
