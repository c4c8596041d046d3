"""Suggestions that fit together: none half in another, none across what cannot be wrapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from exporter.suggestions.document import Document
from exporter.suggestions.suggestion import Suggestion
from exporter.suggestions.text_blocks import NESTED
from exporter.values import replace

__all__ = ["fitted"]

_RANK = {"said": 0, "seg": 1, "measure": 3, "num": 3, "date": 4}
"""Which element stands outside where two stand around the same words."""
_FAMILY = {
    "speech": "speech",
    "claim": "claim",
    "figure": "figure",
    "date": "figure",
}


def fitted(document: Document, made: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """In document order, outer before inner. Of two that cannot both be written the likelier
    stays; the parts of a chain stay or go together."""
    by_block: dict[int, list[Suggestion]] = defaultdict(list)
    for each in sorted(_outside_phrases(list(made)), key=_worth):
        text = document.blocks[each.block].text[each.start : each.end]
        if not text.strip() or NESTED in text or not _free(document, each):
            continue
        if not any(_clash(each, other) for other in by_block[each.block]):
            by_block[each.block].append(each)
    kept = [each for number in sorted(by_block) for each in by_block[number]]
    kept = _whole_chains(kept)
    kept.sort(key=lambda s: (s.block, s.start, -s.end, _RANK.get(s.element, 2)))
    return tuple(_with_speakers(kept))


def _outside_phrases(made: Sequence[Suggestion]) -> Iterable[Suggestion]:
    """Without the speeches and claims that stand within a figure, a date or a name, whose elements
    hold neither."""
    phrases: dict[int, list[Suggestion]] = defaultdict(list)
    for each in made:
        if each.kind not in ("speech", "claim"):
            phrases[each.block].append(each)
    for each in made:
        within = each.kind in ("speech", "claim") and any(
            _inside(each, other) and (each.start, each.end) != (other.start, other.end)
            for other in phrases.get(each.block, ())
        )
        if not within:
            yield each


def _worth(each: Suggestion) -> tuple[int, float, int]:
    """Speeches first, then what is likely, then what is long."""
    return (0 if each.kind == "speech" else 1, -each.score, each.start - each.end)


def _free(document: Document, each: Suggestion) -> bool:
    family = _FAMILY.get(each.kind, "name")
    return not document.is_annotated(family, each.block, each.start, each.end)


def _clash(one: Suggestion, other: Suggestion) -> bool:
    """Half in one another, or of one family around the same words."""
    if one.end <= other.start or other.end <= one.start:
        return False
    same = _FAMILY.get(one.kind, "name") == _FAMILY.get(other.kind, "name")
    if (one.start, one.end) == (other.start, other.end):
        return same
    if not _inside(one, other) and not _inside(other, one):
        return True
    outer = one if _inside(other, one) else other
    return same and one.kind not in ("speech", "claim") and outer.element != "rs"


def _inside(inner: Suggestion, outer: Suggestion) -> bool:
    """Whether one is in the other, or around the same words."""
    return outer.start <= inner.start and inner.end <= outer.end


def _whole_chains(kept: Sequence[Suggestion]) -> list[Suggestion]:
    """Without the rest of a chain that has lost a part: what is left of it is joined anew."""
    there = {each.id for each in kept}
    made: list[Suggestion] = []
    for each in kept:
        following = each.next if each.next in there else ""
        before = each.prev if each.prev in there else ""
        made.append(replace(each, next=following, prev=before) if each.next or each.prev else each)
    return made


def _with_speakers(kept: Sequence[Suggestion]) -> Iterable[Suggestion]:
    there = {each.id for each in kept}
    for each in kept:
        yield replace(each, speaker="") if each.speaker and each.speaker not in there else each
