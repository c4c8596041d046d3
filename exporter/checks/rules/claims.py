"""Claims: who says so, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.queries import (
    article_sources,
    claim_sources,
    claim_speaker,
    claims,
    label,
)
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity

__all__ = ["RULES"]


def _unattributed(doc: Document) -> Iterator[Finding]:
    for claim in claims(doc):
        if claim_speaker(doc, claim) is not None:
            continue
        sources = claim_sources(doc, claim)
        named = [s for s in article_sources(doc, sources) if s.authors or s.publisher]
        if named:
            continue
        if sources:
            said = "its source names neither author nor publisher"
        else:
            said = "it has no source and nobody says it"
        yield Finding(f"The claim {label(claim)} is the article's own: {said}.", claim)


def _sourceless(doc: Document) -> Iterator[Finding]:
    for claim in claims(doc):
        if claim_speaker(doc, claim) is not None and not claim_sources(doc, claim):
            yield Finding(
                f"The claim {label(claim)} has a speaker, but no source says where it was said.",
                claim,
            )


def _only_internal(doc: Document) -> Iterator[Finding]:
    for claim in claims(doc):
        sources = [doc.ids[i] for i in claim_sources(doc, claim) if i in doc.ids]
        if sources and not doc.internal.holds(claim) and all(map(doc.internal.holds, sources)):
            yield Finding(
                f"The public copy shows the claim {label(claim)} without a source: those it has "
                "are internal.",
                claim,
                "source" if claim.get("source") else "",
            )


RULES = (
    Rule(
        "claim-unattributed",
        "sourcing",
        Severity.WARNING,
        "If nobody is named for a claim, the article itself makes it, and readers must know that.",
        "Put it into the <said> of who says it, or give it a @source with an author or publisher.",
        _unattributed,
    ),
    Rule(
        "claim-without-source",
        "sourcing",
        Severity.WARNING,
        "Who says something is half of the sourcing; the other half is where it can be found.",
        "Give the claim, or the speech around it, a @source.",
        _sourceless,
    ),
    Rule(
        "claim-with-internal-source-only",
        "audience",
        Severity.WARNING,
        "The public copy leaves internal sources out, so this claim has no source there.",
        "Name a source that may be shown, or mark the claim internal as well.",
        _only_internal,
    ),
)
