"""Words with their borders, and calls of notes: what of one text another has lost, joined, split
or put in, and which calls stand elsewhere.

A text is a sequence of signs, and between two of them stands a border (white space, the end of a
block), none, or what cannot be told (``MAYBE``): where two elements meet, or beside text that no
author wrote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tests.judges.texts import INVISIBLE

__all__ = ["MAYBE", "Faults", "Stream", "compared", "found_in"]

NONE, BORDER, MAYBE = 0, 1, 2
UNKNOWN, JOIN, CALL, MOVED = "\x01", "\x02", "\x03", "\x04"
"""Stand in a text for a place of which nothing can be told, for one where a word goes on whatever
white space is there, for the call of a note, and for a note that is called elsewhere with reason
(below a table's rows)."""

_CLOSING = frozenset(",.;:!?)]}»”’…%")
_OPENING = frozenset("([{«“‘„¿¡")
_WINDOW = 8
_LONGEST = 12
_FOOT, _HEAD = 400, 120
"""How many signs may stand at the foot of a page, and at the head of the next."""


@dataclass(slots=True)
class Faults:
    """How many words, and the first few as examples."""

    lost: int = 0
    joined: int = 0
    split: int = 0
    invented: int = 0
    astray: int = 0
    examples: list[str] = field(default_factory=list)

    def note(self, kind: str, words: str) -> None:
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.examples) < 12:
            self.examples.append(f"{kind}: {words}")

    @property
    def total(self) -> int:
        return self.lost + self.joined + self.split + self.invented + self.astray

    def __str__(self) -> str:
        return f"{self.lost}/{self.joined}/{self.split}/{self.invented}/{self.astray}"


class Stream:
    """``signs`` without white space; ``gaps[n]`` is what stands before the sign ``n``, ``calls``
    count those that stand before it; ``pages`` are the signs before which a page ends."""

    def __init__(self, text: str) -> None:
        signs: list[str] = []
        gaps = bytearray()
        gap, joining = BORDER, False
        self.calls: Counter[int] = Counter()
        self.moved = text.count(MOVED)
        self.pages: list[int] = []
        for sign in text:
            if sign == MOVED:
                continue
            if sign == CALL:
                self.calls[len(signs)] += 1
            elif sign == JOIN:
                gap, joining = NONE, True
            elif joining and (sign == UNKNOWN or sign.isspace()):
                continue
            elif sign == UNKNOWN:
                gap = MAYBE if gap == NONE else gap
            elif sign.isspace():
                gap = BORDER
                if sign == "\f":
                    self.pages.append(len(signs))
            elif ord(sign) not in INVISIBLE:
                for one in unicodedata.normalize("NFKC", sign) if sign > "\x7f" else sign:
                    if one.isspace():
                        gap = BORDER
                        continue
                    signs.append(one)
                    gaps.append(gap)
                    gap, joining = NONE, False
        self.signs = "".join(signs)
        self.gaps = gaps

    def page_from(self, at: int) -> int:
        """Where the page of a sign ends; beyond the last sign where it is the last one."""
        found = bisect_left(self.pages, at)
        return self.pages[found] if found < len(self.pages) else len(self.signs) + _FOOT

    def around(self, at: int) -> str:
        """The words around a place, for people."""
        start = max(0, at - 12)
        return "".join(
            f"{' ' if gap == BORDER else ''}{sign}"
            for sign, gap in zip(
                self.signs[start : at + 12], self.gaps[start : at + 12], strict=True
            )
        ).strip()


def compared(wanted: Stream, there: Stream) -> Faults:
    """What a text that should be equal to another has lost, joined, split or put in."""
    faults = Faults()
    for mine, other, length in _equal(wanted, there, faults):
        _borders(wanted, there, mine, other, length, faults)
    if not faults.lost and not faults.invented:
        for at in (wanted.calls - there.calls).elements():
            faults.note("astray", wanted.around(at))
        for at in [*(there.calls - wanted.calls).elements()][wanted.moved :]:
            faults.note("astray", f"doubled or called too: {there.around(at)}")
    return faults


def _equal(wanted: Stream, there: Stream, faults: Faults) -> Iterator[tuple[int, int, int]]:
    """The parts that both have; the words of the others are counted."""
    if wanted.signs == there.signs:
        yield 0, 0, len(wanted.signs)
        return
    a, b = wanted.signs, there.signs
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    yield 0, 0, start
    yield len(a) - end, len(b) - end, end
    if max(len(a), len(b)) - start - end > 20_000:
        lost, invented = (
            Counter(_words(wanted, start, len(a) - end)),
            Counter(_words(there, start, len(b) - end)),
        )
        for word in (lost - invented).elements():
            faults.note("lost", word)
        for word in (invented - lost).elements():
            faults.note("invented", word)
        return
    ours, theirs = a[start : len(a) - end], b[start : len(b) - end]
    for kind, i, j, k, last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            yield start + i, start + k, j - i
        if kind in ("delete", "replace"):
            faults.note("lost", ours[i:j][:40])
        if kind in ("insert", "replace"):
            faults.note("invented", theirs[k:last][:40])


