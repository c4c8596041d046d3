"""Registers and indexes: what an article has, where, and what is still to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from exporter.checks.fixes import FIXABLE
from exporter.confirmation import Pending
from exporter.editing import Element
from exporter.notices import Notice, Severity
from exporter.workbench.actions.decisions import sureness
from exporter.workbench.actions.mends import finding_id
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.panel.assessment import Assessment
from exporter.workbench.panel.findings import said_plainly
from exporter.workbench.places import place_of
from exporter.workbench.quotes import around
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["forms_of", "indexes", "registers", "suggestions", "todo"]

Answer = dict[str, Any]

_POINTING = ("who", "toWhom", "ref", "source", "corresp")
_GROUPS = {
    "claim-without-status": "claims-without-status",
    "source-not-cited": "sources-not-cited",
    "speaker-not-introduced": "speakers-not-introduced",
}
"""The rules that have a list of their own."""
_ORDER = (
    "suggestions", "claims-without-status", "sources-not-cited", "speakers-not-introduced",
    "findings",
)  # fmt: skip


def registers(state: State) -> dict[str, list[Answer]]:
    """Entries by register, each with the places of the text that point at it."""
    pointed = _pointers(state)
    found: dict[str, list[Answer]] = {
        "people": [],
        "organisations": [],
        "places": [],
        "sources": [],
    }
    names = {
        "person": "people",
        "organisation": "organisations",
        "place": "places",
        "source": "sources",
    }
    for entry in state.outline.facts.entries.values():
        element = state.source.elements[entry.element]
        given = state.source.attributes(element)
        found[names[entry.kind]].append(
            {
                "id": entry.id,
                "label": entry.label,
                "kind": entry.kind,
                "type": given.get("type", ""),
                "suggested": bool(state.outline.facts.drafts & set(given.get("resp", "").split())),
                "places": [_place(state, each) for each in pointed.get(entry.id, ())],
            }
        )
    return found


def _pointers(state: State) -> dict[str, list[Element]]:
    """The annotations of the text that point at each entry."""
    found: dict[str, list[Element]] = defaultdict(list)
    entries = state.outline.facts.entries
    for element in _annotations(state):
        given = state.source.attributes(element)
        for key in _POINTING:
            for token in given.get(key, "").split():
                own = token.removeprefix("#")
                if own in entries and element not in found[own]:
                    found[own].append(element)
    return found


def _annotations(state: State) -> list[Element]:
    """The annotations of the text, and those that cross elements; found once for a state."""
    known: list[Element] | None = state.outline.memory.get("annotations")
    if known is None:
        known = state.outline.memory["annotations"] = list(_found(state))
    return known


def _found(state: State) -> Iterator[Element]:
    texts = [(text.start, text.end) for text in state.outline.texts()]
    for number, element in enumerate(state.source.elements):
        inside = any(low <= element.start < high for low, high in texts)
        if (inside or state.outline.names[number] == "span") and kind_at(state, element):
            yield element


def _place(state: State, element: Element) -> Answer:
    """A place with its words, as the page chooses it."""
    low, high = element.inner, element.outer
    for each in state.outline.facts.crossings:
        if each.element == element.number:
            low, high = each.start, each.end
    if low == high:
        return {"place": place_of(state, element.start), "before": "", "exact": "", "after": ""}
    found = around(state, low, high).to_json(state)
    own = state.source.attributes(element).get("xml:id")
    element_place = place_of(state, element.start) if low == element.inner else f"@{own}:0"
    return {**found, "element": element_place}


# ------------------------------------------------------------------------------------ indexes


def indexes(
    state: State, waiting: tuple[Pending, ...], assessment: Assessment, words: Words
) -> Answer:
    """The lists of the page: what is to do first, then what there is."""
    found = _to_do(state, waiting, assessment, words)
    groups = [
        {"id": key, "label": words[f"index.{key}"], "todo": True, "entries": found[key]}
        for key in _ORDER
    ]
    groups += _claims(state, words)
    groups.append(_kind(state, "figure", "figures", words))
    groups.append(_kind(state, "date", "dates", words))
    return {"groups": groups, "todo": todo(waiting, assessment)}


def todo(waiting: tuple[Pending, ...], assessment: Assessment) -> Answer:
    """How many things are to do, in all and of each list. Remarks that are no more than that do
    not count."""
    of = dict.fromkeys(_ORDER, 0)
    of["suggestions"] = len(waiting)
    for finding in assessment.findings:
        if group := _group(finding):
            of[group] += 1
    return {"count": sum(of.values()), "of": of}


def _group(finding: Notice) -> str:
    """The list that a finding is in; empty for one that is in none."""
    if finding.rule == "unconfirmed-suggestions":
        return ""
    if finding.rule in _GROUPS:
        return _GROUPS[finding.rule]
    return "findings" if finding.severity >= Severity.WARNING else ""


def _to_do(
    state: State, waiting: tuple[Pending, ...], assessment: Assessment, words: Words
) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {key: [] for key in _ORDER}
    if waiting:
        found["suggestions"] = [
            {"label": each["words"], "detail": each["kind_label"], "places": each["places"]}
            for each in suggestions(state, waiting, words)
        ]
    current = assessment.version == state.version
    for finding, offset in zip(assessment.findings, assessment.offsets, strict=True):
        if group := _group(finding):
            found[group].append(_entry(state, finding, offset if current else -1, words))
    return found


def _entry(state: State, finding: Notice, offset: int, words: Words) -> Answer:
    element = _element_at(state, offset)
    own = state.source.attributes(element).get("xml:id", "") if element is not None else ""
    entry: Answer = {
        "label": (said := said_plainly(finding, state.outline, words)),
        "rule": finding.rule,
        "severity": finding.severity.label,
        "places": [],
        "fix": None,
    }
    if finding.rule in FIXABLE:
        own_id = finding_id(finding.rule, finding.line, finding.column)
        entry["fix"] = {"id": own_id, "label": words["fix"]}
    if own in state.outline.facts.entries:
        entry |= {"id": own, "register": state.outline.facts.entries[own].kind}
        entry["label"] = f"{state.outline.facts.entries[own].label}: {said}"
    elif element is not None and place_of(state, element.start):
        entry["places"] = [_place(state, element)]
    return entry


def _element_at(state: State, offset: int) -> Element | None:
    """The element in whose start tag an offset is."""
    if offset < 0 or offset >= len(state.source.text):
        return None
    return state.source.around(min(offset + 1, len(state.source.text) - 1))


def _claims(state: State, words: Words) -> list[Answer]:
    """Claims by status, in the order of the article's categories."""
    facts = state.outline.facts
    by: dict[str, list[Answer]] = {key: [] for key in facts.statuses}
    for element in _annotations(state):
        given = state.source.attributes(element)
        if kind_at(state, element) != "claim" or "prev" in given:
            continue
        status = facts.assessed.get(given.get("xml:id", ""), "")
        tokens = [token.removeprefix("#") for token in given.get("ana", "").split()]
        status = status or next((token for token in tokens if token in by), "")
        if status in by:
            place = _place(state, element)
            by[status].append({"label": place["exact"], "status": status, "places": [place]})
    return [
        {
            "id": f"claims-{key}",
            "label": words.say("index.claims", status=facts.statuses[key][1]),
            "todo": False,
            "entries": entries,
        }
        for key, entries in by.items()
    ]


