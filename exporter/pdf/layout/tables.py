"""Tables: column widths, rows as bands, cells that span.

A cell over several rows fills each row's band with the lines that fit and gives the rest to the
next, so a page may end after any row.
"""

from __future__ import annotations

from exporter.model import Table
from exporter.model.table_split import bands
from exporter.pdf.inline.styles import Style
from exporter.pdf.layout.boxes import Box, Foot, Line, Row, between_words
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.layout.table_columns import (
    PAD,
    Spot,
    column_widths,
    free_columns,
    needs,
    spots_of,
)
from exporter.pdf.layout.table_headers import headers, leading, name_heads, wordy
from exporter.pdf.objects.structure_tree import Element
from exporter.rendering.table_cards import cards, is_too_narrow
from exporter.values import replace

__all__ = ["compose_table", "split_row"]

_PAD_Y = 2.6


def compose_table(composer: Composer, block: Table, frame: Frame) -> None:
    """``Table > Caption, THead, TBody > TR > TH | TD``."""
    grid, columns = spots_of(block)
    if not columns:
        return
    size = composer.type.small_size if columns > 3 else composer.em * 0.92
    size = min(size, frame.style.setting.size)
    need = needs(composer, grid, columns, frame, size)
    found = column_widths(composer, block, grid, need, frame, size)
    if _as_cards(composer, block, frame, found, need.least, size):
        return
    if found is None:
        parts = bands(block, need.edged(), frame.width)
        composer.collector.tell(
            "wide-table",
            f"a table of {columns} columns is wider than the page; it is set as {len(parts)} "
            "tables, one after the other, each with its first column.",
            block.line,
            "Give it fewer columns or shorter words.",
        )
        for part in parts:
            compose_table(composer, part, frame)
        return
    widths, size = found
    table = composer.element("Table", block, frame)
    em = composer.em
    start = len(composer.boxes)
    composer.set_off(0.9 * em)
    if block.caption:
        _caption(composer, block, table, frame)
    style = composer.styler.changed(
        frame.style, size=size, features=("tnum", "lnum"), leading=round(size * 1.3, 2)
    )
    inner = replace(frame, style=style, plain=True, justify=False, notes=None)
    rows = _rows(composer, block, grid, widths, table, inner)
    _rule(rows, frame, block, grid, widths)
    composer.add(list(rows), 0.35 * em, 1.1 * em)
    if block.id and len(composer.boxes) > start:
        composer.boxes[start].ids.append(block.id)


def _as_cards(
    composer: Composer, block: Table, frame: Frame, found: tuple[list[float], float] | None,
    least: list[float], size: float,
) -> bool:  # fmt: skip
    """Set the rows as lists where the columns have no space for three words a line."""
    widths, type_size = found or ([width + 2 * PAD for width in least], size)
    text_widths = [width - 2 * PAD for width in widths]
    if not is_too_narrow(block, text_widths, 0.5 * type_size) or (rows := cards(block)) is None:
        return False
    composer.collector.tell(
        "wide-table",
        f"a table of {len(widths)} columns has space for one or two words a line; its rows are "
        "set as lists.",
        block.line,
        "Give it fewer columns or shorter texts.",
    )
    composer.flow(rows, frame)
    return True


def _caption(composer: Composer, block: Table, table: Element, frame: Frame) -> None:
    caption = composer.tree.block("Caption", table)
    size = min(composer.type.small_size * 1.06, frame.style.setting.size)
    style = composer.styler.changed(
        frame.style, size=size, weight=600, leading=round(size * 1.3, 2)
    )
    element = composer.tree.block("P", caption)
    inside = replace(frame, parent=caption, notes=caption)
    lines = composer.lines(block.caption, style, element, inside, align="start")
    for line in lines:
        line.keep = True
    composer.add(list(lines), 0.0, 0.35 * composer.em)


def _rows(
    composer: Composer, block: Table, grid: list[list[Spot]], widths: list[float],
    table: Element, frame: Frame,
) -> list[Row]:  # fmt: skip
    spots = (spot for row in grid for spot in row if not spot.filled)
    spanned = any(spot.cell.rows > 1 or spot.cell.columns > 1 for spot in spots)
    heads: list[Spot] = []
    rows: list[Row] = []
    open_spots: list[Spot] = []
    part: Element | None = None
    count = leading(block)
    name_heads(block, grid)
    bold = composer.styler.changed(frame.style, weight=600)
    for index, row in enumerate(block.rows):
        tag = "THead" if index < count else "TBody"
        if part is None or part.tag != tag:
            part = composer.tree.block(tag, table)
        tr = composer.tree.block("TR", part)
        for spot in grid[index]:
            _cell(
                composer,
                spot,
                tr,
                widths,
                frame=frame,
                bold=bold,
                in_head=row.header,
                spanned=spanned,
                heads=heads,
            )
        open_spots += grid[index]
        made = _band(open_spots, index, index == len(block.rows) - 1)
        open_spots = [spot for spot in open_spots if spot.last > index]
        made.ids += filter(None, (row.id, *[spot.cell.id for spot in grid[index]]))
        rows.append(made)
    _keep(composer, block, rows, grid, count)
    return rows


