"""Where a paragraph's lines end: best fit line by line, or the best of all (Knuth and Plass).

Both look at the same few candidates for each start of a line, found by bisection in the prefix
sums of widths. Lengths are points.
"""

from __future__ import annotations

import heapq
import math

from exporter.pdf.fonts.document_fonts import Fonts
from exporter.pdf.inline.break_candidates import Candidates, Cut
from exporter.pdf.inline.hyphenation import Hyphenator
from exporter.pdf.inline.set_text import Prose

__all__ = ["Breaker"]

_REPEATED, _LAST, _ALONE = 6000.0, 4000.0, 60000.0
"""What a divided word costs more after another, before the last line, and where nothing but its
end is left for that line."""
_IN_A_ROW = 2
"""How many lines after each other may end within a word."""
_GOOD, _FAIR = (10 + 100) ** 2, (10 + 290) ** 2


class Breaker:
    """Breaks prose for one document; ``overlong`` collects words that had to be cut."""

    def __init__(self, fonts: Fonts, optimal: bool) -> None:
        self.fonts = fonts
        self.optimal = optimal
        self.overlong: list[str] = []

    def lines(
        self, prose: Prose, first: float, rest: float, justify: bool, hyphens: Hyphenator | None
    ) -> list[Cut]:
        """``first`` is the width of the first line, ``rest`` of the others."""
        if not prose.words:
            return []
        width = prose.measure()
        if width <= first and not prose.ends:
            return [Cut(0, len(prose.words), None, None, width, True)]
        job = _Job(self, prose, first, rest, justify, hyphens)
        if prose.ends:
            return job.forced()
        return job.best(0, len(prose.words))


class _Job:
    def __init__(
        self, breaker: Breaker, prose: Prose, first: float, rest: float, justify: bool,
        hyphens: Hyphenator | None,
    ) -> None:  # fmt: skip
        self.prose = prose
        self.first, self.rest = first, rest
        self.total = breaker.optimal and justify
        self.places = Candidates(breaker.fonts, breaker.overlong, prose, justify, hyphens)

    def forced(self) -> list[Cut]:
        cuts: list[Cut] = []
        start = 0
        for stop in [*sorted(end + 1 for end in self.prose.ends), len(self.prose.words)]:
            if stop > start:
                cuts += self.best(start, stop)
                start = stop
        return cuts

    def best(self, begin: int, end: int) -> list[Cut]:
        first = self.first if begin == 0 else self.rest
        width = self.prose.rights[end - 1] - self.prose.lefts[begin]
        if width <= first:
            return [Cut(begin, end, None, None, width, True)]
        if self.total:
            return self._total(begin, end, first)
        return self._greedy(begin, end, first)

    def _greedy(self, begin: int, end: int, width: float) -> list[Cut]:
        cuts: list[Cut] = []
        start, head, row = begin, None, 0
        while start < end:
            cut = min(
                self._allowed(self.places.at(start, head, end, width), row),
                key=lambda c: c.cost + (_REPEATED if row and c.tail else 0),
            )
            cuts.append(cut)
            start, head, width = cut.stop, self.places.choose(cut), self.rest
            row = row + 1 if cut.hyphened(self.prose) else 0
        return cuts

    def _allowed(self, cuts: list[Cut], row: int) -> list[Cut]:
        """Of the breaks of a line that so many divided ones precede, those that make no more of
        them than may be, where there is another."""
        if row < _IN_A_ROW:
            return cuts
        return [cut for cut in cuts if not cut.hyphened(self.prose)] or cuts

    def _total(self, begin: int, end: int, first: float) -> list[Cut]:
        """Without dividing words where that gives good lines throughout, else with; lines that are
        not even fair are looked at where nothing else is left."""
        places = self.places
        hyphens, places.hyphens = places.hyphens, None
        found = self._cheapest(begin, end, first, _GOOD)
        places.hyphens = hyphens
        return (
            found
            or self._cheapest(begin, end, first, _FAIR)
            or self._cheapest(begin, end, first, math.inf)
        )

    def _cheapest(self, begin: int, end: int, first: float, limit: float) -> list[Cut]:
        """Dynamic programming over (word, letters of it already set); empty where some line would
        cost more than the limit. How many lines in a row are divided is that of the best way to a
        place."""
        origin = (begin, 0)
        known: dict[tuple[int, int], tuple[float, Cut | None, tuple[int, int]]] = {
            origin: (0.0, None, origin)
        }
        rows = {origin: 0}
        queue = [origin]
        while queue:
            node = heapq.heappop(queue)
            cost, before, last = known[node]
            if node[0] >= end:
                break
            width, row = first, 0
            if before is not None:
                width = self.rest
                row = rows[node] = rows[last] + 1 if before.hyphened(self.prose) else 0
            divided = before is not None and before.tail is not None
            head = self.places.choose(before) if before is not None and divided else None
            cuts = self.places.at(node[0], head, end, width, limit)
            for cut in self._allowed(cuts, row) if row >= _IN_A_ROW else cuts:
                if cut.cost > limit:
                    continue
                target = (cut.stop, self._set(cut) if cut.tail is not None else 0)
                total = cost + cut.cost
                if divided:
                    total += _after_division(cut, end)
                found = known.get(target)
                if found is None:
                    heapq.heappush(queue, target)
                    known[target] = (total, cut, node)
                elif total < found[0]:
                    known[target] = (total, cut, node)
        cuts = []
        node = (end, 0)
        if node not in known:
            return cuts
        while node != origin:
            _, step, node = known[node]
            assert step is not None
            cuts.append(step)
        return cuts[::-1]

    def _set(self, cut: Cut) -> int:
        """How many letters of the next line's first word are in this one."""
        if cut.whole is not None:
            return len(self.prose.words[cut.stop].text) - len(cut.whole.text) + cut.at
        return len(self.prose.words[cut.stop].text) - len(cut.rest.text) if cut.rest else 0


def _after_division(cut: Cut, end: int) -> float:
    """What a line costs more because the one before it ends within a word."""
    if cut.tail is not None:
        return _REPEATED
    if cut.stop < end:
        return 0.0
    return _ALONE if cut.start + 1 == end else _LAST
