"""Figures with their values, claims with their standing, corrections."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import Appendix, Claim, Figure, Inlines, Row, Run
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.claim_status import state_of
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.registers.context import Book, own_sources
from exporter.sourcing.registers.tables import cell, register, table
from exporter.sourcing.wording.dates import spoken_day
from exporter.sourcing.wording.phrases import capitalised, in_language, joined, run
from exporter.sourcing.wording.quantities import spoken_value

__all__ = ["claims", "corrections", "figures"]

_LONG = 300


def figures(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Numbers and quantities in the order of the text, then dates; nothing where there are only
    dates that nobody sourced."""
    found = sorted(book.article.figures.values(), key=lambda figure: book.position(figure.id))
    if all(figure.kind == "date" and not figure.sources for figure in found):
        return ()
    rest = (("value", 3.0), ("attributed-to", 3.0), ("source", 4.0))
    numbers = [_figure(book, figure) for figure in found if figure.kind != "date"]
    dates = [_figure(book, figure) for figure in found if figure.kind == "date"]
    blocks = (
        *table(book, ids, "figures", (("figure", 3), *rest), numbers),
        *table(book, ids, "dates", (("in-text", 3), *rest), dates),
    )
    return register(book, ids, "figures", blocks)


def claims(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Claims in the order of the text."""
    found = sorted(book.article.claims.values(), key=lambda claim: book.position(claim.id))
    columns = (("claim", 5), ("attributed-to", 3), ("status", 4), ("source", 4))
    rows = [_claim(book, claim) for claim in found]
    return register(book, ids, "claims", table(book, ids, "claims", columns, rows))


def corrections(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Corrections, the oldest first."""
    rows: list[Row] = []
    for correction in sorted(book.article.corrections.values(), key=lambda c: (c.when, c.id)):
        now = book.place(correction.id, book.own(correction.text))
        date = run(spoken_day(correction.when, book.voice)) if correction.when else ()
        by = book.by.name(correction.by) or book.own(correction.by)
        reason = book.own(correction.reason.rstrip("."))
        if reason and by:
            reason = book.voice.phrase("name-position", name=reason, position=by)
        cells = (
            cell(date, header=True),
            cell(book.own(correction.former)),
            cell(now),
            cell(reason),
        )
        rows.append(Row(cells, id=book.entries[correction.id]))
    columns = (("date", 2), ("former", 3), ("corrected", 3), ("reason", 3))
    blocks = table(book, ids, "corrections", columns, rows)
    return register(book, ids, "corrections", blocks)


def _figure(book: Book, figure: Figure) -> Row:
    text = book.place(figure.id, book.own(" ".join(figure.text.split())))
    value = run(spoken_value(figure, book.voice, book.article.lang))
    dated = figure.kind == "date" and not figure.sources and not figure.speech
    who = () if dated and not figure.claim else book.who(figure)
    return Row(
        (
            cell(text, header=True),
            cell(value),
            cell(who),
            cell(_sources(book, own_sources(book.article, figure), figure.id)),
        ),
        id=book.entries[figure.id],
    )


def _claim(book: Book, claim: Claim) -> Row:
    text = claim.statement or excerpt(claim.text, _LONG)
    state = state_of(book.article, claim)
    return Row(
        (
            cell(book.place(claim.id, capitalised(book.own(text))), header=True),
            cell(book.who(claim)),
            cell(_status(book, claim)),
            cell(_sources(book, own_sources(book.article, claim), claim.id)),
        ),
        id=book.entries[claim.id],
        status=state.standing,
    )


def _sources(book: Book, sources: Sequence[str], span: str) -> Inlines:
    """Sources in short form and the notes that say more."""
    notes = book.in_notes(book.spans[span].notes)
    return joined((book.short(sources), notes), book.voice.text("semicolon"))


def _status(book: Book, claim: Claim) -> Inlines:
    """The standing, what the check found, on what evidence, by whom and when."""
    voice = book.voice
    state = state_of(book.article, claim)
    word = run(state.word(voice))
    if state.certainty and voice.knows(f"cert-{state.certainty}"):
        word = voice.phrase(f"cert-{state.certainty}", status=word)
    check = state.check
    if check is None:
        return word
    note = (
        check.note
        if voice.speaks(book.article.lang)
        else in_language(check.note, book.article.lang)
    )
    parts = [ended(word, voice), ended(capitalised(note), voice)]
    if evidence := book.short(check.evidence):
        parts.append(ended(voice.phrase("evidence", sources=evidence), voice))
    by = [book.own(author.name) for author in check.by if author.name]
    date = spoken_day(check.when, voice) if check.when else ""
    if by or date:
        key = "checked" if by and date else "checked-by" if by else "checked-on"
        words = voice.phrase(key, by=voice.listed(by), date=date)
        parts.append(ended(words, voice))
    return joined(tuple(part for part in parts if part), " ") or (Run(""),)