def _keep(
    composer: Composer, block: Table, rows: list[Row], grid: list[list[Spot]], count: int
) -> None:
    """The head stays with what follows and is shown again on later pages, unless it is wordy or
    would take more than a third of each. A few rows that a cell joins stay together."""
    head, body = rows[:count], rows[count:]
    if sum(row.height for row in head) <= composer.height / 3:
        for row in head:
            row.keep = True
        again = [] if any(map(wordy, head)) else head
        for row in body:
            row.head = again
    else:
        composer.collector.tell(
            "tall-table-head",
            "a table's head takes more than a third of a page; it is not repeated on later pages.",
            block.line,
            "Make its cells shorter.",
        )
    if len(body) > 1:
        body[0].keep = body[0].height < 60
    start = end = 0
    for index, spots in enumerate(grid):
        if index > end:
            start = index
        end = max(end, index, *(spot.last for spot in spots))
        joined = rows[start : end + 1]
        if index < end and sum(row.height for row in joined) < composer.height / 4:
            rows[index].keep = True
    if rows:
        rows[-1].keep = False


def _cell(
    composer: Composer, spot: Spot, tr: Element, widths: list[float], frame: Frame, bold: Style,
    in_head: bool, spanned: bool, heads: list[Spot],
) -> None:  # fmt: skip
    """``bold`` is the style of heads."""
    cell = spot.cell
    attributes = []
    if spot.header:
        first = in_head or (spot.row == 0 and not cell.header)
        attributes.append(b"/Scope/" + (b"Column" if first else b"Row"))
    if cell.rows > 1:
        attributes.append(b"/RowSpan %d" % cell.rows)
    if cell.columns > 1:
        attributes.append(b"/ColSpan %d" % cell.columns)
    if spanned and not spot.header and (found := headers(spot, heads)):
        attributes.append(b"/Headers[%s]" % b"".join(map(composer.setter.store.text, found)))
    extra = b"/A<</O/Table%s>>" % b"".join(attributes) if attributes else b""
    spot.element = composer.tree.block("TH" if spot.header else "TD", tr, extra)
    if spot.header and spanned:
        composer.tree.name(spot.element, f"th-{spot.element.order}")
        heads.append(spot)
    before = sum(widths[: spot.column])
    width = sum(widths[spot.column : spot.column + cell.columns])
    left = frame.left + (frame.width - before - width if frame.rtl else before)
    inside = replace(
        frame,
        left=left + PAD,
        width=max(width - 2 * PAD, width / 2),
        style=bold if in_head or cell.header else frame.style,
        parent=spot.element,
    )
    spot.boxes = composer.apart(cell.blocks, inside)
    if cell.align in ("end", "center"):
        _realign(spot.boxes, inside, cell.align)


def _realign(boxes: list[Box], frame: Frame, align: str) -> None:
    for box in boxes:
        if isinstance(box, Line) and not box.beside:
            slack = frame.width - box.cut.natural
            toward = slack if (align == "end") != frame.rtl else 0.0
            box.x = frame.left + (slack / 2 if align == "center" else toward)


def _band(spots: list[Spot], index: int, final: bool) -> Row:
    """One row, from what its cells have left to set."""
    closing = [spot for spot in spots if final or spot.last <= index]
    height = max((_height(spot.boxes) for spot in closing), default=0.0)
    row = Row(height + 2 * _PAD_Y)
    for spot in spots:
        available = None if spot in closing else height
        y = 0.0
        while spot.boxes:
            box = spot.boxes[0]
            space = box.space if y else 0.0
            if available is not None and y + space + box.height > available:
                break
            _place(row, spot.boxes.pop(0), _PAD_Y + y + space)
            y += space + box.height
    row.notes = _notes(row)
    return row


def _place(row: Row, box: Box, y: float) -> None:
    if isinstance(box, Row):
        row.items += [(y + dy, item) for dy, item in box.items]
        row.rules += [(y + top, x, width, weight) for top, x, width, weight in box.rules]
        row.ids += box.ids
    else:
        row.items.append((y, box))


def _notes(row: Row) -> list[Foot]:
    found = [(item.order, item) for _, item in row.items]
    found.sort(key=lambda pair: pair[0])
    return [note for _, item in found for note in item.notes]


def _height(boxes: list[Box]) -> float:
    return sum(box.height + (box.space if at else 0.0) for at, box in enumerate(boxes))


def _rule(
    rows: list[Row], frame: Frame, block: Table, grid: list[list[Spot]], widths: list[float]
) -> None:
    """Strong rules above and below, a middle one under the head, hair lines between rows, none
    through a cell that goes on."""
    count = leading(block)
    spots: list[Spot] = []
    for index, row in enumerate(rows):
        if index == 0:
            row.rules.append((0.0, frame.left, frame.width, 0.9))
        spots = [spot for spot in (*spots, *grid[index]) if spot.last > index]
        last, heads = index == len(rows) - 1, index == count - 1
        weight = 0.9 if last else 0.6 if heads else 0.25
        if last or heads or not block.rows[index].header:
            going_on = {c for s in spots for c in range(s.column, s.column + s.cell.columns)}
            row.rules += [
                (row.height, x, width, weight) for x, width in free_columns(widths, going_on, frame)
            ]


def split_row(row: Row, available: float) -> tuple[Row, Row] | None:
    """The part of a row that fits and the rest, or None where nothing would fit."""
    fits = [(y, item) for y, item in row.items if y + item.height + _PAD_Y <= available]
    rest = [(y, item) for y, item in row.items if y + item.height + _PAD_Y > available]
    if not fits or not rest:
        return None
    fits, rest = between_words(fits, rest)
    up = min(y for y, _ in rest) - _PAD_Y
    first, second = Row(available), Row(row.height - up)
    first.items, second.items = fits, [(y - up, item) for y, item in rest]
    first.rules = [rule for rule in row.rules if rule[0] <= 0.0]
    second.rules = [(y - up, *others) for y, *others in row.rules if y > up]  # type: ignore[misc]
    for part in (first, second):
        part.head, part.split = row.head, True
        part.notes = _notes(part)
    first.ids = row.ids
    first.space, second.keep = row.space, row.keep
    return first, second
