"""Entries that annotations name and that do not exist: another one in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exporter.editing import Edit, Element, SetAttribute
from exporter.errors import EditError
from exporter.workbench.actions.attributes import written_fields
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.panel.fields import annotation_fields, fresh_source
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["astray", "replaced", "replacing_field"]

_NAMING = ("who", "toWhom", "ref", "source")


def astray(state: State, element: Element) -> str:
    """The attribute of an annotation that names an entry that does not exist; empty where it has
    none."""
    if not kind_at(state, element):
        return ""
    given = state.source.attributes(element)
    return next((name for name in _NAMING if any(_gone(state, given, name))), "")


def replacing_field(
    state: State, elements: Sequence[Element], words: Words
) -> Iterator[Mapping[str, Any]]:
    """The field that asks for another entry. Raises EditError where the elements lack different
    kinds of entries."""
    first = elements[0]
    name = _same(state, elements)
    tag = state.outline.names[first.number]
    for field in annotation_fields(state, kind_at(state, first), tag, {}, words):
        if field["name"] == name:
            fresh = [fresh_source(state, each) for each in elements] if name == "source" else [{}]
            alike = all(each == fresh[0] for each in fresh)
            yield {**field, "name": "replaced", "fresh": fresh[0] if alike else {}}


def replaced(state: State, elements: Sequence[Element], wanted: object) -> Iterator[Edit]:
    """Name other entries in the place of those that do not exist."""
    name = _same(state, elements)
    chosen = [str(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
    for element in elements:
        given = state.source.attributes(element)
        gone = set(_gone(state, given, name))
        kept = [token.removeprefix("#") for token in given[name].split() if token not in gone]
        ids = list(dict.fromkeys([*kept, *chosen]))
        written = written_fields(state, {name: ids}, given)
        yield from written.edits
        yield SetAttribute(element.start, name, dict(written.attributes)[name])


def _same(state: State, elements: Sequence[Element]) -> str:
    names = {astray(state, each) for each in elements}
    if len(names) > 1 or "" in names:
        raise EditError("Different things are missing in these places. Answer one by one.")
    return names.pop()


def _gone(state: State, given: Mapping[str, str], name: str) -> Iterator[str]:
    facts = state.outline.facts
    for token in given.get(name, "").split():
        own = token.removeprefix("#")
        if ":" not in token and own not in facts.entries and own not in state.outline.ids:
            yield token
