"""The sources, in full."""

from __future__ import annotations

from exporter.model import Appendix, Inlines, Row, Source
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.inline_text import plain
from exporter.sourcing.registers.context import Book, relies
from exporter.sourcing.registers.tables import cell, register, table
from exporter.sourcing.wording.phrases import capitalised, joined, linked, run

__all__ = ["sources"]


def sources(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Every source of the article's lists in the order of the alphabet, and the notes that cite
    it; nothing where the article relies on none of them."""
    if not relies(book.article):
        return ()
    rows: list[tuple[str, Row]] = []
    for source in book.article.sources.values():
        words = _entry(book, source)
        kind = f"type-{source.type}"
        cells = (
            cell(words, header=True),
            cell(run(book.voice.text(kind)) if book.voice.knows(kind) else run(source.type)),
            cell(book.notes(book.by.cited.get(source.id, ()))),
        )
        rows.append((book.sorting(plain(words)), Row(cells, id=book.entries[source.id])))
    rows.sort(key=lambda pair: pair[0])
    columns = (("source", 8), ("kind", 2), ("note-column", 2))
    blocks = table(book, ids, "sources", columns, [row for _, row in rows])
    return register(book, ids, "sources", blocks)


def _entry(book: Book, source: Source) -> Inlines:
    voice, by = book.voice, book.by
    core = by.style.full(source, by.byline(source), voice.lang)
    original = source.original
    if original and source.archived and original not in plain(core):
        core = joined((core, linked(run(original), original)), voice.text("comma"))
    return ended(capitalised(joined((core, by.access(source)), voice.text("comma"))), voice)