def _common(a: str, b: str) -> int:
    for at, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return at
    return min(len(a), len(b))


def _words(stream: Stream, start: int, end: int) -> list[str]:
    text = "".join(
        f"{' ' if gap else ''}{sign}"
        for sign, gap in zip(stream.signs[start:end], stream.gaps[start:end], strict=True)
    )
    return text.split()


def _borders(
    wanted: Stream, there: Stream, mine: int, other: int, length: int, faults: Faults
) -> None:
    if wanted.gaps[mine + 1 : mine + length] == there.gaps[other + 1 : other + length]:
        return
    for step in range(1, length):
        want, have = wanted.gaps[mine + step], there.gaps[other + step]
        if want == have or MAYBE in (want, have):
            continue
        if want == BORDER:
            sign, before = wanted.signs[mine + step], wanted.signs[mine + step - 1]
            if sign not in _CLOSING and before not in _OPENING:
                faults.note("joined", wanted.around(mine + step))
        else:
            faults.note("split", there.around(other + step))


def found_in(pieces: Sequence[str], text: str, beside: Sequence[str] = ()) -> Faults:
    """Which words of some pieces another text lacks, joins or splits.

    Each piece is looked for a few words at a time, from where the last was found on. A word that
    stands there neither next nor together with its neighbours must be there as often as in the
    pieces and in those ``beside``, which stand there too.
    """
    there, faults, at = Stream(text), Faults(), 0
    whole = Stream(" ".join((*pieces, *beside))).signs
    for piece in pieces:
        words = piece.split()
        for start in range(0, len(words), _WINDOW):
            at = _window(words[start : start + _WINDOW], there, at, whole, faults)
    return faults


def _window(words: Sequence[str], there: Stream, at: int, whole: str, faults: Faults) -> int:
    wanted = Stream(" ".join(words))
    signs = wanted.signs
    if not signs:
        return at
    alone = len(words) == 1
    places = [there.signs.find(signs, at, at + len(signs) + (40 if alone else 4000))]
    page = there.page_from(at)
    if page - at < _FOOT:  # the head of the next page may be longer than a word's reach
        places.append(there.signs.find(signs, page, page + len(signs) + _HEAD))
    if not alone or there.signs.count(signs) >= whole.count(signs):
        places.append(there.signs.find(signs))
    for found in places:
        if found >= 0:
            seen = Faults()
            _borders(wanted, there, 0, found, len(signs), seen)
            beyond = found < at or found + len(signs) > page
            if seen.total and beyond and (parts := _over_page(words, there, at)):
                for part in parts:
                    at = _window(part, there, at, whole, faults)
                return at
            if seen.total:
                _borders(wanted, there, 0, found, len(signs), faults)
            return found + len(signs) if not alone or found >= at else at
    if not alone:
        half = len(words) // 2
        at = _window(words[:half], there, at, whole, faults)
        return _window(words[half:], there, at, whole, faults)
    if len(signs) > _LONGEST:  # a line of Chinese, which a page's end may part
        half = len(signs) // 2
        at = _window([signs[:half]], there, at, whole, faults)
        return _window([signs[half:]], there, at, whole, faults)
    if parts := _over_page(words, there, at):
        head, tail = parts[0][0], parts[1][0]
        end = there.signs.find(head, at) + len(head)
        return there.signs.find(tail, max(there.page_from(end), end + 1)) + len(tail)
    faults.note("lost", words[0])
    return at


def _over_page(words: Sequence[str], there: Stream, at: int) -> list[Sequence[str]]:
    """The two parts of some words, or of the only one, that a page's end parts right here, with the
    heads and notes that stand there; empty where none does."""
    if not there.pages:
        return []
    pairs: list[tuple[Sequence[str], Sequence[str]]]
    if len(words) > 1:
        pairs = [(words[:cut], words[cut:]) for cut in range(1, len(words))]
    else:
        word = Stream(words[0]).signs
        least = 1 if word[-1] >= "\u2e80" else 2
        cuts = range(least, len(word) - least + 1)
        pairs = [([word[:cut]], [word[cut:]]) for cut in cuts]
    for before, after in pairs:
        head, tail = (Stream(" ".join(each)).signs for each in (before, after))
        first = there.signs.find(head, at, at + len(head) + 40)
        end = first + len(head)
        if first < 0:
            continue
        second = there.signs.find(tail, max(there.page_from(end), end + 1), end + 8000)
        if second < 0:
            continue
        if len(words) == 1 or (there.gaps[end] and there.gaps[second]):
            return [before, after]
    return []


_HYPHENS = re.compile(r"[-\u2010\u2011\xad](\s*\n\s*)?")
_LINE_END = re.compile(r"(?<=[^\w\s])\s*\n\s*|\s*\n\s*(?=[^\w\s])|(?<=[\u2e80-\uffef])\s*\n\s*")


def of_page(text: str) -> str:
    """A text of which lines part the words: no hyphen is told from one at a line's end, and of a
    line's end beside a sign, or behind a wide character, nothing is known."""
    text = unicodedata.normalize("NFC", text)
    return _LINE_END.sub(UNKNOWN, _HYPHENS.sub(UNKNOWN, text))
