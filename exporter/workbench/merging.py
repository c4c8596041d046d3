"""An edited Word copy, brought back: at once, or after somebody has decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exporter.editing import Splice, escaped
from exporter.errors import EditError
from exporter.revisions import Finding, Merged, merge
from exporter.revisions.report import notices
from exporter.values import Struct, Value, field
from exporter.workbench.actions.action import Planned
from exporter.workbench.places import place_of
from exporter.workbench.quotes import occurrences
from exporter.workbench.session import Done, Session
from exporter.workbench.source.differences import difference, moved
from exporter.workbench.source.store import Store
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["Merges", "Waiting"]

_LONG = 160
"""Characters of the words that are quoted."""
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


def conflicts(state: State, merged: Merged, words: Words) -> list[dict[str, Any]]:
    """What somebody must decide, both sides; ``theirs`` can be chosen where it is known which words
    of the article they replace."""
    found = []
    for number, each in enumerate(merged.findings):
        if not each.conflict:
            continue
        place = _place(state, each)
        yours = state.source.content(*place).string if place is not None else ""
        where = place[0] if place is not None else -1
        if place is None and each.line:
            offset = state.source.lines[min(each.line, len(state.source.lines)) - 1]
            element = state.source.around(min(offset + 1, len(state.source.text) - 1))
            yours = state.outline.words_of(element)[:400] if element is not None else ""
            where = element.start if element is not None else -1
        choices = ["yours"] + (["theirs"] if place is not None else [])
        found.append(
            {
                "id": str(number),
                "where": place_of(state, where) if where >= 0 else "",
                "message": words[f"merge.said.{each.kind}"] if words.lang != "en" else each.message,
                "line": each.line,
                "before": each.before,
                "yours": yours.strip(),
                "theirs": _theirs(each).strip(),
                "can": choices,
            }
        )
    return found


def _theirs(finding: Finding) -> str:
    return finding.after if finding.place is None else finding.theirs


def _place(state: State, finding: Finding) -> tuple[int, int] | None:
    """Where the words of a conflict stand: known by the comparison, or where the words of before
    stand in one place still; of several the one on its line."""
    if finding.place is not None:
        return finding.place
    if not finding.before.strip() or not finding.after:
        return None
    found = occurrences(state, finding.before, whole=True, exactly=True)
    if len(found) > 1 and finding.line:
        found = tuple(o for o in found if state.source.at(o.start)[0] == finding.line)
    return (found[0].start, found[0].end) if len(found) == 1 else None


def taken_over(session: Session, merged: Merged, wanted: Sequence[Finding] = ()) -> Done:
    """Write what a merge gives, with the copy's words for the conflicts ``wanted``, as one change
    that can be undone. Raises EditError, and writes nothing, where one of them has no place."""
    state = session.state()
    if merged.before != state.source.data:
        raise EditError("The article was changed since the copy was compared. Drop it once more.")
    text = merged.data.decode(state.source.decoded.codec)
    text = text.removeprefix("\ufeff")
    made = difference(state.source.text, text)
    splices = dict(_splice(state, each, made) for each in wanted)
    for (start, end), words in sorted(splices.items(), reverse=True):
        text = f"{text[:start]}{words}{text[end:]}"
    edits = difference(state.source.text, text)
    count = applied(merged) + len(wanted)
    return session.make(Planned(edits, "said.merge", {"count": str(count)}, -1))


def _splice(state: State, finding: Finding, made: Sequence[Splice]) -> tuple[tuple[int, int], str]:
    """The words of a copy, at their place in the merged article."""
    place = _place(state, finding)
    start = moved(place[0], made) if place is not None else None
    end = moved(place[1], made, end=True) if place is not None else None
    if start is None or end is None or start > end:
        raise EditError(
            f"“{finding.before[:60]}” does not stand in one place of the article: change it there "
            "by hand."
        )
    return (start, end), escaped(_theirs(finding))


def decided(session: Session, item: Waiting, accept: Mapping[str, str]) -> Done:
    """Write a merge with its conflicts decided: ``theirs`` takes the copy's words."""
    merged = item.merged
    wanted = [
        each
        for number, each in enumerate(merged.findings)
        if each.conflict and accept.get(str(number)) == "theirs"
    ]
    return taken_over(session, merged, wanted)


def told(merged: Merged, words: Words) -> list[str]:
    """All that a merge has to say, in the language of the interface."""
    return [
        said_of(each, words, notice.message)
        for each, notice in zip(merged.findings, notices(merged), strict=True)
    ]


def said_of(finding: Finding, words: Words, message: str) -> str:
    """What a finding is: its own ``message`` in English, in another language what kind of change
    it is, with the words before and after."""
    if words.lang == "en":
        return message
    sides = [_short(each) for each in (finding.before, finding.after) if each]
    quoted = " → ".join(f"„{each}“" for each in sides)
    return f"{words[f'merge.said.{finding.kind}']}{': ' if quoted else ''}{quoted}"


def _short(words: str) -> str:
    return words if len(words) <= _LONG else f"{words[: _LONG - 1].rstrip()}…"
