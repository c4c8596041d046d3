"""``w:tbl`` → a table: merged cells as spans, deleted rows left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exporter.intake.document import Blocks, Cell, Row, Table
from exporter.intake.readers.docx.names import Element, attribute, child, local, on
from exporter.values import Struct, replace

__all__ = ["table"]


class _Spot(Struct):
    """A cell in the grid: its column, and whether it goes on from the row above."""

    column: int
    cell: Cell
    goes_on: bool


def table(element: Element, blocks: Callable[[Element], Blocks]) -> Table:
    """The table; the first row heads it where Word repeats it or its style sets it apart."""
    rows = [row for row in _inner(element, "tr") if child(row, "trPr", "del") is None]
    spots = [list(_spots(row, blocks)) for row in rows]
    styled = _has_header(child(element, "tblPr", "tblLook"))
    done = []
    for number, row in enumerate(rows):
        header = on(child(row, "trPr", "tblHeader")) or (styled and not number and len(rows) > 1)
        cells = tuple(
            replace(spot.cell, rows=_height(spots, number, spot.column))
            for spot in spots[number]
            if not spot.goes_on or _is_alone(spots, number, spot.column)
        )
        done.append(Row(cells, header))
    return Table(tuple(done))


def _inner(element: Element, name: str) -> Iterator[Element]:
    """Rows or cells, also those in content controls."""
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _inner(each, name)


def _spots(row: Element, blocks: Callable[[Element], Blocks]) -> Iterator[_Spot]:
    before = attribute(child(row, "trPr", "gridBefore"), "val")
    column = int(before) if before.isdigit() else 0
    for cell in _inner(row, "tc"):
        properties = child(cell, "tcPr")
        span = attribute(child(properties, "gridSpan"), "val")
        width = min(max(int(span), 1), 1000) if span.isdigit() else 1
        merge = child(properties, "vMerge")
        goes_on = merge is not None and attribute(merge, "val") != "restart"
        found = blocks(cell)
        goes_on = (goes_on and not found) or (goes_on and not _text(found))
        yield _Spot(column, Cell(found, columns=width), goes_on)
        column += width


def _text(blocks: Blocks) -> bool:
    from exporter.intake.document import words

    return bool(words(blocks).strip())


def _height(spots: list[list[_Spot]], number: int, column: int) -> int:
    height = 1
    for below in spots[number + 1 :]:
        if not any(spot.column == column and spot.goes_on for spot in below):
            break
        height += 1
    return height


def _is_alone(spots: list[list[_Spot]], number: int, column: int) -> bool:
    """A cell that goes on from nothing stands for itself."""
    return number == 0 or not any(spot.column == column for spot in spots[number - 1])


def _has_header(look: Element | None) -> bool:
    if look is None:
        return False
    if first := attribute(look, "firstRow"):
        return first in ("1", "true", "on")
    try:
        return bool(int(attribute(look, "val") or "0", 16) & 0x20)
    except ValueError:
        return False
