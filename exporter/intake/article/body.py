"""A document → plain TEI: every character of the draft, in order, notes where they are called.

The text is written one block a line, without white space put into or taken out of a line, so
that whoever edits the file finds a paragraph as one line of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from exporter.intake.article.escaping import attribute, escaped, uri
from exporter.intake.article.sources import Sources
from exporter.intake.document import (
    Block,
    Blocks,
    Break,
    Call,
    Cell,
    Code,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Styled,
    Table,
    Text,
    pictures_of,
    plain,
    words,
)
from exporter.intake.pictures import Pictures
from exporter.values import Struct, field

__all__ = ["Written", "body"]


class Written(Struct):
    """``pictures`` are the files to lie beside the article, ``sources`` what its notes and links
    name, None where nobody asks."""

    text: str = ""
    pictures: Pictures = field(default_factory=Pictures)
    notes: int = 0
    sources: Sources | None = None


def body(blocks: Blocks, done: Written) -> None:
    """Write ``<div type="article">…</div>``: sections nested by their headings."""
    done.text = "\n".join(_division(done, blocks))


def _division(done: Written, blocks: Blocks) -> Iterator[str]:
    """Headings nest as deep as they are told to, without gaps."""
    yield '<div type="article">'
    open_levels: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
                yield "</div>"
            open_levels.append(block.level)
            yield f'<div type="section"><head>{_line(done, block.content)}</head>'
        else:
            yield from _block(done, block)
    yield from ("</div>" for _ in open_levels)
    yield "</div>"


def _block(done: Written, block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _paragraph(done, block)
        case Heading():
            content = Styled("bold", block.content)
            yield f"<p>{_line(done, (content,))}</p>{_hoisted(done, block.content)}"
        case Listing():
            yield f'<list type="{"ordered" if block.ordered else "bulleted"}">'
            yield from (f"<item>{_inner(done, item)}</item>" for item in block.items)
            yield "</list>"
        case Quotation():
            yield "<quote>"
            for each in block.blocks:
                yield from _block(done, each)
            yield "</quote>"
        case Code():
            yield f"<eg>{escaped(block.text)}</eg>"
        case Table():
            yield from _table(done, block)
        case Picture():
            yield _figure(done, block)
        case _:
            assert_never(block)


def _paragraph(done: Written, block: Paragraph) -> Iterator[str]:
    from exporter.suggestions.figures.written_days import day_written

    name = {"": "p", "title": "head"}.get(block.role, block.role)
    language = f' xml:lang="{attribute(block.language)}"' if block.language else ""
    line = _line(done, block.content)
    if block.role == "dateline":
        day = day_written(" ".join(plain(block.content).split()))
        line = f'<date when="{day}">{line}</date>'
    yield f"<{name}{language}>{line}</{name}>"
    if hoisted := _hoisted(done, block.content):
        yield hoisted


def _inner(done: Written, blocks: Blocks) -> str:
    """The content of an item, a cell or a note: a lone paragraph stands without ``p``."""
    if (
        len(blocks) == 1
        and isinstance(blocks[0], Paragraph)
        and not any(pictures_of(blocks[0].content))
    ):
        return _line(done, blocks[0].content)
    return "".join(part for block in blocks for part in _block(done, block))


def _table(done: Written, block: Table) -> Iterator[str]:
    yield "<table>"
    if block.caption:
        yield f"<head>{_line(done, block.caption)}</head>"
    for row in block.rows:
        yield _row(done, row)
    yield "</table>"


def _row(done: Written, row: Row) -> str:
    role = ' role="label"' if row.header else ""
    return f"<row{role}>{''.join(_cell(done, cell, row) for cell in row.cells)}</row>"


def _cell(done: Written, cell: Cell, row: Row) -> str:
    role = ' role="label"' if cell.header and not row.header else ""
    rows = f' rows="{cell.rows}"' if cell.rows > 1 else ""
    columns = f' cols="{cell.columns}"' if cell.columns > 1 else ""
    return f"<cell{role}{rows}{columns}>{_inner(done, cell.blocks)}</cell>"


# -------------------------------------------------------------------------------- pictures


def _hoisted(done: Written, content: Inlines) -> str:
    """Pictures in the middle of a paragraph stand after it."""
    return "\n".join(_figure(done, picture) for picture in pictures_of(content))


def _figure(done: Written, picture: Picture) -> str:
    url = done.pictures.address(picture.name, picture.data, picture.address)
    graphic = f'<graphic url="{attribute(uri(url))}"/>'
    caption = f"<head>{_line(done, picture.caption)}</head>" if picture.caption else ""
    described = f"<figDesc>{escaped(picture.alt)}</figDesc>" if picture.alt.strip() else ""
    return f"<figure>{graphic}{caption}{described}</figure>"


# ----------------------------------------------------------------------------------- lines


def _line(done: Written, content: Iterable[Inline]) -> str:
    return "".join(_inline(done, inline) for inline in content)


def _inline(done: Written, inline: Inline) -> str:
    match inline:
        case Text():
            return escaped(inline.text)
        case Break():
            return "<lb/>"
        case Styled():
            inner = _line(done, inline.content)
            return f'<hi rend="{inline.rend}">{inner}</hi>' if inner else ""
        case Link():
            inner = _line(done, inline.content)
            target = attribute(uri(inline.address))
            if done.sources is not None:
                done.sources.add_link(uri(inline.address), plain(inline.content))
            return f'<ref target="{target}">{inner}</ref>' if inner and target else inner
        case Foreign():
            inner = _line(done, inline.content)
            language = attribute(inline.language)
            return f'<foreign xml:lang="{language}">{inner}</foreign>' if inner else ""
        case Call():
            return _note(done, inline)
        case Picture():
            return ""
        case _:
            assert_never(inline)


def _note(done: Written, call: Call) -> str:
    blocks = _without_notes(call.blocks)
    if not words(blocks).strip():
        return ""
    if call.kind == "comment":
        said = ", ".join(filter(None, (call.author, call.when[:10])))
        inner = _inner(done, _headed(f"{said}: ", blocks) if said else blocks)
        return f'<note type="comment" ana="#internal">{inner}</note>'
    done.notes += 1
    number = done.notes
    if done.sources is not None:
        done.sources.add_note(f"n{number}", blocks)
    place = "end" if call.kind == "endnote" else "foot"
    return f'<note xml:id="n{number}" place="{place}">{_inner(done, blocks)}</note>'


def _headed(words_before: str, blocks: Blocks) -> Blocks:
    first = blocks[0]
    if isinstance(first, Paragraph):
        return (Paragraph((Text(words_before), *first.content), first.role), *blocks[1:])
    return (Paragraph((Text(words_before),)), *blocks)


def _without_notes(blocks: Blocks) -> Blocks:
    """A note in a note is words in brackets: Word and TEI's readers know no other."""
    return tuple(_flat(block) for block in blocks)


def _flat(block: Block) -> Block:
    if not isinstance(block, Paragraph) or not any(isinstance(i, Call) for i in block.content):
        return block
    content: list[Inline] = []
    for inline in block.content:
        if isinstance(inline, Call):
            if inline.kind != "comment":
                content.append(Text(f" [{words(inline.blocks).strip()}]"))
        else:
            content.append(inline)
    return Paragraph(tuple(content), block.role, block.language)
