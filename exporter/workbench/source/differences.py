"""What differs between two states of an article, and where a place of one is in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from html import unescape

from exporter.editing import Source, Splice

__all__ = ["common", "difference", "digest", "first_put_in", "forward", "moved", "words_in"]

_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<[^>]*>", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)
_BESIDE = frozenset(("anchor", "category", "taxonomy", "standOff", "spanGrp", "listAnnotation"))
"""What is put in for the sake of something else, which is chosen then."""


def digest(data: bytes) -> str:
    """Of an article's bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def forward(inverse: Iterable[Splice], after: str) -> tuple[Splice, ...]:
    """What ``inverse`` takes back, as splices of the text before; ``after`` is the text with it."""
    found: list[Splice] = []
    moved_by = 0
    for each in inverse:
        start = each.start - moved_by
        found.append(Splice(start, start + len(each.text), after[each.start : each.end]))
        moved_by += (each.end - each.start) - len(each.text)
    return tuple(found)


def moved(offset: int, splices: Sequence[Splice], *, end: bool = False) -> int | None:
    """Where an offset is after a step; None where what it stood in was replaced. An ``end`` stays
    before what is put in just there."""
    by = 0
    for each in splices:
        if each.start > offset or (each.start == offset and end):
            break
        if each.end <= offset:
            by += len(each.text) - (each.end - each.start)
            continue
        if each.start < offset:
            return None
        break
    return offset + by


def words_in(text: str) -> str:
    """The words of a piece of XML, without its tags, white space folded."""
    return " ".join(unescape(_TAG.sub("", text)).split())


def difference(before: str, after: str) -> tuple[Splice, ...]:
    """What was changed between two texts, word by word within the lines that differ."""
    first = common(before, after)
    last = common(before[first:][::-1], after[first:][::-1])
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    if not old or not new:
        return (Splice(first, first + len(old), new),) if old or new else ()
    found: list[Splice] = []
    for start, end, text in _changed(_LINE.findall(old), _LINE.findall(new)):
        piece = old[start:end]
        if not piece or not text or max(len(piece), len(text)) > 40_000:
            found.append(Splice(first + start, first + end, text))
            continue
        for low, high, words in _changed(_PIECE.findall(piece), _PIECE.findall(text)):
            found.append(Splice(first + start + low, first + start + high, words))
    return tuple(found)


def _changed(old: list[str], new: list[str]) -> Iterable[tuple[int, int, str]]:
    at = 0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        length = sum(map(len, old[i1:i2]))
        if kind != "equal":
            yield at, at + length, "".join(new[j1:j2])
        at += length


def common(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def first_put_in(source: Source, inverse: tuple[Splice, ...]) -> int:
    """The offset of the first element that was put in; -1 where none was."""
    for each in inverse:
        for token in source.between(each.start, each.end):
            if each.start <= token.start < each.end and token.end <= each.end:
                element = source.elements[token.parent] if token.parent >= 0 else None
                if element is not None and element.start == token.start:
                    if element.local in _BESIDE:
                        continue
                    return element.start
    return -1
