"""Through the text of blocks in reading order, to look at it and to rewrite it.

A *container* is a tuple of inlines and the block it belongs to. :func:`contents` and
:func:`rewrite` meet the same containers in the same order, so that a container's index found by
the one is good for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, assert_never

from exporter.model.blocks import (
    Block,
    Blocks,
    Group,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Row,
    Rule,
    Table,
    Turn,
    Verse,
    VerseLine,
)
from exporter.model.inlines import Break, Generated, Inline, Inlines, NoteCall, Run
from exporter.values import Value, replace

__all__ = [
    "Change",
    "Container",
    "Settle",
    "contents",
    "every",
    "flattened",
    "idents",
    "in_outline",
    "mapped",
    "rewrite",
]

Change: TypeAlias = Callable[[Inlines, str], tuple[Inlines, str]]
"""Takes a container's inlines and its block's id; gives both back, changed or not."""

Settle: TypeAlias = Callable[[Block], Block | None]
"""Takes a block whose text is rewritten; gives back what stands for it, None for nothing."""


class Container(Value):
    """``owner`` is the block's id, empty where it has none."""

    inlines: Inlines
    owner: str = ""
    line: int = 0


def flattened(inlines: Sequence[Inline]) -> str:
    """The text alone: a space where a line breaks, nothing for pictures and calls."""
    parts = [
        inline.text if type(inline) is Run else " " if type(inline) is Break else ""
        for inline in inlines
    ]
    return "".join(parts)


def in_outline(inlines: Inlines) -> str:
    """The text of a title where it stands without its notes (outlines, running heads): without what
    parts two calls, on one line."""
    kept: list[Inline] = []
    for before, inline, after in zip((None, *inlines), inlines, (*inlines[1:], None), strict=False):
        parts = type(before) is NoteCall and type(after) is NoteCall
        if not (parts and type(inline) is Run and Generated() in inline.marks):
            kept.append(inline)
    return " ".join(flattened(kept).split())


def contents(blocks: Iterable[Block]) -> list[Container]:
    """Every container, in reading order."""
    found: list[Container] = []
    _gather(blocks, found)
    return found


def _gather(blocks: Iterable[Block], found: list[Container]) -> None:
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Preformatted():
                found.append(Container(block.content, block.id, block.line))
            case Quotation() | Group():
                _gather(block.blocks, found)
            case ListBlock():
                found.append(Container(block.heading, block.id, block.line))
                for item in block.items:
                    found.append(Container(item.label, item.id, item.line))
                    _gather(item.blocks, found)
            case Table():
                found.append(Container(block.caption, block.id, block.line))
                for row in block.rows:
                    for cell in row.cells:
                        _gather(cell.blocks, found)
            case Verse():
                found += [Container(line.content, line.id, line.line) for line in block.lines]
            case Turn():
                found.append(Container(block.speaker, block.id, block.line))
                _gather(block.blocks, found)
            case Picture():
                _gather(block.caption, found)
            case Rule():
                pass
            case _:
                assert_never(block)


def every(blocks: Iterable[Block]) -> list[Block]:
    """Every block, each before those inside it."""
    found: list[Block] = []
    _list(blocks, found)
    return found


def _list(blocks: Iterable[Block], found: list[Block]) -> None:
    for block in blocks:
        found.append(block)
        match block:
            case Paragraph() | Heading() | Preformatted() | Verse() | Rule():
                pass
            case Quotation() | Group() | Turn():
                _list(block.blocks, found)
            case ListBlock():
                for item in block.items:
                    _list(item.blocks, found)
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        _list(cell.blocks, found)
            case Picture():
                _list(block.caption, found)
            case _:
                assert_never(block)


def idents(blocks: Iterable[Block]) -> list[str]:
    """The ids of blocks and of their rows, cells, items and lines; those of anchors are not."""
    found: list[str] = []
    for block in every(blocks):
        found.append(block.id)
        match block:
            case Paragraph() | Heading():
                pass
            case ListBlock():
                found += [item.id for item in block.items]
            case Table():
                for row in block.rows:
                    found += (row.id, *[cell.id for cell in row.cells])
            case Verse():
                found += [line.id for line in block.lines]
            case _:
                pass
    return found


def mapped(
    blocks: Blocks, change: Callable[[Inlines], Inlines], settle: Settle | None = None
) -> Blocks:
    """The blocks with every container's inlines changed; ids stay."""
    return rewrite(blocks, lambda inlines, ident: (change(inlines), ident), settle)


def rewrite(blocks: Blocks, change: Change, settle: Settle | None = None) -> Blocks:
    """The blocks with every container changed, and each block settled: in reading order, the inner
    ones before those around them."""
    if settle is None:
        return tuple([_rewritten(block, change, None) for block in blocks])
    settled = [settle(_rewritten(block, change, settle)) for block in blocks]
    return tuple([block for block in settled if block is not None])


def _rewritten(block: Block, change: Change, settle: Settle | None) -> Block:
    match block:
        case Paragraph() | Heading() | Preformatted():
            content, ident = change(block.content, block.id)
            if content is block.content and ident == block.id:
                return block
            return replace(block, content=content, id=ident)
        case Quotation() | Group():
            return replace(block, blocks=rewrite(block.blocks, change, settle))
        case ListBlock():
            heading, ident = change(block.heading, block.id)
            items = tuple([_item(item, change, settle) for item in block.items])
            return replace(block, heading=heading, id=ident, items=items)
        case Table():
            caption, ident = change(block.caption, block.id)
            rows = tuple([_row(row, change, settle) for row in block.rows])
            return replace(block, caption=caption, id=ident, rows=rows)
        case Verse():
            return replace(block, lines=tuple([_line(line, change) for line in block.lines]))
        case Turn():
            speaker, ident = change(block.speaker, block.id)
            inner = rewrite(block.blocks, change, settle)
            return replace(block, speaker=speaker, id=ident, blocks=inner)
        case Picture():
            return replace(block, caption=rewrite(block.caption, change, settle))
        case Rule():
            return block
        case _:
            assert_never(block)


def _item(item: Item, change: Change, settle: Settle | None) -> Item:
    label, ident = change(item.label, item.id)
    return replace(item, label=label, id=ident, blocks=rewrite(item.blocks, change, settle))


def _row(row: Row, change: Change, settle: Settle | None) -> Row:
    cells = [replace(cell, blocks=rewrite(cell.blocks, change, settle)) for cell in row.cells]
    return replace(row, cells=tuple(cells))


def _line(line: VerseLine, change: Change) -> VerseLine:
    content, ident = change(line.content, line.id)
    return replace(line, content=content, id=ident)
