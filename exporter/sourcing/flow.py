"""The text of blocks in reading order, to look at and to rewrite.

A *container* is a tuple of inlines and the block it belongs to. :func:`contents` and
:func:`rewrite` meet the same containers in the same order, so that a container's index found by
the one is good for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from exporter.model import (
    Anchor,
    Block,
    Blocks,
    Break,
    Cell,
    Group,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    ListBlock,
    NoteCall,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Row,
    Rule,
    Run,
    Table,
    Turn,
    Verse,
    VerseLine,
)
from exporter.values import Value, replace

__all__ = ["Container", "contents", "idents", "insert", "plain", "rewrite", "width"]

Change = Callable[[Inlines, str], tuple[Inlines, str]]
"""Takes a container's inlines and its block's id; gives both back, changed or not."""


class Container(Value):
    """``owner`` is the block's id, empty where it has none."""

    inlines: Inlines
    owner: str = ""
    line: int = 0


def contents(blocks: Iterable[Block]) -> Iterator[Container]:
    """Every container, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Preformatted():
                yield Container(block.content, block.id, block.line)
            case Quotation() | Group():
                yield from contents(block.blocks)
            case ListBlock():
                yield Container(block.heading, block.id, block.line)
                for item in block.items:
                    yield Container(item.label, item.id, item.line)
                    yield from contents(item.blocks)
            case Table():
                yield Container(block.caption, block.id, block.line)
                for row in block.rows:
                    for cell in row.cells:
                        yield from contents(cell.blocks)
            case Verse():
                for line in block.lines:
                    yield Container(line.content, line.id, line.line)
            case Turn():
                yield Container(block.speaker, block.id, block.line)
                yield from contents(block.blocks)
            case Picture():
                yield from contents(block.caption)
            case Rule():
                pass
            case _:
                assert_never(block)


def rewrite(blocks: Blocks, change: Change, level: Callable[[int], int] = int) -> Blocks:
    """The blocks with every container changed and every heading's level passed through."""
    return tuple(_rewritten(block, change, level) for block in blocks)


def _rewritten(block: Block, change: Change, level: Callable[[int], int]) -> Block:
    match block:
        case Heading():
            content, ident = change(block.content, block.id)
            return replace(block, content=content, id=ident, level=level(block.level))
        case Paragraph() | Preformatted():
            content, ident = change(block.content, block.id)
            if content is block.content and ident == block.id:
                return block
            return replace(block, content=content, id=ident)
        case Quotation() | Group():
            return replace(block, blocks=rewrite(block.blocks, change, level))
        case ListBlock():
            heading, ident = change(block.heading, block.id)
            items = tuple(_item(item, change, level) for item in block.items)
            return replace(block, heading=heading, id=ident, items=items)
        case Table():
            caption, ident = change(block.caption, block.id)
            rows = tuple(_row(row, change, level) for row in block.rows)
            return replace(block, caption=caption, id=ident, rows=rows)
        case Verse():
            return replace(block, lines=tuple(_verse_line(line, change) for line in block.lines))
        case Turn():
            speaker, ident = change(block.speaker, block.id)
            return replace(
                block, speaker=speaker, id=ident, blocks=rewrite(block.blocks, change, level)
            )
        case Picture():
            return replace(block, caption=rewrite(block.caption, change, level))
        case Rule():
            return block
        case _:
            assert_never(block)


def _item(item: Item, change: Change, level: Callable[[int], int]) -> Item:
    label, ident = change(item.label, item.id)
    return replace(item, label=label, id=ident, blocks=rewrite(item.blocks, change, level))


def _row(row: Row, change: Change, level: Callable[[int], int]) -> Row:
    cells: list[Cell] = [
        replace(cell, blocks=rewrite(cell.blocks, change, level)) for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))


def _verse_line(line: VerseLine, change: Change) -> VerseLine:
    content, ident = change(line.content, line.id)
    return replace(line, content=content, id=ident)


def idents(blocks: Iterable[Block]) -> Iterator[str]:
    """The ids of blocks and of their rows, cells, items and lines; those of anchors are not."""
    for block in blocks:
        yield block.id
        match block:
            case Quotation() | Group():
                yield from idents(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield item.id
                    yield from idents(item.blocks)
            case Table():
                for row in block.rows:
                    yield row.id
                    for cell in row.cells:
                        yield cell.id
                        yield from idents(cell.blocks)
            case Verse():
                yield from (line.id for line in block.lines)
            case Turn():
                yield from idents(block.blocks)
            case Picture():
                yield from idents(block.caption)
            case Heading() | Paragraph() | Preformatted() | Rule():
                pass
            case _:
                assert_never(block)


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
        at, end = end, end + width(inline)
        while waiting and at < end and waiting[-1][0] <= at:
            done.append(waiting.pop()[1])
        if isinstance(inline, Run):
            start = 0
            while waiting and waiting[-1][0] < end:
                offset, call = waiting.pop()
                done += [Run(inline.text[start : offset - at], inline.marks), call]
                start = offset - at
            done.append(Run(inline.text[start:], inline.marks) if start else inline)
        else:
            done.append(inline)
    done += [call for _, call in reversed(waiting)]
    return tuple([inline for inline in done if not isinstance(inline, Run) or inline.text])
