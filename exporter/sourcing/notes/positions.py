"""What stands where in the text: spans, calls, names, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from exporter.model import Article, Blocks, Inline, Inlines, Link, Marks, Name, NoteCall, Run, Span
from exporter.model.traversal import Container, contents
from exporter.sourcing.inline_text import plain
from exporter.values import Value, replace

__all__ = ["Place", "Scan", "scan", "spans_in_notes"]


class Place(Value):
    """Where a span stands: container and offset of its start, and of its end."""

    first: int
    start: int
    last: int
    end: int


class Scan(Value):
    """What stands where in the text. By container: ``texts``; ``ends``, the offsets at which its
    inlines end; ``calls`` as (offset, note). ``names`` has for each agent or place where it is
    named, as (container, the name's first inline); ``links`` the containers that hold a link."""

    texts: list[str]
    ends: list[list[int]]
    spans: dict[str, Place]
    calls: dict[int, list[tuple[int, str]]]
    names: dict[str, list[tuple[int, int]]]
    links: set[int]


def scan(containers: Sequence[Container], *, named: bool) -> Scan:
    """Read the text once; who is named in it only with ``named``."""
    found = Scan([], [], {}, defaultdict(list), defaultdict(list), set())
    for index, container in enumerate(containers):
        _look(found, index, container.inlines, named)
    return found


def _look(found: Scan, index: int, inlines: Inlines, named: bool) -> None:
    start = 0
    parts: list[str] = []
    ends: list[int] = []
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    before: Marks = ()
    for at, inline in enumerate(inlines):
        if type(inline) is Run:
            text = inline.text
        else:
            text = plain((inline,))
            if type(inline) is NoteCall:
                found.calls[index].append((start, inline.note))
        parts.append(text)
        end = start + len(text)
        ends.append(end)
        for mark in inline.marks:
            if type(mark) is Span:
                if text:
                    ident = mark.id
                    if ident not in last:
                        first[ident] = start
                    last[ident] = end
            elif type(mark) is Link:
                found.links.add(index)
            elif named and type(mark) is Name and text and mark.ref and mark not in before:
                found.names[mark.ref].append((index, at))
        if text:
            before = inline.marks
        start = end
    found.texts.append("".join(parts))
    found.ends.append(ends)
    _place(found.spans, index, first, last)


def _place(
    spans: dict[str, Place], index: int, first: Mapping[str, int], last: Mapping[str, int]
) -> None:
    for ident, start in first.items():
        if ident in spans:
            spans[ident] = replace(spans[ident], last=index, end=last[ident])
        else:
            spans[ident] = Place(index, start, index, last[ident])


def spans_in_notes(
    article: Article, printed: Collection[str], seen: Scan
) -> dict[str, tuple[str, ...]]:
    """The spans that are in each printed note and nowhere in the text, in their order; those
    of notes in the note, which are in brackets there, included."""
    kept = frozenset(printed)
    found: dict[str, tuple[str, ...]] = {}
    for ident in printed:
        spans: dict[str, None] = {}
        waiting, met = [ident], {ident}
        while waiting:
            note = article.notes.get(waiting.pop())
            for inline in _inlines(note.blocks) if note is not None else ():
                if type(inline) is NoteCall and inline.note not in kept and inline.note not in met:
                    met.add(inline.note)
                    waiting.append(inline.note)
                marked = (mark.id for mark in inline.marks if type(mark) is Span)
                spans |= dict.fromkeys(i for i in marked if i not in seen.spans)
        if spans:
            found[ident] = tuple(spans)
    return found


def _inlines(blocks: Blocks) -> Iterator[Inline]:
    for part in contents(blocks):
        yield from part.inlines
