"""What stands where in the text: spans, calls, names, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

from exporter.model import Inlines, Link, Name, NoteCall, Run, Span
from exporter.model.walking import Container
from exporter.sourcing.flow import plain
from exporter.values import Value, replace

__all__ = ["Place", "Scan", "scan"]


class Place(Value):
    """Where a span stands: container and offset of its start, and of its end."""

    first: int
    start: int
    last: int
    end: int


class Scan(Value):
    """What stands where in the text. By container: ``texts``; ``ends``, the offsets at which its
    inlines end; ``calls`` as (offset, note). ``names`` are the containers that each agent or place
    is named in; ``links`` those that hold a link."""

    texts: list[str]
    ends: list[list[int]]
    spans: dict[str, Place]
    calls: dict[int, list[tuple[int, str]]]
    names: dict[str, list[int]]
    links: set[int]


_RUNS = frozenset({Run})
_text = attrgetter("text")


def scan(containers: Sequence[Container], *, named: bool) -> Scan:
    """Read the text once; who is named in it only with ``named``."""
    found = Scan([], [], {}, {}, defaultdict(list), set())
    for index, container in enumerate(containers):
        inlines = container.inlines
        kinds = set(map(type, inlines))
        plainly = kinds <= _RUNS
        words = list(map(_text, inlines)) if plainly else [plain((each,)) for each in inlines]
        ends = list(accumulate(map(len, words)))
        found.texts.append("".join(words))
        found.ends.append(ends)
        if NoteCall in kinds:
            pairs = zip(ends, inlines, strict=True)
            found.calls[index] = [(at, it.note) for at, it in pairs if type(it) is NoteCall]
        _look(found, index, inlines, ends, named)
    return found


def _look(found: Scan, index: int, inlines: Inlines, ends: Sequence[int], named: bool) -> None:
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    start = 0
    for inline, end in zip(inlines, ends, strict=True):
        for mark in inline.marks:
            if type(mark) is Span:
                if start < end:
                    ident = mark.id
                    if ident not in last:
                        first[ident] = start
                    last[ident] = end
            elif type(mark) is Name:
                if named and start < end and mark.ref:
                    held = found.names[mark.ref]
                    if not held or held[-1] != index:
                        held.append(index)
            elif type(mark) is Link:
                found.links.add(index)
        start = end
    spans = found.spans
    for ident, at in first.items():
        if ident in spans:
            spans[ident] = replace(spans[ident], last=index, end=last[ident])
        else:
            spans[ident] = Place(index, at, index, last[ident])
