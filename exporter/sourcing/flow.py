"""A container's inlines as text with offsets, and note calls put in at an offset."""

from __future__ import annotations

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


def insert(inlines: Inlines, calls: list[tuple[int, NoteCall]]) -> Inlines:
    """The inlines with each call put in at its offset (see :func:`plain`), after whatever has no
    width there; a run is split where a call falls into it. ``calls`` are in order of offset."""
    waiting = list(reversed(calls))
    done: list[Inline] = []
    end = 0
    for number, inline in enumerate(inlines):
        if not waiting:
            done += inlines[number:]
            break
        at = end
        end += len(inline.text) if isinstance(inline, Run) else width(inline)
        while waiting and at < end and waiting[-1][0] <= at:
            done.append(waiting.pop()[1])
        if waiting and waiting[-1][0] < end and isinstance(inline, Run):
            start = 0
            while waiting and waiting[-1][0] < end:
                offset, call = waiting.pop()
                done += [Run(inline.text[start : offset - at], inline.marks), call]
                start = offset - at
            inline = Run(inline.text[start:], inline.marks)
        done.append(inline)
    done += [call for _, call in reversed(waiting)]
    return tuple([inline for inline in done if not isinstance(inline, Run) or inline.text])
