"""What a renderer shows and stores of each annotated span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exporter.model import Article, Claim, Correction, DateValue, Figure, SpanInfo, Speech
from exporter.sourcing.dates import spoken_day
from exporter.sourcing.flow import plain
from exporter.sourcing.quantities import spoken_value
from exporter.sourcing.standing import state_of
from exporter.sourcing.voice import Voice, run

__all__ = ["span_infos"]

Data = tuple[tuple[str, str], ...]


def span_infos(
    article: Article,
    notes: Mapping[str, Sequence[str]],
    entries: Mapping[str, str],
    voice: Voice,
) -> dict[str, SpanInfo]:
    """Every span of the article by id. ``notes`` are those that cover it; a span without any has
    those of the span around it."""

    def covering(ident: str, around: Sequence[str]) -> tuple[str, ...]:
        for span in (ident, *around):
            if notes.get(span):
                return tuple(notes[span])
        return ()

    infos: list[SpanInfo] = []
    for speech in article.speeches.values():
        held = covering(speech.id, (speech.within,))
        infos.append(_speech(article, speech, held, entries, voice))
    for figure in article.figures.values():
        held = covering(figure.id, (figure.claim, figure.speech))
        infos.append(_figure(figure, held, entries, voice, article.lang))
    for claim in article.claims.values():
        held = covering(claim.id, (claim.speech,))
        infos.append(_claim(article, claim, held, entries, voice))
    infos += [
        _correction(correction, covering(correction.id, ()), entries, voice)
        for correction in article.corrections.values()
    ]
    return {info.id: info for info in infos}


def _speech(
    article: Article,
    speech: Speech,
    notes: tuple[str, ...],
    entries: Mapping[str, str],
    voice: Voice,
) -> SpanInfo:
    standing = "direct" if speech.direct else "reported"
    kind = voice.word("document" if speech.document else standing)
    names = [run(article.agents[ref].name) for ref in speech.who if ref in article.agents]
    label = f"{plain(voice.listed(names))}{voice.text('comma')}{kind}" if names else kind
    data = _data(
        ("who", " ".join(speech.who)),
        ("to-whom", " ".join(speech.to)),
        ("direct", "true" if speech.direct else "false"),
        ("source", " ".join(speech.sources)),
    )
    label = label[:1].upper() + label[1:]
    return SpanInfo(speech.id, "speech", label, standing, data, notes, entries.get(speech.id, ""))


def _figure(
    figure: Figure, notes: tuple[str, ...], entries: Mapping[str, str], voice: Voice, lang: str
) -> SpanInfo:
    value = spoken_value(figure, voice, lang) or figure.text
    word = voice.word("date" if figure.kind == "date" else "figure")
    label = voice.text("span-label", kind=word, what=value)
    data = _data(
        ("type", figure.type),
        ("value", _bare(figure.value)),
        ("at-least", _bare(figure.at_least)),
        ("at-most", _bare(figure.at_most)),
        ("unit", figure.unit),
        ("commodity", figure.commodity),
        ("precision", figure.precision),
        *(_dated(figure.date) if figure.date else ()),
        ("source", " ".join(figure.sources)),
    )
    return SpanInfo(
        figure.id, "figure", label, figure.kind, data, notes, entries.get(figure.id, "")
    )


def _claim(
    article: Article,
    claim: Claim,
    notes: tuple[str, ...],
    entries: Mapping[str, str],
    voice: Voice,
) -> SpanInfo:
    state = state_of(article, claim)
    word = voice.word("claim")
    if state.standing:
        status = state.word(voice)
        label = voice.text("span-label", kind=word, what=status[:1].lower() + status[1:])
    else:
        label = word
    status_id = state.check.status if state.check and state.check.status else claim.status
    who = article.speeches[claim.speech].who if claim.speech in article.speeches else ()
    data = _data(
        ("who", " ".join(who)),
        ("source", " ".join(claim.sources)),
        ("status", status_id),
        ("cert", state.certainty),
    )
    return SpanInfo(
        claim.id, "claim", label, state.standing, data, notes, entries.get(claim.id, "")
    )


def _correction(
    correction: Correction, notes: tuple[str, ...], entries: Mapping[str, str], voice: Voice
) -> SpanInfo:
    label = voice.word("correction")
    if correction.when:
        label = voice.text("updated", date=spoken_day(correction.when, voice))
    data = _data(("when", correction.when), ("former", correction.former))
    entry = entries.get(correction.id, "")
    return SpanInfo(correction.id, "correction", label, "", data, notes, entry)


def _dated(date: DateValue) -> Data:
    return (
        ("when", date.when),
        ("from", date.start),
        ("to", date.end),
        ("not-before", date.not_before),
        ("not-after", date.not_after),
        ("cert", date.certainty),
    )


def _bare(value: object) -> str:
    return "" if value is None else f"{value:f}"


def _data(*pairs: tuple[str, str]) -> Data:
    return tuple([pair for pair in pairs if pair[1]])
