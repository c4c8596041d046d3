"""Which spans get a note, and which note.

A written note covers the spans it names and those that end where it stands. What has a source,
a standing that must be told, or a correction and is not covered asks for a note of its own; what
ends at the same place shares one; a span whose sources all are in the note of a span around it,
or in the next note of the same sentence, is covered by that note.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import assert_never

from exporter.model import (
    Article,
    Claim,
    Figure,
    SpanKind,
    Speech,
    WrittenNote,
)
from exporter.sourcing.claim_status import State
from exporter.sourcing.notes.placement import call_offset, one_sentence
from exporter.sourcing.notes.positions import Place, Scan
from exporter.values import Struct, Value

__all__ = ["Ask", "Cover", "Draft", "cover", "speech_of"]


Remark = tuple[str, ...]
"""What a claim's standing, or a correction, makes a note tell; equal ones are told once."""


_NOBODY: frozenset[str] = frozenset()


class Ask(Value):
    """A span that wants a note; ``at`` is the offset for its call in ``place.last``; ``span`` is
    None for a correction; ``remark`` is what its note has to tell beside the sources, None for
    nothing."""

    id: str
    kind: SpanKind
    place: Place
    at: int
    span: Speech | Claim | Figure | None = None
    sources: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    remark: Remark | None = None


class Draft(Struct):
    """A new note: where its call stands, and the spans it is for, the asking ones first."""

    container: int
    at: int
    asks: list[Ask]
    sources: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    remarks: frozenset[Remark] = frozenset()

    def holds(self, kind: SpanKind) -> bool:
        """Whether such a span is among its own."""
        return kind in [ask.kind for ask in self.asks]


class Cover(Value):
    """The new notes in order of the text; the written notes of each span."""

    drafts: Sequence[Draft]
    written: Mapping[str, Sequence[str]]


def cover(
    article: Article, states: Mapping[str, State], seen: Scan, printed: Collection[str]
) -> Cover:
    """Give every span that asks its note. ``printed`` are the written notes that will stand by
    themselves; the others stand inside these and cover nothing."""
    written = _targets(article, printed)
    drafts: list[Draft] = []
    for ask in sorted(_asks(article, states, seen), key=_order):
        if notes := _written(article, seen, ask, written.get(ask.id, [])):
            written[ask.id] = notes
            continue
        remarks: frozenset[Remark] = frozenset((ask.remark,)) if ask.remark else frozenset()
        last = drafts[-1] if drafts else None
        if last and last.at == ask.at and last.container == ask.place.last:
            last.asks.append(ask)
            last.sources |= ask.sources
            last.who |= ask.who
            last.remarks |= remarks
        else:
            drafts.append(Draft(ask.place.last, ask.at, [ask], ask.sources, ask.who, remarks))
    return Cover(_merged(drafts, article, seen, written), written)


def speech_of(article: Article, span: Speech | Claim | Figure) -> Speech | None:
    """The span itself, or the innermost speech around a claim or figure."""
    match span:
        case Figure():
            claim = article.claims.get(span.claim) if span.claim and not span.speech else None
            speech = claim.speech if claim else span.speech
        case Claim():
            speech = span.speech
        case Speech():
            return span
        case _:
            assert_never(span)
    return article.speeches.get(speech) if speech else None


def _order(ask: Ask) -> tuple[int, int, int, int, str]:
    place = ask.place
    return (place.last, ask.at, place.first, place.start, ask.id)


def _asks(article: Article, states: Mapping[str, State], seen: Scan) -> Iterator[Ask]:
    for claim in article.claims.values():
        remark = _remark(claim, states[claim.id])
        if (claim.sources or remark) and (place := seen.spans.get(claim.id)):
            yield _ask("claim", claim, place, seen, speech_of(article, claim), remark)
    for speech in article.speeches.values():
        if speech.sources and (place := seen.spans.get(speech.id)):
            yield _ask("speech", speech, place, seen, speech)
    for figure in article.figures.values():
        if figure.sources and (place := seen.spans.get(figure.id)):
            yield _ask("figure", figure, place, seen, speech_of(article, figure))
    for ident in article.corrections:
        if place := seen.spans.get(ident):
            at = call_offset(seen.texts[place.last], place.end)
            yield Ask(ident, "correction", place, at, remark=("correction", ident))


