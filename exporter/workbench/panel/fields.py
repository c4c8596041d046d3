"""The fields of the side panel: what can be said of an annotation, and of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exporter.editing import Element
from exporter.workbench.actions.attributes import STANDINGS
from exporter.workbench.actions.source_entries import TYPES
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["annotation_fields", "entry_fields", "fresh_source", "labels_of", "source_types"]

Field = dict[str, Any]

_REGISTERS = {"person": "person", "organisation": "organisation", "place": "place"}
_CERTAINTIES = ("high", "medium", "low", "unknown")
_BOUNDS = ("atLeast", "atMost")
_MORE = "more"


def annotation_fields(
    state: State, kind: str, name: str, given: Mapping[str, str], words: Words
) -> list[Field]:
    """The fields of an annotation with their values; ``given`` are its attributes."""
    make = _Fields(state, given, words)
    match kind:
        case "speech":
            found = [] if name == "quote" else [make.entry("who", "speaker")]
            found.append(make.sources())
            if name == "said":
                found += [make.flag("direct"), make.entry("toWhom", "speaker", group=_MORE)]
        case "claim":
            found = [make.sources(), make.status(), make.certainty()]
        case "figure":
            key = "quantity" if name == "measure" else "value"
            found = [make.text(key, "number"), make.text("unit"), make.text("commodity")]
            found += [make.sources(), *(make.text(each, "number", _MORE) for each in _BOUNDS)]
            found += [make.precision(name)]
        case "date":
            found = [make.text("when", "date"), make.certainty()]
            found += [
                make.text(each, "date", _MORE) for each in ("from", "to", "notBefore", "notAfter")
            ]
        case "person" | "organisation" | "place":
            found = [make.entry("ref", _REGISTERS[kind])]
        case "source":
            found = [make.entry("ref", "source")]
        case "note":
            found = [make.note(), make.sources(), make.place()]
        case _:
            found = []
    if kind and kind != "emphasis":
        found.append(make.internal())
    for each in found:
        each["shown"] = _shown(state, each, words)
    return found


def _shown(state: State, field: Field, words: Words) -> str:
    """The value of a field in words."""
    value = field["value"]
    if field["type"] == "bool":
        return words["yes"] if value else words["no"]
    if field["type"] == "choice":
        return next((c["label"] for c in field["choices"] if c["value"] == value), str(value))
    if field["type"] == "entry":
        listed = value if isinstance(value, list) else [value]
        return "; ".join(labels_of(state, [own for own in listed if own]))
    return str(value)


def fresh_source(state: State, element: Element) -> dict[str, str]:
    """What a new source of an annotation is most likely to be: an interview with the person who
    speaks here, a statement of the organisation."""
    for each in (element, *state.source.ancestors(element)):
        who = state.source.attributes(each).get("who", "").split()
        entry = state.outline.facts.entries.get(who[0].removeprefix("#")) if who else None
        if entry is not None and len(who) == 1:
            kind = "interview" if entry.kind == "person" else "statement"
            return {"type": kind, "authors": entry.id}
    return {}


def labels_of(state: State, ids: Sequence[str]) -> list[str]:
    """Entries by their names; what is no entry as it is."""
    entries = state.outline.facts.entries
    return [entries[each].label if each in entries else each for each in ids]


class _Fields:
    def __init__(self, state: State, given: Mapping[str, str], words: Words) -> None:
        self.state = state
        self.given = given
        self.words = words

    def field(self, name: str, kind: str, value: object, **more: object) -> Field:
        found = {"name": name, "label": self.words[f"field.{name}"], "type": kind, "value": value}
        return {**found, **{key: each for key, each in more.items() if each}}

    def text(self, name: str, kind: str = "text", group: str = "") -> Field:
        return self.field(name, kind, self.given.get(name, ""), group=group)

    def entry(self, name: str, register: str, group: str = "") -> Field:
        ids = [token.removeprefix("#") for token in self.given.get(name, "").split()]
        registers = ["person", "organisation"] if register == "speaker" else [register]
        many = name in ("who", "toWhom")
        value: object = ids if many else (ids or [""])[0]
        more = {"registers": registers, "many": many, "group": group}
        labels = labels_of(self.state, ids)
        return self.field(name, "entry", value, register=registers[0], value_labels=labels, **more)

    def sources(self) -> Field:
        ids = [token.removeprefix("#") for token in self.given.get("source", "").split()]
        labels = labels_of(self.state, ids)
        return self.field("source", "entry", ids, register="source", many=True, value_labels=labels)

    def flag(self, name: str) -> Field:
        return self.field(name, "bool", self.given.get(name) == "true")

    def status(self) -> Field:
        statuses = self.state.outline.facts.statuses
        own = self.given.get("xml:id", "")
        tokens = [token.removeprefix("#") for token in self.given.get("ana", "").split()]
        value = self.state.outline.facts.assessed.get(own, "")
        value = value or next((token for token in tokens if token in statuses), "")
        choices = [{"value": "", "label": self.words["status.none"]}]
        choices += [{"value": key, "label": label} for key, (_, label) in statuses.items()]
        there = {standing for standing, _ in statuses.values()}
        choices += [
            {"value": standing, "label": label[:1].upper() + label[1:]}
            for standing in STANDINGS
            if standing not in there
            for label in [self.words[f"status.{standing}"]]
        ]
        return self.field("status", "choice", value, choices=with_value(choices, value))

    def certainty(self) -> Field:
        choices = [{"value": "", "label": self.words["cert.none"]}]
        choices += [{"value": c, "label": self.words[f"cert.{c}"]} for c in _CERTAINTIES]
        value = self.given.get("cert", "")
        choices = with_value(choices, value)
        return self.field("cert", "choice", value, choices=choices, group=_MORE)

    def precision(self, name: str) -> Field:
        del name
        return self.field("vague", "bool", self.given.get("\0vague") == "true", group=_MORE)

    def note(self) -> Field:
        return self.field("text", "long", self.given.get("\0words", ""))

    def place(self) -> Field:
        choices = [{"value": p, "label": self.words[f"place.{p}"]} for p in ("foot", "end")]
        value = "end" if self.given.get("place") == "end" else "foot"
        return self.field("place", "choice", value, choices=choices)

    def internal(self) -> Field:
        value = "#internal" in self.given.get("ana", "").split()
        return self.field("internal", "bool", value, group=_MORE, help=self.words["help.internal"])


# ------------------------------------------------------------------------------------ entries

_ENTRY_FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("name", "text"), ("occupation", "text"), ("affiliation", "text"), ("unnamed", "bool"),
        ("real", "text"), ("note", "long"),
    ),
    "organisation": (("name", "text"), ("unnamed", "bool"), ("real", "text"), ("note", "long")),
    "place": (("name", "text"), ("country", "text"), ("note", "long")),
    "source": (
        ("type", "choice"), ("authors", "entry"), ("title", "text"), ("publisher", "text"),
        ("date", "date"), ("pages", "text"), ("original", "text"), ("archived", "text"),
        ("archived_date", "date"), ("internal", "bool"),
    ),
}  # fmt: skip
_LATER = frozenset(("real", "note", "pages", "archived_date", "internal"))
_HELPED = frozenset(("unnamed", "real", "note", "internal", "archived", "authors"))


def entry_fields(
    state: State, register: str, values: Mapping[str, object], words: Words
) -> Iterator[Field]:
    """The fields of an entry's form; ``values`` are those of an entry that is there."""
    for name, kind in _ENTRY_FIELDS[register]:
        empty: object = [] if name == "authors" else False if kind == "bool" else ""
        found: Field = {
            "name": name,
            "label": words[f"field.{name}"],
            "type": kind,
            "value": values.get(name, empty),
        }
        if name == "type":
            found["value"] = found["value"] or "document"
            found["choices"] = with_value(source_types(words), str(found["value"]))
        if name == "authors":
            found["value_labels"] = labels_of(state, found["value"])
            found |= {
                "register": "person",
                "registers": ["person", "organisation"],
                "many": True,
                "free": True,
            }
        if name in _LATER:
            found["group"] = _MORE
        if name in _HELPED:
            found["help"] = words[f"help.{name}"]
        yield found


def with_value(choices: list[dict[str, str]], value: str) -> list[dict[str, str]]:
    """The choices, with the value that there is if it is none of them."""
    known = {each["value"] for each in choices}
    return choices if value in known else [{"value": value, "label": value}, *choices]


def source_types(words: Words) -> list[dict[str, str]]:
    """The types of sources, each explained."""
    return [
        {"value": t, "label": f"{words[f'type.{t}']}: {words[f'type.{t}.explain']}"} for t in TYPES
    ]
