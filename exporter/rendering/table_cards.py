"""Rows as lists, where a table's columns would hold one or two words a line."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import (
    Anchor,
    Blocks,
    Cell,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Rule,
    Run,
    Table,
)
from exporter.rendering.table_widths import cell_text

__all__ = ["cards", "is_too_narrow"]

_WORDS = 2.5
"""As many words a line at least."""
_LINES = 4
"""A cell of fewer lines is no column of words."""


def is_too_narrow(table: Table, text_widths: Sequence[float], letter: float) -> bool:
    """Whether some column of a table without spans has cells of one or two words a line.
    ``text_widths`` are those for the columns' text, ``letter`` that of a letter, in one unit."""
    for row in table.rows:
        for cell, available in zip(row.cells, text_widths, strict=False):
            if cell.columns > 1 or cell.rows > 1:
                continue
            text = cell_text(cell.blocks).strip()
            words = text.count(" ") + 1
            held = available / letter * words / max(len(text), 1)
            if held < _WORDS and words / max(held, 1.0) >= _LINES:
                return True
    return False


def cards(table: Table) -> Blocks | None:
    """Each row as a list: the heads of the columns with what stands under them; a line parts
    rows that no cell of their own heads. None where that
    would not say the same: without a row of heads, with cells that span, or with notes called in
    the heads, which would be called in every row."""
    head, *rows = table.rows or (Row(()),)
    heads = [_plain(cell.blocks) for cell in head.cells]
    spanned = any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row.cells)
    if not head.header or not rows or None in heads or any(row.header for row in rows) or spanned:
        return None
    if any(len(row.cells) != len(heads) for row in rows):
        return None
    first = tuple(
        (*_anchors(cell, head.id if not at else ""), *(words or ()))
        for at, (cell, words) in enumerate(zip(head.cells, heads, strict=True))
    )
    later = tuple(words or () for words in heads)
    out: list[Paragraph | ListBlock | Rule] = []
    if table.caption:
        out.append(Paragraph(table.caption, "label", table.id, table.line, table.lang))
    ident = "" if table.caption else table.id
    for at, row in enumerate(rows):
        if at and not row.cells[0].header:
            out.append(Rule())
        out.append(_card(row, later if at else first, table, row.id or ident))
        ident = ident if row.id else ""
    return tuple(out)


def _anchors(cell: Cell, row: str) -> Inlines:
    """The ids of a head, which only the first of its copies has."""
    idents = (row, cell.id, *(getattr(block, "id", "") for block in cell.blocks))
    return tuple(Anchor(ident) for ident in idents if ident)


def _card(row: Row, heads: tuple[Inlines, ...], table: Table, ident: str) -> ListBlock:
    """A cell that heads its row heads the list, with the ids of what it is from."""
    cells = row.cells
    words = _plain(cells[0].blocks) if cells[0].header else None
    heading = (*_anchors(cells[0], ""), *words) if words else ()
    items = tuple(
        Item(cell.blocks, head, cell.id)
        for cell, head in list(zip(cells, heads, strict=True))[1 if heading else 0 :]
        if cell_text(cell.blocks).strip()
    )
    return ListBlock(items, "gloss", 1, heading, ident, table.line, table.lang)


def _plain(blocks: Blocks) -> Inlines | None:
    """The text of a cell that is one line of runs; None for any other."""
    if not blocks:
        return ()
    if len(blocks) > 1 or not isinstance(block := blocks[0], Paragraph):
        return None
    runs = [inline for inline in block.content if isinstance(inline, Run)]
    return tuple(runs) if len(runs) == len(block.content) else None
