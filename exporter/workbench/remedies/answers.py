"""The answer that ends findings → edits: one answer for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.editing import Delete, Edit, Element, Splice, Wrap
from exporter.errors import EditError
from exporter.workbench.actions.action import Fields, Planned
from exporter.workbench.actions.entries import entered
from exporter.workbench.actions.removal import kind_at, removed_line
from exporter.workbench.actions.settings import changed
from exporter.workbench.remedies.astray import replaced
from exporter.workbench.remedies.naming import introduced
from exporter.workbench.remedies.quoted import quoted_parts
from exporter.workbench.remedies.speakers import authors_of, own_sources
from exporter.workbench.remedies.table import ANSWERS, EXCUSABLE, entry_at
from exporter.workbench.source.versions import State

__all__ = ["answered", "sources_at"]


_QUOTES = ' "“”„«»'
"""Around words that are quoted by whoever says them again."""


def answered(state: State, rule: str, elements: Sequence[Element], fields: Fields) -> Planned:
    """The edits that give every element what a rule asks for, or that record why there is
    nothing to give. Raises EditError where nothing is given, or where a value does not fit."""
    if rule not in ANSWERS:
        raise EditError(f"There is no answer to {rule!r} that several places can share.")
    if not elements:
        raise EditError("Nothing is chosen. Tick what the answer is for.")
    reason = " ".join(str(fields.get("reason") or "").split())
    whole = len(elements) == 1 and entry_at(state, elements[0]) and "remove" not in fields
    names = [key for key in fields if key != "reason"] if whole else ANSWERS[rule]
    given = {key: fields[key] for key in names if whole or fields.get(key)}
    if whole and not _one_changes(state, elements[0], given):
        given = {}
    if "type" in given and not _is_other_type(state, elements, given["type"]):
        del given["type"]  # the form shows the type that it has
    if reason or "named_as" in given:
        given.pop("named", None)  # the form begins with one of the places
    if reason and given:
        raise EditError("Give an answer, or a reason why there is none, not both.")
    if not reason and not given:
        raise EditError("Nothing is filled in yet. Give an answer.")
    if reason and rule not in EXCUSABLE:
        raise EditError("This needs an answer; a reason does not end it.")
    said = "reason" if reason else next(iter(given))
    edits: list[Edit] = []
    if reason:
        edits += (_excused(rule, each, reason) for each in elements)
    else:
        edits += _given(state, rule, elements, given)
    one = len(elements) == 1
    key = "said.answer" if one else "said.answers"
    first = state.outline.words_of(elements[0])[:40].strip(_QUOTES)
    values = {"count": str(len(elements)), "name": first, "field": said}
    return Planned(tuple(dict.fromkeys(edits)), key, values, -1)


def _one_changes(state: State, element: Element, given: Fields) -> bool:
    return any(True for _ in _one(state, element, dict(given)))


def _is_other_type(state: State, elements: Sequence[Element], wanted: str) -> bool:
    return any(state.source.attributes(each).get("type") != wanted for each in elements)


def _given(state: State, rule: str, elements: Sequence[Element], given: Fields) -> Iterator[Edit]:
    if given.pop("remove", False):
        yield from _removed(state, elements)
        return
    if given.pop("by_source", False) and "who" not in given:
        for each in elements:
            yield from changed(state, each, {"who": authors_of(state, each)}).edits
        return
    if "each_on" in given:
        speeches = {each.number: each for each in (_target(state, rule, e) for e in elements)}
        yield from own_sources(state, list(speeches.values()), str(given["each_on"]))
        return
    if "replaced" in given:
        yield from replaced(state, elements, given["replaced"])
        return
    if "named" in given or "named_as" in given:
        yield from introduced(state, elements[0], given)
        return
    authors = None if entry_at(state, elements[0]) else given.pop("authors", None)
    if authors:
        for own in dict.fromkeys(own for each in elements for own in sources_at(state, each)):
            yield from entered(state, "source", own, {"authors": authors}).edits
    targets = {each.number: each for each in (_target(state, rule, each) for each in elements)}
    for element in targets.values() if given else ():
        yield from _one(state, element, dict(given))


def _target(state: State, rule: str, element: Element) -> Element:
    """What the answer is written on: where a claim was said, it is the speech that has a source."""
    if rule == "claim-without-source":
        for around in state.source.ancestors(element):
            given = state.source.attributes(around)
            if kind_at(state, around) == "speech" and given.get("who"):
                return around
    return element


def _one(state: State, element: Element, given: Fields) -> Iterator[Edit]:
    if own := entry_at(state, element):
        yield from entered(state, state.outline.facts.entries[own].kind, own, given).edits
        return
    if "quoted" in given or "reported" in given:
        yield from _quoted(state, element, str(given.get("quoted") or given.get("reported")))
        return
    if "source" in given:
        wanted = [str(each).removeprefix("#") for each in _listed(given["source"])]
        given["source"] = list(dict.fromkeys([*sources_at(state, element), *wanted]))
    yield from changed(state, element, given).edits


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def sources_at(state: State, element: Element) -> list[str]:
    """The ids of the sources that an element names."""
    tokens = state.source.attributes(element).get("source", "").split()
    return [token.removeprefix("#") for token in tokens]


# ------------------------------------------------------------------------------------- speech


def _quoted(state: State, element: Element, answer: str) -> Iterator[Edit]:
    """Reported speech with quotation marks in it, and direct speech without."""
    given = state.source.attributes(element)
    if answer == "inner":
        kept = tuple((key, given[key]) for key in ("who", "source") if key in given)
        for start, end in quoted_parts(state, element):
            yield Wrap(start, end, "said", (*kept[:1], ("direct", "true"), *kept[1:]), "chain")
        return
    yield from changed(state, element, {"direct": answer == "direct"}).edits


# ------------------------------------------------------------------------ entries, exceptions


def _removed(state: State, elements: Sequence[Element]) -> Iterator[Edit]:
    """Entries that nothing points at, and registers that would be empty then."""
    gone = {each.start: each for each in elements}
    cited = {
        token
        for element in state.source.elements
        for value in state.source.attributes(element).values()
        for token in value.split()
    }
    for each in elements:
        own = entry_at(state, each)
        if f"#{own}" in cited:
            raise EditError(f"“{own}” is cited meanwhile. Only what nothing cites is removed.")
    for each in elements:
        element = each
        while (above := state.source.parent(element)) is not None:
            inside = list(state.source.children(above))
            if any(child.start not in gone for child in inside) or above.local == "TEI":
                break
            for child in inside:
                del gone[child.start]
            gone[above.start] = element = above
    for each in gone.values():
        yield Delete(*removed_line(state, each))


def _excused(rule: str, element: Element, reason: str) -> Edit:
    """``<?exporter ignore="…" reason="…"?>`` as the first thing in an element."""
    said = reason.replace("?>", "? >")
    mark = "'" if '"' in said and "'" not in said else '"'
    said = said if mark == "'" else said.replace('"', "”")
    note = f'<?exporter ignore="{rule}" reason={mark}{said}{mark}?>'
    if element.is_empty_tag:
        return Splice(element.end - 2, element.end, f">{note}</{element.name}>")
    return Splice(element.inner, element.inner, note)
