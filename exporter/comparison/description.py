"""What there is to say of one thing in an article, part by part, as words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from exporter import model as m
from exporter.model.traversal import contents

__all__ = [
    "Parts",
    "agent",
    "claim",
    "correction",
    "figure",
    "header",
    "note",
    "place",
    "source",
    "speech",
    "texts",
]

Parts: TypeAlias = Mapping[str, str]
"""What there is to say of one thing; the part without a name is what it is called by."""


def header(meta: m.Metadata) -> Parts:
    return {
        "title": meta.title,
        "subtitle": meta.subtitle,
        "authors": ", ".join(author.name for author in meta.authors),
        "publisher": meta.publisher,
        "date": (meta.date.text or meta.date.when) if meta.date else "",
        "rights": meta.rights,
        "licence": meta.licence,
        "revisions": "; ".join(f"{change.when} {change.text}".strip() for change in meta.changes),
    }


def claim(article: m.Article, claim: m.Claim) -> Parts:
    assessed = [check.status for check in claim.verifications if check.status] or [claim.status]
    notes = "; ".join(_text(check.note) for check in claim.verifications if check.note)
    return {
        "": claim.text,
        "statement": claim.statement,
        "status": ", ".join(_named(article.statuses, status) for status in assessed if status),
        "certainty": claim.certainty,
        "checking": notes,
        "sources": ", ".join(claim.sources),
    }


def figure(_: m.Article, figure: m.Figure) -> Parts:
    bounds = (figure.value, figure.at_least, figure.at_most)
    value = " ".join(str(bound) for bound in bounds if bound is not None)
    date = figure.date.when if figure.date else ""
    return {
        "": figure.text,
        "value": " ".join(f"{value} {figure.unit} {figure.commodity} {date}".split()),
        "sources": ", ".join(figure.sources),
    }


def speech(article: m.Article, speech: m.Speech) -> Parts:
    who = ", ".join(
        article.agents[one].name if one in article.agents else one for one in speech.who
    )
    return {
        "": speech.text,
        "speaker": who,
        "kind": "direct" if speech.direct else "reported",
        "sources": ", ".join(speech.sources),
    }


def correction(_: m.Article, correction: m.Correction) -> Parts:
    return {"": correction.text, "former": correction.former, "date": correction.when}


def agent(_: m.Article, agent: m.Agent) -> Parts:
    return {"": agent.name, "position": agent.position}


def place(_: m.Article, place: m.Place) -> Parts:
    return {"": place.name}


def source(_: m.Article, source: m.Source) -> Parts:
    return {
        "": _text(source.text) or source.title,
        "address": source.original,
        "archived": source.archived,
    }


def note(_: m.Article, note: m.WrittenNote) -> Parts:
    return {"": " ".join(texts(note.blocks)), "sources": ", ".join(note.sources)}


def _named(statuses: Mapping[str, m.Status], status: str) -> str:
    return statuses[status].label if status in statuses else status


def texts(blocks: m.Blocks) -> Iterator[str]:
    """The text of each paragraph, heading, line … that has some."""
    for container in contents(blocks):
        if found := _text(container.inlines):
            yield found


def _text(inlines: m.Inlines) -> str:
    words = (
        one.text if isinstance(one, m.Run) else " " if isinstance(one, m.Break) else ""
        for one in inlines
    )
    return " ".join("".join(words).split())
