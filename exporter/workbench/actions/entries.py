"""Entries of registers: new ones as XML, changes of those there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from exporter.editing import (
    AddEntry,
    Delete,
    Edit,
    Element,
    Insert,
    Replace,
    SetAttribute,
    attribute_value,
    escaped,
)
from exporter.editing.ids import Ids
from exporter.errors import EditError
from exporter.tei.tree.datatypes import is_temporal
from exporter.workbench.actions.action import Fields, Planned
from exporter.workbench.actions.removal import removed_line
from exporter.workbench.actions.source_entries import source_children, source_markup
from exporter.workbench.source.versions import State

__all__ = ["entered", "fresh_id"]

_ELEMENTS = {"person": "person", "organisation": "org", "place": "place", "source": "bibl"}
_NAMES = {"person": "persName", "organisation": "orgName", "place": "placeName"}
_PREFIXES = {"person": "p", "organisation": "o", "place": "pl", "source": "s"}


def entered(state: State, register: str, own: str | None, fields: Fields) -> Planned:
    """The edits that make an entry, or change the one with the id ``own``. Raises EditError."""
    if register not in _ELEMENTS:
        raise EditError(f"There is no register {register!r}. There are: {', '.join(_ELEMENTS)}.")
    for key, value in fields.items():
        if key.endswith("date") and value and not is_temporal(str(value)):
            raise EditError(f"“{value}” is no date. Write year, month and day, as in 2026-03-02.")
        if key in ("original", "archived") and value and not _is_address(str(value)):
            raise EditError(f"“{value}” is no address. It begins with https:// or http://.")
    if own is None:
        return _made(state, register, fields)
    entry = state.outline.facts.entries.get(own)
    if entry is None or entry.kind != register:
        raise EditError(f"There is no entry {own!r} in this register any more.")
    element = state.source.elements[entry.element]
    edits = list(_changed(state, register, element, fields))
    values = {"name": entry.label}
    return Planned(tuple(edits), "said.entry.changed", values, element.start, own)


def fresh_id(state: State, register: str, name: str, ids: Ids | None = None) -> str:
    """An id that is free: ``p.mills`` for Ada Mills."""
    words = name.split()
    stem = words[-1] if register == "person" and words else "-".join(words[:3])
    latin = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9-]", "", latin).strip("-") or "x"
    return (ids or Ids(state.source)).fresh(f"{_PREFIXES[register]}.{stem}", bare=True)


def _is_address(text: str) -> bool:
    return re.fullmatch(r"(?i)https?://\S+", text.strip()) is not None


def _text(fields: Mapping[str, Any], key: str) -> str:
    return " ".join(str(fields.get(key) or "").split())


def _made(state: State, register: str, fields: Fields) -> Planned:
    name = _text(fields, "name") or _text(fields, "title") or _text(fields, "text")
    if register == "source":
        name = name or _text(fields, "authors") or _text(fields, "type")
    if not name:
        raise EditError("An entry needs a name. Write one.")
    own = fresh_id(state, register, name)
    if register == "source":
        markup = source_markup(state, own, fields)
    else:
        markup = _agent_markup(register, own, fields, name)
    edits: list[Edit] = [AddEntry(markup), *_audience(state, fields)]
    return Planned(tuple(edits), "said.entry.made", {"name": name}, -1, own)


def _agent_markup(register: str, own: str, fields: Fields, name: str) -> str:
    element = _ELEMENTS[register]
    start = f"<{element} xml:id={attribute_value(own)}"
    if fields.get("unnamed"):
        start += ' role="unnamed-source"'
    inner = f"<{_NAMES[register]}>{escaped(name)}</{_NAMES[register]}>"
    if register in ("person", "organisation") and _text(fields, "real"):
        real = escaped(_text(fields, "real"))
        inner += f'<{_NAMES[register]} ana="#internal">{real}</{_NAMES[register]}>'
    if register == "person":
        for key in ("occupation", "affiliation"):
            if _text(fields, key):
                inner += f"<{key}>{escaped(_text(fields, key))}</{key}>"
    if register == "place" and _text(fields, "country"):
        inner += f"<country>{escaped(_text(fields, 'country'))}</country>"
    if _text(fields, "note"):
        inner += f'<note ana="#internal">{escaped(_text(fields, "note"))}</note>'
    return f"{start}>{inner}</{element}>"


def _audience(state: State, fields: Fields) -> Iterator[Edit]:
    """The category that internal parts point at, where the article has none."""
    internal = ("real", "note", "internal")
    if any(fields.get(key) for key in internal) and "internal" not in state.outline.ids:
        label = "For the newsroom only"
        entry = f'<category xml:id="internal"><catDesc>{label}</catDesc></category>'
        yield AddEntry(entry, "teiHeader/encodingDesc/classDecl/taxonomy[@xml:id='audience']")


# ------------------------------------------------------------------------------------ changes


def _changed(state: State, register: str, entry: Element, fields: Fields) -> Iterator[Edit]:
    yield from _audience(state, fields)
    given = state.source.attributes(entry)
    if "unnamed" in fields:
        role = "unnamed-source" if fields["unnamed"] else None
        if given.get("role") != role and (role or given.get("role") == "unnamed-source"):
            yield SetAttribute(entry.start, "role", role)
    if register == "source":
        yield from source_children(state, entry, fields)
        return
    name = _NAMES[register]
    wanted = [("name", name, False), ("real", name, True), ("note", "note", True)]
    wanted += [(key, key, False) for key in ("occupation", "affiliation", "country")]
    for key, tag, internal in wanted:
        if key in fields:
            yield from _child(state, entry, tag, _text(fields, key), internal=internal)


def _child(state: State, entry: Element, tag: str, words: str, *, internal: bool) -> Iterator[Edit]:
    """Give a child of an entry other words; make it, or take it away."""
    found = None
    for number in state.outline.children[entry.number]:
        child = state.source.elements[number]
        hidden = "#internal" in state.source.attributes(child).get("ana", "").split()
        if state.outline.names[number] == tag and hidden == internal:
            found = child
            break
    if found is None:
        if words:
            ana = ' ana="#internal"' if internal else ""
            markup = f"<{tag}{ana}>{escaped(words)}</{tag}>"
            yield Insert(_after_names(state, entry, tag), markup, markup=True)
    elif not words:
        if tag.endswith("Name") and not internal:
            raise EditError("An entry needs a name. Write one.")
        yield Delete(*removed_line(state, found))
    elif words != state.outline.words_of(found):
        if found.is_empty_tag:
            raise EditError(f"<{tag}> is empty in the file: write its words in an editor.")
        yield Replace(found.inner, found.outer, words)


def _after_names(state: State, entry: Element, tag: str) -> int:
    """Where a further child goes: a name after the other names, all else at the end."""
    children = [state.source.elements[n] for n in state.outline.children[entry.number]]
    names = [c for c in children if state.outline.names[c.number] == tag]
    if names:
        return names[-1].end
    others = [c for c in children if state.outline.names[c.number] != "note"]
    if tag != "note" and others:
        return others[-1].end
    return children[-1].end if children else entry.outer
