"""Corrections after publication: when, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.checks.queries import covering_notes, label, pointers
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.elements import Element, children, plain

__all__ = ["RULES"]


def _corrections(doc: Document) -> Iterator[Element]:
    return (app for app in doc.all("app") if app.get("type") == "correction")


def _undated(doc: Document) -> Iterator[Finding]:
    for app in _corrections(doc):
        correction = doc.article.corrections.get(_id(app))
        if not (correction and correction.when) and not any(_dated_witnesses(doc, app)):
            yield Finding(f"Nothing says when the correction {label(app)} was made.", app)


def _dated_witnesses(doc: Document, app: Element) -> Iterator[bool]:
    """Whether the text of a witness names the day of the version that it stands for."""
    for lem in children(app, "lem"):
        for given in pointers(lem, "wit"):
            witness = doc.ids.get(given)
            if witness is not None:
                yield bool(re.search(r"\d", plain(witness)))


def _unreasoned(doc: Document) -> Iterator[Finding]:
    for app in _corrections(doc):
        correction = doc.article.corrections.get(_id(app))
        noted = next(app.iter("{*}note"), None) is not None
        noted = noted or next(covering_notes(doc, app), None) is not None
        if not noted and not (correction and correction.reason.strip()):
            yield Finding(f"Nothing says why the correction {label(app)} was made.", app)


def _id(app: Element) -> str:
    return app.get("{http://www.w3.org/XML/1998/namespace}id") or ""


_CHANGE = 'Add <change when="2026-04-15" target="#…">…</change> to revisionDesc, '

RULES = (
    Rule(
        "correction-without-date",
        "sourcing",
        Severity.WARNING,
        "Readers must know when a correction was made.",
        f"{_CHANGE}with the day of the correction and its xml:id.",
        _undated,
    ),
    Rule(
        "correction-without-reason",
        "sourcing",
        Severity.INFO,
        "A correction that does not say what was wrong leaves the reader to guess.",
        f"{_CHANGE}and say in it what was wrong.",
        _unreasoned,
    ),
)
