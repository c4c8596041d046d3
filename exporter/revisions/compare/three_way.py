"""The article has changed since its copy was made: where its words of then stand today."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from exporter.revisions.base import Line
from exporter.revisions.changes.placing import Passage
from exporter.revisions.compare.alignment import aligned
from exporter.revisions.compare.comparison import compared, passage
from exporter.revisions.compare.words import Equal

__all__ = ["changed", "mapped", "offsets"]


class _Changed(Line):
    """A line with the characters that the article has otherwise by now."""

    changed: frozenset[int] = frozenset()


def changed(line: Line) -> frozenset[int]:
    """The characters of a line that the article has otherwise by now."""
    return line.changed if isinstance(line, _Changed) else frozenset()


def offsets(lines: Sequence[Line]) -> list[int]:
    """The same, of lines as one text."""
    found, offset = [], 0
    for line in lines:
        found += [offset + at for at in changed(line)]
        offset += len(line.text) + 1
    return found


def mapped(old: Sequence[Line], now: Sequence[Line]) -> list[Line]:
    """Lines of what the copy was made from, with their places in the article of today."""
    links = aligned([line.it for line in old], [line.it for line in now])
    found: list[Line] = []
    known = {one: group for group in links.groups for one in group.base}
    for number, line in enumerate(old):
        size = len(line.text)
        starts, ends = array("q", [-1]) * size, array("q", [-1]) * size
        group = known.get(number)
        if group is not None and group.base[0] == number:
            target = passage([now[at] for at in group.edited])
            edited = [now[at].it for at in group.edited]
            for step in compared([line], edited).steps:
                if isinstance(step, Equal):
                    for offset in range(min(step.end - step.start, step.until - step.at)):
                        starts[step.start + offset] = target.starts[step.at + offset]
                        ends[step.start + offset] = target.ends[step.at + offset]
            _spaces(line.text, starts, ends, target)
        lost = frozenset(at for at in range(size) if line.starts[at] >= 0 > starts[at])
        found.append(_Changed(line.it, starts, ends, line.note, lost))
    return found


def _spaces(text: str, starts: array[int], ends: array[int], target: Passage) -> None:
    """White space between two words that follow each other in both."""
    places = {start: at for at, start in enumerate(target.starts) if start >= 0}
    for at in range(1, len(text) - 1):
        if starts[at] >= 0 or not text[at].isspace() or min(starts[at - 1], starts[at + 1]) < 0:
            continue
        here = places[starts[at - 1]] + 1
        follows = here + 1 < len(target.text) and target.starts[here + 1] == starts[at + 1]
        if follows and target.text[here].isspace() and target.starts[here] >= 0:
            starts[at], ends[at] = target.starts[here], target.ends[here]
