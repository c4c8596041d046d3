"""Where the text says who a speaker is: in a form of the name, or in other words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exporter.editing import Edit, Element, SetAttribute
from exporter.errors import EditError
from exporter.workbench.actions.action import Fields
from exporter.workbench.actions.marks import marked, same_words
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.panel.registers import forms_of
from exporter.workbench.places import place_of
from exporter.workbench.quotes import occurrences
from exporter.workbench.source.outline import Registered
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["introduced", "naming_fields"]

_NAMES = ("person", "organisation", "place")


def naming_fields(state: State, speech: Element, words: Words) -> Iterator[dict[str, Any]]:
    """``named``: the places where the text has the speaker's name; ``named_as``: other words by
    which it says who that is. Nothing where the speaker is in no register."""
    entry = _speaker(state, speech)
    if entry is None:
        return
    found = {
        f"{place_of(state, each.start)} {place_of(state, each.end)}": each
        for form in forms_of(state, entry.id)
        for each in occurrences(state, form, whole=True)
    }
    choices = [
        {"value": key, "label": f"…{each.before[-30:]}{each.exact}{each.after[:30]}…"}
        for key, each in found.items()
    ]
    if choices:
        yield {
            "name": "named",
            "label": words["field.named"],
            "type": "choice",
            "value": choices[0]["value"],
            "choices": choices,
        }
    yield {
        "name": "named_as",
        "label": words["field.named_as.or" if choices else "field.named_as"],
        "help": words.say("help.named_as", name=entry.label),
        "type": "text",
        "value": "",
    }


def introduced(state: State, speech: Element, given: Fields) -> Iterator[Edit]:
    """Mark the words that say who speaks: those that were typed (``named_as``), where they stand
    first, or those at a place (``named``: ``start end``, offsets of the file). A mark of a name
    that is there already gets the entry. Raises EditError where there are no such words."""
    entry = _speaker(state, speech)
    if entry is None:
        raise EditError("This speaker is in no register. Choose who speaks first.")
    typed = str(given.get("named_as") or "").strip()
    start, end = _standing(state, typed) if typed else _chosen(str(given.get("named")))
    there = _name_at(state, start, end)
    if there is None:
        yield from marked(state, entry.kind, [(start, end)], {"ref": entry.id}).edits
    else:
        yield SetAttribute(there.start, "ref", f"#{entry.id}")


def _speaker(state: State, speech: Element) -> Registered | None:
    own = state.source.attributes(speech).get("who", "").partition(" ")[0].removeprefix("#")
    return state.outline.facts.entries.get(own)


def _chosen(place: str) -> tuple[int, int]:
    start, _, end = place.partition(" ")
    if not (start.isdigit() and end.isdigit()):
        raise EditError("Nothing is filled in yet. Give an answer.")
    return int(start), int(end)


def _standing(state: State, typed: str) -> tuple[int, int]:
    """Where words stand first; rather where no other entry is named."""
    found = [(each.start, each.end) for each in occurrences(state, typed, whole=True)]
    if not found:
        raise EditError(
            f"“{typed}” does not stand in the article. Write the words as they stand there."
        )
    return next((each for each in found if not _is_named(state, each[0])), found[0])


def _is_named(state: State, offset: int) -> bool:
    return any(_entry_of(state, each) for each in _names_around(state, offset))


def _name_at(state: State, start: int, end: int) -> Element | None:
    """The mark of a name around just these words that names no entry, or one that is not there."""
    names = same_words(state, start, end, *_NAMES)
    return next((each for each in names if not _entry_of(state, each)), None)


def _names_around(state: State, offset: int) -> list[Element]:
    around = state.source.around(offset)
    above = [around, *state.source.ancestors(around)] if around is not None else []
    return [each for each in above if kind_at(state, each) in _NAMES]


def _entry_of(state: State, name: Element) -> str:
    pointed = state.source.attributes(name).get("ref", "").removeprefix("#")
    return pointed if pointed in state.outline.facts.entries else ""
