"""Where text begins and ends in a block: there go the calls of notes that stand beside it."""

from __future__ import annotations

from exporter.model import (
    Block,
    Blocks,
    Cell,
    Emphasis,
    Generated,
    Group,
    Heading,
    Inline,
    Inlines,
    Item,
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
)
from exporter.values import replace

__all__ = [
    "appended", "begins_with_text", "in_last", "opens", "prepended", "split_numbers",
]  # fmt: skip

_NUMBER = frozenset((Emphasis("smaller"), Generated()))


def appended(block: Block, inline: Inline) -> Block | None:
    """The block with an inline at the end of its text; None where it has no text of its own. What
    is called behind a table stands at its caption, else in its last cell, as a sign that ends it
    does."""
    match block:
        case Paragraph() | Heading() | Preformatted():
            return replace(block, content=(*block.content, inline))
        case Verse():
            last = block.lines[-1]
            changed = replace(last, content=(*last.content, inline))
            return replace(block, lines=(*block.lines[:-1], changed))
        case Quotation() | Group() | Turn():
            blocks = in_last(block.blocks, inline)
            return None if blocks is None else replace(block, blocks=blocks)
        case ListBlock():
            return _in_item(block, inline)
        case Picture():
            caption = in_last(block.caption, inline)
            return None if caption is None else replace(block, caption=caption)
        case Table():
            if not block.caption or isinstance(inline, Run):
                return _in_cell(block, inline)
            return replace(block, caption=(*block.caption, inline))
        case Rule():
            return None


def in_last(blocks: Blocks, inline: Inline) -> Blocks | None:
    """The blocks with an inline at the end of the last one's text; None where it has none."""
    changed = appended(blocks[-1], inline) if blocks else None
    return None if changed is None else (*blocks[:-1], changed)


def _in_item(block: ListBlock, inline: Inline) -> ListBlock | None:
    if not block.items:
        return None
    last: Item = block.items[-1]
    blocks = in_last(last.blocks, inline)
    if blocks is None:
        return None
    return replace(block, items=(*block.items[:-1], replace(last, blocks=blocks)))


def _in_cell(block: Table, inline: Inline) -> Table | None:
    """At the end of the last cell that holds text."""
    for at in range(len(block.rows) - 1, -1, -1):
        row = block.rows[at]
        for place in range(len(row.cells) - 1, -1, -1):
            blocks = in_last(row.cells[place].blocks, inline)
            if blocks is not None:
                cells: list[Cell] = list(row.cells)
                cells[place] = replace(cells[place], blocks=blocks)
                rows = list(block.rows)
                rows[at] = replace(row, cells=tuple(cells))
                return replace(block, rows=tuple(rows))
    return None


def prepended(block: Block, inlines: Inlines) -> Block | None:
    """The block with inlines at the start of its text, in a heading numbers at its start and calls
    at its end; None where it has no text of its own."""
    match block:
        case Heading():
            return replace(block, content=_around(block.content, inlines))
        case Paragraph() | Preformatted():
            return replace(block, content=(*inlines, *block.content))
        case Verse():
            first = replace(block.lines[0], content=(*inlines, *block.lines[0].content))
            return replace(block, lines=(first, *block.lines[1:]))
        case Turn() if block.speaker:
            return replace(block, speaker=_around(block.speaker, inlines))
        case Quotation() | Group() | Turn():
            blocks = _in_first(block.blocks, inlines)
            return None if blocks is None else replace(block, blocks=blocks)
        case ListBlock():
            if block.heading:
                return replace(block, heading=_around(block.heading, inlines))
            blocks = _in_first(block.items[0].blocks, inlines) if block.items else None
            if blocks is None:
                return None
            item = replace(block.items[0], blocks=blocks)
            return replace(block, items=(item, *block.items[1:]))
        case Table():
            return _in_table(block, inlines)
        case Picture():
            caption = _in_first(block.caption, inlines)
            return None if caption is None else replace(block, caption=caption)
        case Rule():
            return None


def opens(inline: Inline) -> bool:
    """Whether it is a sign that the reader puts before words, such as ``[``; no number."""
    return (
        isinstance(inline, Run)
        and Generated() in inline.marks
        and not inline.text.isspace()
        and not frozenset(inline.marks) >= _NUMBER
    )


def _in_table(block: Table, inlines: Inlines) -> Table | None:
    """Signs at the start of its caption, else of its first cell with text; the rest at its end."""
    found: Block | None = block
    for inline in inlines:
        if opens(inline):
            found = _opened(found, inline) if isinstance(found, Table) else None
        else:
            found = appended(found, inline) if found is not None else None
    return found if isinstance(found, Table) else None


def _opened(block: Table, sign: Inline) -> Table | None:
    if block.caption:
        return replace(block, caption=(sign, *block.caption))
    for at, row in enumerate(block.rows):
        for place, cell in enumerate(row.cells):
            blocks = _in_first(cell.blocks, (sign,))
            if blocks is not None:
                cells = (*row.cells[:place], replace(cell, blocks=blocks), *row.cells[place + 1 :])
                rows = (*block.rows[:at], replace(row, cells=cells), *block.rows[at + 1 :])
                return replace(block, rows=rows)
    return None


def begins_with_text(block: Block) -> bool:
    """Whether a number can stand in the text that it begins with: not where that is a heading, a
    caption or a picture."""
    match block:
        case Heading() | Table() | Picture() | Rule():
            return False
        case Turn() if block.speaker:
            return True
        case Quotation() | Group() | Turn():
            return bool(block.blocks) and begins_with_text(block.blocks[0])
        case _:
            return True


def split_numbers(heading: Inlines) -> tuple[Inlines, Inlines]:
    """The numbers of pages and parts that a heading begins with, each with a space, and the rest of
    it."""
    space = Run(" ", (Generated(),))
    numbers: list[Run] = []
    for at, inline in enumerate(heading):
        if isinstance(inline, Run) and inline.text.isspace():
            continue
        if isinstance(inline, Run) and frozenset(inline.marks) >= _NUMBER:
            numbers += [inline, space]
            continue
        rest = heading[at:]
        if isinstance(inline, Run):
            rest = (replace(inline, text=inline.text.lstrip()), *rest[1:])
        return (tuple(numbers), rest) if numbers else ((), heading)
    return (), heading


def _around(heading: Inlines, inlines: Inlines) -> Inlines:
    numbers = (inline for inline in inlines if isinstance(inline, Run))
    calls = (inline for inline in inlines if not isinstance(inline, Run))
    return (*numbers, *heading, *calls)


def _in_first(blocks: Blocks, inlines: Inlines) -> Blocks | None:
    changed = prepended(blocks[0], inlines) if blocks else None
    return None if changed is None else (changed, *blocks[1:])
