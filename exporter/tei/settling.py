"""After reading: spans get their texts, and what they stand in, from the runs that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exporter.model import Claim, Figure, Marks, Span, SpanKind, Speech, Verification
from exporter.tei.gathering import Gathered
from exporter.tei.names import folded
from exporter.tei.spans import Spans
from exporter.values import replace

__all__ = ["settled"]


def settled(spans: Spans, found: Gathered, checks: Iterable[Verification]) -> Spans:
    """The spans with their texts, and with what they stand in."""
    by_target: dict[str, list[Verification]] = {}
    for check in checks:
        for target in check.targets:
            by_target.setdefault(target, []).append(check)
    corrections = {
        given: replace(it, text=_text(Span("correction", given), found) or it.text)
        for given, it in spans.corrections.items()
    }
    return Spans(
        {given: _speech(it, found) for given, it in spans.speeches.items()},
        {given: _figure(it, found) for given, it in spans.figures.items()},
        {given: _claim(it, found, by_target) for given, it in spans.claims.items()},
        corrections,
    )


def _text(span: Span, found: Gathered) -> str:
    return folded("".join(found.texts.get(span, ())))


def _speech(speech: Speech, found: Gathered) -> Speech:
    span = Span("speech", speech.id)
    within = _innermost(span, found.around.get(span, ()), "speech")
    return replace(speech, text=_text(span, found), within=within)


def _figure(figure: Figure, found: Gathered) -> Figure:
    span = Span("figure", figure.id)
    marks = found.around.get(span, ())
    return replace(
        figure,
        text=_text(span, found) or figure.text,
        speech=_innermost(span, marks, "speech"),
        claim=_innermost(span, marks, "claim"),
    )


def _claim(claim: Claim, found: Gathered, by_target: Mapping[str, list[Verification]]) -> Claim:
    span = Span("claim", claim.id)
    speech = _innermost(span, found.around.get(span, ()), "speech")
    parts = (claim.id, *claim.parts)
    checks = {check.id: check for part in parts for check in by_target.get(part, ())}
    return replace(
        claim, text=_text(span, found), speech=speech, verifications=tuple(checks.values())
    )


def _innermost(span: Span, marks: Marks, kind: SpanKind) -> str:
    """The nearest span of a kind around one; claims that cross borders stand last among marks."""
    if len(marks) < 2:
        return ""
    at = marks.index(span)
    for mark in reversed(marks[:at]):
        if isinstance(mark, Span) and mark.kind == kind:
            return mark.id
    if kind != "claim" or span.kind == "claim":
        return ""
    crossing = (mark.id for mark in marks[at:] if isinstance(mark, Span) and mark.kind == kind)
    return next(crossing, "")
