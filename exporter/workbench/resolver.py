"""Places of the page as it was drawn → offsets in the file as it is."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.editing import Element, Splice
from exporter.errors import EditError
from exporter.values import Value, replace
from exporter.workbench.actions.action import Action, Mark
from exporter.workbench.conflicts import StaleError
from exporter.workbench.places import offset_of, place_of, trimmed
from exporter.workbench.source.differences import moved, words_in
from exporter.workbench.source.versions import State, Step

__all__ = ["Resolver", "made_anew"]


class Resolver(Value):
    """``steps`` are those from the state that the page shows to ``state``."""

    state: State
    steps: tuple[Step, ...]

    @property
    def is_stale(self) -> bool:
        """Whether the page shows an older state."""
        return bool(self.steps)

    def range(self, start: str, end: str) -> tuple[int, int]:
        """A range. Raises StaleError where its words were changed, EditError where there is no
        such place."""
        first, last = self._then(start), self._then(end)
        if first > last:
            first, last = last, first
        if last > len(self._text):
            raise EditError("The article has no such place. Load the page again.")
        at, to = first, last
        for step in self.steps:
            low, high = moved(at, step.splices), moved(to, step.splices, end=True)
            if low is None or high is None or low > high:
                raise self._stale(first, last, at, step)
            at, to = low, high
        if self.steps and words_in(self._text[first:last]) != words_in(
            self.state.source.text[at:to]
        ):
            raise StaleError(
                words_in(self._text[first:last]), words_in(self.state.source.text[at:to]), at
            )
        return at, to

    def nearest(self, start: str, end: str) -> tuple[int, int]:
        """The range that stands now where a range stood, whatever became of its words."""
        at, to = sorted((self._then(start), self._then(end)))
        for step in self.steps:
            at, to = _kept(at, step.splices, end=False), _kept(to, step.splices, end=True)
        return at, max(at, to)

    def ranges(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
        return [self.range(*pair) for pair in pairs]

    def element(self, place: str) -> Element:
        """An element by its place. Raises StaleError where it is gone, EditError where there is
        none."""
        if place.startswith("@"):
            own = place[1:].rpartition(":")[0]
            if own not in self.state.outline.ids:
                raise EditError(f"Nothing has the id {own!r} any more: it was removed meanwhile.")
            return self.state.outline.ids[own]
        at = start = self._then(place)
        for step in self.steps:
            low = moved(at, step.splices)
            if low is None:
                raise self._stale(start, start + 1, at, step)
            at = low
        try:
            return self.state.source.element(at)
        except EditError:
            if not self.steps:
                raise EditError("No annotation begins here. Choose one.") from None
            shown = self.state.source.around(min(at, len(self.state.source.text) - 1))
            theirs = self.state.outline.words_of(shown)[:200] if shown else ""
            raise StaleError("", theirs, at) from None

    # ------------------------------------------------------------------------- the older state

    @property
    def _text(self) -> str:
        return self.steps[0].text if self.steps else self.state.source.text

    def _then(self, place: str) -> int:
        blocks = self.steps[0].blocks if self.steps else self.state.blocks
        return offset_of(place, blocks, self.state.outline.ids)

    def _stale(self, first: int, last: int, at: int, step: Step) -> StaleError:
        """The words then, and what stands there now."""
        near = next(
            (s for s in step.splices if s.start <= at < max(s.end, s.start + 1)),
            next((s for s in step.splices if s.end > at), None),
        )
        where: int | None = moved(near.start, step.splices, end=True) if near else 0
        for later in self.steps[self.steps.index(step) + 1 :]:
            where = moved(where or 0, later.splices) or where
        where = min(where or 0, len(self.state.source.text) - 1)
        around = self.state.source.around(where)
        theirs = self.state.outline.words_of(around)[:400] if around is not None else ""
        return StaleError(words_in(self._text[first:last]), theirs, where)


def _kept(offset: int, splices: Sequence[Splice], *, end: bool) -> int:
    """Where an offset is after a step; of what was replaced, the start or end of what stands there
    now."""
    found = moved(offset, splices, end=end)
    if found is not None:
        return found
    before = [each for each in splices if each.start < offset]
    by = sum(len(each.text) - (each.end - each.start) for each in before[:-1])
    return before[-1].start + by + (len(before[-1].text) if end else 0)


def made_anew(action: Action, resolver: Resolver) -> Action | None:
    """A mark again, on the words that stand now where its own stood; None where there are none, and
    for what is no mark."""
    if not isinstance(action, Mark):
        return None
    state = resolver.state
    ranges = []
    for pair in action.ranges:
        try:
            start, end = trimmed(state.source, *resolver.nearest(*pair))
        except EditError:
            return None
        ranges.append((place_of(state, start), place_of(state, end)))
    return replace(action, ranges=ranges)
