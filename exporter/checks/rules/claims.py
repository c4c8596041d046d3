"""Claims: who says so, where it is from, and how it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from exporter.checks.queries import (
    article_sources,
    chain,
    claims,
    label,
    pointers,
    sources_of,
    speech_around,
    statuses_of,
)
from exporter.checks.rule import Document, Finding, Rule
from exporter.model import Verification
from exporter.notices import Severity
from exporter.tei.tree.elements import XML_ID, Element

__all__ = ["RULES"]


def _sources(doc: Document, claim: Element) -> tuple[str, ...]:
    return next(filter(None, (sources_of(doc, part) for part in chain(doc, claim))), ())


def _speaker(doc: Document, claim: Element) -> Element | None:
    start = doc.target(claim.get("from") or "")
    places = (start,) if start is not None else chain(doc, claim)
    found = (speech_around(place) for place in places)
    return next((speech for speech in found if speech is not None), None)


def _unattributed(doc: Document) -> Iterator[Finding]:
    for claim in claims(doc):
        if _speaker(doc, claim) is not None:
            continue
        sources = _sources(doc, claim)
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
        if _speaker(doc, claim) is not None and not _sources(doc, claim):
            yield Finding(
                f"The claim {label(claim)} has a speaker, but no source says where it was said.",
                claim,
            )


Records = Mapping[str, tuple[Verification, ...]]


def _records(doc: Document) -> Records:
    """The records of checks, by the ids they are about."""
    found: dict[str, dict[str, Verification]] = defaultdict(dict)
    for claim in doc.article.claims.values():
        for record in claim.verifications:
            for target in record.targets:
                found[target][record.id] = record
    return {target: tuple(records.values()) for target, records in found.items()}


def _checks(doc: Document, claim: Element, records: Records) -> tuple[Verification, ...]:
    ids = [part.get(XML_ID) or "" for part in chain(doc, claim)]
    return tuple(dict.fromkeys(record for i in ids for record in records.get(i, ())))


def _short(doc: Document, claim: Element) -> tuple[str, ...]:
    return next(filter(None, (statuses_of(doc, part) for part in chain(doc, claim))), ())


def _unverified(doc: Document) -> Iterator[Finding]:
    records = _records(doc)
    for claim in claims(doc):
        full = any(record.status for record in _checks(doc, claim, records))
        if not full and not _short(doc, claim):
            yield Finding(f"Nothing says how the claim {label(claim)} stands.", claim)


def _disagreeing(doc: Document) -> Iterator[Finding]:
    records = _records(doc)
    for claim in claims(doc):
        short, given = _short(doc, claim), claim.get("cert")
        for record in _checks(doc, claim, records):
            if record.status and short and record.status not in short:
                names = doc.article.statuses
                yield Finding(
                    f"The claim {label(claim)} is “{names[short[0]].label}” in the text, but "
                    f"“{names[record.status].label}” in its record #{record.id}.",
                    claim,
                    "ana",
                )
            elif record.certainty and given and record.certainty != given:
                yield Finding(
                    f"The claim {label(claim)} has certainty “{given}” in the text, but "
                    f"“{record.certainty}” in its record #{record.id}.",
                    claim,
                    "cert",
                )


def _standings(doc: Document, claim: Element, records: Records) -> set[str]:
    ids = {*_short(doc, claim), *(record.status for record in _checks(doc, claim, records))}
    return {doc.article.statuses[i].standing for i in ids if i in doc.article.statuses}


def _own_word(doc: Document) -> Iterator[Finding]:
    records, cited = _records(doc), _cited(doc)
    for claim in claims(doc):
        speech = _speaker(doc, claim)
        if speech is None or "supported" not in _standings(doc, claim, records):
            continue
        speakers = set(pointers(speech, "who"))
        evidence = {i for record in _checks(doc, claim, records) for i in record.evidence}
        ids = tuple({*_sources(doc, claim), *evidence})
        sources = article_sources(doc, (*ids, *(c for i in ids for c in cited.get(i, ()))))
        authors = {author.ref for source in sources for author in source.authors}
        if sources and authors and authors <= speakers:
            yield Finding(
                f"The claim {label(claim)} is marked as supported, but its only source is the one "
                "who says it.",
                claim,
                "ana" if claim.get("ana") else "",
            )


def _cited(doc: Document) -> dict[str, list[str]]:
    """What each source cites."""
    found: dict[str, list[str]] = defaultdict(list)
    for relation in doc.article.relations:
        if relation.name == "cites":
            for active in relation.active:
                found[active] += relation.passive
    return found


def _contested(doc: Document) -> Iterator[Finding]:
    records = _records(doc)
    for claim in claims(doc):
        for standing in sorted(_standings(doc, claim, records) & {"disputed", "false"}):
            yield Finding(f"The claim {label(claim)} stands in print as {standing}.", claim)


def _only_internal(doc: Document) -> Iterator[Finding]:
    for claim in claims(doc):
        sources = [doc.ids[i] for i in _sources(doc, claim) if i in doc.ids]
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
        "A claim that nobody is named for is the article's own word, and the reader must know it.",
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
        "claim-without-status",
        "sourcing",
        Severity.WARNING,
        "A claim of which nobody says whether it was checked looks like one that was.",
        "Point with @ana at a category of the verification taxonomy, if only at “not verified”.",
        _unverified,
    ),
    Rule(
        "verification-disagrees",
        "sourcing",
        Severity.ERROR,
        "The mark in the text and the checking desk's record cannot both be right.",
        "Correct the one that is out of date.",
        _disagreeing,
    ),
    Rule(
        "supported-by-speaker-only",
        "sourcing",
        Severity.WARNING,
        "Nobody is a witness in their own cause: that somebody said so does not support it.",
        "Name a second source, or mark the claim as not independently verified.",
        _own_word,
    ),
    Rule(
        "claim-contested",
        "sourcing",
        Severity.INFO,
        "A claim that is printed although it is disputed or false should be there on purpose.",
        "Nothing to do, if it is meant to stand and the text says so.",
        _contested,
    ),
    Rule(
        "claim-with-internal-source-only",
        "audience",
        Severity.WARNING,
        "What the public may not see is cut from its copy, and the claim's sourcing with it.",
        "Name a source that may be shown, or mark the claim internal as well.",
        _only_internal,
    ),
)
