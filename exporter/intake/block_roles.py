"""What a draft's blocks are: its title, its byline; what is empty goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.intake.document import (
    Block,
    Blocks,
    Cell,
    Document,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Table,
    pictures_of,
    plain,
    words,
)
from exporter.intake.normalization import tidied
from exporter.values import replace

__all__ = ["arranged"]

_BYLINE = re.compile(
    r"(?:by|from|von|par|por|di|da|door|av|af|text|words)\s*:?\s+(?P<names>[^.!?;:“”\"]{2,100})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b)\s*")
_OFFICE = re.compile(
    r"(?i)\b(?:correspondent|editor|reporter|writer|staff|desk|bureau|agency|korrespondent|redakt)"
)
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: +[^\W\d_][\w.’'-]*){1,4}")


def arranged(document: Document) -> Document:
    """The document with its title first, its byline told as one, and nothing empty. The title
    and the authors that are in the text win over those that only the file's properties give."""
    blocks = list(_kept(document.blocks))
    meta = document.meta
    first = next((i for i, block in enumerate(blocks) if not isinstance(block, Picture)), None)
    if first is not None and _is_title(blocks, first):
        title = blocks.pop(first)
        assert isinstance(title, Paragraph | Heading)
        meta = replace(meta, title=_spaced(plain(title.content)))
        blocks.insert(0, Paragraph(title.content, "title"))
        if len(blocks) > 1 and (names := _byline(blocks[1])):
            line = blocks[1]
            assert isinstance(line, Paragraph | Heading)
            if isinstance(line, Heading):
                line = Paragraph(line.content)
            blocks[1] = replace(line, role="byline")
            meta = replace(meta, authors=names)
    if not meta.authors:
        found = next((names for block in blocks[1:4] if (names := _byline(block))), ())
        meta = replace(meta, authors=found)
    if not meta.date:
        meta = replace(meta, date=next(filter(None, map(_day, blocks[1:4])), ""))
    _mark_dateline(blocks, meta.date)
    return replace(document, blocks=tuple(blocks), meta=meta)


def _is_title(blocks: list[Block], at: int) -> bool:
    """The draft says so, or it begins with a heading above all others."""
    block = blocks[at]
    if isinstance(block, Paragraph):
        return block.role == "title" and not any(isinstance(b, Picture) for b in blocks[:at])
    if not isinstance(block, Heading) or at:
        return False
    others = [b.level for b in blocks[at + 1 :] if isinstance(b, Heading)]
    return (block.level == 1 and 1 not in others) or all(level > block.level for level in others)


def _byline(block: Block) -> tuple[str, ...]:
    """The names in a line such as “By Ada Mills and Bo Reed”, or nothing."""
    if not isinstance(block, Paragraph | Heading):
        return ()
    line = _BYLINE.fullmatch(_spaced(plain(block.content)))
    if line is None:
        return ()
    names = tuple(filter(None, _BETWEEN.split(line["names"].strip())))
    first = names[0] if names else ""
    return (
        tuple(n for n in names if _is_name(n) and not _OFFICE.search(n)) if _is_name(first) else ()
    )


def _mark_dateline(blocks: list[Block], published: str) -> None:
    """Give the line of the day of publication its role, where only title and byline precede it."""
    for at, block in enumerate(blocks[:4]):
        if isinstance(block, Paragraph) and block.role in ("title", "byline"):
            continue
        if at and isinstance(block, Paragraph) and published and _day(block) == published:
            blocks[at] = replace(block, role="dateline")
        return


def _day(block: Block) -> str:
    """The day that a line of its own names, below the title, as ``YYYY-MM-DD``; or nothing."""
    if not isinstance(block, Paragraph | Heading):
        return ""
    from exporter.suggestions.figures.written_days import day_written

    return day_written(_spaced(plain(block.content)))


def _is_name(text: str) -> bool:
    if not _NAME.fullmatch(text):
        return False
    parts = text.split()
    return parts[0][0].isupper() and parts[-1][0].isupper()


def _spaced(text: str) -> str:
    return " ".join(text.split())


# --------------------------------------------------------------------------- nothing empty


def _kept(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Picture():
                if block.data is not None or block.address or words((block,)).strip():
                    yield replace(block, caption=tidied(block.caption, _settled))
            case Paragraph() | Heading():
                yield from _line(block)
            case Listing():
                items = tuple(kept for item in block.items if (kept := tuple(_kept(item))))
                if items:
                    yield Listing(block.ordered, items)
            case Quotation():
                if inner := tuple(_kept(block.blocks)):
                    yield Quotation(inner)
            case Table():
                yield from _table(block)
            case _:
                if words((block,)).strip():
                    yield block


def _line(block: Paragraph | Heading) -> Iterator[Block]:
    """A paragraph that holds nothing but pictures is these pictures."""
    block = replace(block, content=tidied(block.content, _settled))
    shown = tuple(pictures_of(block.content))
    if words((block,), comments=True).strip():
        if isinstance(block, Heading) and shown:
            yield replace(block, content=_pictureless(block.content))
            yield from shown
        else:
            yield block
    else:
        yield from shown


def _settled(blocks: Blocks) -> Blocks:
    return tuple(_kept(blocks))


def _table(block: Table) -> Iterator[Block]:
    rows = tuple(
        Row(tuple(_cell(cell) for cell in row.cells), row.header) for row in block.rows if row.cells
    )
    if rows and (words((block,)).strip() or any(True for _ in _in_cells(rows))):
        yield Table(rows, tidied(block.caption, _settled))


def _cell(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(_kept(cell.blocks)))


def _in_cells(rows: tuple[Row, ...]) -> Iterator[Block]:
    return (block for row in rows for cell in row.cells for block in cell.blocks)


def _pictureless(content: Inlines) -> Inlines:
    return tuple(inline for inline in content if not isinstance(inline, Picture))
