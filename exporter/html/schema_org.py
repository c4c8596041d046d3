"""The article as schema.org sees it: NewsArticle, citations, quotations, claims and reviews."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec

from exporter import model as m
from exporter.urls import web_url

__all__ = ["describe", "dump"]

Node: TypeAlias = dict[str, Any]

_RATING: dict[m.Standing, int] = {"supported": 5, "disputed": 2, "false": 1}
"""Where somebody has assessed it; a claim that is open, or of which something else is said, has no
rating."""


def dump(node: Node) -> str:
    """JSON that may be in a ``script`` element: no ``<``, no ``&``, keys as they come."""
    raw = msgspec.json.encode(node).decode()
    return raw.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def describe(edition: m.Edition, address: str) -> Node:
    """The whole description; what is not known is left out."""
    article, meta = edition.article, edition.meta
    return _clean(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "headline": edition.title,
            "alternativeHeadline": meta.subtitle,
            "abstract": meta.abstract,
            "inLanguage": article.lang,
            "author": [_author(article, author) for author in meta.authors],
            "editor": _with_task(article, "editor"),
            "translator": _with_task(article, "translator"),
            "contributor": _with_task(article, ""),
            "publisher": _named("Organization", meta.publisher),
            "datePublished": meta.published,
            "dateModified": max((change.when for change in meta.changes), default=""),
            "license": web_url(meta.licence),
            "copyrightNotice": meta.rights,
            "keywords": list(meta.keywords),
            "identifier": [value for _, value in meta.identifiers],
            "citation": [_source(article, source) for source in article.sources.values()],
            "hasPart": [
                *(_quotation(article, speech) for speech in article.speeches.values()),
                *(_claim(article, claim) for claim in article.claims.values()),
            ],
            "correction": [_correction(change) for change in article.corrections.values()],
            "subjectOf": [
                review
                for claim in article.claims.values()
                for review in _reviews(edition, claim, address)
            ],
        }
    )


def _clean(node: Node) -> Node:
    """Without what is empty; no number here is 0."""
    return {key: value for key, value in node.items() if value}


def _named(kind: str, name: str) -> Node | None:
    return {"@type": kind, "name": name} if name else None


@lru_cache(maxsize=1024)
def _agent(agent: m.Agent) -> Node:
    kind = "Person" if agent.kind == "person" else "Organization"
    return _clean(
        {
            "@type": kind,
            "name": agent.name,
            "jobTitle": agent.position if kind == "Person" else "",
            "alternateName": list(agent.other_names),
            "sameAs": web_url(agent.address),
        }
    )


def _with_task(article: m.Article, task: str) -> list[Node | None]:
    """The editors who had this task, or with no ``task`` any that schema.org has no name for."""
    named = ("editor", "translator")
    people = article.meta.editors
    fits = (e for e in people if (e.task == task if task else e.task not in named))
    return [_author(article, person) for person in fits]


def _author(article: m.Article, author: m.Author) -> Node | None:
    agent = article.agents.get(author.ref)
    return _agent(agent) if agent else _named("Person", author.name)


def _source(article: m.Article, source: m.Source) -> Node:
    name = source.title or "".join(r.text for r in source.text if isinstance(r, m.Run))
    return _clean(
        {
            "@type": "CreativeWork",
            "@id": f"#{source.id}",
            "name": name,
            "genre": source.type,
            "author": [_author(article, author) for author in source.authors],
            "isPartOf": _named("CreativeWork", source.container),
            "publisher": _named("Organization", source.publisher),
            "datePublished": _iso(source.date.when) if source.date else "",
            "url": web_url(source.original),
            "archivedAt": web_url(source.archived),
        }
    )


def _citations(article: m.Article, sources: tuple[str, ...]) -> list[Node]:
    return [{"@id": f"#{ident}"} for ident in sources if ident in article.sources]


def _quotation(article: m.Article, speech: m.Speech) -> Node:
    kind = "Quotation" if speech.direct or speech.document else "Statement"
    return _clean(
        {
            "@type": kind,
            "@id": f"#{speech.id}",
            "text": speech.text,
            "creator" if kind == "Quotation" else "author": [
                _agent(article.agents[who]) for who in speech.who if who in article.agents
            ],
            "citation": _citations(article, speech.sources),
        }
    )


def _claim(article: m.Article, claim: m.Claim) -> Node:
    speech = article.speeches.get(claim.speech)
    who = speech.who if speech else ()
    said = [_agent(article.agents[ident]) for ident in who if ident in article.agents]
    return _clean(
        {
            "@type": "Claim",
            "@id": f"#{claim.id}",
            "text": claim.statement or claim.text,
            "author": said,
            "citation": _citations(article, claim.sources),
        }
    )


def _reviews(edition: m.Edition, claim: m.Claim, address: str) -> list[Node]:
    """A ClaimReview for each check that has a status, else one for the short form in the prose
    where that is a judgement; ``ratingValue`` runs from 1 (false) to 5 (supported)."""
    statuses = edition.article.statuses
    if any(check.status for check in claim.verifications):
        return [
            _review(edition, claim, check, status, address)
            for check in claim.verifications
            if (status := statuses.get(check.status))
        ]
    status = statuses.get(claim.status)
    check = claim.verifications[-1] if claim.verifications else m.Verification("", (claim.id,))
    if not status or status.standing not in _RATING or not (check.by or edition.meta.publisher):
        return []
    return [_review(edition, claim, check, status, address)]


def _review(
    edition: m.Edition, claim: m.Claim, check: m.Verification, status: m.Status, address: str
) -> Node:
    article, meta = edition.article, edition.meta
    by = [_author(article, author) for author in check.by]
    return _clean(
        {
            "@type": "ClaimReview",
            "url": address,
            "claimReviewed": claim.statement or claim.text,
            "itemReviewed": {"@id": f"#{claim.id}"},
            "author": by or _named("Organization", meta.publisher),
            "datePublished": check.when,
            "reviewBody": "".join(r.text for r in check.note if isinstance(r, m.Run)),
            "citation": _citations(article, check.evidence),
            "reviewRating": _rating(status),
        }
    )


def _rating(status: m.Status) -> Node | None:
    if status.standing not in _RATING:
        return None
    return {
        "@type": "Rating",
        "ratingValue": _RATING[status.standing],
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": status.label,
    }


def _correction(change: m.Correction) -> Node:
    return _clean(
        {
            "@type": "CorrectionComment",
            "@id": f"#{change.id}",
            "text": change.reason or f"{change.former} → {change.text}",
            "datePublished": change.when,
        }
    )


_BEFORE_CHRIST = re.compile(r"-(\d{4,})")


def _iso(when: str) -> str:
    """A date as ISO 8601 counts, with a year 0 that TEI's dates have not (XML Schema 1.0, 3.2.7);
    empty where it has no year."""
    if when.startswith("--") or not re.match(r"-?\d{4}", when):
        return ""
    return _BEFORE_CHRIST.sub(_earlier, when, count=1) if when.startswith("-") else when


def _earlier(found: re.Match[str]) -> str:
    year = int(found[1]) - 1
    return f"-{year:04}" if year else "0000"
