"""What a draft holds, whatever format it came in: blocks, inlines, facts about it.

Readers make a :class:`Document`; ``exporter.intake.article`` turns it into TEI. Text is kept
character for character; only white space may be other than in the draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from exporter.notices import Notice
from exporter.values import Value, field

__all__ = [
    "Block",
    "Blocks",
    "Break",
    "Call",
    "Cell",
    "Code",
    "Document",
    "Foreign",
    "Heading",
    "Inline",
    "Inlines",
    "Link",
    "Listing",
    "Metadata",
    "Paragraph",
    "Picture",
    "Quotation",
    "Row",
    "Styled",
    "Table",
    "Text",
    "pictures_of",
    "plain",
    "words",
]


class Text(Value):
    """Characters as they stand."""

    text: str


class Break(Value):
    """A line break inside a paragraph."""


class Styled(Value):
    """``rend`` is a word that the reader of TEI knows: ``italic``, ``bold``, ``superscript``,
    ``subscript``, ``underline``, ``strikethrough``, ``small-caps``, ``monospace``."""

    rend: str
    content: Inlines


class Link(Value):
    """A link to an address outside the draft."""

    address: str
    content: Inlines


class Foreign(Value):
    """Words in another language (BCP 47) than what is around them."""

    language: str
    content: Inlines


class Call(Value):
    """A note where it is called. A comment is a note for the newsroom: ``author`` and ``when``
    (as the draft gives it, or empty) say whose it is."""

    blocks: Blocks
    kind: Literal["footnote", "endnote", "comment"] = "footnote"
    author: str = ""
    when: str = ""


class Picture(Value):
    """``data`` is the picture's file, None where the draft only names it by ``address``.
    ``name`` is a file name for it; ``alt`` the alternative text."""

    name: str
    data: bytes | None = None
    address: str = ""
    alt: str = ""
    caption: Inlines = ()


class Paragraph(Value):
    """``role`` is ``title``, ``byline``, ``dateline`` (the day of publication) or nothing."""

    content: Inlines
    role: str = ""
    language: str = ""


class Heading(Value):
    """``level`` counts from 1; levels may be skipped."""

    level: int
    content: Inlines


class Listing(Value):
    """Each item is blocks."""

    ordered: bool
    items: tuple[Blocks, ...]


class Quotation(Value):
    """A quotation that is set off."""

    blocks: Blocks


class Code(Value):
    """Lines whose white space counts."""

    text: str


class Cell(Value):
    """``rows`` and ``columns`` are what it spans."""

    blocks: Blocks
    header: bool = False
    rows: int = 1
    columns: int = 1


class Row(Value):
    cells: tuple[Cell, ...]
    header: bool = False


class Table(Value):
    rows: tuple[Row, ...]
    caption: Inlines = ()


Inline: TypeAlias = Text | Break | Styled | Link | Foreign | Call | Picture
Inlines: TypeAlias = tuple[Inline, ...]
Block: TypeAlias = Paragraph | Heading | Listing | Quotation | Code | Table | Picture
Blocks: TypeAlias = tuple[Block, ...]


class Metadata(Value):
    """Facts about the draft, as far as it gives them; ``date`` is ``YYYY-MM-DD`` or longer,
    ``licence`` words or an address, ``address`` where it was published."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    language: str = ""
    licence: str = ""
    address: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()


class Document(Value):
    """A draft that has been read. ``tei`` holds the bytes of one that was TEI already, and
    everything else is empty then."""

    blocks: Blocks
    meta: Metadata = field(default_factory=Metadata)
    notices: tuple[Notice, ...] = ()
    tei: bytes = b""


def words(blocks: Iterable[Block], *, comments: bool = False) -> str:
    """All text in order, notes where they are called; comments only where asked for."""
    return "".join(_of_blocks(blocks, comments))


def plain(content: Inlines) -> str:
    """The text of a line without its notes."""
    return "".join(_of_inlines(tuple(i for i in content if not isinstance(i, Call)), False))


def pictures_of(content: Inlines) -> Iterator[Picture]:
    """The pictures that are in a line."""
    for inline in content:
        match inline:
            case Picture():
                yield inline
            case Styled() | Link() | Foreign():
                yield from pictures_of(inline.content)
            case _:
                pass


def _of_blocks(blocks: Iterable[Block], comments: bool) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from _of_inlines(block.content, comments)
            case Picture():
                yield from _of_inlines(block.caption, comments)
            case Quotation():
                yield from _of_blocks(block.blocks, comments)
            case Code():
                yield block.text
            case Listing():
                for item in block.items:
                    yield from _of_blocks(item, comments)
            case Table():
                yield from _of_inlines(block.caption, comments)
                for row in block.rows:
                    for cell in row.cells:
                        yield from _of_blocks(cell.blocks, comments)
        yield "\n"


def _of_inlines(content: Inlines, comments: bool) -> Iterator[str]:
    for inline in content:
        match inline:
            case Text():
                yield inline.text
            case Break():
                yield "\n"
            case Call(kind="comment") if not comments:
                pass
            case Call():
                yield from _of_blocks(inline.blocks, comments)
            case Picture():
                yield from _of_inlines(inline.caption, comments)
            case Styled() | Link() | Foreign():
                yield from _of_inlines(inline.content, comments)
