"""Words that both the article and its copy changed: what each of them says there."""

from __future__ import annotations

from exporter.editing import Source
from exporter.revisions.changes.placing import block_of
from exporter.revisions.compare.comparison import Comparison
from exporter.revisions.compare.words import ATOMS, PARAGRAPH, Change, Equal, normal

__all__ = ["agreed", "is_filled", "sides"]


def agreed(it: Comparison, step: Change, source: Source) -> bool:
    """Whether the article says by now what the copy says: somebody made the same change there."""
    theirs, now = _theirs(it, step), _between(it, step, source)
    return theirs is not None and now is not None and normal(now) == normal(theirs)


def _theirs(it: Comparison, step: Change) -> str | None:
    """What the copy says where both changed the words; None where that is not certain."""
    left, right = _neighbours(it, step)
    low = None if left is None else _copied(it, left)
    high = None if right is None else _copied(it, right)
    if (left is not None and low is None) or (right is not None and high is None):
        return None
    return it.after.text[0 if low is None else low + 1 : high]


def sides(it: Comparison, step: Change, source: Source) -> dict[str, object]:
    """Where the words stand that both changed, and what the copy says there; nothing where there
    is markup within, or signs."""
    theirs, place = _theirs(it, step), _place(it, step, source)
    if theirs is None or place is None or theirs != theirs.translate(ATOMS):
        return {}
    start, end = place
    within = source.text[start:end]
    if "<" in within or PARAGRAPH in theirs:
        return {}
    if not theirs and source.text[start - 1].isspace() and source.text[end].isspace():
        end += 1
    return {"place": (start, end), "theirs": theirs}


def is_filled(it: Comparison, step: Change, source: Source) -> bool:
    """Whether the article has words by now where there were none."""
    left, right = _neighbours(it, step)
    was = it.before.text[0 if left is None else left + 1 : right]
    now = _between(it, step, source)
    return now is not None and normal(now) not in ("", normal(was))


def _neighbours(it: Comparison, step: Change) -> tuple[int | None, int | None]:
    """The nearest characters before and after a change that the article still has."""
    starts = it.before.starts
    left = next((k for k in range(step.start - 1, -1, -1) if starts[k] >= 0), None)
    return left, next((k for k in range(step.end, len(starts)) if starts[k] >= 0), None)


def _between(it: Comparison, step: Change, source: Source) -> str | None:
    """What the article says between these two, or from the beginning or to the end of their block;
    notes left out. None where they are not in one block."""
    place = _place(it, step, source)
    return place and source.content(*place, without=frozenset({"note"})).string


def _place(it: Comparison, step: Change, source: Source) -> tuple[int, int] | None:
    """The range of the same in the article."""
    left, right = _neighbours(it, step)
    starts, ends = it.before.starts, it.before.ends
    if left is not None:
        anchor = ends[left]
    elif right is not None:
        anchor = starts[right]
    else:
        return None
    block = block_of(source, anchor)
    if block is None:
        return None
    start = block.inner if left is None else ends[left]
    end = block.outer if right is None else starts[right]
    if not block.start <= start <= end <= block.end:
        return None
    return start, end


def _copied(it: Comparison, at: int) -> int | None:
    """Where a character of the base is in the copy; None where it is not."""
    end = until = 0
    for step in it.steps:
        if at < step.start:  # the space between two words
            space = until + at - end
            return space if space < step.at else None
        if at < step.end:
            if not isinstance(step, Equal):
                return None
            return step.at + min(at - step.start, step.until - step.at - 1)
        end, until = step.end, step.until
    return None
