"""A format: the article as plain text, its notes at the end.

An :class:`exporter.Edition` has everything decided, so a renderer only writes it down: the calls'
labels, the notes' words and their order are there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exporter import Edition, Format, Output, Theme
from exporter.model import Break, Inlines, NoteCall, Run

FORMAT = Format("text", ".txt", "text/plain", "exporter_example.text")


def render(edition: Edition, theme: Theme) -> Output:  # noqa: ARG001 - text has no look
    """What exporter calls: pure, and the same bytes for the same edition."""
    parts = [_line(edition.front.title), *(_line(line.content) for line in edition.front.lines)]
    parts += _blocks(edition.blocks)
    for appendix in edition.appendices:
        parts += [appendix.title, *_blocks(appendix.blocks)]
    if edition.notes:
        parts.append(edition.words["notes"])
    for note in edition.notes:
        parts.append(f"[{note.label}] " + " ".join(_blocks(note.blocks)))
    return Output("\n\n".join(filter(None, parts)).encode() + b"\n")


def _blocks(blocks: Iterable[Any]) -> Iterator[str]:
    """Every piece of text in them, whatever the block: content, items, rows, cells, lines."""
    for block in blocks:
        for name in ("title", "head", "caption", "content", "speaker"):
            if isinstance(value := getattr(block, name, ()), tuple) and value and _inline(value):
                yield _line(value)
        for name in ("head", "caption", "blocks", "items", "rows", "cells", "lines", "term"):
            value = getattr(block, name, ())
            if isinstance(value, tuple) and value and not _inline(value):
                yield from _blocks(value)


def _inline(value: tuple[Any, ...]) -> bool:
    return hasattr(value[0], "marks")


def _line(inlines: Inlines) -> str:
    written = ""
    for inline in inlines:
        match inline:
            case Run(text):
                written += text
            case NoteCall(label=label):
                written += f"[{label}]"
            case Break():
                written += "\n"
            case _:
                pass
    return written
