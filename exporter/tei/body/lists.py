"""Handlers of lists and tables."""

from __future__ import annotations

import re
from typing import Literal

from exporter.model import (
    Cell,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Table,
)
from exporter.model.table_grid import laid
from exporter.notices import Severity
from exporter.tei.body.blocks import paragraph
from exporter.tei.body.context import ALL, Reader, Steps
from exporter.tei.body.inlines import apart
from exporter.tei.body.treatment import Treatment
from exporter.tei.content.builders import ListBuilder, TableBuilder
from exporter.tei.tree.elements import Element, children, plain
from exporter.values import replace

ListKind = Literal["bullet", "number", "plain", "gloss"]

_WORDS: dict[ListKind, str] = {
    "number": "ordered numbered number enumerated enum arabic decimal alpha roman",
    "bullet": "bulleted bullet bullets unordered itemized ul disc",
    "plain": "simple plain none nolist unmarked index toc contents",
    "gloss": "gloss glossary definition dl descriptive",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_ALIGN: dict[str, Literal["", "start", "end", "center"]] = {
    "start": "start",
    "end": "end",
    "center": "center",
}


def list_(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    flow = reader.flow
    words = f"{element.get('type') or ''} {element.get('rend') or ''}".casefold().split()
    if reader.too_deep or ("inline" in words and flow.in_paragraph):
        reader.apart()
        yield ALL
        reader.apart()
        return
    flow.close()
    lang, given = reader.language(), reader.block_id(element)
    kind = _kind(element, words, treatment)
    builder = ListBuilder(reader.push(), kind)
    reader.builders.append(builder)
    yield ALL
    builder.settle(element.sourceline or 0)
    reader.builders.pop()
    calls = tuple(builder.flow.leading)
    builder.flow.leading.clear()
    reader.pop()
    if builder.items:
        items, start = tuple(builder.items), _start(element) if kind == "number" else 1
        line = element.sourceline or 0
        flow.add(ListBlock(items, kind, start, builder.heading, given, line, lang))
    elif builder.heading:
        flow.add(Paragraph(builder.heading, "label", given, element.sourceline or 0, lang))
    for call in calls:
        flow.call(call)


def _kind(element: Element, words: list[str], treatment: Treatment) -> ListKind:
    if next(children(element, "label"), None) is not None:
        return "gloss"
    for word in (treatment.word, *words):
        if word in _KINDS:
            return _KINDS[word]
    return "bullet"


def _start(element: Element) -> int:
    first = next(children(element, "item"), None)
    number = (first.get("n") or "").strip(" .)") if first is not None else ""
    return int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1


def item(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    if not isinstance(builder, ListBuilder) or builder.flow is not reader.flow:
        if reader.flow.in_paragraph:
            yield from apart(reader, element, Treatment("apart"))
        else:
            yield from paragraph(reader, element, Treatment("paragraph"))
        return
    label, builder.label = builder.label, ()
    builder.settle(element.sourceline or 0)
    leading = [*builder.flow.leading]
    builder.flow.leading.clear()
    flow = reader.push()
    flow.leading.extend(leading)
    yield ALL
    blocks = reader.pop()
    if blocks or label or not plain(element):
        given = reader.block_id(element)
        builder.items.append(Item(blocks, label, given, element.sourceline or 0))


def label(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    if isinstance(builder, ListBuilder) and builder.flow is reader.flow:
        builder.settle(element.sourceline or 0)
        reader.push(inline=True)
        reader.anchor(element)
        yield ALL
        builder.label = reader.pop_inlines()
    elif reader.flow.in_paragraph:
        reader.dress(element)
        yield ALL
    else:
        yield from paragraph(reader, element, Treatment("paragraph", ("label",)))


# --------------------------------------------------------------------------- tables


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
    stray = reader.pop()
    if builder.rows:
        rows, line = tuple(builder.rows), element.sourceline or 0
        made = Table(rows, builder.caption, id=given, line=line, lang=lang)
        if builder.spanning:
            _report_spans(reader, builder, made)
        flow.add(made)
    elif builder.caption:
        flow.add(Paragraph(builder.caption, "caption", given, element.sourceline or 0, lang))
    for block in stray:
        flow.add(block)


def row(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    if not isinstance(builder, TableBuilder) or builder.flow is not reader.flow:
        yield from paragraph(reader, element, Treatment("paragraph"))
        return
    _loose_cells(builder)
    yield ALL
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
    rows = f"{asked.rows:,} rows, but there is room for {got.rows:,}"
    columns = f"{asked.columns:,} columns, but there is room for {got.columns:,}"
    more = f" So it is with {len(cut) - 1:,} more of this table." if len(cut) > 1 else ""
    reader.remarks.say(
        "table-span",
        Severity.WARNING,
        f"A cell is to span {rows if got.rows < asked.rows else columns}.{more}",
        builder.spanning[place.row, at],
        fix="Correct its @rows and @cols, or add the rows and cells that are missing.",
    )


def _loose_cells(builder: TableBuilder) -> None:
    """Cells that stand in no row make one."""
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
