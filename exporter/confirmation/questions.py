"""Suggestions → what a person is asked: what one look decides is one question.

- A name is asked about once, with its entry and all its places.
- A speech comes with the claim that it makes and the words that stand for its speaker or source
  ("she", "a statement").
- Figures and dates of one sentence come together, with the claim that the sentence makes.

Nothing is left out: every suggestion is in one question, and each can be asked about alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from exporter.confirmation.pending import Pending

__all__ = ["Question", "questions"]

Question: TypeAlias = tuple[Pending, ...]
"""What is decided together, in the order of the text; the first says what it is about."""

_NAMED = frozenset({"persName", "orgName", "placeName"})
_VALUES = frozenset({"figure", "date"})


def questions(items: Iterable[Pending]) -> tuple[Question, ...]:
    """All of them, each in one question, in the order of their first places."""
    found = tuple(items)
    heads = _heads(found)
    grouped: dict[int, list[Pending]] = {}
    for place, item in enumerate(found):
        grouped.setdefault(heads[place], []).append(item)
    return tuple(_first(found[head], group) for head, group in sorted(grouped.items()))


def _first(head: Pending, group: Sequence[Pending]) -> Question:
    return (head, *(item for item in group if item is not head))


def _heads(found: Sequence[Pending]) -> list[int]:
    """For each item, the number of the one with which it is asked about."""
    names: dict[tuple[str, ...], int] = {}
    sentences: dict[tuple[int, int], int] = {}
    heads = []
    speeches = [(k, each) for k, each in enumerate(found) if each.kind == "speech"]
    claims = [(k, each) for k, each in enumerate(found) if each.kind == "claim" and each.span]
    for place, item in enumerate(found):
        head = place
        if item.kind == "claim":
            head = next((k for k, each in speeches if _is_within(item, each)), place)
        elif item.element in _NAMED and item.pointed:
            head = names.setdefault(item.pointed, place)
        elif item.element == "rs":
            head = _speech_of(item, speeches)
            if head < 0:
                head = names.setdefault(item.pointed, place) if item.pointed else place
        elif item.kind in _VALUES and item.span is not None and item.sentence >= 0:
            head = next((k for k, each in claims if _is_own(each, item, speeches)), -1)
            if head < 0:
                head = sentences.setdefault((item.span[0], item.sentence), place)
        heads.append(head)
    return heads


def _is_within(item: Pending, other: Pending) -> bool:
    """Whether an item is around the words of a speech and no others."""
    return item.span is not None and item.span in other.spans


def _speech_of(item: Pending, speeches: Sequence[tuple[int, Pending]]) -> int:
    """The nearest speech in the same block that these words give its speaker or source, or -1."""
    if item.span is None:
        return -1
    block, start, end = item.span
    near = [
        (max(start - last, first - end), k)
        for k, each in speeches
        for number, first, last in each.spans
        if number == block and _means(item, each)
    ]
    return min(near)[1] if near else -1


def _means(item: Pending, speech: Pending) -> bool:
    """Whether words may stand for who speaks, or for the source; where nobody knows whom they
    mean, for a speaker whom nobody knows."""
    if not item.pointed:
        return speech.lacks_speaker and not speech.entries
    return set(item.pointed) <= {*speech.pointed, *speech.entries}


def _is_own(claim: Pending, item: Pending, speeches: Sequence[tuple[int, Pending]]) -> bool:
    """Whether a value is in a claim that nobody speaks."""
    if claim.span is None or item.span is None or any(_is_within(claim, s) for _, s in speeches):
        return False
    block, start, end = claim.span
    return block == item.span[0] and start <= item.span[1] and item.span[2] <= end
