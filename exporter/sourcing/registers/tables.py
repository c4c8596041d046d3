"""Tables as the registers use them."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import Appendix, Blocks, Cell, Inlines, Paragraph, Row, Table
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.registers.context import Book
from exporter.sourcing.wording.phrases import run

__all__ = ["Column", "cell", "register", "table"]

Column = tuple[str, float]
"""The key of the head's word, and the relative width."""


def cell(content: Inlines, *, header: bool = False) -> Cell:
    """A cell of one paragraph, empty where there is nothing to say."""
    return Cell((Paragraph(content),), header)


def table(
    book: Book, ids: Idents, name: str, columns: Sequence[Column], rows: Sequence[Row]
) -> Blocks:
    """A table with its head and caption, or nothing where it has no rows; ``name`` is the last
    part of its caption's key."""
    if not rows:
        return ()
    head = Row(
        tuple(cell(run(book.voice.word(key)), header=True) for key, _ in columns), header=True
    )
    return (
        Table(
            (head, *rows),
            caption=book.voice.phrase(f"caption-{name}"),
            role=name,
            widths=tuple(width for _, width in columns),
            id=ids.new(f"table-{name}"),
            lang=book.voice.foreign,
        ),
    )


def register(book: Book, ids: Idents, role: str, blocks: Blocks) -> tuple[Appendix, ...]:
    """An appendix, or nothing where there are no blocks."""
    if not blocks:
        return ()
    return (Appendix(ids.new(f"register-{role}"), role, book.voice.word(role), blocks),)
