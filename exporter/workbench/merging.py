"""An edited Word copy, brought back: at once, or after somebody has decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exporter.editing import Replace, Splice
from exporter.errors import EditError
from exporter.revisions import Finding, Merged, merge
from exporter.revisions.report import notices
from exporter.values import Struct, Value, field
from exporter.workbench.actions.action import Planned
from exporter.workbench.places import place_of
from exporter.workbench.quotes import Occurrence, around, occurrences
from exporter.workbench.session import Done, Session
from exporter.workbench.source.differences import difference
from exporter.workbench.source.store import Store
from exporter.workbench.source.versions import State

__all__ = ["Merges", "Waiting"]

_KEPT = 4
"""Copies that may wait for a decision at once."""


class Waiting(Value):
    """A copy whose conflicts somebody must decide, and the version that it was compared with."""

    version: str
    merged: Merged


class Merges(Struct):
    """The copies that wait, by the names that the page knows them by."""

    waiting: dict[str, Waiting] = field(default_factory=dict)
    count: int = 0

    def keep(self, item: Waiting) -> str:
        self.count += 1
        name = f"m{self.count}"
        self.waiting[name] = item
        while len(self.waiting) > _KEPT:
            del self.waiting[next(iter(self.waiting))]
        return name


def compared(state: State, store: Store, copy: bytes) -> Merged:
    """A copy against the article as it is. Raises ExporterError where it is another's."""
    folder = store.path.parent if store.path is not None else None
    return merge(state.source.data, copy, name=store.name, base=folder)


def applied(merged: Merged) -> int:
    """How many changes a merge has taken over."""
    return sum(each.applied and not each.conflict for each in merged.findings)


def conflicts(state: State, merged: Merged) -> list[dict[str, Any]]:
    """What somebody must decide, both sides; ``theirs`` can be chosen where the words that they
    replace stand in the article once."""
    found = []
    for number, each in enumerate(merged.findings):
        if not each.conflict:
            continue
        place = _place(state, each)
        yours = place.exact if place is not None else ""
        where = place.start if place is not None else -1
        if place is None and each.line:
            offset = state.source.lines[min(each.line, len(state.source.lines)) - 1]
            element = state.source.around(min(offset + 1, len(state.source.text) - 1))
            yours = state.outline.words_of(element)[:400] if element is not None else ""
            where = element.start if element is not None else -1
        choices = ["yours"] + (["theirs"] if place is not None and each.after else [])
        found.append(
            {
                "id": str(number),
                "where": place_of(state, where) if where >= 0 else "",
                "message": each.message,
                "line": each.line,
                "before": each.before,
                "yours": yours,
                "theirs": each.after,
                "can": choices,
            }
        )
    return found


def _place(state: State, finding: Finding) -> Occurrence | None:
    """Where the words of a conflict stand, if they stand in one place; of several the one on its
    line."""
    if not finding.before.strip():
        return None
    found = occurrences(state, finding.before, whole=True, exactly=True)
    if len(found) > 1 and finding.line:
        found = tuple(o for o in found if state.source.at(o.start)[0] == finding.line)
    return around(state, found[0].start, found[0].end) if len(found) == 1 else None


def taken_over(session: Session, merged: Merged) -> Done:
    """Write what a merge gives, as one change that can be undone."""
    state = session.state()
    if merged.before != state.source.data:
        raise EditError("The article was changed since the copy was compared. Drop it once more.")
    text = merged.data.decode(state.source.decoded.codec)
    text = text.removeprefix("\ufeff")
    edits: tuple[Splice, ...] = difference(state.source.text, text)
    plan = Planned(edits, "said.merge", {"count": str(applied(merged))}, -1)
    return session.make(plan)


def decided(session: Session, item: Waiting, accept: Mapping[str, str]) -> Done:
    """Write a merge with its conflicts decided: ``theirs`` takes the copy's words."""
    merged = item.merged
    wanted = [
        each
        for number, each in enumerate(merged.findings)
        if each.conflict and accept.get(str(number)) == "theirs"
    ]
    done = taken_over(session, merged)
    for each in wanted:
        state = session.state()
        place = _place(state, each)
        if place is None:
            raise EditError(
                f"“{each.before[:60]}” does not stand in one place of the article: change it "
                "there by hand."
            )
        edit = Replace(place.start, place.end, each.after)
        done = session.make(Planned((edit,), "said.merge", {"count": "1"}, -1))
    return done


def told(merged: Merged) -> list[str]:
    """All that a merge has to say."""
    return [each.message for each in notices(merged)]
