"""Sigla: how an apparatus names its witnesses and sources (TEI 13.1.4)."""

from __future__ import annotations

from exporter.model import Link, Marks, Run
from exporter.tei.content.line_builder import GENERATED
from exporter.tei.tree.attribute_values import person_name
from exporter.tei.tree.elements import Element, children, descendants, identifier, name, plain
from exporter.tei.tree.pointers import Index

__all__ = ["sigla", "siglum"]


def sigla(reading: Element, index: Index) -> tuple[Run, ...]:
    """The witnesses and sources of a reading and who is responsible for it, each once, with a
    space between; those that this file holds are links."""
    said = (reading.get("wit"), reading.get("source"), reading.get("resp"))
    tokens = " ".join(filter(None, said)).split()
    written = {plain(wit) for wit in children(reading, "wit")}
    found: list[Run] = []
    for token in dict.fromkeys(tokens):
        target = index.target(token)
        label = siglum(index.elements[target]) if target else token.lstrip("#").rpartition(":")[2]
        if not label or label in written:
            continue
        marks: Marks = (Link(f"#{target}"), GENERATED) if target else (GENERATED,)
        if found:
            found.append(Run(" ", (GENERATED,)))
        found.append(Run(label, marks))
    return tuple(found)


def siglum(element: Element) -> str:
    """A witness's siglum, a source's author and year, a person's surname; else its number, or its
    id."""
    if element.get("n"):
        return str(element.get("n"))
    for abbreviation in descendants(element, "abbr", "idno"):
        if name(abbreviation) == "abbr" or abbreviation.get("type") == "siglum":
            return plain(abbreviation)
    if name(element) in ("bibl", "biblStruct", "biblFull"):
        author = next(descendants(element, "author", "editor"), None)
        date = next(descendants(element, "date"), None)
        surname = next(descendants(author, "surname"), author) if author is not None else None
        who = person_name(surname) if surname is not None else ""
        year = (plain(date) or (date.get("when") or "")[:4]) if date is not None else ""
        if who:
            return f"{who} {year}".strip()
        if title := plain(next(descendants(element, "title"), None)):
            return title
    if name(element) in _PEOPLE:
        named = next(descendants(element, "surname", "orgName"), None)
        named = next(descendants(element, *_NAMES), element) if named is None else named
        if who := person_name(named):
            return who
    return identifier(element)


_PEOPLE = ("person", "respStmt", "editor", "author", "org", "persName", "name")
_NAMES = ("persName", "name", "orgName")
