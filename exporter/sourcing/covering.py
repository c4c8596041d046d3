"""Which spans get a note, and which note.

A written note covers the spans it names and those that end where it stands. What has a source,
a standing that must be told, or a correction and is not covered asks for a note of its own; what
ends at the same place shares one; a span whose sources all stand in the note of a span around it,
or in the next note of the same sentence, is covered by that note.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from exporter.model import (
    Article,
    Claim,
    Figure,
    SpanKind,
    Speech,
    WrittenNote,
)
from exporter.sourcing.placing import call_offset, one_sentence
from exporter.sourcing.scanning import Place, Scan
from exporter.sourcing.standing import state_of
from exporter.values import Struct, Value, field

__all__ = ["Ask", "Cover", "Draft", "cover", "speech_of"]


Remark = tuple[str, ...]
"""What a claim's standing, or a correction, makes a note tell; equal ones are told once."""


class Ask(Value):
    """A span that wants a note; ``at`` is the offset for its call in ``place.last``; ``around``
    are the ids of the spans it lies in, innermost first; ``remark`` is what its note has to tell
    beside the sources, None for nothing."""

    id: str
    kind: SpanKind
    place: Place
    at: int
    sources: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    remark: Remark | None = None
    around: tuple[str, ...] = ()


class Draft(Struct):
    """A new note: where its call stands, and the spans it is for, the asking ones first."""

    container: int
    at: int
    asks: list[Ask] = field(default_factory=list)
    sources: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    remarks: frozenset[Remark] = frozenset()

    @property
    def claims(self) -> bool:
        """Whether a claim is among the spans."""
        return any(ask.kind == "claim" for ask in self.asks)


class Cover(Value):
    """The new notes in order of the text; the written notes of each span."""

    drafts: Sequence[Draft]
    written: Mapping[str, Sequence[str]]


def cover(article: Article, seen: Scan, printed: Collection[str]) -> Cover:
    """Give every span that asks its note. ``printed`` are the written notes that will stand by
    themselves; the others stand inside these and cover nothing."""
    written = _targets(article, printed)
    asks: list[Ask] = []
    for ask in sorted(_asks(article, seen), key=_order):
        notes = _written(article, seen, ask, written.get(ask.id, []))
        if notes:
            written[ask.id] = notes
        else:
            asks.append(ask)
    drafts = [_draft(list(group)) for _, group in groupby(asks, _call)]
    return Cover(_merged(drafts, article, seen, written), written)


def speech_of(article: Article, span: Claim | Figure) -> Speech | None:
    """The innermost speech around a claim or figure."""
    speech = span.speech
    if isinstance(span, Figure) and not speech and span.claim in article.claims:
        speech = article.claims[span.claim].speech
    return article.speeches.get(speech)


def _speakers(article: Article, span: Speech | Claim | Figure) -> tuple[str, ...]:
    speech = span if isinstance(span, Speech) else speech_of(article, span)
    return speech.who if speech else ()


def _call(ask: Ask) -> tuple[int, int]:
    return (ask.place.last, ask.at)


def _order(ask: Ask) -> tuple[int, int, int, int, str]:
    return (ask.place.last, ask.at, ask.place.first, ask.place.start, ask.id)


def _asks(article: Article, seen: Scan) -> Iterator[Ask]:
    spans: list[tuple[SpanKind, Speech | Claim | Figure]] = [
        *(("claim", claim) for claim in article.claims.values()),
        *(("speech", speech) for speech in article.speeches.values()),
        *(("figure", figure) for figure in article.figures.values()),
    ]
    for kind, span in spans:
        place = seen.spans.get(span.id)
        remark = _remark(article, span) if isinstance(span, Claim) else None
        if place is None or not (span.sources or remark):
            continue
        yield Ask(
            span.id,
            kind,
            place,
            call_offset(seen.texts[place.last], place.end),
            frozenset(span.sources),
            frozenset(_speakers(article, span)),
            remark,
            tuple(_around(article, span)),
        )
    for ident in article.corrections:
        if place := seen.spans.get(ident):
            at = call_offset(seen.texts[place.last], place.end)
            yield Ask(ident, "correction", place, at, remark=("correction", ident))


def _remark(article: Article, claim: Claim) -> Remark | None:
    state = state_of(article, claim)
    if state.plain:
        return None
    reason = claim.id if state.check and (state.check.note or state.check.evidence) else ""
    return (state.standing, state.label, state.certainty, reason)


def _around(article: Article, span: Speech | Claim | Figure) -> Iterator[str]:
    if isinstance(span, Figure) and span.claim:
        yield span.claim
    speech = span.within if isinstance(span, Speech) else span.speech
    met: set[str] = set()
    while speech and speech not in met:
        yield speech
        met.add(speech)
        speech = article.speeches[speech].within if speech in article.speeches else ""


