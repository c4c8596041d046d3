"""The way of an article to its edition, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from exporter.arguments import checked
from exporter.model import (
    Article,
    Blocks,
    Edition,
    Note,
    NoteCall,
    NotePlace,
    Span,
)
from exporter.model.traversal import Container, contents, mapped
from exporter.notices import Notice
from exporter.sourcing.annotations import span_infos
from exporter.sourcing.citations.attribution import Attributor
from exporter.sourcing.citations.external_styles import guarded
from exporter.sourcing.claim_status import State, states_of
from exporter.sourcing.front_matter import front, published, title_and_body
from exporter.sourcing.identifiers import Idents, relinked
from exporter.sourcing.internal_notes import Apart, set_apart
from exporter.sourcing.language import blocks_in, language_of, title_in, tongued
from exporter.sourcing.notes.coverage import Cover, cover
from exporter.sourcing.notes.mentions import Mentions, mentions
from exporter.sourcing.notes.numbering import Numberer, tidied
from exporter.sourcing.notes.positions import Scan, scan, spans_in_notes
from exporter.sourcing.notes.uncalled import adrift, moored
from exporter.sourcing.notes.writer import NoteWriter
from exporter.sourcing.policy import Policy
from exporter.sourcing.registers import (
    Book,
    Written,
    entry_ids,
    internal_register,
    legend,
    registers,
    unheard,
)
from exporter.sourcing.wording.phrases import Voice, speak
from exporter.text.language_tags import direction
from exporter.values import Value, replace

__all__ = ["plan"]

_DEFAULT = Policy()


class _Text(Value):
    """The article's text, read once; the title is the first container."""

    body: Blocks
    containers: Sequence[Container]
    seen: Scan


class _Calls(Value):
    """The calls to put in, by container, and the spans that each note is about."""

    waiting: Mapping[int, list[tuple[int, NoteCall]]]
    covers: Mapping[str, Sequence[str]]


@checked
def plan(article: Article, policy: Policy | None = None) -> Edition:
    """Decide everything that a reader sees of an article, once for all formats.

    Pure: equal articles and policies give equal editions. Never raises on an article; what could
    not be decided well is in ``Edition.notices``. Raises PluginError where another package's
    citation style fails.
    """
    # Long: the stages of planning, one after the other.
    policy = policy or _DEFAULT
    notices: list[Notice] = []
    lang = language_of(article, policy, notices)
    voice = speak(lang)
    ids = Idents(article)
    spoken, apart = set_apart(tongued(article, lang), ids, voice)
    index = policy.indexes(article.audience)
    text = _text(spoken, voice, index == "all")
    states = states_of(spoken)
    calls = _calls(spoken, states, text, ids, notices)
    entries = entry_ids(spoken, text.seen, index, ids)
    named = mentions(unheard(spoken), text.seen, ids) if index == "all" else Mentions()
    linkable = {**entries, **{it.note.id: it.note.id for it in apart}}
    known = _known(spoken, ids.anchors if spoken.blocks is article.blocks else (), linkable)
    numberer = _numberer(spoken, text, calls, named, known=known, ids=ids, voice=voice)
    title, blocks = numberer.title(), numberer.blocks(text.body)
    style = guarded(policy.citations, article.file)
    attributor = Attributor(spoken, voice, style, numberer.labels)
    writer = NoteWriter(spoken, states, attributor)
    notes = _notes(spoken, policy, numberer, calls.covers, writer)
    notices += attributor.notices()
    spans = span_infos(spoken, states, _by_span(notes, calls.covers), entries, voice)
    book = Book(
        spoken,
        attributor,
        text.seen,
        text.containers,
        mentions=named.passages,
        spans=spans,
        entries=entries,
        labels=numberer.labels,
    )
    signs, samples = legend(book, ids) if policy.legend else ((), {})
    appendices = registers(book, index, ids)
    appendices += internal_register(book, ids, apart, _worder(writer, numberer))
    entered = {span.entry for span in spans.values() if span.entry}
    return Edition(
        article=article,
        lang=lang,
        direction="rtl" if direction(lang) == "rtl" else "ltr",
        front=front(spoken, title_in(title, spoken.lang, lang), voice),
        blocks=blocks_in(blocks, spoken.lang, lang),
        notes=notes,
        appendices=appendices,
        legend=signs,
        spans={**spans, **samples},
        words={**voice.catalogue.words, "digits": "".join(map(voice.label, range(10)))},
        timestamp=policy.timestamp or published(article),
        targets=frozenset(numberer.used | book.used | entered),
        note_place=policy.notes,
        notices=tuple(notices),
        choices=policy.choices(article.audience),
    )


def _text(article: Article, voice: Voice, named: bool) -> _Text:
    title, body = title_and_body(article, voice)
    containers = [
        replace(part, inlines=tidied(part.inlines))
        if NoteCall in set(map(type, part.inlines))
        else part
        for part in (Container(title, "title"), *contents(body))
    ]
    return _Text(body, containers, scan(containers, named=named))


