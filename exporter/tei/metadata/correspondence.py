"""``correspDesc``: who wrote to whom, where and when (TEI 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.model import Author, Correspondence
from exporter.tei.metadata.registers import Registers
from exporter.tei.tree.attribute_values import date_value, person_name
from exporter.tei.tree.elements import Element, children, descendants, first, plain
from exporter.tei.tree.pointers import Index

__all__ = ["correspondence"]

_PLACES = ("placeName", "settlement", "geogName", "region", "country")


def correspondence(root: Element, index: Index, registers: Registers) -> tuple[Correspondence, ...]:
    """What became of each letter of the header, step by step."""
    profile = first(root, "teiHeader", "profileDesc")
    if profile is None:
        return ()
    return tuple(
        step
        for description in descendants(profile, "correspDesc")
        for step in _steps(description, index, registers)
    )


def _steps(description: Element, index: Index, registers: Registers) -> Iterator[Correspondence]:
    """Its steps, and what it says in sentences."""
    for action in descendants(description, "correspAction"):
        if (step := _step(action, index, registers)) is not None:
            yield step
    for said in children(description, "p", "ab", "note"):
        if words := plain(said):
            yield Correspondence("", words=words)


def _step(action: Element, index: Index, registers: Registers) -> Correspondence | None:
    who = tuple(_people(action, index, registers))
    places = tuple(dict.fromkeys(_places(action, index, registers)))
    date = next(descendants(action, "date"), None)
    when = date_value(date) if date is not None else None
    words = "" if who or places or when else plain(action)
    if not (who or places or words or (when and (when.text or when.bounds))):
        return None
    return Correspondence((action.get("type") or "").casefold(), who, places, when, words)


def _people(action: Element, index: Index, registers: Registers) -> Iterator[Author]:
    for named in descendants(action, "persName", "orgName", "name", "rs"):
        if any(True for _ in named.iterancestors("{*}persName", "{*}orgName", "{*}placeName")):
            continue
        if (named.get("type") or "").casefold() in ("place", "city"):
            continue
        ref = next(iter(index.targets(named, "ref")), "")
        agent = registers.agents.get(ref)
        if said := person_name(named) or (agent.name if agent is not None else ""):
            yield Author(said, ref)


def _places(action: Element, index: Index, registers: Registers) -> Iterator[str]:
    for named in descendants(action, *_PLACES):
        if any(True for _ in named.iterancestors("{*}persName", "{*}orgName", "{*}placeName")):
            continue
        ref = next(iter(index.targets(named, "ref")), "")
        place = registers.places.get(ref)
        if said := plain(named, "idno") or (place.name if place is not None else ""):
            yield said
