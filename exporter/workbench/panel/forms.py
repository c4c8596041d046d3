"""The forms that the page opens: a title, what is said above the fields, the fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from exporter.editing import Element
from exporter.errors import EditError
from exporter.workbench.actions.removal import parts_of
from exporter.workbench.actions.source_entries import TYPES
from exporter.workbench.header.fields import head_fields
from exporter.workbench.panel.entries import values_of
from exporter.workbench.panel.fields import annotation_fields, entry_fields, labels_of
from exporter.workbench.panel.verification import record_values
from exporter.workbench.remedies.form import answer_form
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["form"]

Answer = dict[str, Any]
_REGISTERS = ("person", "organisation", "place", "source")


def form(
    state: State,
    asked: Mapping[str, str],
    element: Callable[[str], Element],
    *,
    words: Words,
    by: str,
) -> Answer:
    """The form that is asked for by ``of``; ``element`` finds an annotation by its place, ``by``
    is who works here. ``focus`` is the field to begin in. Raises EditError."""
    of = asked.get("of", "entry")
    match of:
        case "entry":
            found = _entry(state, asked, words)
        case "head":
            found = {"title": words["form.head"], "fields": head_fields(state, words)}
        case "name":
            found = _name(asked.get("kind", ""), words)
        case "record":
            found = _record(state, element(asked.get("element", "")), words, by)
        case "answer":
            places = asked.get("elements", "").split()
            rule = asked.get("rule", "")
            found = answer_form(state, rule, [element(each) for each in places], words)
        case _:
            raise EditError(f"There is no form {of!r}.")
    return {"said": asked.get("said", ""), "focus": asked.get("focus", ""), **found}


def _entry(state: State, asked: Mapping[str, str], words: Words) -> Answer:
    register, own = asked.get("register", ""), asked.get("id", "")
    if register not in _REGISTERS:
        raise EditError(f"There is no register {register!r}.")
    values: dict[str, object] = {}
    if own:
        entry = state.outline.facts.entries.get(own)
        if entry is None or entry.kind != register:
            raise EditError(f"There is no entry {own!r} in this register any more.")
        values = values_of(state, entry)
    else:
        label = asked.get("label", "")
        values = {"title" if register == "source" else "name": label}
        named = (t for t in TYPES if words[f"type.{t}"].casefold() in label.casefold().split())
        values["type"] = asked.get("type") or next(named, "")
        values["authors"] = [each for each in asked.get("authors", "").split() if each]
    title = words["form.edit"] if own else words[f"form.new.{register}"]
    return {"title": title, "fields": list(entry_fields(state, register, values, words))}


def _name(kind: str, words: Words) -> Answer:
    """Whose name it is that stands in several places."""
    if kind not in _REGISTERS[:3]:
        raise EditError(f"There is no register {kind!r}.")
    label = words[f"kind.{kind}"]
    field = {"name": "ref", "label": label, "type": "entry", "register": kind, "value": ""}
    return {"title": words["form.name"], "fields": [field]}


def _record(state: State, claim: Element, words: Words, by: str) -> Answer:
    """A record of verification: the one that there is, or a new one of today."""
    parts = parts_of(state, claim)
    record = record_values(state, parts)
    given = state.source.attributes(claim)
    name = state.outline.names[claim.number]
    fields = {f["name"]: f for f in annotation_fields(state, "claim", name, given, words)}
    status, cert = dict(fields["status"]), dict(fields["cert"])
    cert.pop("group", None)
    record = record or {
        "who": by or _last_checker(state),
        "when": date.today().isoformat(),  # noqa: DTZ011
    }
    evidence = [each["source"] for each in record.get("evidence", ())]
    status["value"] = record.get("status") or status["value"]
    cert["value"] = record.get("cert") or cert["value"]
    made: list[Answer] = [
        status,
        cert,
        {"name": "who", "type": "entry", "register": "person", "free": True},
        {"name": "when", "type": "date"},
        {"name": "evidence", "type": "entry", "register": "source", "many": True},
        {"name": "note", "type": "long"},
        {"name": "internal_note", "type": "long"},
    ]
    for each in made[2:]:
        key = each["name"]
        each["label"] = words[f"record.{key}"]
        each["value"] = evidence if key == "evidence" else record.get(key, "")
        if each["type"] == "entry":
            value = each["value"]
            each["value_labels"] = labels_of(state, value if isinstance(value, list) else [value])
    return {"title": words["form.record"], "fields": made}


def _last_checker(state: State) -> str:
    """Who is named in the article's last record."""
    for number in reversed(range(len(state.outline.names))):
        if state.outline.names[number] == "annotation":
            found = record_values(state, [], state.source.elements[number])
            if found and found["who"]:
                return str(found["who"])
    return ""
