"""Yes and no to suggestions, as edits; one internal ``change`` for a sitting."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from exporter.confirmation import Decision, Pending, Record, decided, load_record, pending
from exporter.confirmation.decisions import rejections
from exporter.editing import AddEntry, Edit, Element, Replace, SetAttribute, escaped
from exporter.errors import EditError
from exporter.workbench.actions.action import Fields, Planned
from exporter.workbench.actions.attributes import written_fields
from exporter.workbench.source.store import Store
from exporter.workbench.source.versions import State

__all__ = ["confirmed", "record_of", "rejected", "sureness", "waiting"]

_COUNTS = re.compile(r"(\d+) suggestions? (confirmed|rejected)")


def record_of(store: Store) -> Record:
    """The record of suggestions; an empty one where the article is no file."""
    return load_record(store.path) if store.path is not None else Record()


def waiting(state: State, store: Store) -> tuple[Pending, ...]:
    """What waits for a yes or no."""
    return pending(state.source, record_of(store)) if state.outline.facts.drafts else ()


def sureness(item: Pending) -> str:
    """``sure`` where it may be confirmed unseen, else ``likely`` or ``unsure``."""
    score = item.score.score if item.score is not None else 0.7
    return "sure" if item.is_sure else "likely" if score >= 0.6 else "unsure"


def _asked(
    state: State, store: Store, elements: Collection[int], kind: str, sure: bool
) -> list[Pending]:
    found = [
        each
        for each in waiting(state, store)
        if (elements and set(each.parts) & set(elements))
        or (not elements and kind in ("", each.kind) and (each.is_sure or not sure))
    ]
    if not found:
        raise EditError("There is no such suggestion any more: it was decided already.")
    return found


def confirmed(
    state: State,
    store: Store,
    elements: Iterable[Element],
    *,
    kind: str,
    sure: bool,
    by: str,
    fields: Fields,
) -> Planned:
    """The edits that confirm suggestions, with other values where ``fields`` has some."""
    starts = {each.start for each in elements}
    items = _asked(state, store, starts, kind, sure)
    edits = list(_edits(state, [Decision(item, "yes") for item in items], by))
    if fields:
        edits = _corrected(state, items, fields, edits)
    values = {"count": str(len(items)), "kind": items[0].kind}
    key = "said.confirm" if len(items) == 1 else "said.confirms"
    return Planned(tuple(edits), key, values, items[0].place if len(items) == 1 else -1)


def rejected(
    state: State, store: Store, elements: Iterable[Element], *, kind: str, sure: bool, by: str
) -> Planned:
    """The edits that reject suggestions, and what the record is to keep of them."""
    starts = {each.start for each in elements}
    items = _asked(state, store, starts, kind, sure)
    decisions = [Decision(item, "no") for item in items]
    edits = tuple(_edits(state, decisions, by))
    values = {"count": str(len(items)), "kind": items[0].kind}
    key = "said.reject" if len(items) == 1 else "said.rejects"
    kept = tuple(rejections(decisions, date.today().isoformat(), by))  # noqa: DTZ011
    return Planned(edits, key, values, -1, rejected=kept)


def _corrected(state: State, items: list[Pending], fields: Fields, edits: list[Edit]) -> list[Edit]:
    """Other values on what is confirmed: an edit of the same attribute gives way."""
    found: list[Edit] = []
    for item in items:
        for place in item.parts:
            element = state.source.element(place)
            given = state.source.attributes(element)
            written = written_fields(state, fields, given)
            found += written.edits
            found += [
                SetAttribute(place, key, value)
                for key, value in written.attributes
                if given.get(key) != value and (value is not None or key in given)
            ]
    return [*edits, *found]


def _edits(state: State, decisions: list[Decision], by: str) -> Iterable[Edit]:
    """What ``decided`` gives, its ``change`` joined with the one that the sitting has made."""
    today = date.today().isoformat()  # noqa: DTZ011
    made = decided(state.source, decisions, when=today, by=by)
    there = _sitting(state, today, by)
    yes = sum(each.answer == "yes" for each in decisions)
    for edit in made:
        if there is None or not (isinstance(edit, AddEntry) and edit.entry.startswith("<change")):
            yield edit
            continue
        counts = dict.fromkeys(("confirmed", "rejected"), 0)
        for number, word in _COUNTS.findall(state.outline.words_of(there)):
            counts[word] += int(number)
        counts["confirmed"] += yes
        counts["rejected"] += len(decisions) - yes
        said = ", ".join(
            f"{count} suggestion{'s' * (count != 1)} {word}"
            for word, count in counts.items()
            if count
        )
        yield Replace(there.inner, there.outer, f"{said} by {by}." if by else f"{said}.")


def _sitting(state: State, today: str, by: str) -> Element | None:
    """The newest ``change`` of the article, where it is one of today's by the same person about
    suggestions: a sitting goes on in it, also after a restart."""
    for number, name in enumerate(state.outline.names):
        if name != "change":
            continue
        element = state.source.elements[number]
        given = state.source.attributes(element)
        words = state.outline.words_of(element)
        whose = f" by {escaped(by)}." if by else "."
        fits = _COUNTS.match(words) and words.endswith(whose) and (by or " by " not in words)
        return element if fits and given.get("when") == today else None
    return None
