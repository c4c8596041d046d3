"""What an internal copy alone shows: notes for the newsroom, each with what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from exporter.model import (
    Appendix,
    Blocks,
    Claim,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Remark,
    Speech,
)
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.internal_notes import Apart
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.registers.context import Book
from exporter.sourcing.registers.lists import index
from exporter.sourcing.wording.phrases import capitalised, joined, linked, run

__all__ = ["Written", "internal_register"]

Written = Callable[[Apart], Blocks]
"""Words a note that stands apart."""

_KINDS = {
    "persName": "name",
    "orgName": "name",
    "placeName": "name",
    "name": "name",
    "bibl": "source",
    "biblStruct": "source",
    "comment": "comment",
}


def internal_register(
    book: Book, ids: Idents, apart: Sequence[Apart], written: Written
) -> tuple[Appendix, ...]:
    """The prose's notes by their labels, then what stands outside the prose, by its line."""
    items = [_note(book, note, written) for note in apart]
    items += [_remark(book, remark) for remark in book.article.remarks]
    blocks = (ListBlock(tuple(items), "plain", lang=book.voice.foreign),) if items else ()
    return index(book, ids, "newsroom", blocks)


def _note(book: Book, it: Apart, written: Written) -> Item:
    about = list(_named(book, it.note.targets))
    if it.call:
        book.used.add(it.call)
        about = [linked(book.own(it.passage), f"#{it.call}")]
    comma = book.voice.text("comma")
    head = joined((run(it.label), book.voice.listed(about), _line(book, it.note.line)), comma)
    blocks = (Paragraph(head, "label"), *written(it))
    return Item(blocks, id=it.note.id)


def _remark(book: Book, remark: Remark) -> Item:
    about = list(_named(book, remark.about))
    head = book.voice.listed(about) or run(book.voice.text("the-article"))
    text = book.voice.tagged(remark.text, remark.lang or book.article.lang)
    if kind := _KINDS.get(remark.kind):
        text = book.voice.phrase("span-label", kind=book.voice.word(kind), what=text)
    said = joined((capitalised(head), _line(book, remark.line)), book.voice.text("comma"))
    return Item((Paragraph(said, "label"), Paragraph(ended(capitalised(text), book.voice))))


def _line(book: Book, line: int) -> Inlines:
    """``line 12`` of the source."""
    return book.voice.phrase("source-line", n=book.voice.label(line)) if line else ()


def _named(book: Book, about: Sequence[str]) -> Iterator[Inlines]:
    """What each id stands for, a link to its entry or its place; each once."""
    parts = {part: claim.id for claim in book.article.claims.values() for part in claim.parts}
    for ident in dict.fromkeys(parts.get(ident, ident) for ident in about):
        if words := _name(book, ident):
            yield words


def _name(book: Book, ident: str) -> Inlines:
    article = book.article
    if ident in article.sources:
        return book.short((ident,))
    for spans in (article.claims, article.speeches, article.figures, article.corrections):
        if span := spans.get(ident):
            said = isinstance(span, Claim) and span.statement
            words = book.own(excerpt(said or span.text, 60))
            return book.place(ident, book.voice.quoted(words) if _spoken(span) else words)
    place = article.places.get(ident)
    words = book.own(place.name) if place else book.by.name(ident)
    entry = book.entries.get(ident)
    if not words or not entry:
        return words
    book.used.add(entry)
    return linked(words, f"#{entry}")


def _spoken(span: object) -> bool:
    return isinstance(span, Speech) and span.direct
