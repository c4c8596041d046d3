"""After reading: links that lead nowhere lose their mark, anchors that nothing seeks go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from exporter.model import (
    Anchor,
    Block,
    Blocks,
    Group,
    Heading,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Rule,
    Run,
    Table,
    Turn,
    Verse,
    WrittenNote,
)
from exporter.tei.settling import lines
from exporter.tei.spans import Spans
from exporter.values import replace

__all__ = ["mended"]

Change = Callable[[Inlines], Inlines]


def mended(
    blocks: Blocks, notes: Mapping[str, WrittenNote], spans: Spans
) -> tuple[Blocks, dict[str, WrittenNote]]:
    """The text with every inner link leading to something that is there."""
    sought: set[str] = set()
    held = {*notes, *spans.speeches, *spans.figures, *spans.claims, *spans.corrections}
    anchored = False
    for part in (blocks, *(note.blocks for note in notes.values())):
        held.update(_ids(part))
        for line in lines(part):
            for inline in line:
                if isinstance(inline, Anchor):
                    held.add(inline.id)
                    anchored = True
                for mark in getattr(inline, "marks", ()):
                    if isinstance(mark, Link) and mark.target.startswith("#"):
                        sought.add(mark.target[1:])
    lost = sought - held
    if not lost and not anchored:
        return blocks, dict(notes)

    def change(line: Inlines) -> Inlines:
        return _mended_line(line, sought, lost)

    changed = {
        given: replace(note, blocks=_each(note.blocks, change)) for given, note in notes.items()
    }
    return _each(blocks, change), changed


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


def _each(blocks: Blocks, change: Change) -> Blocks:
    changed = (_changed(block, change) for block in blocks)
    return tuple(block for block in changed if not _is_blank(block))


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph | Heading) and not block.content


def _changed(block: Block, change: Change) -> Block:
    match block:
        case Heading() | Paragraph() | Preformatted():
            return replace(block, content=change(block.content))
        case Quotation() | Group():
            return replace(block, blocks=_each(block.blocks, change))
        case ListBlock():
            items = tuple(
                replace(i, label=change(i.label), blocks=_each(i.blocks, change))
                for i in block.items
            )
            return replace(block, heading=change(block.heading), items=items)
        case Table():
            rows = tuple(
                replace(
                    row,
                    cells=tuple(replace(c, blocks=_each(c.blocks, change)) for c in row.cells),
                )
                for row in block.rows
            )
            return replace(block, caption=change(block.caption), rows=rows)
        case Verse():
            found = tuple(replace(line, content=change(line.content)) for line in block.lines)
            return replace(block, lines=found)
        case Turn():
            blocks = _each(block.blocks, change)
            return replace(block, speaker=change(block.speaker), blocks=blocks)
        case Picture():
            return replace(block, caption=_each(block.caption, change))
        case Rule():
            return block


def _ids(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield block.id
        match block:
            case Quotation() | Group() | Turn():
                yield from _ids(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield item.id
                    yield from _ids(item.blocks)
            case Table():
                for row in block.rows:
                    yield row.id
                    for cell in row.cells:
                        yield cell.id
                        yield from _ids(cell.blocks)
            case Verse():
                yield from (line.id for line in block.lines)
            case Picture():
                yield block.graphic
                yield from _ids(block.caption)
            case Heading() | Paragraph() | Preformatted() | Rule():
                pass
