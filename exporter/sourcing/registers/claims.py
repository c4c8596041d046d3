"""Claims by who makes them, with how each stands; and corrections."""

from __future__ import annotations

from collections import defaultdict

from exporter.model import Appendix, Claim, Inlines, Item, ListBlock
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.claim_status import state_of
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.inline_text import plain
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.registers.context import Book
from exporter.sourcing.registers.lists import entry, groups, index, sentences
from exporter.sourcing.wording.dates import spoken_day
from exporter.sourcing.wording.phrases import capitalised, in_language, joined, run

__all__ = ["claims", "corrections"]

_LONG = 300


def claims(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Claims under who makes them, in the order of the text; one with neither words nor a place
    in the text has no entry."""
    found = sorted(book.article.claims.values(), key=lambda claim: book.position(claim.id))
    items: dict[str, list[Item]] = defaultdict(list)
    heads: dict[str, Inlines] = {}
    for claim in found:
        if not (claim.statement or claim.text).strip():
            continue
        said = book.said_by(claim)
        key = plain(said.names)
        items[key].append(_claim(book, claim, said.citing))
        heads.setdefault(key, book.head(said))
    return index(book, ids, "claims", groups(book, items, heads, {}))


def corrections(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Corrections, the oldest first: what stands there now, when it was changed, from what, why."""
    voice = book.voice
    items: list[Item] = []
    for correction in sorted(book.article.corrections.values(), key=lambda c: (c.when, c.id)):
        now = book.place(correction.id, book.own(correction.text.strip()))
        key = ("corrected" if correction.former else "added") + (
            "" if correction.when else "-undated"
        )
        date = spoken_day(correction.when, voice) if correction.when else ""
        former = voice.quoted(book.own(correction.former))
        changed = voice.phrase(key, date=date, former=former)
        by = book.by.name(correction.by) or book.own(correction.by)
        reason = book.own(correction.reason.rstrip("."))
        if reason and by:
            reason = voice.phrase("name-position", name=reason, position=by)
        words = sentences(book, voice.quoted(now) if now else (), changed, reason)
        items.append(entry(words, book.entries[correction.id]))
    blocks = (ListBlock(tuple(items), "plain", lang=voice.foreign),) if items else ()
    return index(book, ids, "corrections", blocks)


def _claim(book: Book, claim: Claim, citing: Inlines) -> Item:
    """The claim; how it stands, what it relies on, the note that says more. Where no note says
    how it was checked, the entry does."""
    text = claim.statement or excerpt(claim.text, _LONG)
    state = state_of(book.article, claim)
    notes = book.in_notes(book.spans[claim.id].notes)
    words = book.place(claim.id, capitalised(book.own(text)))
    status = _stated(book, claim) if notes else _checked(book, claim)
    details = joined(
        [part for part in (status, citing, notes) if part], book.voice.text("semicolon")
    )
    return entry(sentences(book, words, details), book.entries[claim.id], state.standing)


def _stated(book: Book, claim: Claim) -> Inlines:
    """How it stands, in a word or two."""
    voice = book.voice
    state = state_of(book.article, claim)
    word = run(state.word(voice))
    if state.certainty and voice.knows(f"cert-{state.certainty}"):
        return voice.phrase(f"cert-{state.certainty}", status=word)
    return word


def _checked(book: Book, claim: Claim) -> Inlines:
    """How it stands, what the check found, on what evidence, by whom and when."""
    voice = book.voice
    word, check = _stated(book, claim), state_of(book.article, claim).check
    if check is None:
        return word
    lang = book.article.lang
    note = check.note if voice.speaks(lang) else in_language(check.note, lang)
    parts = [ended(word, voice), ended(capitalised(note), voice)]
    if evidence := book.short(check.evidence):
        parts.append(ended(voice.phrase("evidence", sources=evidence), voice))
    by = [book.own(author.name) for author in check.by if author.name]
    date = spoken_day(check.when, voice) if check.when else ""
    if by or date:
        key = "checked" if by and date else "checked-by" if by else "checked-on"
        parts.append(voice.phrase(key, by=voice.listed(by), date=date))
    return joined([part for part in parts if part], " ")
