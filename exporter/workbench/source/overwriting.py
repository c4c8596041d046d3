"""What another program wrote over: an editor that had loaded an older state and saved it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from exporter.editing import Source, Splice
from exporter.workbench.source.differences import common, difference, digest, moved, words_in
from exporter.workbench.source.history import Change, History, carried
from exporter.workbench.source.versions import State, Step

__all__ = ["again", "left", "overwritten"]


def overwritten(steps: Sequence[Step], now: str, saved: str) -> Sequence[Step]:
    """The steps that a file ``saved`` by somebody else does not hold, because it was made from an
    older state than ``now``; none where it was made from ``now``."""
    if not _touched(steps, now, saved):
        return ()
    best, place = _distance(now, saved), len(steps)
    for at in range(len(steps) - 1, -1, -1):
        distance = _distance(steps[at].text, saved)
        if distance < best:
            best, place = distance, at
    return steps[place:]


def _touched(steps: Sequence[Step], now: str, saved: str) -> bool:
    """Whether a text differs where one of these steps has changed something."""
    first = common(now, saved)
    last = len(now) - common(now[first:][::-1], saved[first:][::-1])
    later: list[Sequence[Splice]] = []
    for step in reversed(steps):
        by = 0
        for each in step.splices:
            place: int | None = each.start + by
            by += len(each.text) - (each.end - each.start)
            for splices in later:
                place = None if place is None else moved(place, splices)
            if place is None or (first <= place + len(each.text) and place <= last):
                return True
        later.insert(0, step.splices)
    return False


def _distance(one: str, other: str) -> int:
    """How many characters of both are between what they begin with and end with alike."""
    first = common(one, other)
    last = common(one[first:][::-1], other[first:][::-1])
    return len(one) + len(other) - 2 * (first + last)


def again(step: Step, now: str) -> tuple[Splice, ...] | None:
    """The splices of a step for a text that does not have it; None where the place of one of them
    was changed."""
    found = carried(step.splices, difference(step.text, now))
    return found if found is not None and _same_words(step, found, now) else None


def _same_words(step: Step, found: Sequence[Splice], now: str) -> bool:
    """Whether the elements that a step puts in have the words in them that they had."""
    depth = 0
    for (one, other), (old, new) in pairwise(zip(step.splices, found, strict=True)):
        depth += _depth(one.text)
        if depth > 0 and words_in(step.text[one.end : old.start]) != words_in(
            now[other.end : new.start]
        ):
            return False
    return True


def _depth(markup: str) -> int:
    """How many more start tags than end tags a piece of XML has."""
    tags = re.findall(r"<(/?)[^<>!?]*?(/?)>", markup)
    return sum(-1 if end else 0 if empty else 1 for end, empty in tags)


def left(
    history: History,
    splices: tuple[Splice, ...],
    before: State,
    source: Source,
    gone: Sequence[Step],
) -> History:
    """What can be undone after somebody else saved the file: nothing of what is not in it any
    more. Where they put an older state back, what went can be done again."""
    was, now = digest(before.source.data), digest(source.data)
    if gone and gone[0].text == source.text:
        undone = [
            Change(*each.said, (), each.splices, was, now)  # type: ignore[arg-type]
            for each in reversed(gone)
            if each.said is not None
        ]
        return History(gone[0].history.done, undone)
    if gone:
        history, splices = gone[0].history, difference(gone[0].text, source.text)
    if not history.done and not history.undone:
        return history
    return history.add(Change("", {}, (), splices, was, now, foreign=True))
