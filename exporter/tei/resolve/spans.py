"""After reading: spans get their texts, and what they are in, from the runs that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exporter.model import Claim, Figure, Marks, Span, Speech, Verification
from exporter.tei.annotations.spans import Spans
from exporter.tei.resolve.index import Gathered
from exporter.tei.tree.elements import folded
from exporter.values import replace

__all__ = ["settled"]


def settled(spans: Spans, found: Gathered, checks: Iterable[Verification]) -> Spans:
    """The spans with their texts, and with what they are in."""
    by_target: dict[str, list[Verification]] = {}
    for check in checks:
        for target in check.targets:
            by_target.setdefault(target, []).append(check)
    corrections = {
        given: replace(it, text=_told(Span("correction", given), found)[1] or it.text)
        for given, it in spans.corrections.items()
    }
    return Spans(
        {given: _speech(it, found) for given, it in spans.speeches.items()},
        {given: _figure(it, found) for given, it in spans.figures.items()},
        {given: _claim(it, found, by_target) for given, it in spans.claims.items()},
        corrections,
    )


def _told(span: Span, found: Gathered) -> tuple[Marks, str]:
    """The marks of a span's first run, and its text."""
    known = found.spans.get(span)
    return ((), "") if known is None else (known[0], folded("".join(known[1])))


def _speech(speech: Speech, found: Gathered) -> Speech:
    span = Span("speech", speech.id)
    marks, text = _told(span, found)
    return replace(speech, text=text, within=_around(span, marks)[0])


def _figure(figure: Figure, found: Gathered) -> Figure:
    span = Span("figure", figure.id)
    marks, text = _told(span, found)
    if len(marks) < 2 and text == figure.text:
        return figure
    speech, claim = _around(span, marks)
    return replace(figure, text=text or figure.text, speech=speech, claim=claim)


def _claim(claim: Claim, found: Gathered, by_target: Mapping[str, list[Verification]]) -> Claim:
    span = Span("claim", claim.id)
    marks, text = _told(span, found)
    speech, _ = _around(span, marks)
    parts = (claim.id, *claim.parts)
    checks = {check.id: check for part in parts for check in by_target.get(part, ())}
    return replace(claim, text=text, speech=speech, verifications=tuple(checks.values()))


def _around(span: Span, marks: Marks) -> tuple[str, str]:
    """The nearest speech and the nearest claim around a span; claims that cross borders stand last
    among marks."""
    speech = claim = ""
    if len(marks) < 2:
        return speech, claim
    at = marks.index(span)
    for mark in marks[:at]:
        if isinstance(mark, Span):
            if mark.kind == "speech":
                speech = mark.id
            elif mark.kind == "claim":
                claim = mark.id
    crossing = (m.id for m in marks[at:] if isinstance(m, Span) and m.kind == "claim")
    return speech, claim or next(crossing, "")