def _targets(article: Article, printed: Collection[str]) -> dict[str, list[str]]:
    """The written notes that name each span, or a part of it."""
    whole = {part: claim.id for claim in article.claims.values() for part in claim.parts}
    found: dict[str, list[str]] = defaultdict(list)
    for note in article.notes.values():
        for target in note.targets if note.id in printed else ():
            span = whole.get(target, target)
            if note.id not in found[span]:
                found[span].append(note.id)
    return dict(found)


def _written(article: Article, seen: Scan, ask: Ask, named: Sequence[str]) -> list[str]:
    """The written notes that cover a span: they name it, stand at its end, or stand inside it
    with all its sources and no end of a sentence between."""
    notes = list(named)
    if ask.place.last not in seen.calls:
        return notes
    text = seen.texts[ask.place.last]
    start = ask.place.start if ask.place.first == ask.place.last else 0
    for offset, ident in _calls_from(seen, ask.place.last, start + 1):
        if offset > ask.at and text[ask.at : offset].strip():
            break
        note = article.notes.get(ident)
        if note is None or ident in notes:
            continue
        inside = offset < ask.place.end and not ask.remark
        if offset >= ask.place.end or (
            inside and _says(note, ask) and one_sentence(text, offset, ask.at)
        ):
            notes.append(ident)
    return notes


def _calls_from(seen: Scan, container: int, offset: int) -> Iterator[tuple[int, str]]:
    calls = seen.calls.get(container, ())
    for index in range(bisect_left(calls, (offset, "")), len(calls)):
        yield calls[index]


def _says(note: WrittenNote, ask: Ask | Draft) -> bool:
    """Whether a written note names all the sources."""
    return bool(ask.sources) and ask.sources <= set(note.sources)


def _draft(asks: list[Ask]) -> Draft:
    first = asks[0]
    if len(asks) == 1:
        remarks = frozenset((first.remark,) if first.remark else ())
        return Draft(first.place.last, first.at, asks, first.sources, first.who, remarks)
    return Draft(
        first.place.last,
        first.at,
        asks,
        frozenset().union(*[ask.sources for ask in asks]),
        frozenset().union(*[ask.who for ask in asks]),
        frozenset([ask.remark for ask in asks if ask.remark]),
    )


def _merged(
    drafts: Sequence[Draft], article: Article, seen: Scan, written: dict[str, list[str]]
) -> Sequence[Draft]:
    """The drafts without those that another note of their container speaks for, found from the
    end of the text backwards."""
    kept: list[Draft] = []
    home: dict[str, Draft] = {}
    for draft in reversed(drafts):
        after = kept[-1] if kept and kept[-1].container == draft.container else None
        host = _host(draft, after, home, seen)
        note = "" if host else _written_host(draft, article, seen, written)
        if host:
            host.asks += draft.asks
            host.who |= draft.who
            host.remarks |= draft.remarks
        elif note:
            written.update({ask.id: [note] for ask in draft.asks})
        else:
            kept.append(draft)
        home.update({ask.id: host or draft for ask in draft.asks if not note})
    return kept[::-1]


def _host(draft: Draft, after: Draft | None, home: Mapping[str, Draft], seen: Scan) -> Draft | None:
    text = seen.texts[draft.container]
    if after and _covers(after, draft) and one_sentence(text, draft.at, after.at):
        return after
    for outer in draft.asks[0].around:
        around = home.get(outer)
        if around and around.container == draft.container and _covers(around, draft):
            return around
    return None


def _covers(host: Draft, draft: Draft) -> bool:
    told = draft.remarks <= host.remarks or not (host.remarks or host.claims)
    return told and draft.sources <= host.sources and (draft.who <= host.who or not host.who)


def _written_host(
    draft: Draft, article: Article, seen: Scan, written: Mapping[str, Sequence[str]]
) -> str:
    """The written note of a span around, or the next one of the same sentence, if it has all the
    sources."""
    if any(ask.kind == "correction" for ask in draft.asks):
        return ""
    for outer in draft.asks[0].around:
        place = seen.spans.get(outer)
        if place is None or place.last != draft.container:
            continue
        for ident in written.get(outer, ()):
            if _says(article.notes[ident], draft):
                return ident
    for offset, ident in _calls_from(seen, draft.container, draft.at):
        note = article.notes.get(ident)
        near = one_sentence(seen.texts[draft.container], draft.at, offset)
        return ident if note and near and _says(note, draft) else ""
    return ""
