"""Embedding levels of a paragraph: UAX #9 (revision 46), rules P2 to I2.

Rule L1 is left to the line, which paints no space at its end. Characters that rule X9 takes out
get the level of what stands before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from exporter.text.patterns import pattern

__all__ = ["has_ltr", "has_rtl", "resolve"]

_DEEPEST, _PAIRS_OPEN = 125, 63
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_INITIATORS = frozenset(("LRI", "RLI", "FSI"))
_ISOLATES = _INITIATORS | {"PDI"}
_NEUTRAL = _ISOLATES | {"B", "S", "WS", "ON"}
_EXPLICIT = _REMOVED | _ISOLATES
_STRONG, _NUMBERS = frozenset(("L", "R", "AL")), frozenset(("EN", "AN"))
_TO_THE_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Blocks of letters written from right to left, those without a character yet included."""
_LEFTWARD = pattern(f"[{_TO_THE_LEFT}]")
_TURNING = pattern(f"[{_TO_THE_LEFT}\u200f\u202b\u202e\u2067]")
_RIGHTWARD = pattern(f"(?![{_TO_THE_LEFT}])[^\\W\\d_]")
_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)) | {"\u2329": "\u3009"}
_CLOSES = {close: close for close in _CLOSING.values()} | {"\u232a": "\u3009"}


def has_rtl(text: str) -> bool:
    """Whether a character of it is written, or makes others be written, from right to left."""
    return not text.isascii() and _TURNING.search(text) is not None


def has_ltr(text: str, start: int = 0, stop: int | None = None) -> bool:
    """Whether a letter of it is written from left to right."""
    return _RIGHTWARD.search(text, start, len(text) if stop is None else stop) is not None


def resolve(text: str, base: int) -> list[int]:
    """The level of every character of a paragraph whose own is ``base``, 0 or 1."""
    kinds = classes = _kinds(text)
    matches: dict[int, int] = {}
    found, runs = [base] * len(kinds), [list(range(len(kinds)))]
    if not _EXPLICIT.isdisjoint(kinds):
        matches = _matches(kinds)
        found, classes = _explicit(kinds, base, matches)
        runs = list(_sequences(kinds, found, matches))
    parts = [
        _Sequence(text, kinds, classes, levels=found, places=run, base=base, matches=matches)
        for run in runs
        if run
    ]
    for part in parts:
        part.resolve()
    before = base
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            found[at] = before
        before = found[at]
    return found


def _kinds(text: str) -> list[str]:
    return [bidirectional(char) or ("R" if _LEFTWARD.match(char) else "L") for char in text]


