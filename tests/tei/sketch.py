"""An article from a few lines of TEI, and its blocks drawn as a few lines of text.

    # heading          > quotation         - item            | cell | cell |
    (role) paragraph   / line of verse     SPEAKER: turn     !picture (alt) caption

Marks stand in braces: ``{italic: word}``; a note call is ``[^id]``, a break ``⏎``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exporter.model import (
    Anchor,
    Article,
    Blocks,
    Break,
    Edit,
    Emphasis,
    Formula,
    Generated,
    Group,
    Heading,
    Image,
    Inlines,
    Language,
    Link,
    ListBlock,
    Mark,
    Name,
    NoteCall,
    NoteLink,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Ruby,
    Rule,
    Run,
    Span,
    Table,
    Turn,
    Verse,
)
from exporter.tei import read

__all__ = ["article", "notes", "rules", "sketch", "tei"]

HEADER = "<fileDesc><titleStmt><title>T</title></titleStmt></fileDesc>"


def tei(body: str, *, header: str = "", before: str = "", back: str = "", front: str = "") -> bytes:
    """A document: ``before`` stands in front of the text (``standOff``)."""
    back = f"<back>{back}</back>" if back else ""
    front = f"<front>{front}</front>" if front else ""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>{HEADER}{header}'
        f"</teiHeader>{before}<text>{front}<body>{body}</body>{back}</text></TEI>"
    ).encode()


def article(
    body: str, *, header: str = "", before: str = "", back: str = "", **how: Any
) -> Article:
    """Read a document with this body."""
    return read(tei(body, header=header, before=before, back=back), **how)


def rules(read_article: Article) -> list[str]:
    """The rules of its notices, in order."""
    return [notice.rule for notice in read_article.notices]


def notes(read_article: Article) -> dict[str, str]:
    """Its notes, drawn, by id."""
    return {given: sketch(note.blocks) for given, note in read_article.notes.items()}


def sketch(blocks: Blocks) -> str:
    """The blocks as lines of text."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        lang = f"[{block.lang}] " if getattr(block, "lang", "") else ""
        for line in _block(block):
            yield lang + line


def _block(block: Any) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {inlines(block.content)}"
        case Paragraph():
            role = f"({block.role}) " if block.role else ""
            yield role + inlines(block.content)
        case Preformatted():
            yield from (f"    {line}" for line in inlines(block.content).split("\n"))
        case Quotation():
            yield from (f"> {line}" for line in _lines(block.blocks))
        case Group():
            yield f"<{block.role}>"
            yield from (f"  {line}" for line in _lines(block.blocks))
        case ListBlock():
            yield from _list(block)
        case Table():
            yield from ([f"caption: {inlines(block.caption)}"] if block.caption else [])
            for row in block.rows:
                sign = "‖" if row.header else "|"
                yield sign + sign.join(f" {_cell(cell)} " for cell in row.cells) + sign
        case Verse():
            yield from (f"/ {' ' * line.indent}{inlines(line.content)}" for line in block.lines)
        case Turn():
            yield f"{inlines(block.speaker)}:"
            yield from (f"  {line}" for line in _lines(block.blocks))
        case Picture():
            yield f"!{block.graphic} ({block.alt}) {' / '.join(_lines(block.caption))}".rstrip()
        case Rule():
            yield "***"


def _cell(cell: Any) -> str:
    span = f"{cell.rows}×{cell.columns} " if (cell.rows, cell.columns) != (1, 1) else ""
    return f"{span}{'^' if cell.header else ''}{' / '.join(_lines(cell.blocks))}"


def _list(block: ListBlock) -> Iterator[str]:
    if block.heading:
        yield f"{block.kind}: {inlines(block.heading)}"
    sign = {"bullet": "-", "number": "1.", "plain": "·", "gloss": "="}[block.kind]
    for item in block.items:
        label = f"{inlines(item.label)} = " if item.label else ""
        rows = list(_lines(item.blocks)) or [""]
        yield f"{sign} {label}{rows[0]}".rstrip()
        yield from (f"  {row}" for row in rows[1:])


def inlines(content: Inlines) -> str:
    """A line; ``{mark: text}`` for each run under marks."""
    return "".join(_inline(inline) for inline in content)


def _inline(inline: Any) -> str:
    match inline:
        case Run():
            marks = " ".join(filter(None, (_mark(mark) for mark in inline.marks)))
            return f"{{{marks}: {inline.text}}}" if marks else inline.text
        case Break():
            return "⏎"
        case Anchor():
            return f"[#{inline.id}]"
        case NoteCall():
            return f"[^{inline.note}]"
        case Image():
            return f"!{inline.graphic}"
    raise AssertionError(inline)


def _mark(mark: Mark) -> str:
    match mark:
        case Emphasis():
            return mark.style
        case Link():
            return f"→{mark.target}"
        case NoteLink():
            return f"note {mark.note}"
        case Language():
            return mark.tag
        case Span():
            return f"{mark.kind} {mark.id}"
        case Name():
            return f"{mark.kind} {mark.ref}".strip()
        case Edit():
            return mark.kind
        case Generated():
            return "made"
        case Ruby():
            return f"ruby-{mark.part}"
        case Formula():
            return "formula"
    raise AssertionError(mark)
