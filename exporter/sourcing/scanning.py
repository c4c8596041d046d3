"""What stands where in the text: spans, calls, names, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from exporter.model import Link, Name, NoteCall, Run, Span
from exporter.model.walking import Container
from exporter.sourcing.flow import plain
from exporter.values import Value

__all__ = ["Place", "Scan", "scan"]


class Place(Value):
    """Where a span stands: container and offset of its start, and of its end."""

    first: int
    start: int
    last: int
    end: int


class Scan(Value):
    """What stands where in the text; ``calls`` of each container are (offset, note); ``names``
    the containers that each agent or place is named in; ``links`` those that hold a link."""

    texts: Sequence[str]
    spans: Mapping[str, Place]
    calls: Mapping[int, Sequence[tuple[int, str]]]
    names: Mapping[str, Sequence[int]]
    links: Collection[int]


def scan(containers: Sequence[Container]) -> Scan:
    """Read the text once."""
    texts: list[str] = []
    spans: dict[str, Place] = {}
    calls: dict[int, list[tuple[int, str]]] = defaultdict(list)
    names: dict[str, list[int]] = defaultdict(list)
    links: set[int] = set()
    for index, container in enumerate(containers):
        at = end = 0
        parts: list[str] = []
        starts: dict[str, int] = {}
        ends: dict[str, int] = {}
        for inline in container.inlines:
            if type(inline) is Run:
                text = inline.text
            else:
                text = plain((inline,))
                if type(inline) is NoteCall:
                    calls[index].append((at, inline.note))
            parts.append(text)
            end += len(text)
            for mark in inline.marks:
                if type(mark) is Span:
                    if text:
                        if mark.id not in ends:
                            starts[mark.id] = at
                        ends[mark.id] = end
                elif type(mark) is Name:
                    if text and mark.ref:
                        held = names[mark.ref]
                        if not held or held[-1] != index:
                            held.append(index)
                elif type(mark) is Link:
                    links.add(index)
            at = end
        texts.append("".join(parts))
        for span, start in starts.items():
            if before := spans.get(span):
                spans[span] = Place(before.first, before.start, index, ends[span])
            else:
                spans[span] = Place(index, start, index, ends[span])
    return Scan(texts, spans, calls, names, links)
