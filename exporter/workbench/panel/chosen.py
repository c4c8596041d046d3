"""What the panel shows of a place: the annotation there, or of the words that are chosen."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from exporter.editing import Element
from exporter.errors import EditError
from exporter.workbench.actions.readings import reading
from exporter.workbench.actions.removal import kind_at, parts_of
from exporter.workbench.panel.assessment import Assessment, by_words
from exporter.workbench.panel.fields import annotation_fields, fresh_source
from exporter.workbench.panel.indexes import row_of
from exporter.workbench.panel.verification import history_of, record_values
from exporter.workbench.places import place_of
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["chosen", "findings_in"]

Answer = dict[str, Any]
_VALUES = ("quantity", "value", "unit", "when", "from", "to", "notBefore", "notAfter", "atLeast",
           "atMost")  # fmt: skip


def chosen(
    state: State, start: int, end: int | None, assessment: Assessment, words: Words
) -> Answer:
    """The innermost annotation at an offset of the file, or around a range; ``element`` None
    where there is none."""
    around = _annotations(state, start, start if end is None else end)
    if not around:
        return _nothing(state, start, end, assessment, words)
    element = around[0]
    kind = kind_at(state, element)
    parts = parts_of(state, element)
    given = dict(state.source.attributes(element))
    given["\0vague"] = str(
        any(state.outline.names[n] == "precision" for n in state.outline.children[element.number])
    ).lower()
    said = _words(state, element)
    given["\0words"] = said
    name = state.outline.names[element.number]
    fields = annotation_fields(state, kind, name, given, words)
    for field in fields:
        if field["name"] == "source":
            field["fresh"] = fresh_source(state, element)
    _propose(state, element, kind, fields, words)
    own = [state.source.attributes(part).get("xml:id", "") for part in parts]
    keys = own if any(own) else [by_words(kind, said)]
    notes = [note for key in keys for note in assessment.notes.get(key, ())]
    drafts = state.outline.facts.drafts
    return {
        "element": _place(state, element),
        "kind": kind,
        "kind_label": words[f"kind.{kind}"],
        "words": " … ".join(_words(state, part) for part in parts),
        "words_at": [_range(state, part) for part in parts],
        "fields": fields,
        "note": "\n".join(dict.fromkeys(notes)),
        "findings": findings_in(state, [(p.start, p.inner) for p in parts], assessment, words),
        "suggested": "likely" if drafts & set(given.get("resp", "").split()) else None,
        "verification": record_values(state, parts) if kind == "claim" else None,
        "history": history_of(state, parts),
        "around": [
            {"element": _place(state, each), "kind": kind_at(state, each), "label": label}
            for each in around[1:]
            if (label := words[f"kind.{kind_at(state, each)}"])
        ],
    }


def _annotations(state: State, start: int, end: int) -> list[Element]:
    """From the inside; a place just behind an annotation's last character is in it still."""
    source = state.source
    found: list[Element] = []
    with suppress(EditError):
        found.append(source.element(start))
    for offset in (start, start - 1) if start == end else (start,):
        here = source.around(max(0, offset))
        while here is not None:
            if here.start <= start and end <= here.end and here not in found:
                found.append(here)
            here = source.parent(here)
    for each in state.outline.facts.crossings:
        span = source.elements[each.element]
        if each.start <= start and end <= each.end and span not in found:
            found.append(span)
    return [each for each in found if kind_at(state, each)]


def _place(state: State, element: Element) -> str:
    own = state.source.attributes(element).get("xml:id")
    if state.outline.names[element.number] == "span" and own:
        return f"@{own}:0"
    return place_of(state, element.start)


def _crossing(state: State, element: Element) -> tuple[int, int] | None:
    return next(
        ((c.start, c.end) for c in state.outline.facts.crossings if c.element == element.number),
        None,
    )


def _words(state: State, element: Element) -> str:
    low, high = _crossing(state, element) or (element.inner, element.outer)
    without = frozenset() if state.outline.names[element.number] == "note" else frozenset(("note",))
    return " ".join(state.source.content(low, high, without=without).string.split())


def _range(state: State, element: Element) -> list[str]:
    low, high = _crossing(state, element) or (element.inner, element.outer)
    return [place_of(state, low), place_of(state, high)]


def _nothing(
    state: State, start: int, end: int | None, assessment: Assessment, words: Words
) -> Answer:
    leaves = [leaf for leaf in state.layout.leaves if leaf.start <= start <= leaf.end]
    spans = [(leaf.start, leaf.end) for leaf in leaves[-1:]]
    text = ""
    if end is not None and end > start:
        text = " ".join(state.source.content(start, end).string.split())
    return {
        "element": None,
        "kind": None,
        "words": text,
        "words_at": [],
        "fields": [],
        "note": "",
        "findings": findings_in(state, spans, assessment, words),
        "suggested": None,
        "verification": None,
        "history": [],
        "around": [],
    }


def _propose(state: State, element: Element, kind: str, fields: list[Answer], words: Words) -> None:
    """What the words say that an attribute does not."""
    if kind not in ("figure", "date"):
        return
    read = reading(state, kind, element.inner, element.outer)
    if read is None:
        return
    both = {"quantity": "value", "value": "quantity"}
    bounds = [read.fields[key] for key in ("atLeast", "atMost") if key in read.fields]
    for field in fields:
        name = field["name"]
        value = read.fields.get(name, read.fields.get(both.get(name, ""), ""))
        if name in both and not value and field["value"] and bounds:
            shown = "–".join(bounds)
            field["disagrees"] = words.say("disagrees", words=shown, value=field["value"])
        if name not in _VALUES or not value or value == field["value"]:
            continue
        field["proposed"], field["proposed_label"] = value, value
        if field["value"] and not _same(field["value"], value):
            field["disagrees"] = words.say("disagrees", words=value, value=field["value"])


def _same(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return one == other


def findings_in(
    state: State, spans: list[tuple[int, int]], assessment: Assessment, words: Words
) -> list[Answer]:
    """What the rules found within ranges of the file; nothing where the findings are of an older
    state."""
    if assessment.version != state.version:
        return []
    found = []
    for finding, offset in zip(assessment.findings, assessment.offsets, strict=True):
        if any(low <= offset < high for low, high in spans):
            row = row_of(state, finding, offset, assessment.mendable, words)
            found.append({**row, "act": ""} if row["act"] == "details" else row)
    return found