def _ask(
    kind: SpanKind,
    span: Speech | Claim | Figure,
    place: Place,
    seen: Scan,
    speech: Speech | None,
    remark: Remark | None = None,
) -> Ask:
    at = call_offset(seen.texts[place.last], place.end)
    who = frozenset(speech.who) if speech else _NOBODY
    return Ask(
        span.id, kind, place, at, span=span, sources=frozenset(span.sources), who=who, remark=remark
    )


def _remark(claim: Claim, state: State) -> Remark | None:
    if state.plain:
        return None
    reason = claim.id if state.check and (state.check.note or state.check.evidence) else ""
    return (state.standing, state.label, state.certainty, reason)


def _around(article: Article, span: Speech | Claim | Figure | None) -> Sequence[str]:
    """The ids of the spans that one lies in, innermost first."""
    if span is None:
        return ()
    speech = span.within if isinstance(span, Speech) else span.speech
    found: list[str] = []
    while speech and speech not in found:
        found.append(speech)
        speech = article.speeches[speech].within if speech in article.speeches else ""
    return [span.claim, *found] if isinstance(span, Figure) and span.claim else found


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


def _written(article: Article, seen: Scan, ask: Ask, named: list[str]) -> list[str]:
    """The written notes that cover a span: they name it, stand at its end, or stand inside it
    with all its sources and no end of a sentence between."""
    place = ask.place
    if place.last not in seen.calls:
        return named
    notes = list(named)
    text = seen.texts[place.last]
    start = place.start if place.first == place.last else 0
    for offset, ident in _calls_from(seen, place.last, start + 1):
        if offset > ask.at and text[ask.at : offset].strip():
            break
        note = article.notes.get(ident)
        if note is None or ident in notes:
            continue
        inside = offset < place.end and not ask.remark
        if offset >= place.end or (
            inside and _says(note, ask) and one_sentence(text, offset, ask.at)
        ):
            notes.append(ident)
    return notes


def _calls_from(seen: Scan, container: int, offset: int) -> Sequence[tuple[int, str]]:
    calls = seen.calls.get(container, [])
    return calls[bisect_left(calls, (offset, "")) :]


def _says(note: WrittenNote, ask: Ask | Draft) -> bool:
    """Whether a written note names all the sources."""
    return bool(ask.sources) and ask.sources <= set(note.sources)


def _merged(
    drafts: Sequence[Draft], article: Article, seen: Scan, written: dict[str, list[str]]
) -> Sequence[Draft]:
    """The drafts without those that another note of their container speaks for, found from the
    end of the text backwards."""
    kept: list[Draft] = []
    home: dict[str, Draft] = {}
    for draft in reversed(drafts):
        around = _around(article, draft.asks[0].span)
        after = kept[-1] if kept and kept[-1].container == draft.container else None
        outer = [home[span] for span in around if span in home] if around else ()
        host = _host(draft, after, outer, seen)
        note = "" if host else _written_host(draft, article, seen, around, written)
        if note:
            written.update({ask.id: [note] for ask in draft.asks})
            continue
        for ask in draft.asks:
            home[ask.id] = host or draft
        if host:
            host.asks += draft.asks
            host.who |= draft.who
            host.remarks |= draft.remarks
        else:
            kept.append(draft)
    return kept[::-1]


def _host(draft: Draft, after: Draft | None, around: Sequence[Draft], seen: Scan) -> Draft | None:
    text = seen.texts[draft.container]
    if after and _covers(after, draft) and one_sentence(text, draft.at, after.at):
        return after
    for host in around:
        if host.container == draft.container and _covers(host, draft):
            return host
    return None


def _covers(host: Draft, draft: Draft) -> bool:
    told = draft.remarks <= host.remarks or not (host.remarks or host.holds("claim"))
    return told and draft.sources <= host.sources and (draft.who <= host.who or not host.who)


def _written_host(
    draft: Draft,
    article: Article,
    seen: Scan,
    around: Sequence[str],
    written: Mapping[str, Sequence[str]],
) -> str:
    """The written note of a span around, or the next one of the same sentence, if it has all the
    sources."""
    alone = not around and draft.container not in seen.calls
    if alone or draft.holds("correction"):
        return ""
    for outer in around:
        place = seen.spans.get(outer)
        if place is None or place.last != draft.container:
            continue
        for ident in written.get(outer, ()):
            if _says(article.notes[ident], draft):
                return ident
    for offset, ident in _calls_from(seen, draft.container, draft.at)[:1]:
        note = article.notes.get(ident)
        says = note is not None and _says(note, draft)
        if says and one_sentence(seen.texts[draft.container], draft.at, offset):
            return ident
    return ""
