"""What an entry of a register says, as the values of its form."""

from __future__ import annotations

from exporter.editing import Element
from exporter.workbench.source.outline import Registered
from exporter.workbench.source.versions import State

__all__ = ["values_of"]

_NAMES = frozenset(("persName", "orgName", "placeName"))
_PLAIN = frozenset(("occupation", "affiliation", "country", "title", "publisher"))


def values_of(state: State, entry: Registered) -> dict[str, object]:
    """The values of an entry's form, by the names of its fields."""
    source, outline = state.source, state.outline
    element = source.elements[entry.element]
    given = source.attributes(element)
    found: dict[str, object] = {
        "unnamed": given.get("role") == "unnamed-source",
        "type": given.get("type", ""),
        "internal": "#internal" in given.get("ana", "").split(),
    }
    authors: list[str] = []
    for number in outline.children[element.number]:
        child = source.elements[number]
        name, inner = outline.names[number], source.attributes(child)
        hidden = "#internal" in inner.get("ana", "").split()
        words = outline.words_of(child)
        if name in _NAMES:
            found.setdefault("real" if hidden else "name", words)
        elif name in _PLAIN:
            found.setdefault(name, words)
        elif name == "note" and hidden:
            found.setdefault("note", words)
        elif name == "author":
            authors.append(inner.get("ref", "").removeprefix("#") or words)
        elif name == "citedRange":
            found.setdefault("pages", words)
        elif name == "date":
            found.setdefault("date", inner.get("when", ""))
        elif name == "ref" and inner.get("type") in ("original", "archived"):
            _address(state, child, inner, found)
    return {**found, "authors": authors}


def _address(state: State, ref: Element, given: dict[str, str], found: dict[str, object]) -> None:
    found.setdefault(given["type"], given.get("target", ""))
    for number in state.outline.children[ref.number]:
        if given["type"] == "archived" and state.outline.names[number] == "date":
            when = state.source.attributes(state.source.elements[number]).get("when", "")
            found.setdefault("archived_date", when)
