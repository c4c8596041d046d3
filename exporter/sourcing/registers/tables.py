"""Tables as the registers use them."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import Appendix, Blocks, Cell, Inlines, Paragraph, Row, Table
from exporter.sourcing.idents import Idents
from exporter.sourcing.registers.book import Book
from exporter.sourcing.voice import run

__all__ = ["Column", "cell", "register"]

Column = tuple[str, float]
"""The key of the head's word, and the relative width."""


def cell(content: Inlines | Blocks, *, header: bool = False) -> Cell:
    """A cell of one paragraph, or of blocks; empty where there is nothing to say."""
    if not content:
        return Cell((Paragraph(()),), header)
    if isinstance(content[0], Paragraph) or hasattr(content[0], "items"):
        return Cell(content, header)  # type: ignore[arg-type]
    return Cell((Paragraph(content),), header)  # type: ignore[arg-type]


def register(
    book: Book, ids: Idents, role: str, columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[Appendix, ...]:
    """An appendix of one table, or nothing where the table has no rows."""
    if not rows:
        return ()
    head = Row(
        tuple(cell(run(book.voice.word(key)), header=True) for key, _ in columns), header=True
    )
    table = Table(
        (head, *rows),
        caption=book.voice.phrase(f"caption-{role}"),
        role=role,
        widths=tuple(width for _, width in columns),
        id=ids.new(f"table-{role}"),
    )
    title = book.voice.word(role)
    return (Appendix(ids.new(f"register-{role}"), role, title, (table,)),)
