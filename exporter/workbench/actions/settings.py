"""Changing what an annotation says: its attributes, a note's words."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.editing import Edit, Element, Insert, Replace, SetAttribute, Splice, escaped
from exporter.errors import EditError
from exporter.workbench.actions.action import Fields, Planned
from exporter.workbench.actions.attributes import written_fields
from exporter.workbench.actions.removal import kind_at, parts_of
from exporter.workbench.source.versions import State

__all__ = ["changed"]

_BOUNDS = ("atLeast", "atMost", "min", "max")
_OFTEN = frozenset(("who", "toWhom", "source", "direct", "status", "cert", "internal"))
"""Fields that all parts of a chain share."""


def changed(state: State, element: Element, fields: Fields) -> Planned:
    """The edits that give an annotation other values. Raises EditError."""
    kind = kind_at(state, element)
    if not kind:
        raise EditError(f"<{element.name}> is no annotation that the page knows.")
    edits: list[Edit] = []
    if kind == "note":
        edits += _note(state, element, fields)
        fields = {key: value for key, value in fields.items() if key != "text"}
    parts = parts_of(state, element) if set(fields) <= _OFTEN else [element]
    for part in parts:
        edits += _one(state, part, fields)
    if "status" in fields:
        edits += _record(state, parts, fields)
    return Planned(tuple(dict.fromkeys(edits)), "said.set", {"kind": kind}, element.start)


def _one(state: State, element: Element, fields: Fields) -> Iterator[Edit]:
    source = state.source
    given = source.attributes(element)
    name = state.outline.names[element.number]
    if name in ("measure", "num"):
        fields, rename = _as_fitting(name, given, dict(fields))
        if rename:
            yield from _renamed(element, rename)
    if name == "note" and "place" in fields:
        yield SetAttribute(element.start, "place", str(fields["place"]) or None)
    if "vague" in fields:
        yield from _vague(state, element, bool(fields["vague"]))
    written = written_fields(state, fields, given)
    yield from written.edits
    for key, value in written.attributes:
        if value is None and key not in given:
            continue
        if given.get(key) != value:
            yield SetAttribute(element.start, key, value)


def _as_fitting(name: str, given: dict[str, str], fields: Fields) -> tuple[Fields, str]:
    """A number with a unit is a ``measure``, one without is a ``num``: their attributes, and the
    other name where it is needed."""
    unit = fields.get("unit", given.get("unit"))
    value = fields.pop("value", fields.pop("quantity", None))
    wanted = "measure" if unit or "commodity" in given or fields.get("commodity") else "num"
    if given.get("type") in ("percentage", "fraction", "ordinal") and not fields.get("unit"):
        wanted = "num"
    keys = {"measure": ("quantity", "value"), "num": ("value", "quantity")}[wanted]
    if value is not None:
        fields[keys[0]] = value
    fields = _either(fields, given, keys[0])
    if wanted == name:
        return fields, ""
    if keys[1] in given:
        fields.setdefault(keys[0], given[keys[1]])
        fields[keys[1]] = None
    if wanted == "num":
        fields["unit"] = fields["commodity"] = None
        fields.setdefault("type", "cardinal")
    elif given.get("type") in ("cardinal", "ordinal", "fraction", "percentage"):
        fields.setdefault("type", None)
    return fields, wanted


def _either(fields: Fields, given: dict[str, str], key: str) -> Fields:
    """A figure has a value or bounds: what is not given with the one goes with the other."""
    if fields.get(key):
        return {**{each: None for each in _BOUNDS if each in given}, **fields}
    if key in given and any(fields.get(each) for each in _BOUNDS):
        return {key: None, **fields}
    return fields


def _renamed(element: Element, name: str) -> Iterator[Edit]:
    prefix = element.name.rpartition(":")[0]
    full = f"{prefix}:{name}" if prefix else name
    yield Splice(element.start + 1, element.start + 1 + len(element.name), full)
    if not element.is_empty_tag:
        start = element.outer + 2
        yield Splice(start, start + len(element.name), full)


def _vague(state: State, element: Element, wanted: bool) -> Iterator[Edit]:
    """“about”: a ``precision`` inside of a figure."""
    inside = [
        state.source.elements[number]
        for number in state.outline.children[element.number]
        if state.outline.names[number] == "precision"
    ]
    if wanted and not inside:
        key = "quantity" if state.outline.names[element.number] == "measure" else "value"
        markup = f'<precision match="@{key}" precision="low"/>'
        yield Insert(element.outer, markup, markup=True)
    for each in inside if not wanted else ():
        yield Replace(each.start, each.end, "")


def _note(state: State, element: Element, fields: Fields) -> Iterator[Edit]:
    if "text" not in fields:
        return
    words = str(fields["text"]).strip()
    if words == state.outline.words_of(element):
        return
    given = state.source.attributes(element)
    if not words and not given.get("source"):
        raise EditError("A note needs words, or a source that words it. Remove it instead.")
    if given.get("sameAs"):
        raise EditError("This note repeats another one. Change the words of that one.")
    if element.is_empty_tag and given.get("source"):
        raise EditError("This note is worded by its sources. Add a note of your own beside it.")
    if state.outline.children[element.number]:
        raise EditError(
            "This note holds annotations, which would be lost. Change its words in an editor, or "
            "remove its annotations first."
        )
    if element.is_empty_tag:
        yield Splice(element.end - 2, element.end, f">{escaped(words)}</{element.name}>")
    else:
        yield Replace(element.inner, element.outer, words)


def _record(state: State, parts: list[Element], fields: Fields) -> Iterator[Edit]:
    """A claim's record of verification says the same as the claim."""
    own = {state.source.attributes(part).get("xml:id", "") for part in parts} - {""}
    for number, name in enumerate(state.outline.names):
        if name != "annotation":
            continue
        element = state.source.elements[number]
        given = state.source.attributes(element)
        if own & {token.removeprefix("#") for token in given.get("target", "").split()}:
            status = written_fields(state, {"status": fields["status"]})
            value = dict(status.attributes).get("ana")
            if given.get("ana") != value and (value is not None or "ana" in given):
                yield SetAttribute(element.start, "ana", value)
