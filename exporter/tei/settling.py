"""After reading: spans get their texts, and what they stand in, from the runs that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeGuard

from exporter.model import (
    Blocks,
    Break,
    Claim,
    Generated,
    Inlines,
    Mark,
    Marks,
    Run,
    Span,
    SpanKind,
    Verification,
)
from exporter.model.walking import contents
from exporter.tei.names import folded
from exporter.tei.spans import Spans
from exporter.values import replace

__all__ = ["settled"]


def settled(
    spans: Spans, blocks: Blocks, notes: Iterable[Blocks], checks: Iterable[Verification]
) -> Spans:
    """The spans with their texts, and with what they stand in, from the runs that carry them."""
    texts: dict[Span, list[str]] = {}
    around: dict[Span, Marks] = {}
    for part in (blocks, *notes):
        for container in contents(part):
            _gather(container.inlines, texts, around)
    said = {span: folded("".join(pieces)) for span, pieces in texts.items()}

    def text(kind: SpanKind, given: str) -> str:
        return said.get(Span(kind, given), "")

    def inside(kind: SpanKind, given: str, of: SpanKind) -> str:
        return _innermost(Span(kind, given), around.get(Span(kind, given), ()), of)

    by_target: dict[str, list[Verification]] = {}
    for check in checks:
        for target in check.targets:
            by_target.setdefault(target, []).append(check)
    return Spans(
        {
            i: replace(s, text=text("speech", i), within=inside("speech", i, "speech"))
            for i, s in spans.speeches.items()
        },
        {
            i: replace(
                f,
                text=text("figure", i) or f.text,
                speech=inside("figure", i, "speech"),
                claim=inside("figure", i, "claim"),
            )
            for i, f in spans.figures.items()
        },
        {
            i: replace(
                c,
                text=text("claim", i),
                speech=inside("claim", i, "speech"),
                verifications=_checks(c, by_target),
            )
            for i, c in spans.claims.items()
        },
        {i: replace(c, text=text("correction", i) or c.text) for i, c in spans.corrections.items()},
    )


def _checks(claim: Claim, by_target: Mapping[str, list[Verification]]) -> tuple[Verification, ...]:
    found = [check for part in (claim.id, *claim.parts) for check in by_target.get(part, ())]
    return tuple(dict.fromkeys(found))


def _gather(inlines: Inlines, texts: dict[Span, list[str]], around: dict[Span, Marks]) -> None:
    """Add a line's runs to the texts of their spans; a span that pauses gets a space there."""
    before: Marks = ()
    for inline in inlines:
        if isinstance(inline, Break):
            before = ()
        if not isinstance(inline, Run):
            continue
        if any(isinstance(mark, Generated) for mark in inline.marks):
            around.update((m, inline.marks) for m in inline.marks if _new(m, around))
            before = tuple(mark for mark in before if mark in inline.marks)
            continue
        for mark in inline.marks:
            if not isinstance(mark, Span):
                continue
            around.setdefault(mark, inline.marks)
            pieces = texts.setdefault(mark, [])
            if pieces and mark not in before:
                pieces.append(" ")
            pieces.append(inline.text)
        before = inline.marks


def _new(mark: Mark, around: dict[Span, Marks]) -> TypeGuard[Span]:
    return isinstance(mark, Span) and mark not in around


def _innermost(span: Span, marks: Marks, kind: SpanKind) -> str:
    """The nearest span of a kind around one; claims that cross borders stand last among marks."""
    if span not in marks:
        return ""
    at = marks.index(span)
    outer = [mark.id for mark in marks[:at] if isinstance(mark, Span) and mark.kind == kind]
    if outer:
        return outer[-1]
    if kind != "claim" or span.kind == "claim":
        return ""
    crossing = (mark.id for mark in marks[at:] if isinstance(mark, Span) and mark.kind == kind)
    return next(crossing, "")