def _calls(
    article: Article,
    states: Mapping[str, State],
    text: _Text,
    ids: Idents,
    notices: list[Notice],
) -> _Calls:
    called = {note for calls in text.seen.calls.values() for _, note in calls}
    lost = adrift(article, called)
    covered = cover(article, states, text.seen, called | {note.id for note in lost})
    drafts = {ids.new(f"note-{draft.asks[0].id}"): draft for draft in covered.drafts}
    waiting: dict[int, list[tuple[int, NoteCall]]] = defaultdict(list)
    for ident, draft in drafts.items():
        waiting[draft.container].append((draft.at, NoteCall(ident)))
    for index, offset, ident in moored(article, lost, text.seen, text.containers, notices):
        waiting[index].append((offset, NoteCall(ident, line=article.notes[ident].line)))
    for calls in waiting.values():
        calls.sort(key=lambda call: call[0])
    return _Calls(waiting, _covers(article, covered, drafts))


def _numberer(
    article: Article,
    text: _Text,
    calls: _Calls,
    named: Mentions,
    known: frozenset[str],
    ids: Idents,
    voice: Voice,
) -> Numberer:
    return Numberer(
        containers=text.containers,
        seen=text.seen,
        waiting=calls.waiting,
        names=named.marks,
        notes={*article.notes, *calls.covers},
        known=known,
        alias={part: claim.id for claim in article.claims.values() for part in claim.parts},
        ids=ids,
        voice=voice,
    )


def _known(
    article: Article, anchors: Collection[str], entries: Mapping[str, str]
) -> frozenset[str]:
    """The ids that a link in the edition may lead to; ``anchors`` are those of the text, where
    they are known already."""
    return frozenset(
        {
            *(anchors or Idents(article).anchors),
            *article.notes,
            *article.speeches,
            *article.figures,
            *article.claims,
            *article.corrections,
            *entries.values(),
        }
    )


def _covers(article: Article, covered: Cover, drafts: Mapping[str, object]) -> dict[str, list[str]]:
    """The spans that each note is about."""
    covers: dict[str, list[str]] = defaultdict(list)
    for ident, draft in zip(drafts, covered.drafts, strict=True):
        covers[ident] = [ask.id for ask in draft.asks]
    tables = (article.claims, article.speeches, article.figures, article.corrections)
    for span, notes in covered.written.items():
        if any(span in table for table in tables):
            for note in notes:
                covers[note].append(span)
    return covers


def _notes(
    article: Article,
    policy: Policy,
    numberer: Numberer,
    covers: Mapping[str, Sequence[str]],
    writer: NoteWriter,
) -> tuple[Note, ...]:
    voice = writer.voice
    done: list[Note] = []
    wishes = {note.place if (note := article.notes.get(it)) else "" for it in numberer.order}
    all_at_end = policy.notes == "end" or wishes == {"end"}
    held = spans_in_notes(article, numberer.order, numberer.seen)
    for number, ident in enumerate(numberer.order, 1):
        about, within = covers.get(ident, ()), held.get(ident, ())
        written = article.notes.get(ident)
        if written is None:
            blocks, lang, line = writer.drafted(ident, about), voice.foreign, 0
        else:
            (blocks, own_words), line = writer.written(written, about, within), written.line
            blocks = _relinked(blocks, numberer)
            own = written.lang or article.lang
            lang = ("" if own == voice.lang else own) if own_words else voice.foreign
        label = numberer.labels[ident]
        calls = tuple(numberer.calls[ident])
        place: NotePlace = "end" if all_at_end else "foot"
        spans = (*about, *within)
        done.append(
            Note(
                id=ident,
                number=number,
                label=label,
                blocks=blocks,
                place=place,
                calls=calls,
                covers=spans,
                lang=lang,
                line=line,
            )
        )
    return tuple(done)


def _worder(writer: NoteWriter, numberer: Numberer) -> Written:
    """Words the newsroom's notes as all others are."""

    def written(it: Apart) -> Blocks:
        return _relinked(writer.written(it.note, ())[0], numberer)

    return written


def _relinked(blocks: Blocks, numberer: Numberer) -> Blocks:
    known, alias, used = numberer.known, numberer.alias, numberer.used
    return mapped(blocks, lambda inlines: relinked(inlines, known, alias, used))


def _by_span(
    notes: Sequence[Note], covers: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """The notes that cover each span, or hold it."""
    found: dict[str, tuple[str, ...]] = {}
    for note in notes:
        ident = note.id
        for span in covers.get(ident, ()):
            found[span] = (*found[span], ident) if span in found else (ident,)
        for part in contents(note.blocks):
            for inline in part.inlines:
                for mark in inline.marks:
                    if type(mark) is Span and ident not in found.get(mark.id, ()):
                        found[mark.id] = (*found.get(mark.id, ()), ident)
    return found
