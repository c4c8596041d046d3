"""Which paragraph of the base became which of the edited copy."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from exporter.revisions.compare.words import normal
from exporter.revisions.word.copy import Paragraph
from exporter.values import Struct, Value, field

__all__ = ["Aligned", "Group", "aligned"]

_ALIKE = 0.35
_MOVED = 0.6
_TAKEN_OVER = 0.6
_LARGEST = 40_000


class Group(Value):
    """Paragraphs of the base and what became of them, by number: one of each, or one that was
    split, or several that were joined. ``moved``: they are in another order than before."""

    base: tuple[int, ...]
    edited: tuple[int, ...]
    moved: bool = False


class Aligned(Value):
    """``deleted`` are paragraphs of the base, ``inserted`` those of the edited copy, that have no
    counterpart."""

    groups: tuple[Group, ...]
    deleted: tuple[int, ...]
    inserted: tuple[int, ...]


def aligned(base: Sequence[Paragraph], edited: Sequence[Paragraph]) -> Aligned:
    """Pair paragraphs by their words: equal ones first, then in the gaps between them those that
    are alike, then whatever was moved, split or joined."""
    job = _Job(base, edited, [normal(p.text) for p in base], [normal(p.text) for p in edited])
    job.equal(0, len(base), 0, len(edited))
    for gap in job.gaps:
        job.alike(*gap)
    for gap in job.gaps:
        job.by_position(*gap)
    job.moved()
    return job.grouped()


class _Job(Struct):
    base: Sequence[Paragraph]
    edited: Sequence[Paragraph]
    keys: list[str]
    others: list[str]
    pairs: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    gaps: list[tuple[int, int, int, int]] = field(default_factory=list)
    bags: dict[str, Counter[str]] = field(default_factory=dict)

    def pair(self, one: int, other: int) -> None:
        self.pairs[one] = other
        self.taken.add(other)

    def bag(self, key: str) -> Counter[str]:
        """The words of a paragraph."""
        found = self.bags.get(key)
        if found is None:
            found = self.bags[key] = Counter(key.split())
        return found

    def likeness(self, one: str, other: str) -> float:
        """The share of words that two texts have in common, 0 to 1."""
        a, b = self.bag(one), self.bag(other)
        total = a.total() + b.total()
        return 2 * (a & b).total() / total if total else 0.0

    # ------------------------------------------------------------------- steps

    def equal(self, low: int, high: int, start: int, end: int) -> None:
        """Pair what is equal: at the ends, then what stands once on each side, and so on between
        (the patience method)."""
        waiting = [(low, high, start, end)]
        while waiting:
            low, high, start, end = waiting.pop()
            while low < high and start < end and self.keys[low] == self.others[start]:
                self.pair(low, start)
                low, start = low + 1, start + 1
            while low < high and start < end and self.keys[high - 1] == self.others[end - 1]:
                high, end = high - 1, end - 1
                self.pair(high, end)
            if low == high and start == end:
                continue
            anchors = self._anchors(low, high, start, end)
            if not anchors:
                self.gaps.append((low, high, start, end))
                continue
            for one, other in (*anchors, (high, end)):
                waiting.append((low, one, start, other))
                low, start = one, other
        self.gaps.sort()

    def _anchors(self, low: int, high: int, start: int, end: int) -> list[tuple[int, int]]:
        here, there = Counter(self.keys[low:high]), Counter(self.others[start:end])
        where = {key: at for at, key in enumerate(self.others[start:end], start)}
        found = [
            (at, where[key])
            for at, key in enumerate(self.keys[low:high], low)
            if key and here[key] == 1 and there.get(key) == 1
        ]
        return _rising(found)

    def alike(self, low: int, high: int, start: int, end: int) -> None:
        """Pair what is alike, in order, so that as much as possible is kept."""
        n, m = high - low, end - start
        if not n or not m or n * m > _LARGEST:
            if n and m:
                self._by_index(low, high, start, end)
            return
        best = [[0.0] * (m + 1) for _ in range(n + 1)]
        score = [[self._score(low + i, start + j) for j in range(m)] for i in range(n)]
        for i in range(n - 1, -1, -1):
            for j in range(m - 1, -1, -1):
                both = score[i][j] + best[i + 1][j + 1] if score[i][j] >= _ALIKE else 0.0
                best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
        i = j = 0
        while i < n and j < m:
            if score[i][j] >= _ALIKE and best[i][j] == score[i][j] + best[i + 1][j + 1]:
                self.pair(low + i, start + j)
                i, j = i + 1, j + 1
            elif best[i + 1][j] >= best[i][j + 1]:
                i += 1
            else:
                j += 1

    def _score(self, one: int, other: int) -> float:
        base, edited = self.base[one], self.edited[other]
        alike = self.likeness(self.keys[one], self.others[other])
        if base.cell and edited.cell and base.cell[1:] == edited.cell[1:]:
            return 0.6 + alike * 0.4
        return alike

    def _by_index(self, low: int, high: int, start: int, end: int) -> None:
        """For large gaps: candidates are those that share a rare word."""
        index: dict[str, list[int]] = defaultdict(list)
        for at in range(low, high):
            for word in self.bag(self.keys[at]):
                index[word].append(at)
        found = []
        for other in range(start, end):
            shared: Counter[int] = Counter()
            for word in self.bag(self.others[other]):
                if len(index.get(word, ())) <= 12:
                    shared.update(index.get(word, ()))
            for one, _ in shared.most_common(3):
                if self._score(one, other) >= _ALIKE:
                    found.append((one, other))
                    break
        for one, other in _rising(sorted(found)):
            if one not in self.pairs and other not in self.taken:
                self.pair(one, other)

    def by_position(self, low: int, high: int, start: int, end: int) -> None:
        """Between two pairs as many paragraphs of one style as before: each became the other."""
        one, other = low, start
        while one < high and other < end:
            stop = next((i for i in range(one, high) if i in self.pairs), high)
            until = self.pairs[stop] if stop < high else end
            if stop - one == until - other and self._fit(one, stop, other):
                for step in range(stop - one):
                    self.pair(one + step, other + step)
            one, other = stop + 1, until + 1

    def _fit(self, one: int, stop: int, other: int) -> bool:
        for step in range(stop - one):
            base, edited = self.base[one + step], self.edited[other + step]
            short = max(len(base.text.split()), len(edited.text.split())) <= 6
            if other + step in self.taken or not short or base.style != edited.style:
                return False
        return True

    def moved(self) -> None:
        """What is left on both sides and alike is in another place now."""
        left = [at for at in range(len(self.base)) if at not in self.pairs and self.keys[at]]
        index: dict[str, list[int]] = defaultdict(list)
        for at in left:
            for word in self.bag(self.keys[at]):
                index[word].append(at)
        for other in range(len(self.edited)):
            if other in self.taken or not self.others[other]:
                continue
            shared: Counter[int] = Counter()
            for word in self.bag(self.others[other]):
                shared.update(index.get(word, ()))
            free = (one for one, _ in shared.most_common(5) if one not in self.pairs)
            scored = [(self.likeness(self.keys[one], self.others[other]), -one) for one in free]
            if scored and max(scored)[0] >= _MOVED:
                self.pair(-max(scored)[1], other)

    # ------------------------------------------------------------------ groups

    def grouped(self) -> Aligned:
        """Pairs with the neighbours that were split from them or joined to them."""
        stay = dict(_rising(sorted(self.pairs.items())))
        edited = {one: [other] for one, other in self.pairs.items()}
        base = {one: [one] for one in self.pairs}
        for other in range(len(self.edited)):
            if other not in self.taken:
                self._split(other, edited)
        for one in range(len(self.base)):
            if one not in self.pairs:
                self._joined(one, base)
        used = {one for several in base.values() for one in several}
        groups = tuple(
            Group(tuple(base[one]), tuple(edited[one]), one not in stay) for one in sorted(base)
        )
        deleted = tuple(at for at in range(len(self.base)) if at not in used)
        inserted = tuple(at for at in range(len(self.edited)) if at not in self.taken)
        return Aligned(groups, deleted, inserted)

    def _split(self, other: int, edited: dict[int, list[int]]) -> None:
        """Whether a new paragraph holds the words that one beside it has lost."""
        words = self.bag(self.others[other])
        for one, several in edited.items():
            if other not in (several[0] - 1, several[-1] + 1) or not words:
                continue
            kept = Counter[str]()
            for each in several:
                kept += self.bag(self.others[each])
            lost = self.bag(self.keys[one]) - kept
            if (lost & words).total() >= _TAKEN_OVER * words.total():
                several.append(other)
                several.sort()
                self.taken.add(other)
                return

    def _joined(self, one: int, base: dict[int, list[int]]) -> None:
        words = self.bag(self.keys[one])
        for first, several in base.items():
            if one not in (several[0] - 1, several[-1] + 1) or not words:
                continue
            had = Counter[str]()
            for each in several:
                had += self.bag(self.keys[each])
            gained = self.bag(self.others[self.pairs[first]]) - had
            if (gained & words).total() >= _TAKEN_OVER * words.total():
                several.append(one)
                several.sort()
                return


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs of which both numbers rise."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for at, (_, other) in enumerate(pairs):
        place = bisect_left(tails, other)
        before[at] = ends[place - 1] if place else -1
        tails[place : place + 1] = [other]
        ends[place : place + 1] = [at]
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]
