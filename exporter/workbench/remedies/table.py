"""Which answer ends the findings of a rule."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.editing import Element
from exporter.notices import Notice
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.header.fields import names_head
from exporter.workbench.remedies.astray import astray
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
    "dangling-pointer": ("replaced",),
    "source-not-cited": ("remove",),
    "source-without-date": ("date",),
    "source-without-address": ("original", "publisher", "type"),
    "access-date-missing": ("date", "archived", "archived_date"),
}
"""The fields of the answer to each rule, which several findings may share."""
EXCUSABLE = frozenset(ANSWERS) - {
    "claim-without-status", "speech-without-speaker", "direct-speech-unquoted",
    "reported-speech-quoted", "date-without-value", "dangling-pointer",
}  # fmt: skip
"""Rules to which the answer may be that there is none, with a reason that the file keeps
(``exporter.tei.tree.suppressions``)."""
_HEAD = frozenset(("titleStmt", "publicationStmt"))


def act_of(state: State, finding: Notice, element: Element | None, *, is_mendable: bool) -> str:
    """What the page does about a finding: ``fix`` corrects it, ``answer`` asks for what is
    missing, ``head`` and ``edit`` open the form of the header and of an entry, ``details`` leads
    to the place; empty where there is no place to lead to."""
    if is_mendable:
        return "fix"
    if element is None:
        return ""
    if is_completable(state, finding.rule, element):
        return "fix"
    if finding.rule in ANSWERS and (finding.rule != "dangling-pointer" or astray(state, element)):
        return "answer"
    if finding.rule == "title-differs-from-heading":
        return "head"  # the words of the text are not changed on the page
    if _is_in_text(state, element):
        return "details"
    if entry_around(state, element):
        return "edit"
    if _is_of_head(state, finding, element):
        return "head"
    return "details" if kind_at(state, element) else ""


def entry_at(state: State, element: Element) -> str:
    """The id of the entry of a register that an element is; empty where it is none."""
    own = state.source.attributes(element).get("xml:id", "")
    entry = state.outline.facts.entries.get(own)
    return own if entry is not None and entry.element == element.number else ""


def _is_of_head(state: State, finding: Notice, element: Element) -> bool:
    """Whether the form of the header asks for what is missing or wrong."""
    if finding.rule == "schema":
        return names_head(finding.message)
    above = [state.outline.names[each.number] for each in state.source.ancestors(element)]
    return finding.rule == "language-missing" or bool(_HEAD & set(above[:3]))


def entry_around(state: State, element: Element) -> str:
    """The id of the entry that an element is, or is a part of; empty where it is none."""
    around = (element, *state.source.ancestors(element))
    return next((own for each in around if (own := entry_at(state, each))), "")


def _is_in_text(state: State, element: Element) -> bool:
    return any(text.start < element.start < text.end for text in state.outline.texts())
