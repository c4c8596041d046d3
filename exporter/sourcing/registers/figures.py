"""Figures with their sources, and their values where these say more than the words."""

from __future__ import annotations

import unicodedata

from exporter.model import Appendix, Figure, Inlines, Item, ListBlock
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.registers.context import Book
from exporter.sourcing.registers.lists import entry, index
from exporter.sourcing.wording.phrases import capitalised, joined, run
from exporter.sourcing.wording.quantities import spoken_value

__all__ = ["figures"]


def figures(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Numbers, quantities and dates that somebody gave, in the order of the text."""
    found = [it for it in book.article.figures.values() if it.id in book.entries]
    found.sort(key=lambda figure: book.position(figure.id))
    items = [_figure(book, figure) for figure in found]
    blocks = (ListBlock(tuple(items), "plain", lang=book.voice.foreign),) if items else ()
    return index(book, ids, "figures", blocks)


def _figure(book: Book, figure: Figure) -> Item:
    """The words, the value, who gives it, and the notes that say more."""
    voice = book.voice
    words = " ".join(figure.text.split())
    said = book.said_by(figure)
    who = joined((said.names, said.citing), voice.text("comma"))
    notes = book.in_notes(book.spans[figure.id].notes)
    details: list[Inlines] = [_value(book, figure, words), who, notes]
    told = joined([part for part in details if part], voice.text("semicolon"))
    text = book.place(figure.id, capitalised(book.own(words)))
    said_of_it = voice.phrase("index-entry", what=text, details=told)
    return entry(ended(said_of_it, voice), book.entries[figure.id])


def _value(book: Book, figure: Figure, words: str) -> Inlines:
    """The value, unless the words say it already."""
    value = spoken_value(figure, book.voice, book.article.lang)
    if not value or _folded(value) in _folded(words):
        return ()
    return run(value)


def _folded(text: str) -> str:
    """Letters and digits alone, without case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
