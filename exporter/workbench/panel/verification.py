"""The record of how a claim was checked, as the panel shows it."""

from __future__ import annotations

from typing import Any

from exporter.editing import Element
from exporter.workbench.actions.verification import record_of
from exporter.workbench.source.versions import State

__all__ = ["history_of", "record_values"]

Answer = dict[str, Any]


def record_values(
    state: State, parts: list[Element], record: Element | None = None
) -> Answer | None:
    """What the record of a claim says, or a record that is given; None where there is none."""
    record = record if record is not None else record_of(state, parts)
    if record is None:
        return None
    outline, source = state.outline, state.source
    given = source.attributes(record)
    found: Answer = {
        "status": given.get("ana", "").partition(" ")[0].removeprefix("#"),
        "cert": given.get("cert", ""),
        "who": "",
        "when": "",
        "evidence": [],
        "note": "",
        "internal_note": "",
    }
    for number in outline.children[record.number]:
        child = source.elements[number]
        inner = source.attributes(child)
        match outline.names[number]:
            case "respStmt":
                found["who"] = _checker(state, child)
            case "note":
                key = "internal_note" if "#internal" in inner.get("ana", "") else "note"
                found[key] = outline.words_of(child)
            case "ptr":
                found["evidence"] += [
                    _evidence(state, token.removeprefix("#"))
                    for token in inner.get("target", "").split()
                ]
            case _:
                pass
    found["when"] = max((each["when"] for each in _changes(state, record)), default="")
    _, label = state.outline.facts.statuses.get(found["status"], ("", found["status"]))
    entry = state.outline.facts.entries.get(found["who"])
    who = entry.label if entry is not None else found["who"]
    found["said"] = " · ".join(part for part in (label, who, found["when"]) if part)
    return found


def _checker(state: State, statement: Element) -> str:
    for number in state.outline.children[statement.number]:
        child = state.source.elements[number]
        if state.outline.names[number] in ("persName", "orgName", "name"):
            ref = state.source.attributes(child).get("ref", "").removeprefix("#")
            return ref or state.outline.words_of(child)
    return ""


def _evidence(state: State, own: str) -> Answer:
    entry = state.outline.facts.entries.get(own)
    found = {"source": own, "label": entry.label if entry else own, "address": "", "archived": ""}
    if entry is None:
        return {**found, "date": ""}
    found["date"] = ""
    element = state.source.elements[entry.element]
    for number in state.outline.children[element.number]:
        child = state.source.elements[number]
        given = state.source.attributes(child)
        if state.outline.names[number] == "ref" and given.get("type") in ("original", "archived"):
            key = "address" if given["type"] == "original" else "archived"
            found[key] = given.get("target", "")
            for inner in state.outline.children[number]:
                when = state.source.attributes(state.source.elements[inner]).get("when", "")
                found["date"] = when if key == "archived" else found["date"]
    return found


def _changes(state: State, record: Element) -> list[Answer]:
    found = []
    for number in range(record.number + 1, len(state.source.elements)):
        element = state.source.elements[number]
        if element.start >= record.end:
            break
        if state.outline.names[number] == "change":
            given = state.source.attributes(element)
            who = state.outline.facts.entries.get(given.get("who", "").removeprefix("#"))
            found.append(
                {
                    "when": given.get("when", ""),
                    "who": who.label if who else "",
                    "said": state.outline.words_of(element),
                }
            )
    return found


def history_of(state: State, parts: list[Element]) -> list[Answer]:
    """The changes of a claim's record."""
    record = record_of(state, parts)
    return _changes(state, record) if record is not None else []