def _matches(kinds: Sequence[str]) -> dict[int, int]:
    """Each isolate initiator that has a PDI and that PDI, both ways (BD9)."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(kinds):
        if kind in _INITIATORS:
            opened.append(at)
        elif kind == "PDI" and opened:
            start = opened.pop()
            found[start], found[at] = at, start
        elif kind == "B":
            opened.clear()
    return found


def _first_strong(
    kinds: Sequence[str], start: int, stop: int, matches: dict[int, int], default: int
) -> int:
    at = start
    while at < stop:
        kind = kinds[at]
        if kind in _STRONG:
            return int(kind != "L")
        if kind == "B":
            break
        at = matches.get(at, stop) if kind in _INITIATORS else at + 1
    return default


def _explicit(kinds: list[str], base: int, matches: dict[int, int]) -> tuple[list[int], list[str]]:
    """Levels and classes after X1 to X8. The stack holds level, override and whether an isolate
    opened it."""
    levels, classes = [base] * len(kinds), list(kinds)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]
    lost_isolates = lost_embeddings = isolates = 0
    for at, kind in enumerate(kinds):
        if kind in _EMBEDDINGS or kind in _INITIATORS:
            isolate = kind in _INITIATORS
            levels[at], override, _ = stack[-1]
            if isolate and override:
                classes[at] = override
            odd, new = _EMBEDDINGS.get(kind, (int(kind == "RLI"), ""))
            if kind == "FSI":
                odd = _first_strong(kinds, at + 1, matches.get(at, len(kinds)), matches, 0)
            level = stack[-1][0] + 1 + ((stack[-1][0] + 1) % 2 != odd)
            if level <= _DEEPEST and not lost_isolates and not lost_embeddings:
                stack.append((level, new, isolate))
                isolates += isolate
            elif isolate:
                lost_isolates += 1
            elif not lost_isolates:
                lost_embeddings += 1
            continue
        if kind == "PDI":
            if lost_isolates:
                lost_isolates -= 1
            elif isolates:
                lost_embeddings = 0
                while not stack.pop()[2]:
                    pass
                isolates -= 1
        elif kind == "PDF" and not lost_isolates:
            if lost_embeddings:
                lost_embeddings -= 1
            elif len(stack) > 1 and not stack[-1][2]:
                stack.pop()
        levels[at], override, _ = stack[-1]
        if override and kind not in _REMOVED and kind != "B":
            classes[at] = override
        if kind == "B":
            levels[at] = base
    return levels, classes


def _sequences(kinds: list[str], levels: list[int], matches: dict[int, int]) -> Iterator[list[int]]:
    """Isolating run sequences (BD13), as indexes."""
    runs: list[list[int]] = []
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            continue
        if runs and levels[runs[-1][-1]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    starting = {run[0]: run for run in runs}
    for run in runs:
        if kinds[run[0]] == "PDI" and run[0] in matches:
            continue
        whole = list(run)
        while kinds[whole[-1]] in _INITIATORS and whole[-1] in matches:
            whole += starting[matches[whole[-1]]]
        yield whole


class _Sequence:
    """One isolating run sequence; ``row`` are the classes of its characters."""

    def __init__(
        self, text: str, kinds: list[str], classes: list[str], levels: list[int],
        places: list[int], base: int, matches: dict[int, int],
    ) -> None:  # fmt: skip
        self.text, self.kinds, self.levels, self.places = text, kinds, levels, places
        self.row = [classes[at] for at in places]
        self.level = levels[places[0]]
        self.own = "LR"[self.level & 1]
        before = self._beside(range(places[0] - 1, -1, -1), base)
        open_ended = kinds[places[-1]] in _INITIATORS and places[-1] not in matches
        after = base if open_ended else self._beside(range(places[-1] + 1, len(kinds)), base)
        self.start = "LR"[max(self.level, before) & 1]
        self.end = "LR"[max(self.level, after) & 1]

    def _beside(self, places: Sequence[int], base: int) -> int:
        """The level of the nearest character that X9 leaves."""
        near = next((at for at in places if self.kinds[at] not in _REMOVED), None)
        return base if near is None else self.levels[near]

    def resolve(self) -> None:
        self._weak()
        if not _NEUTRAL.isdisjoint(self.row):
            if not _CLOSES.keys().isdisjoint(self.text):
                self._brackets()
            self._neutral()
        rise = {"R": 0} if self.level & 1 else {"L": 0, "R": 1}
        rest = 1 if self.level & 1 else 2
        for at, kind in zip(self.places, self.row, strict=True):
            self.levels[at] += rise.get(kind, rest)

    # --------------------------------------------------------------------- W1 to W7

    def _weak(self) -> None:
        row = self.row
        before = strong = self.start
        for at, kind in enumerate(row):
            if kind == "NSM":
                kind = row[at] = "ON" if before in _ISOLATES else before
            if kind in _STRONG:
                strong = kind
            elif kind == "EN" and strong == "AL":
                row[at] = "AN"
            before = kind
        row[:] = ["R" if kind == "AL" else kind for kind in row]
        self._separators()
        strong = self.start
        for at, kind in enumerate(row):
            if kind in ("ES", "ET", "CS"):
                row[at] = "ON"
            elif kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":
                row[at] = "L"

    def _separators(self) -> None:
        """W4 and W5: what joins numbers and what stands at them."""
        row = self.row
        for at in range(1, len(row) - 1):
            kind, left, right = row[at], row[at - 1], row[at + 1]
            if (kind == "CS" and left == right and left in _NUMBERS) or (
                kind == "ES" and left == right == "EN"
            ):
                row[at] = left
        at = 0
        while at < len(row):
            stop = at
            while stop < len(row) and row[stop] == "ET":
                stop += 1
            if stop > at and "EN" in (*row[max(0, at - 1) : at], *row[stop : stop + 1]):
                row[at:stop] = ["EN"] * (stop - at)
            at = stop + 1

    # --------------------------------------------------------------------- N0 to N2

    def _pairs(self) -> list[tuple[int, int]]:
        """Bracket pairs (BD16) by their places in the sequence."""
        found: list[tuple[int, int]] = []
        opened: list[tuple[str, int]] = []
        for at, place in enumerate(self.places):
            char = self.text[place]
            if self.row[at] != "ON":
                continue
            if close := _CLOSING.get(char):
                if len(opened) == _PAIRS_OPEN:
                    return []
                opened.append((_CLOSES[close], at))
            elif close := _CLOSES.get(char):
                for depth in range(len(opened) - 1, -1, -1):
                    if opened[depth][0] == close:
                        found.append((opened[depth][1], at))
                        del opened[depth:]
                        break
        return sorted(found)

    def _brackets(self) -> None:
        row = self.row
        for left, right in self._pairs():
            inside = {_side(kind) for kind in row[left + 1 : right]} - {""}
            if not inside:
                continue
            kind = self.own
            if kind not in inside:
                sides = (_side(each) for each in reversed(row[:left]))
                before = next((side for side in sides if side), self.start)
                kind = before if before != self.own else self.own
            for at in (left, right):
                row[at] = kind
                after = at + 1
                while after < len(row) and self.kinds[self.places[after]] == "NSM":
                    row[after] = kind
                    after += 1

    def _neutral(self) -> None:
        row = self.row
        at = 0
        while at < len(row):
            stop = at
            while stop < len(row) and row[stop] in _NEUTRAL:
                stop += 1
            if stop > at:
                left = _side(row[at - 1]) if at else self.start
                right = _side(row[stop]) if stop < len(row) else self.end
                row[at:stop] = [left if left == right else self.own] * (stop - at)
            at = stop + 1


def _side(kind: str) -> str:
    """The direction that a class counts as for what is neutral; empty for none."""
    return "R" if kind in _NUMBERS else kind if kind in ("L", "R") else ""
