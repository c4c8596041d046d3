"""The form of the header: its fields with what the header says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exporter.workbench.header.parts import Parts
from exporter.workbench.panel.fields import labels_of
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["head_fields", "head_values", "names_head", "wanted_field"]

_FIELDS = (
    ("title", "text"), ("subtitle", "text"), ("authors", "entry"), ("date", "date"),
    ("publisher", "text"), ("licence", "text"), ("licence_address", "text"),
    ("language", "text"), ("description", "long"),
)  # fmt: skip
_HELPED = frozenset(("authors", "licence", "licence_address", "language", "description"))
_MEANT: Sequence[tuple[str, str]] = (
    ("<publisher>", "publisher"), ("<date>", "date"), ("<licence>", "licence"),
    ("<availability>", "licence"), ("<author>", "authors"), ("<title>", "title"),
    ("xml:lang", "language"),
)  # fmt: skip


def head_values(state: State) -> dict[str, Any]:
    """What the header says, by the names of the fields."""
    parts = Parts(state)
    licence = parts.licence
    return {
        "title": parts.words(parts.title),
        "subtitle": parts.words(parts.subtitle),
        "authors": [parts.author_key(each) for each in parts.authors],
        "date": parts.attribute(parts.date, "when") or parts.words(parts.date),
        "publisher": parts.words(parts.publisher),
        "licence": parts.words(licence or parts.terms),
        "licence_address": parts.attribute(licence, "target"),
        "language": state.source.attributes(parts.tei).get("xml:lang", ""),
        "description": parts.words(parts.abstract),
    }


def head_fields(state: State, words: Words) -> list[dict[str, Any]]:
    """The fields of the form."""
    values: Mapping[str, Any] = head_values(state)
    found = []
    for name, kind in _FIELDS:
        label = words.phrases.get(f"head.{name}", words[f"field.{name}"])
        field = {"name": name, "label": label, "type": kind, "value": values[name]}
        if name == "authors":
            register = {"register": "person", "registers": ["person", "organisation"]}
            labels = labels_of(state, values[name])
            field |= {**register, "many": True, "free": True, "value_labels": labels}
        if name in _HELPED:
            field["help"] = words.phrases.get(f"head.{name}.help", words[f"help.{name}"])
        found.append(field)
    return found


def names_head(message: str) -> bool:
    """Whether a finding of the schema is about what the form of the header asks for."""
    signs = ("<publicationStmt>", "<titleStmt>", *(sign for sign, _ in _MEANT))
    return any(sign in message for sign in signs)


def wanted_field(message: str, values: Mapping[str, Any]) -> str:
    """The field that a finding about the header wants: the first that it names and that is
    empty, else the first that it names."""
    named = sorted((message.find(sign), name) for sign, name in _MEANT if sign in message)
    return next((name for _, name in named if not values[name]), named[0][1] if named else "title")
