"""Which answer ends the findings of a rule."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.checks.fixes import FIXABLE
from exporter.editing import Element
from exporter.notices import Notice
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.header.fields import is_of_head
from exporter.workbench.remedies.completion import is_completable
from exporter.workbench.source.versions import State

__all__ = ["ANSWERS", "EXCUSABLE", "act_of", "entry_around", "entry_at"]

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "claim-unattributed": ("source", "authors"),
    "claim-without-source": ("source", "each_on"),
    "claim-with-internal-source-only": ("source",),
    "claim-without-status": ("status",),
    "speech-without-speaker": ("who", "by_source"),
    "speaker-not-introduced": ("named", "named_as"),
    "direct-speech-unquoted": ("reported",),
    "reported-speech-quoted": ("quoted",),
    "figure-without-source": ("source",),
    "date-without-value": ("when",),
    "source-not-cited": ("remove",),
    "source-without-date": ("date",),
    "source-without-address": ("original", "publisher", "type"),
    "access-date-missing": ("date", "archived", "archived_date"),
}
"""The fields of the answer to each rule, which several findings may share."""
EXCUSABLE = frozenset(ANSWERS) - {
    "claim-without-status", "speech-without-speaker", "direct-speech-unquoted",
    "reported-speech-quoted", "date-without-value",
}  # fmt: skip
"""Rules to which the answer may be that there is none, with a reason that the file keeps
(``exporter.tei.tree.suppressions``)."""
_HEADED = frozenset(("schema", "title-differs-from-heading", "language-missing"))


def act_of(state: State, finding: Notice, element: Element | None) -> str:
    """What the page does about a finding: ``fix`` corrects it, ``answer`` asks for what is
    missing, ``head`` and ``edit`` open the form of the header and of an entry, ``details`` leads
    to the place; empty where there is no place to lead to."""
    if finding.rule in FIXABLE:
        return "fix"
    if element is None:
        return ""
    if finding.rule == "schema" and is_completable(state, element):
        return "fix"
    if finding.rule in ANSWERS:
        return "answer"
    if _is_in_text(state, element):
        return "details"
    if entry_around(state, element):
        return "edit"
    if finding.rule in _HEADED and (finding.rule != "schema" or is_of_head(finding.message)):
        return "head"
    return "details" if kind_at(state, element) else ""


def entry_at(state: State, element: Element) -> str:
    """The id of the entry of a register that an element is; empty where it is none."""
    own = state.source.attributes(element).get("xml:id", "")
    entry = state.outline.facts.entries.get(own)
    return own if entry is not None and entry.element == element.number else ""


def entry_around(state: State, element: Element) -> str:
    """The id of the entry that an element is, or is a part of; empty where it is none."""
    around = (element, *state.source.ancestors(element))
    return next((own for each in around if (own := entry_at(state, each))), "")


def _is_in_text(state: State, element: Element) -> bool:
    return any(text.start < element.start < text.end for text in state.outline.texts())
