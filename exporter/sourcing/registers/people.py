"""Who speaks, with all they say; and who and what is only named."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import (
    Appendix,
    Blocks,
    Cell,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Row,
)
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.registers.context import Book, statements
from exporter.sourcing.registers.tables import cell, register, table
from exporter.sourcing.wording.phrases import capitalised, emphasised, joined, run

__all__ = ["names", "speakers"]

_TOGETHER = 6
_LONG = 240
_QUOTES = "“”„‟‘’‚\"'«»‹› "


def speakers(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Speakers in the order in which they first speak; a long list of statements is cut into
    several rows, so that no row is taller than a page."""
    said = statements(book.article)
    order = sorted(said, key=lambda ref: min(map(book.position, said[ref])))
    rows: list[Row] = []
    for ref in order:
        spans = _outermost(book, said[ref])
        for start in range(0, len(spans), _TOGETHER):
            head = _person(book, ref) if not start else _again(book, ref)
            part = _statements(book, spans[start : start + _TOGETHER])
            ident = "" if start else book.entries[ref]
            rows.append(Row((Cell(head, header=True), Cell(part)), id=ident))
    columns = (("speaker", 3), ("statements", 7))
    return register(book, ids, "speakers", table(book, ids, "speakers", columns, rows))


def names(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Everyone and everything named in the text that has an entry but does not speak."""
    said = statements(book.article)
    rows: list[tuple[str, Row]] = []
    for agent in book.article.agents.values():
        if agent.id in said or not (places := book.passages(agent.id)):
            continue
        about = book.own(agent.position) or run(book.voice.word(agent.kind))
        name = capitalised(book.by.name(agent.id))
        cells = (cell(name, header=True), cell(capitalised(about)), cell(places))
        rows.append((agent.name, Row(cells, id=book.entries[agent.id])))
    for place in book.article.places.values():
        if not (places := book.passages(place.id)):
            continue
        about = book.own(place.country if place.country != place.name else "")
        about = about or run(book.voice.word("place"))
        name = book.voice.tagged(place.name, place.lang or book.article.lang)
        cells = (cell(capitalised(name), header=True), cell(about), cell(places))
        rows.append((place.name, Row(cells, id=book.entries[place.id])))
    rows.sort(key=lambda pair: book.sorting(pair[0]))
    columns = (("name", 3), ("about", 3), ("places", 5))
    blocks = table(book, ids, "names", columns, [row for _, row in rows])
    return register(book, ids, "names", blocks)


def _outermost(book: Book, spans: Sequence[str]) -> list[str]:
    """In the order of the text, without what stands inside another of them."""
    done: list[str] = []
    reach = (-1, 0)
    for span in sorted(spans, key=lambda span: (book.position(span), book.end(span, last=True))):
        if book.position(span) < reach and book.end(span) <= reach:
            continue
        reach = max(reach, book.end(span))
        done.append(span)
    return done


def _person(book: Book, ref: str) -> Blocks:
    agent = book.article.agents[ref]
    name = emphasised(capitalised(book.by.name(ref)), "bold")
    position = book.by.position(agent)
    lines = [Paragraph(name)]
    if position:
        lines.append(Paragraph(position))
    if book.article.audience == "internal" and agent.other_names:
        names = [book.own(name) for name in agent.other_names]
        lines.append(Paragraph(book.voice.phrase("also-named", names=book.voice.listed(names))))
    return tuple(lines)


def _again(book: Book, ref: str) -> Blocks:
    return (Paragraph(book.voice.phrase("again", name=capitalised(book.by.name(ref)))),)


def _statements(book: Book, spans: Sequence[str]) -> Blocks:
    items = tuple(Item((Paragraph(_statement(book, span)),)) for span in spans)
    return (ListBlock(items),)


def _statement(book: Book, span: str) -> Inlines:
    article = book.article
    if span in article.speeches:
        speech = article.speeches[span]
        text = excerpt(speech.text.strip(_QUOTES).rstrip(",;"), _LONG)
        words = book.voice.quoted(book.own(text)) if speech.direct else capitalised(book.own(text))
    else:
        claim = article.claims[span]
        words = capitalised(book.own(excerpt(claim.statement or claim.text, _LONG)))
    found = book.in_notes(book.spans[span].notes)
    return joined((book.place(span, words), found), book.voice.text("comma"))
