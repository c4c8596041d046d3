"""Registers: what an article has, and where; what is suggested."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from exporter.confirmation import Pending
from exporter.editing import Element
from exporter.workbench.actions.decisions import sureness
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.places import place_of
from exporter.workbench.quotes import around
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["LISTS", "annotations_in", "forms_of", "registers", "shown_place", "suggestions"]

Answer = dict[str, Any]

LISTS = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "source": "sources",
}
"""The lists by the kinds of their entries."""
_POINTING = ("who", "toWhom", "ref", "source", "corresp")


def registers(state: State) -> dict[str, list[Answer]]:
    """Entries by register, each with the places of the text that point at it."""
    pointed = _pointers(state)
    found: dict[str, list[Answer]] = {name: [] for name in LISTS.values()}
    for entry in state.outline.facts.entries.values():
        element = state.source.elements[entry.element]
        given = state.source.attributes(element)
        found[LISTS[entry.kind]].append(
            {
                "id": entry.id,
                "label": entry.label,
                "kind": entry.kind,
                "type": given.get("type", ""),
                "suggested": bool(state.outline.facts.drafts & set(given.get("resp", "").split())),
                "places": [shown_place(state, each) for each in pointed.get(entry.id, ())],
            }
        )
    return found


def _pointers(state: State) -> dict[str, list[Element]]:
    """The annotations of the text that point at each entry."""
    found: dict[str, list[Element]] = defaultdict(list)
    entries = state.outline.facts.entries
    for element in annotations_in(state):
        given = state.source.attributes(element)
        for key in _POINTING:
            for token in given.get(key, "").split():
                own = token.removeprefix("#")
                if own in entries and element not in found[own]:
                    found[own].append(element)
    return found


def annotations_in(state: State) -> list[Element]:
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


def shown_place(state: State, element: Element) -> Answer:
    """A place with its words, as the page chooses it."""
    low, high = element.inner, element.outer
    for each in state.outline.facts.crossings:
        if each.element == element.number:
            low, high = each.start, each.end
    if low == high:  # nothing stands in it: by what stands around it
        found = around(state, element.start, element.start).to_json(state)
        return {**found, "place": place_of(state, element.start), "exact": ""}
    found = around(state, low, high).to_json(state)
    own = state.source.attributes(element).get("xml:id")
    element_place = place_of(state, element.start) if low == element.inner else f"@{own}:0"
    return {**found, "element": element_place}


# -------------------------------------------------------------------------------- suggestions


_SIGNS = re.compile(
    r"\b(?:direct|reported|at least|at most|to|from|notBefore|notAfter|cardinal|ordinal|fraction"
    r"|percentage)\b"
)
"""What the record of a suggestion says in English (``exporter.confirmation.pending``)."""


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
                "value_label": ", ".join(part for part in (each.who, _said(each, words)) if part),
                "reason": each.score.reason if each.score else "",
                "places": [shown_place(state, element)] if not place.startswith("@") else [],
            }
        )
    return found


def _said(each: Pending, words: Words) -> str:
    """Its values in the language of the interface."""
    return _SIGNS.sub(lambda sign: words[f"says.{sign[0]}"], each.says)


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
