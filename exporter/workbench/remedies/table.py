"""Which answer ends the findings of a rule."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.checks.fixes import FIXABLE
from exporter.editing import Element
from exporter.notices import Notice
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.source.versions import State

__all__ = ["ANSWERS", "EXCUSABLE", "act_of", "entry_at"]

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
    if finding.rule in _HEADED and not _is_in_text(state, element):
        return "head"
    if finding.rule in ANSWERS:
        return "answer"
    if entry_at(state, element):
        return "edit"
    return "details" if _is_in_text(state, element) or kind_at(state, element) else ""


def entry_at(state: State, element: Element) -> str:
    """The id of the entry of a register that an element is; empty where it is none."""
    own = state.source.attributes(element).get("xml:id", "")
    entry = state.outline.facts.entries.get(own)
    return own if entry is not None and entry.element == element.number else ""


def _is_in_text(state: State, element: Element) -> bool:
    return any(text.start < element.start < text.end for text in state.outline.texts())
