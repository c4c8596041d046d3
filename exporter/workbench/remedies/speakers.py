"""Who speaks by what a source says, and sources by who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.editing import AddEntry, Edit, Element, SetAttribute
from exporter.editing.ids import Ids
from exporter.errors import EditError
from exporter.tei.tree.datatypes import is_temporal
from exporter.workbench.actions.entries import fresh_id
from exporter.workbench.actions.removal import parts_of
from exporter.workbench.actions.source_entries import source_markup
from exporter.workbench.panel.fields import fresh_source
from exporter.workbench.source.versions import State

__all__ = ["authors_of", "own_sources"]


def authors_of(state: State, element: Element) -> list[str]:
    """The ids of the people and organisations that wrote the sources of an annotation."""
    found: list[str] = []
    entries = state.outline.facts.entries
    for token in state.source.attributes(element).get("source", "").split():
        entry = entries.get(token.removeprefix("#"))
        for number in state.outline.children[entry.element] if entry is not None else ():
            if state.outline.names[number] == "author":
                given = state.source.attributes(state.source.elements[number])
                refs = (ref.removeprefix("#") for ref in given.get("ref", "").split())
                found += [ref for ref in refs if ref in entries]
    return list(dict.fromkeys(found))


def own_sources(state: State, speeches: Sequence[Element], day: str) -> Iterator[Edit]:
    """A source for each speaker: an interview with a person, a statement of an organisation, on
    one day. Raises EditError where nobody is named, or several are."""
    if not is_temporal(day):
        raise EditError(f"“{day}” is no date. Write it as in 2026-03-02.")
    ids = Ids(state.source)
    made: dict[str, str] = {}
    for speech in speeches:
        likely = fresh_source(state, speech)
        if not likely:
            raise EditError(
                f"“{state.outline.words_of(speech)[:60]}” has no speaker, or several. Choose its "
                "source."
            )
        speaker = likely["authors"]
        if speaker not in made:
            label = state.outline.facts.entries[speaker].label
            made[speaker] = fresh_id(state, "source", label, ids)
            fields = {"type": likely["type"], "authors": [speaker], "date": day}
            yield AddEntry(source_markup(state, made[speaker], fields))
        for part in parts_of(state, speech):
            there = state.source.attributes(part).get("source", "").split()
            yield SetAttribute(part.start, "source", " ".join([*there, f"#{made[speaker]}"]))
