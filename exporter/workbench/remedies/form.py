"""The form of an answer to findings of one rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from exporter.editing import Element
from exporter.errors import EditError
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.panel.entries import values_of
from exporter.workbench.panel.fields import annotation_fields, entry_fields, fresh_source
from exporter.workbench.remedies.answers import sources_at
from exporter.workbench.remedies.astray import replacing_field
from exporter.workbench.remedies.naming import naming_fields
from exporter.workbench.remedies.speakers import authors_of
from exporter.workbench.remedies.table import ANSWERS, EXCUSABLE, entry_at
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["answer_form"]

Field = dict[str, Any]


def answer_form(
    state: State, rule: str, elements: Sequence[Element], words: Words
) -> dict[str, Any]:
    """One form for all the places: the fields that end the findings, and a reason for the case
    that there is nothing to give. Raises EditError where the rule has no such answer."""
    if rule not in ANSWERS or not elements:
        raise EditError(f"There is no answer to {rule!r} that several places can share.")
    fields = list(_whole(state, rule, elements, words))
    fields += [
        found
        for name in ANSWERS[rule]
        if name not in {each["name"] for each in fields}
        for found in _fields(state, name, elements, words)
    ]
    if rule in EXCUSABLE:
        fields.append(
            {
                "name": "reason",
                "label": words["field.reason"],
                "help": words["help.reason"],
                "type": "text",
                "value": "",
            }
        )
    count = len(elements)
    title = words.say("form.answers", count=count) if count > 1 else words["form.answer"]
    focus = next((name for name in ANSWERS[rule] for each in fields if each["name"] == name), "")
    return {"title": title, "fields": fields, "focus": focus}


def _whole(state: State, rule: str, elements: Sequence[Element], words: Words) -> Iterator[Field]:
    """All fields of the one source that lacks something: it may lack more than this."""
    own = entry_at(state, elements[0])
    if len(elements) > 1 or not own or "remove" in ANSWERS[rule]:
        return
    entry = state.outline.facts.entries[own]
    yield from entry_fields(state, entry.kind, values_of(state, entry), words)


def _fields(state: State, name: str, elements: Sequence[Element], words: Words) -> Iterator[Field]:
    first = elements[0]
    match name:
        case "remove":
            yield {"name": name, "label": words["field.remove"], "type": "bool", "value": False}
        case "quoted":
            yield _choice(name, ("inner", "direct"), words)
        case "reported":
            yield _choice(name, ("reported",), words)
        case "by_source":
            if all(authors_of(state, each) for each in elements):
                label = words["field.by_source"]
                yield {"name": name, "label": label, "type": "bool", "value": True}
        case "each_on":
            yield {"name": name, "label": words["field.each_on"], "type": "date", "value": ""}
        case "replaced":
            yield from map(dict, replacing_field(state, elements, words))
        case "named":
            if len(elements) == 1:  # several speakers share no name, but they may share a reason
                yield from naming_fields(state, first, words)
        case "authors":
            cited = {tuple(sources_at(state, each)) for each in elements}
            own = next(iter(cited)) if len(cited) == 1 else ()
            entry = state.outline.facts.entries.get(own[0]) if len(own) == 1 else None
            if entry is not None:
                label = words.say("field.authors.of", name=entry.label)
                yield {**_of_entry(state, "source", name, {}, words), "label": label}
        case _ if entry_at(state, first):
            kind = state.outline.facts.entries[entry_at(state, first)].kind
            given = {state.source.attributes(each).get(name, "") for each in elements}
            yield _of_entry(
                state, kind, name, {name: given.pop()} if len(given) == 1 else {}, words
            )
        case _:
            tag = state.outline.names[first.number]
            every = annotation_fields(state, kind_at(state, first), tag, {}, words)
            for each in every:
                if each["name"] == name == "source":
                    likely = [fresh_source(state, element) for element in elements]
                    alike = all(other == likely[0] for other in likely)
                    each["fresh"] = likely[0] if alike else {}
                if each["name"] == name:
                    yield each


def _of_entry(
    state: State, register: str, name: str, values: dict[str, object], words: Words
) -> Field:
    (found,) = (
        each for each in entry_fields(state, register, values, words) if each["name"] == name
    )
    found.pop("group", None)
    return found


def _choice(name: str, values: Sequence[str], words: Words) -> Field:
    choices = [{"value": each, "label": words[f"answer.{each}"]} for each in values]
    return {
        "name": name,
        "label": words[f"field.{name}"],
        "type": "choice",
        "value": values[0],
        "choices": choices,
    }
