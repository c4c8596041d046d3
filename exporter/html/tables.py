"""Tables: caption, header cells with their scope, column widths, the filter of a register."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from exporter import model as m
from exporter.html import inlines
from exporter.html.markup import attribute, plain, text
from exporter.html.pen import Pen, class_name

__all__ = ["write"]

Flow: TypeAlias = Callable[[Pen, m.Blocks], None]
_WIDE, _WIDEST = 4, 9
"""Columns from which rows can stand as cards, and from which print is set small."""


def write(pen: Pen, table: m.Table, flow: Flow) -> None:
    """Draw a table. In a register, and in any wide plain table, the cells bear their column's
    name, so that rows can stand as cards on a phone."""
    pen.tables += 1
    if table.role:
        _filter(pen, table)
    columns = _columns(table)
    heads = _head_rows(table.rows)
    labels = _labels(table.rows[:heads])
    if not table.role and (columns < _WIDE or _spanning(table)):
        labels = ()
    _open(pen, table, columns, cards=bool(table.role or labels))
    short = 0 if any(cell.rows > 1 for row in table.rows for cell in row.cells) else columns
    for tag, rows in (("thead", table.rows[:heads]), ("tbody", table.rows[heads:])):
        if rows:
            pen.out.append(f"<{tag}>\n")
            for row in rows:
                _row(pen, row, labels if tag == "tbody" else (), flow)
                _fill(pen, row, short)
                pen.out.append("</tr>\n")
            pen.out.append(f"</{tag}>\n")
    pen.out.append("</table>\n")


def _open(pen: Pen, table: m.Table, columns: int, *, cards: bool) -> None:
    name = f"table-{pen.tables}"
    classes = ["register", class_name(table.role)] if table.role else []
    if cards:
        classes.append("cards")
    if columns >= _WIDEST:
        classes.append("wide")
    if table.widths:
        classes.append(name)
        _widths(pen, table.widths, name)
    kind = f' class="{" ".join(classes)}"' if classes else ""
    pen.out.append(f"<table{kind}{pen.id(table.id)}{pen.lang(table.lang)}>\n")
    if table.caption:
        pen.out.append("<caption>")
        inlines.write(pen, table.caption)
        pen.out.append("</caption>\n")
    if table.widths:
        cells = "".join(f"<col{pen.void}" for _ in table.widths[:columns])
        pen.out.append(f"<colgroup>{cells}</colgroup>\n")


def _spanning(table: m.Table) -> bool:
    return any(cell.rows > 1 or cell.columns > 1 for row in table.rows for cell in row.cells)


def _row(pen: Pen, row: m.Row, labels: tuple[str, ...], flow: Flow) -> None:
    status = f' data-status="{attribute(row.status)}"' if row.status else ""
    pen.out.append(f"<tr{pen.id(row.id)}{status}>")
    column = 0
    for cell in row.cells:
        head = cell.header or row.header
        tag = "th" if head else "td"
        pen.out.append(f"<{tag}{_cell_attributes(pen, cell, row)}")
        if labels and column < len(labels) and not head:
            pen.out.append(f' data-label="{attribute(labels[column])}"')
        pen.out.append(">")
        flow(pen, cell.blocks)
        pen.out.append(f"</{tag}>")
        column += cell.columns


def _fill(pen: Pen, row: m.Row, columns: int) -> None:
    """A row shorter than the table ends in an empty cell (HTML 4.9.12)."""
    rest = columns - sum(cell.columns for cell in row.cells)
    if rest > 0:
        pen.out.append(f'<td colspan="{rest}"></td>' if rest > 1 else "<td></td>")


def _cell_attributes(pen: Pen, cell: m.Cell, row: m.Row) -> str:
    parts = [pen.id(cell.id)]
    if row.header:
        parts.append(' scope="col"')
    elif cell.header:
        parts.append(' scope="row"')
    if cell.columns > 1:
        parts.append(f' colspan="{cell.columns}"')
    if cell.rows > 1:
        parts.append(f' rowspan="{cell.rows}"')
    if cell.align:
        parts.append(f' class="align-{cell.align}"')
    return "".join(parts)


def _columns(table: m.Table) -> int:
    return max((sum(cell.columns for cell in row.cells) for row in table.rows), default=0)


def _head_rows(rows: tuple[m.Row, ...]) -> int:
    count = 0
    while count < len(rows) and rows[count].header:
        count += 1
    return count


def _labels(rows: tuple[m.Row, ...]) -> tuple[str, ...]:
    if len(rows) != 1:
        return ()
    return tuple(_blocks_text(cell.blocks) for cell in rows[0].cells for _ in range(cell.columns))


def _blocks_text(blocks: m.Blocks) -> str:
    return " ".join(plain(b.content) for b in blocks if isinstance(b, m.Paragraph))


def _widths(pen: Pen, widths: tuple[float, ...], name: str) -> None:
    whole = sum(widths)
    pen.rules.extend(
        f".{name} col:nth-child({at}) {{ width: {100 * width / whole:.2f}% }}"
        for at, width in enumerate(widths, 1)
    )


def _filter(pen: Pen, table: m.Table) -> None:
    """The choice of one standing: radio buttons that the style sheet alone answers."""
    standings = list(dict.fromkeys(row.status for row in table.rows if row.status))
    if pen.epub or len(standings) < 2 or "filter-all" in pen.seen:
        return
    pen.out.append(f'<fieldset class="filter"><legend>{text(pen.word("filter-claims"))}</legend>\n')
    for at, standing in enumerate(("all", *standings)):
        chosen = ' checked=""' if not at else ""
        pen.out.append(
            f'<label><input type="radio" name="{pen.prefix}filter"'
            f"{pen.id(f'filter-{standing}')}{chosen}{pen.void}"
            f" <span>{text(pen.word(standing))}</span></label>\n"
        )
    pen.out.append("</fieldset>\n")
    pen.rules.extend(
        f":root:has(#{pen.prefix}filter-{standing}:checked)"
        f' tr[data-status]:not([data-status="{standing}"]) {{ display: none }}'
        for standing in standings
    )
