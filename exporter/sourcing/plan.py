"""The way of an article to its edition, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from exporter.model import (
    Article,
    Blocks,
    DateValue,
    Edition,
    Inlines,
    Note,
    NoteCall,
    Rule,
    Span,
)
from exporter.notices import Notice, Severity
from exporter.sourcing.adrift import adrift, moored
from exporter.sourcing.attribution import Attributor
from exporter.sourcing.citation import House
from exporter.sourcing.covering import Cover, cover
from exporter.sourcing.dates import moment
from exporter.sourcing.flow import Container, contents, rewrite
from exporter.sourcing.front import front, title_and_body
from exporter.sourcing.idents import Idents, anchored, relinked
from exporter.sourcing.notes import NoteWriter
from exporter.sourcing.numbering import Numberer, tidied
from exporter.sourcing.policy import Policy
from exporter.sourcing.registers import Book, entry_ids, registers
from exporter.sourcing.scanning import Scan, scan
from exporter.sourcing.spans import span_infos
from exporter.sourcing.voice import direction, in_language, speak

__all__ = ["plan"]

_DEFAULT = Policy()
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def plan(article: Article, policy: Policy = _DEFAULT) -> Edition:
    """Decide everything that a reader sees of an article, once for all formats.

    Pure: equal articles and policies give equal editions. Never raises on an article; what could
    not be decided well is in ``Edition.notices``.
    """
    notices: list[Notice] = []
    given = article
    lang = _language(article, policy, notices)
    voice = speak(lang)
    article = _tongued(article, lang)
    title, body = title_and_body(article, voice)
    containers = [
        replace(part, inlines=tidied(part.inlines))
        for part in (Container(title, "title"), *contents(body))
    ]
    seen = scan(containers)
    called = {note for calls in seen.calls.values() for _, note in calls}
    lost = adrift(article, called)
    covered = cover(article, seen, called | {note.id for note in lost})
    ids = Idents(article)
    drafts = {ids.new(f"note-{draft.asks[0].id}"): draft for draft in covered.drafts}
    entries = entry_ids(article, seen, ids) if policy.registers else {}
    owners = _owners(seen, containers, ids) if policy.registers else {}
    waiting: dict[int, list[tuple[int, NoteCall]]] = defaultdict(list)
    for ident, draft in drafts.items():
        waiting[draft.container].append((draft.at, NoteCall(ident)))
    for container, offset, ident in moored(article, lost, seen, containers, notices):
        waiting[container].append((offset, NoteCall(ident, line=article.notes[ident].line)))
    for calls in waiting.values():
        calls.sort(key=lambda call: call[0])
    known = _known(article, body, entries)
    alias = {part: claim.id for claim in article.claims.values() for part in claim.parts}
    numberer = Numberer(
        containers, seen, waiting, owners, {*article.notes, *drafts}, known, alias, ids, voice
    )
    title = numberer.title()
    blocks = numberer.blocks(body)
    covers = _covers(article, covered, drafts, seen)
    style = policy.citations or House()
    attributor = Attributor(article, voice, style, numberer.labels)
    notes = _notes(article, policy, numberer, covers, attributor)
    spans = span_infos(article, _by_span(notes, covers), entries, voice)
    book = Book(article, attributor, seen, containers, owners, spans, entries, numberer.labels)
    appendices, legend_spans = registers(book, policy, ids)
    used = numberer.used | {span.entry for span in spans.values() if span.entry}
    used |= book.used
    return Edition(
        article=given,
        lang=lang,
        direction="rtl" if direction(lang) == "rtl" else "ltr",
        front=front(article, _title_in_language(title, article.lang, lang), voice),
        blocks=_in_language(blocks, article.lang, lang),
        notes=notes,
        appendices=appendices,
        spans={**spans, **legend_spans},
        words=voice.catalogue.words,
        timestamp=_timestamp(article, policy),
        targets=frozenset(used),
        note_place=policy.notes,
        notices=tuple(notices),
    )


def _language(article: Article, policy: Policy, notices: list[Notice]) -> str:
    lang = policy.language or article.lang
    if not lang:
        notices.append(
            Notice(
                "language-missing",
                Severity.WARNING,
                "The article does not say its language; English is assumed.",
                article.file,
                fix="Add xml:lang to the TEI element.",
            )
        )
        return "en"
    voice = speak(lang)
    if voice.catalogue.lang != lang.split("-")[0].lower():
        notices.append(
            Notice(
                "wording-missing",
                Severity.INFO,
                f"There is no wording for {lang} yet; notes and registers speak English.",
                article.file,
                fix="Choose another language for the notes, or add a catalogue of words.",
            )
        )
    return lang


def _tongued(article: Article, lang: str) -> Article:
    """The article with the language of its registers said where the notes speak another."""
    own = article.lang or lang
    if own == lang:
        return article if article.lang else replace(article, lang=lang)
    return replace(
        article,
        sources={
            ident: source if source.lang else replace(source, lang=own)
            for ident, source in article.sources.items()
        },
    )


def _owners(seen: Scan, containers: Sequence[Container], ids: Idents) -> dict[int, str]:
    """Ids for the blocks without one that name somebody: the registers link to them."""
    wanted = {index for places in seen.names.values() for index in places}
    return {
        index: containers[index].owner or ids.new(f"passage-{index}")
        for index in sorted(wanted)
        if index
    }


def _known(article: Article, body: Blocks, entries: Mapping[str, str]) -> frozenset[str]:
    """The ids that a link in the edition may lead to."""
    return frozenset(
        {
            *anchored(body),
            *anchored(article.blocks[:1]),
            *(ident for note in article.notes.values() for ident in anchored(note.blocks)),
            *article.notes,
            *article.speeches,
            *article.figures,
            *article.claims,
            *article.corrections,
            *entries.values(),
        }
    )


def _covers(
    article: Article, covered: Cover, drafts: Mapping[str, object], seen: Scan
) -> dict[str, list[str]]:
    """The spans that each note is about."""
    covers: dict[str, list[str]] = defaultdict(list)
    for ident, draft in zip(drafts, covered.drafts, strict=True):
        covers[ident] = [ask.id for ask in draft.asks]
    tables = (article.claims, article.speeches, article.figures, article.corrections)
    for span, notes in covered.written.items():
        if any(span in table for table in tables):
            for note in notes:
                covers[note].append(span)
    del seen
    return covers


def _notes(
    article: Article,
    policy: Policy,
    numberer: Numberer,
    covers: Mapping[str, Sequence[str]],
    attributor: Attributor,
) -> tuple[Note, ...]:
    writer = NoteWriter(article, attributor)
    voice = attributor.voice
    spoken = "" if voice.spoken == voice.lang else voice.spoken
    done: list[Note] = []
    for number, ident in enumerate(numberer.order, 1):
        about = covers.get(ident, ())
        written = article.notes.get(ident)
        if written is None:
            blocks, lang, line = writer.drafted(ident, about), spoken, 0
            place = policy.notes
        else:
            (blocks, own_words), line = writer.written(written, about), written.line
            blocks = _relinked(blocks, numberer)
            own = written.lang or article.lang
            lang = ("" if own == voice.lang else own) if own_words else spoken
            place = "end" if policy.notes == "end" else written.place or "foot"
        label = numberer.labels[ident]
        calls = tuple(numberer.calls[ident])
        done.append(Note(ident, number, label, blocks, place, calls, tuple(about), lang, line))
    return tuple(done)


def _relinked(blocks: Blocks, numberer: Numberer) -> Blocks:
    def change(inlines: Inlines, ident: str) -> tuple[Inlines, str]:
        return relinked(inlines, numberer.known, numberer.alias, numberer.used), ident

    return rewrite(blocks, change)


def _by_span(notes: Sequence[Note], covers: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The notes that cover each span, or hold it."""
    found: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        for span in covers.get(note.id, ()):
            found[span].append(note.id)
        for part in contents(note.blocks):
            for inline in part.inlines:
                for mark in inline.marks:
                    if isinstance(mark, Span) and note.id not in found[mark.id]:
                        found[mark.id].append(note.id)
    return found


def _in_language(blocks: Blocks, own: str, lang: str) -> Blocks:
    """The text marked with its language where the edition speaks another."""
    if own == lang:
        return blocks
    return tuple(
        block if isinstance(block, Rule) or block.lang else replace(block, lang=own)
        for block in blocks
    )


def _title_in_language(title: Inlines, own: str, lang: str) -> Inlines:
    if own == lang:
        return title
    return tuple(
        inline if isinstance(inline, NoteCall) else in_language((inline,), own)[0]
        for inline in title
    )


def _timestamp(article: Article, policy: Policy) -> datetime:
    """The policy's, else the day of publication, else of the last change, else 1980."""
    if policy.timestamp:
        return policy.timestamp
    if published := moment(article.meta.date):
        return published
    days = [moment(DateValue(when=change.when)) for change in article.meta.changes]
    return max((day for day in days if day), default=_EPOCH)
