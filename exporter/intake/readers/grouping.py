"""Paragraphs of a word processor → blocks: what stands one after the other in the file belongs
together as list, quotation, code, or as a caption with its picture or table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from exporter.intake.document import (
    Block,
    Blocks,
    Break,
    Call,
    Code,
    Foreign,
    Heading,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Styled,
    Table,
    Text,
    plain,
    words,
)
from exporter.values import Value, replace

__all__ = ["Kind", "Piece", "grouped", "kind_of_style"]

Kind = Literal["p", "title", "heading", "item", "quote", "code", "caption", "block"]


class Piece(Value):
    """One paragraph with what its style says; ``level`` of a heading counts from 1, of an item
    from 0; ``blocks`` holds what is no paragraph, or what stands beside one (text boxes)."""

    kind: Kind
    content: Inlines = ()
    level: int = 0
    ordered: bool = False
    blocks: Blocks = ()


def kind_of_style(name: str) -> tuple[Kind, int]:
    """What a built-in style means, by its name in Word, LibreOffice or Google Docs."""
    folded = name.casefold().replace("_20_", " ").strip()
    words_ = folded.split()
    if folded in ("title", "titel"):
        return "title", 0
    if words_[:1] in (["heading"], ["überschrift"]) and words_[-1].isdigit():
        return "heading", max(1, min(int(words_[-1][:2]), 9))
    if folded in ("quote", "intense quote", "block text", "quotations", "block quotation"):
        return "quote", 0
    if folded in ("caption", "figure", "illustration", "image caption", "table caption"):
        return "caption", 0
    if folded in (
        "html preformatted",
        "preformatted text",
        "source code",
        "code",
        "plain text code",
    ):
        return "code", 0
    return "p", 0


def grouped(pieces: Sequence[Piece]) -> Blocks:
    """All pieces as blocks, in order."""
    done: list[Block] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        end = at + 1
        if piece.kind in ("item", "quote", "code"):
            while end < len(pieces) and pieces[end].kind == piece.kind:
                end += 1
        done.extend(_made(pieces[at:end]))
        at = end
    return tuple(_captioned(done))


def _made(run: Sequence[Piece]) -> Iterator[Block]:
    first = run[0]
    match first.kind:
        case "item":
            yield from _lists(run)
        case "quote":
            inner = [b for piece in run for b in (Paragraph(piece.content), *piece.blocks)]
            yield Quotation(tuple(inner))
        case "code" if not any(_has_more(piece.content) for piece in run):
            yield Code("\n".join(_code(piece.content) for piece in run))
        case "heading":
            yield Heading(first.level, _unbolded(first.content))
            yield from first.blocks
        case "block":
            yield from first.blocks
        case _:
            for piece in run:
                role = piece.kind if piece.kind in ("title", "caption") else ""
                content = _unbolded(piece.content) if role == "title" else piece.content
                yield Paragraph(content, role)
                yield from piece.blocks


def _has_more(content: Inlines) -> bool:
    """Whether a line holds what code cannot: a note or a picture."""
    return any(
        _has_more(inline.content)
        if isinstance(inline, Styled | Link | Foreign)
        else isinstance(inline, Call | Picture)
        for inline in content
    )


def _code(content: Inlines) -> str:
    found = []
    for inline in content:
        match inline:
            case Break():
                found.append("\n")
            case Text():
                found.append(inline.text)
            case _:
                found.append(plain((inline,)))
    return "".join(found)


def _unbolded(content: Inlines) -> Inlines:
    """A heading that is bold in all of its words is only a heading."""
    shown = [i for i in content if not (isinstance(i, Text) and not i.text.strip())]
    if shown and all(isinstance(i, Styled) and i.rend == "bold" for i in shown):
        found: list[object] = []
        for inline in content:
            found.extend(inline.content if isinstance(inline, Styled) else (inline,))
        return tuple(found)  # type: ignore[arg-type]
    return content


# ----------------------------------------------------------------------------------- lists


def _lists(run: Sequence[Piece]) -> Iterator[Block]:
    """Items of the lowest level, deeper ones inside the item before them."""
    level = min(piece.level for piece in run)
    at = 0
    while at < len(run):
        ordered = run[at].ordered
        items: list[Blocks] = []
        while at < len(run) and (run[at].level > level or run[at].ordered == ordered or not items):
            end = at + 1
            while end < len(run) and run[end].level > level:
                end += 1
            if run[at].level > level:
                items.append(tuple(_lists(run[at:end])))
            else:
                inner = _lists(run[at + 1 : end]) if end > at + 1 else ()
                items.append((Paragraph(run[at].content), *run[at].blocks, *inner))
            at = end
        yield Listing(ordered, tuple(items))


# -------------------------------------------------------------------------------- captions


def _captioned(blocks: list[Block]) -> Iterator[Block]:
    """A caption joins the picture before it or the table after it; else it is a paragraph."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        pictures = _lone_pictures(block)
        if len(pictures) == 1 and _is_caption(after):
            assert isinstance(after, Paragraph)
            yield replace(pictures[0], caption=after.content)
            at += 2
        elif _is_caption(block) and isinstance(after, Table) and not after.caption:
            assert isinstance(block, Paragraph)
            yield replace(after, caption=block.content)
            at += 2
        else:
            yield Paragraph(block.content) if _is_caption(block) else block  # type: ignore[union-attr]
            at += 1


def _is_caption(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role == "caption"


def _lone_pictures(block: Block) -> list[Picture]:
    if isinstance(block, Picture):
        return [] if block.caption else [block]
    if isinstance(block, Paragraph) and not words((block,), comments=True).strip():
        return [i for i in block.content if isinstance(i, Picture)]
    return []
