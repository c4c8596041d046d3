"""After reading: links that lead nowhere lose their mark, anchors that nothing seeks go."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exporter.model import (
    Anchor,
    Block,
    Blocks,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Picture,
    Run,
    WrittenNote,
)
from exporter.model.traversal import every, idents, mapped
from exporter.tei.annotations.spans import Spans
from exporter.tei.resolve.gather import Gathered
from exporter.values import replace

__all__ = ["mended"]


def mended(
    blocks: Blocks, notes: Mapping[str, WrittenNote], spans: Spans, found: Gathered
) -> tuple[Blocks, dict[str, WrittenNote]]:
    """The text with every inner link leading to something that is there."""
    sought = found.sought
    lost = sought - _held(blocks, notes, spans) - found.anchors if sought else sought
    if not lost and not found.anchors:
        return blocks, dict(notes)

    def change(line: Inlines) -> Inlines:
        return _mended_line(line, sought, lost)

    changed = {
        given: replace(note, blocks=_each(note.blocks, change)) for given, note in notes.items()
    }
    return _each(blocks, change), changed


def _held(blocks: Blocks, notes: Mapping[str, WrittenNote], spans: Spans) -> set[str]:
    """What a link can lead to, anchors left out."""
    held = {*notes, *spans.speeches, *spans.figures, *spans.claims, *spans.corrections}
    for part in (blocks, *(note.blocks for note in notes.values())):
        held.update(idents(part))
        held.update(block.graphic for block in every(part) if isinstance(block, Picture))
    return held


def _mended_line(line: Inlines, sought: set[str], lost: set[str]) -> Inlines:
    touched = any(
        isinstance(inline, Anchor)
        or any(isinstance(m, Link) and m.target[1:] in lost for m in getattr(inline, "marks", ()))
        for inline in line
    )
    if not touched:
        return line
    found: list[object] = []
    for inline in line:
        if isinstance(inline, Anchor) and inline.id not in sought:
            continue
        marks = tuple(
            m for m in inline.marks
            if not (isinstance(m, Link) and m.target.startswith("#") and m.target[1:] in lost)
        )  # fmt: skip
        inline = inline if len(marks) == len(inline.marks) else replace(inline, marks=marks)
        before = found[-1] if found else None
        if isinstance(inline, Run) and isinstance(before, Run) and before.marks == inline.marks:
            found[-1] = replace(before, text=before.text + inline.text)
        else:
            found.append(inline)
    return tuple(found)  # type: ignore[arg-type]


def _each(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """The blocks changed; what is blank then goes."""
    return mapped(blocks, change, lambda block: None if _is_blank(block) else block)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph | Heading) and not block.content
