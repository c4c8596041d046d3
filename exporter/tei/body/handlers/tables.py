"""Handlers of tables."""

from __future__ import annotations

import re
from typing import Literal

from exporter.model import Cell, Paragraph, Row, Table
from exporter.model.table_grid import laid
from exporter.notices import Severity
from exporter.tei.body.context import ALL, Reader, Steps
from exporter.tei.body.handlers.blocks import paragraph
from exporter.tei.body.treatment import Treatment
from exporter.tei.content.builders import TableBuilder
from exporter.tei.tree.elements import Element
from exporter.values import replace

_ALIGN: dict[str, Literal["", "start", "end", "center"]] = {
    "start": "start",
    "end": "end",
    "center": "center",
}


def table(reader: Reader, element: Element, _: Treatment) -> Steps:
    flow = reader.flow
    if reader.too_deep:
        flow.close()
        yield ALL
        flow.close()
        return
    flow.close()
    lang, given = reader.language(), reader.block_id(element)
    builder = TableBuilder(reader.push())
    reader.builders.append(builder)
    yield ALL
    _loose_cells(builder)
    reader.builders.pop()
    calls = tuple(builder.flow.leading)
    builder.flow.leading.clear()
    stray = reader.pop()
    if builder.rows:
        rows, line = tuple(builder.rows), element.sourceline or 0
        made = Table(rows, builder.caption, id=given, line=line, lang=lang)
        if builder.spanning:
            _report_spans(reader, builder, made)
        flow.add(made)
    elif builder.caption:
        flow.add(Paragraph(builder.caption, "caption", given, element.sourceline or 0, lang))
    for call in calls:
        flow.call(call)
    for block in stray:
        flow.add(block)


def row(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    if not isinstance(builder, TableBuilder) or builder.flow is not reader.flow:
        yield from paragraph(reader, element, Treatment("paragraph"))
        return
    _loose_cells(builder)
    builder.settle()
    yield ALL
    builder.flow.close()
    if builder.cells:
        is_label = element.get("role") == "label" or all(c.header for c in builder.cells)
        header = is_label and not builder.body
        builder.body = builder.body or not header
        cells = builder.cells
        if element.get("role") == "label":
            cells = [replace(cell, header=True) for cell in cells]
        builder.rows.append(Row(tuple(cells), header, reader.index.given(element)))
    else:
        _without_a_row(builder)
    builder.cells = []


def _without_a_row(builder: TableBuilder) -> None:
    """A row without cells is none: the cells that reach into it are one row lower."""
    rows = builder.rows
    for at, place in builder.spanning:
        cells = list(rows[at].cells)
        if at + cells[place].rows > len(rows):
            cells[place] = replace(cells[place], rows=cells[place].rows - 1)
            rows[at] = replace(rows[at], cells=tuple(cells))


def _report_spans(reader: Reader, builder: TableBuilder, table: Table) -> None:
    """Once a table, of cells that span more than there is."""
    cut = list(laid(table).cut(table))
    if not cut:
        return
    place, at = cut[0]
    got, asked = place.cell, table.rows[place.row].cells[at]
    rows = f"{asked.rows:,} rows, but there is space for {got.rows:,}"
    columns = f"{asked.columns:,} columns, but there is space for {got.columns:,}"
    more = f" The same is true of {len(cut) - 1:,} more in this table." if len(cut) > 1 else ""
    reader.remarks.say(
        "table-span",
        Severity.WARNING,
        f"A cell is to span {rows if got.rows < asked.rows else columns}.{more}",
        builder.spanning[place.row, at],
        fix="Correct its @rows and @cols, or add the rows and cells that are missing.",
    )


def _loose_cells(builder: TableBuilder) -> None:
    """Cells that are in no row make one."""
    if builder.cells:
        builder.rows.append(Row(tuple(builder.cells)))
        builder.cells = []


def cell(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    if not isinstance(builder, TableBuilder) or builder.flow is not reader.flow:
        reader.apart()
        yield ALL
        reader.apart()
        return
    builder.flow.close()
    leading = [*builder.flow.leading]
    builder.flow.leading.clear()
    look = reader.looks.of(element)
    reader.push().leading.extend(leading)
    for style in look.styles:
        reader.mark(style)
    yield ALL
    blocks = reader.pop()
    rows, columns = _span(element.get("rows")), _span(element.get("cols"))
    if rows > 1 or columns > 1:
        builder.spanning[len(builder.rows), len(builder.cells)] = element
    header, align = element.get("role") == "label", _ALIGN.get(look.align, "")
    given = reader.index.given(element)
    builder.cells.append(Cell(blocks, header, rows, columns, align, given))


def _span(given: str | None) -> int:
    return max(1, min(int(given), 1000)) if given and re.fullmatch(r"[0-9]{1,4}", given) else 1