def _kind(state: State, kind: str, key: str, words: Words) -> Answer:
    entries = []
    for element in _annotations(state):
        if kind_at(state, element) == kind:
            place = _place(state, element)
            given = state.source.attributes(element)
            detail = words.annotation(state.outline, kind, given)
            entries.append({"label": place["exact"], "detail": detail, "places": [place]})
    return {"id": key, "label": words[f"index.{key}"], "todo": False, "entries": entries}


# -------------------------------------------------------------------------------- suggestions


def suggestions(state: State, waiting: tuple[Pending, ...], words: Words) -> list[Answer]:
    """What waits for a yes or no, in the order of the text."""
    found = []
    for each in waiting:
        element = state.source.element(each.place)
        sure = sureness(each)
        place = place_of(state, each.place)
        found.append(
            {
                "element": place,
                "kind": each.kind,
                "kind_label": words[f"kind.{each.kind}"],
                "words": each.words,
                "before": each.before,
                "after": each.after,
                "sure": sure,
                "sure_label": words[f"sure.{sure}"],
                "value": ", ".join(part for part in (each.who, each.says) if part),
                "value_label": ", ".join(part for part in (each.who, each.says) if part),
                "reason": each.score.reason if each.score else "",
                "places": [_place(state, element)] if not place.startswith("@") else [],
            }
        )
    return found


def forms_of(state: State, own: str) -> list[str]:
    """Every form in which the text names an entry, its own name first."""
    entry = state.outline.facts.entries[own]
    found = [entry.label]
    found += [
        state.outline.words_of(element)
        for element in _pointers(state).get(own, ())
        if kind_at(state, element) in ("person", "organisation", "place")
    ]
    if entry.kind == "person" and len(entry.label.split()) > 1:
        found.append(entry.label.split()[-1])
    return sorted(dict.fromkeys(found), key=len, reverse=True)
