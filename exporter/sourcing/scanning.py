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
    starts: dict[str, tuple[int, int]] = {}
    ends: dict[str, tuple[int, int]] = {}
    calls: dict[int, list[tuple[int, str]]] = defaultdict(list)
    names: dict[str, list[int]] = defaultdict(list)
    links: set[int] = set()
    for index, container in enumerate(containers):
        end = 0
        parts: list[str] = []
        for inline in container.inlines:
            at = end
            if isinstance(inline, Run):
                part = inline.text
            elif isinstance(inline, NoteCall):
                part = ""
                calls[index].append((at, inline.note))
            else:
                part = plain((inline,))
            if part:
                parts.append(part)
                end += len(part)
            for mark in inline.marks:
                if isinstance(mark, Link):
                    links.add(index)
                elif not part:
                    continue
                elif isinstance(mark, Span):
                    starts.setdefault(mark.id, (index, at))
                    ends[mark.id] = (index, end)
                elif isinstance(mark, Name) and mark.ref:
                    held = names[mark.ref]
                    if not held or held[-1] != index:
                        held.append(index)
        texts.append("".join(parts))
    spans = {span: Place(*start, *ends[span]) for span, start in starts.items()}
    return Scan(texts, spans, calls, names, links)
