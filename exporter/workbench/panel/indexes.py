"""What is still to do, and the indexes of what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from exporter.confirmation import Pending
from exporter.editing import Element
from exporter.notices import Notice, Severity
from exporter.workbench.actions.mends import finding_id
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.header.fields import head_values, wanted_field
from exporter.workbench.panel.assessment import Assessment
from exporter.workbench.panel.findings import said_of_several, said_plainly
from exporter.workbench.panel.registers import LISTS, annotations_in, registers, shown_place
from exporter.workbench.places import place_of
from exporter.workbench.remedies.table import ANSWERS, act_of, entry_around
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["indexes", "row_of", "todo"]

Answer = dict[str, Any]

_GROUPS = {
    "claim-without-status": "claims-without-status",
    "source-not-cited": "sources-not-cited",
    "speaker-not-introduced": "speakers-not-introduced",
}
"""The rules that have a list of their own in the count."""
_COUNTED = ("suggestions", *_GROUPS.values(), "findings")
_ORDER = ("schema", "title-differs-from-heading", "speech", "reported", "direct", "claim", "figure")
"""What is asked for first: what answers most of the findings that follow. The rest comes in the
order of the article."""


def indexes(
    state: State, waiting: tuple[Pending, ...], assessment: Assessment, words: Words
) -> Answer:
    """The lists of the page: what is to do first, then what there is."""
    groups = list(_to_do(state, assessment, words))
    if waiting:
        label = words["index.suggestions"]
        first = {"id": "suggestions", "label": label, "act": "suggestions", "count": len(waiting)}
        act_label = words["act.suggestions"]
        groups.insert(0, {**first, "todo": True, "act_label": act_label, "entries": []})
    groups += _claims(state, words)
    groups.append(_kind(state, "figure", "figures", words))
    groups.append(_kind(state, "date", "dates", words))
    groups += _registers(state, words)
    groups = [{"count": len(each["entries"]), **each} for each in groups]
    return {"groups": groups, "todo": todo(waiting, assessment)}


def todo(waiting: tuple[Pending, ...], assessment: Assessment) -> Answer:
    """How many things are to do, in all and of each list. Remarks that are no more than that do
    not count."""
    of = dict.fromkeys(_COUNTED, 0)
    of["suggestions"] = len(waiting)
    for finding in assessment.findings:
        if _counts(finding):
            of[_GROUPS.get(finding.rule, "findings")] += 1
    return {"count": sum(of.values()), "of": of}


def _counts(finding: Notice) -> bool:
    if finding.rule == "unconfirmed-suggestions":
        return False
    return finding.rule in _GROUPS or finding.severity >= Severity.WARNING


def _to_do(state: State, assessment: Assessment, words: Words) -> Iterator[Answer]:
    """Findings by rule, and by what is done about them: each group is answered in one way."""
    current = assessment.version == state.version
    by: dict[tuple[str, str], list[Answer]] = {}
    for finding, offset in zip(assessment.findings, assessment.offsets, strict=True):
        if _counts(finding):
            row = row_of(state, finding, offset if current else -1, assessment.mendable, words)
            by.setdefault((finding.rule, row["act"]), []).append(row)
    acts = Counter(rule for rule, _ in by)
    for (rule, act), rows in sorted(by.items(), key=lambda each: _rank(each[0][0])):
        said = {row["message"] for row in rows}
        alike = len(said) == 1
        group = _GROUPS.get(rule, rule)
        several = said_of_several(rule, words) or words["index.findings"]
        sentence = min(said) if alike else several
        yield {
            "id": group if acts[rule] == 1 else f"{group}-{act}",
            "rule": rule,
            "act": act,
            "act_label": words[f"act.{act}"] if act else "",
            "label": words[f"index.{group}"] if rule in _GROUPS else sentence,
            "said": sentence,
            "todo": True,
            "entries": [{**row, "message": "" if alike else row["message"]} for row in rows],
        }


def _rank(rule: str) -> int:
    return next((at for at, name in enumerate(_ORDER) if rule.startswith(name)), len(_ORDER))


def row_of(
    state: State, finding: Notice, offset: int, mendable: Collection[str], words: Words
) -> Answer:
    """A finding of the list: ``message`` says it, ``label`` and ``places`` what it is about,
    ``act`` what the page does about it (``exporter.workbench.remedies.table``); ``mendable`` are
    the findings that are mended without judgement."""
    element = element_at(state, offset)
    own_id = finding_id(finding.rule, finding.line, finding.column)
    act = act_of(state, finding, element, is_mendable=own_id in mendable)
    row: Answer = {
        "id": own_id,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": said_plainly(finding, state.outline, words),
        "label": "",
        "act": act,
        "act_label": words[f"act.{act}"] if act else "",
        "element": place_of(state, element.start) if element is not None else "",
        "places": [],
    }
    if act == "head":
        tag = state.outline.names[element.number] if element is not None else ""
        signs = finding.message if finding.rule == "schema" else f"<{tag}>"
        is_language = finding.rule == "language-missing"
        row["focus"] = "language" if is_language else wanted_field(signs, head_values(state))
    if element is not None and act != "details" and (own := entry_around(state, element)):
        entry = state.outline.facts.entries[own]
        row |= {"own": own, "register": entry.kind, "label": entry.label}
        part = state.outline.names[element.number]
        row["focus"] = next(iter(ANSWERS.get(finding.rule, (part,))), "")
    elif element is not None and act != "head" and row["element"]:
        row["places"] = [shown_place(state, element)]
        row["element"] = row["places"][0].get("element", row["element"])
    else:
        row["label"] = words["form.head"]
    return row


def element_at(state: State, offset: int) -> Element | None:
    """The element in whose start tag an offset is."""
    if offset < 0 or offset >= len(state.source.text):
        return None
    return state.source.around(min(offset + 1, len(state.source.text) - 1))


def _registers(state: State, words: Words) -> Iterator[Answer]:
    for name, entries in registers(state).items():
        kind = next(kind for kind, other in LISTS.items() if other == name)
        rows = [
            {"own": e["id"], "label": e["label"], "register": kind, "places": e["places"]}
            for e in entries
        ]
        yield {"id": name, "label": words[f"index.{name}"], "todo": False, "entries": rows}


def _claims(state: State, words: Words) -> list[Answer]:
    """Claims by status, in the order of the article's categories."""
    facts = state.outline.facts
    by: dict[str, list[Answer]] = {key: [] for key in facts.statuses}
    for element in annotations_in(state):
        given = state.source.attributes(element)
        if kind_at(state, element) != "claim" or "prev" in given:
            continue
        status = facts.assessed.get(given.get("xml:id", ""), "")
        tokens = [token.removeprefix("#") for token in given.get("ana", "").split()]
        status = status or next((token for token in tokens if token in by), "")
        if status in by:
            place = shown_place(state, element)
            by[status].append({"label": place["exact"], "status": status, "places": [place]})
    return [
        {
            "id": f"claims-{key}",
            "label": words.say("index.claims", status=facts.statuses[key][1]),
            "todo": False,
            "entries": entries,
        }
        for key, entries in by.items()
    ]


def _kind(state: State, kind: str, key: str, words: Words) -> Answer:
    entries = []
    for element in annotations_in(state):
        if kind_at(state, element) == kind:
            place = shown_place(state, element)
            given = state.source.attributes(element)
            detail = words.annotation(state.outline, kind, given)
            entries.append({"label": place["exact"], "detail": detail, "places": [place]})
    return {"id": key, "label": words[f"index.{key}"], "todo": False, "entries": entries}
