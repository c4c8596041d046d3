"""A container's inlines as text with offsets, and note calls put in at an offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import assert_never

from exporter.model import Anchor, Break, Image, Inline, Inlines, NoteCall, Run

__all__ = ["insert", "plain", "width"]


def width(inline: Inline) -> int:
    """How far an inline moves the offset in :func:`plain`."""
    match inline:
        case Run():
            return len(inline.text)
        case Break() | Image():
            return 1
        case Anchor() | NoteCall():
            return 0
        case _:
            assert_never(inline)


def plain(inlines: Inlines) -> str:
    """The text alone: a line feed for a break, U+FFFC for a picture, nothing for a note call."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Run():
                parts.append(inline.text)
            case Break():
                parts.append("\n")
            case Image():
                parts.append("\N{OBJECT REPLACEMENT CHARACTER}")
            case Anchor() | NoteCall():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)


def insert(inlines: Inlines, ends: Sequence[int], calls: Sequence[tuple[int, NoteCall]]) -> Inlines:
    """The inlines with each call put in at its offset (see :func:`plain`), after whatever has no
    width there; a run is split where a call falls into it. ``ends`` are the offsets at which the
    inlines end; ``calls`` are in order of offset."""
    done = list(inlines)
    for offset, call in reversed(calls):
        at = bisect_right(ends, offset)
        inside = offset - ends[at - 1] if at else offset
        split = done[at] if inside and at < len(done) else call
        if type(split) is Run:
            text, rest = split.text[:inside], split.text[inside:]
            after = (Run(rest, split.marks),) if rest else ()
            done[at : at + 1] = (Run(text, split.marks), call, *after)
        else:
            done.insert(at, call)
    if len({0, *ends}) > len(ends):
        return tuple(done)
    return tuple([each for each in done if type(each) is not Run or each.text])
