"""How claims stand: whether it is said, whether it is said twice, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from exporter.checks.queries import (
    article_sources,
    chain,
    claim_sources,
    claim_speaker,
    claims,
    covering_notes,
    label,
    pointers,
    statuses_of,
    unknown_statuses,
)
from exporter.checks.rule import Document, Finding, Rule
from exporter.model import Verification
from exporter.notices import Severity
from exporter.tei.tree.elements import XML_ID, Element, name
from exporter.text.close_matches import meant, or_list

__all__ = ["RULES"]

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
        unknown = any(any(unknown_statuses(doc, part)) for part in chain(doc, claim))
        if not full and not unknown and not _short(doc, claim):
            yield Finding(f"The claim {label(claim)} has no status.", claim, "", _choose(doc))


def _choose(doc: Document) -> str:
    """Which statuses there are to point at."""
    known = doc.article.statuses
    if not known:
        return ""
    listed = or_list(f'ana="#{i}" (“{status.label}”)' for i, status in known.items())
    return f"Write {listed}."


def _unknown(doc: Document) -> Iterator[Finding]:
    for element in (*_parts(doc), *doc.all("annotation")):
        for token in unknown_statuses(doc, element):
            guess = _status_meant(doc, token)
            which = f'Did you mean ana="#{guess}"? ' if guess else ""
            yield Finding(
                f"No taxonomy “verification” has the status {token} of {label(element)}.",
                element,
                "ana",
                f"{which}{_choose(doc)}".strip(),
            )


def _parts(doc: Document) -> Iterator[Element]:
    for claim in claims(doc):
        yield from chain(doc, claim)


def _status_meant(doc: Document, token: str) -> str:
    """A status by an id or a label that is like the token."""
    given = token.removeprefix("#")
    labels = {status.label: i for i, status in doc.article.statuses.items()}
    return meant(given, doc.article.statuses) or labels.get(meant(given, labels), "")


def _two_at_once(doc: Document) -> Iterator[Finding]:
    names = doc.article.statuses
    for element in (*_parts(doc), *doc.all("annotation")):
        given = dict.fromkeys(statuses_of(doc, element))
        if len(given) > 1:
            listed = " and ".join(f"“{names[i].label}”" for i in given)
            yield Finding(f"{label(element)} is {listed} at the same time.", element, "ana")


def _unrecorded(doc: Document) -> Iterator[Finding]:
    records = _records(doc)
    for claim in claims(doc):
        first = next(iter(_short(doc, claim)), "")
        supported = first and doc.article.statuses[first].standing == "supported"
        if supported and not _checks(doc, claim, records):
            yield Finding(
                f"The claim {label(claim)} is marked as supported, but nothing says who checked "
                "it, and how.",
                claim,
                "ana" if claim.get("ana") else "",
            )


def _unexplained(doc: Document) -> Iterator[Finding]:
    records = _records(doc)
    for claim in claims(doc):
        standings = sorted(_standings(doc, claim, records) & {"disputed", "false"})
        if standings and not _is_explained(doc, claim, records):
            yield Finding(
                f"The claim {label(claim)} is printed as {standings[0]}, and neither a record "
                "nor a note says why.",
                claim,
            )


def _is_explained(doc: Document, claim: Element, records: Records) -> bool:
    """Whether a record says something, or a note: on the claim, in it or right after it."""
    if any(r.note or r.evidence or r.changes for r in _checks(doc, claim, records)):
        return True
    parts = chain(doc, claim)
    if any(next(covering_notes(doc, part), None) is not None for part in parts):
        return True
    if any(next(part.iter("{*}note"), None) is not None for part in parts):
        return True
    last, after = parts[-1], parts[-1].getnext()
    return after is not None and name(after) == "note" and len((last.tail or "").split()) < 2


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
        speech = claim_speaker(doc, claim)
        if speech is None or "supported" not in _standings(doc, claim, records):
            continue
        speakers = set(pointers(speech, "who"))
        evidence = {i for record in _checks(doc, claim, records) for i in record.evidence}
        ids = tuple({*claim_sources(doc, claim), *evidence})
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
        if not _is_explained(doc, claim, records):
            continue
        for standing in sorted(_standings(doc, claim, records) & {"disputed", "false"}):
            yield Finding(f"The claim {label(claim)} is printed as {standing}.", claim)


RULES = (
    Rule(
        "unknown-status",
        "sourcing",
        Severity.ERROR,
        "A status that is not in the taxonomy is not printed.",
        "Point at a category of the verification taxonomy, or add the category.",
        _unknown,
    ),
    Rule(
        "two-statuses",
        "sourcing",
        Severity.ERROR,
        "A claim has one status; of two marks only the first would be printed.",
        "Leave the one that holds.",
        _two_at_once,
    ),
    Rule(
        "supported-without-record",
        "sourcing",
        Severity.INFO,
        "A status is worth as much as what is known of who checked the claim, and how.",
        'Add an <annotation xml:id="…" target="#…" motivation="assessing" ana="#…"> to standOff '
        "that says who checked it, when and against what.",
        _unrecorded,
    ),
    Rule(
        "contested-without-explanation",
        "sourcing",
        Severity.INFO,
        "A reader who is told that a claim is disputed or false will ask by whom, and why.",
        "Say it in the note of its record, or in a <note> on the claim.",
        _unexplained,
    ),
    Rule(
        "claim-without-status",
        "sourcing",
        Severity.WARNING,
        "A claim without a status looks as if it had been checked.",
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
        "That somebody said so does not show that it is true.",
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
)
