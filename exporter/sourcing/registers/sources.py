"""The sources, in full."""

from __future__ import annotations

from exporter.model import Appendix, Inlines, Item, ListBlock, Source
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.inline_text import plain
from exporter.sourcing.registers.context import Book, relies
from exporter.sourcing.registers.lists import entry, index, sentences
from exporter.sourcing.wording.phrases import capitalised, joined, linked, run

__all__ = ["sources"]


def sources(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Every source of the article's lists in the order of the alphabet, with its kind and the
    notes that cite it; nothing where the article relies on none of them."""
    if not relies(book.article):
        return ()
    items: list[tuple[str, Item]] = []
    for source in book.article.sources.values():
        words = _entry(book, source)
        cited = book.in_notes(book.by.cited.get(source.id, ()))
        told = joined(
            [part for part in (_kind(book, source, plain(words)), cited) if part], _gap(book)
        )
        text = sentences(book, words, told)
        items.append((book.sorting(plain(words)), entry(text, book.entries[source.id])))
    items.sort(key=lambda pair: pair[0])
    blocks = (ListBlock(tuple(item for _, item in items), "plain", lang=book.voice.foreign),)
    return index(book, ids, "sources", blocks if items else ())


def _gap(book: Book) -> str:
    return book.voice.text("semicolon")


def _kind(book: Book, source: Source, words: str) -> Inlines:
    """What kind of source it is, unless its words say so."""
    key = f"type-{source.type}"
    kind = book.voice.text(key) if book.voice.knows(key) else source.type
    return () if not kind or kind.casefold() in words.casefold() else run(kind)


def _entry(book: Book, source: Source) -> Inlines:
    voice, by = book.voice, book.by
    core = by.style.full(source, by.byline(source), voice.lang)
    original = source.original
    if original and source.archived and original not in plain(core):
        core = joined((core, linked(run(original), original)), voice.text("comma"))
    return ended(capitalised(joined((core, by.access(source)), voice.text("comma"))), voice)
