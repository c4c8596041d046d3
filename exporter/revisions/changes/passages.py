"""A passage of the base with its places, and how new words are shared out among its elements."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from exporter.values import Struct, Value

__all__ = ["Passage", "Piece", "shared"]


class Passage(Struct):
    """The text of one or several paragraphs of the base with the places of its characters (-1 for
    what no author wrote) and the annotations around each."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    spans: Sequence[frozenset[str]]


class Piece(Value):
    """Characters ``first`` to ``last`` of a passage that are in one stretch of the source."""

    first: int
    last: int
    start: int
    end: int


def shared(
    passage: Passage, pieces: Sequence[Piece], words: str, around: Sequence[frozenset[str]]
) -> list[str]:
    """New words for old ones that are in several elements: to each its own share, by the
    annotations that the words have in the copy, else cut where the old words were, at a space."""
    if len(pieces) == 1:
        return [words]
    if len(around) == len(words) and any(around):
        return _by_marks(passage, pieces, words, around or ())
    old = passage.text[pieces[0].first : pieces[-1].last]
    codes = SequenceMatcher(None, old, words, autojunk=False).get_opcodes()
    cuts = [0]
    for piece in pieces[1:]:
        at = piece.first - pieces[0].first
        kind, i1, i2, j1, j2 = next(code for code in codes if code[1] <= at <= code[2])
        cut = j1 + at - i1 if kind == "equal" else j1 + round((j2 - j1) * (at - i1) / (i2 - i1))
        cuts.append(max(cuts[-1], _snapped(words, cut)))
    cuts.append(len(words))
    return [words[one:other] for one, other in pairwise(cuts)]


def _by_marks(
    passage: Passage, pieces: Sequence[Piece], words: str, around: Sequence[frozenset[str]]
) -> list[str]:
    parts = [""] * len(pieces)
    spans = [passage.spans[piece.first] for piece in pieces]
    now = next((at for at, span in enumerate(spans) if around and span == around[0]), 0)
    for character, span in zip(words, around, strict=True):
        if span != spans[now]:
            now = next((at for at in range(now, len(spans)) if spans[at] == span), now)
        parts[now] += character
    return parts


def _snapped(words: str, at: int) -> int:
    """The border of a word that is nearest."""
    for step in range(len(words) + 1):
        for cut in (at - step, at + step):
            if cut in (0, len(words)):
                return cut
            if 0 < cut < len(words) and words[cut].isspace():
                return cut
    return at
