"""What a renderer shows and stores of each annotated span."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import itemgetter

from exporter.model import Article, Correction, Figure, SpanInfo
from exporter.sourcing.claim_status import State
from exporter.sourcing.inline_text import plain
from exporter.sourcing.wording.dates import spoken_day
from exporter.sourcing.wording.phrases import Voice, run
from exporter.sourcing.wording.quantities import spoken_value

__all__ = ["span_infos"]

Data = tuple[tuple[str, str], ...]
_worth = itemgetter(1)
Notes = Mapping[str, tuple[str, ...]]


def span_infos(
    article: Article,
    states: Mapping[str, State],
    notes: Notes,
    entries: Mapping[str, str],
    voice: Voice,
) -> dict[str, SpanInfo]:
    """Every span of the article by id. ``notes`` are those that cover it; a span without any has
    those of the span around it."""
    infos = (
        *_speeches(article, notes, entries, voice),
        *_figures(article, notes, entries, voice),
        *_claims(article, states, notes, entries, voice),
        *_corrections(article, notes, entries, voice),
    )
    return {info.id: info for info in infos}


def _speeches(
    article: Article, notes: Notes, entries: Mapping[str, str], voice: Voice
) -> Iterator[SpanInfo]:
    @cache
    def label(who: tuple[str, ...], kind: str) -> str:
        names = [run(article.agents[ref].name) for ref in who if ref in article.agents]
        word = voice.word(kind)
        text = f"{plain(voice.listed(names))}{voice.text('comma')}{word}" if names else word
        return text[:1].upper() + text[1:]

    for speech in article.speeches.values():
        ident, who = speech.id, speech.who
        standing = "direct" if speech.direct else "reported"
        words = label(who, "document" if speech.document else standing)
        data = (
            ("who", " ".join(who)),
            ("to-whom", " ".join(speech.to)),
            ("direct", "true" if speech.direct else "false"),
            ("source", " ".join(speech.sources)),
        )
        held = notes.get(ident) or notes.get(speech.within, ())
        entry = entries.get(ident, "")
        yield SpanInfo(
            ident, "speech", words, standing, data=_filled(data), notes=held, entry=entry
        )


def _figures(
    article: Article, notes: Notes, entries: Mapping[str, str], voice: Voice
) -> Iterator[SpanInfo]:
    day, amount = [
        voice.text("span-label", kind=voice.word(kind), what="\0") for kind in ("date", "figure")
    ]
    for figure in article.figures.values():
        ident = figure.id
        words = day if figure.kind == "date" else amount
        value = spoken_value(figure, voice, article.lang) or figure.text
        held = notes.get(ident) or notes.get(figure.claim) or notes.get(figure.speech, ())
        yield SpanInfo(
            ident,
            "figure",
            words.replace("\0", value),
            figure.kind,
            data=_measured(figure),
            notes=held,
            entry=entries.get(ident, ""),
        )


def _measured(figure: Figure) -> Data:
    date = figure.date
    data = (
        ("type", figure.type),
        ("value", _bare(figure.value)),
        ("at-least", _bare(figure.at_least)),
        ("at-most", _bare(figure.at_most)),
        ("unit", figure.unit),
        ("commodity", figure.commodity),
        ("precision", figure.precision),
        ("source", " ".join(figure.sources)),
    )
    if date is None:
        return _filled(data)
    dated = (
        ("when", date.when),
        ("from", date.start),
        ("to", date.end),
        ("not-before", date.not_before),
        ("not-after", date.not_after),
        ("cert", date.certainty),
    )
    return _filled((*data[:-1], *dated, data[-1]))


def _claims(
    article: Article,
    states: Mapping[str, State],
    notes: Notes,
    entries: Mapping[str, str],
    voice: Voice,
) -> Iterator[SpanInfo]:
    @cache
    def label(status: str) -> str:
        what = status[:1].lower() + status[1:]
        return voice.text("span-label", kind=voice.word("claim"), what=what)

    for claim in article.claims.values():
        ident, state = claim.id, states[claim.id]
        speech = article.speeches.get(claim.speech)
        data = (
            ("who", " ".join(speech.who) if speech else ""),
            ("source", " ".join(claim.sources)),
            ("status", (state.check.status if state.check else "") or claim.status),
            ("cert", state.certainty),
        )
        held = notes.get(ident) or notes.get(claim.speech, ())
        words = label(state.word(voice)) if state.standing else voice.word("claim")
        entry = entries.get(ident, "")
        yield SpanInfo(
            ident, "claim", words, state.standing, data=_filled(data), notes=held, entry=entry
        )


def _corrections(
    article: Article, notes: Notes, entries: Mapping[str, str], voice: Voice
) -> Iterator[SpanInfo]:
    for correction in article.corrections.values():
        ident = correction.id
        data = _filled((("when", correction.when), ("former", correction.former)))
        held, entry = notes.get(ident, ()), entries.get(ident, "")
        yield SpanInfo(
            ident,
            "correction",
            _corrected(correction, voice),
            "",
            data=data,
            notes=held,
            entry=entry,
        )


def _corrected(correction: Correction, voice: Voice) -> str:
    if not correction.when:
        return voice.word("correction")
    return voice.text("updated", date=spoken_day(correction.when, voice))


def _bare(value: Decimal | None) -> str:
    """The digits, never with an exponent."""
    text = "" if value is None else str(value)
    return f"{value:f}" if "E" in text else text


def _filled(data: Data) -> Data:
    return tuple(filter(_worth, data))
