"""Blocks: what text is made of."""

from __future__ import annotations

from typing import Literal, TypeAlias

from exporter.model.inlines import Inlines
from exporter.values import Value, brief


class Heading(Value):
    """``level`` counts from 1; in an Edition 1 is the document's title, so text begins at 2."""

    content: Inlines
    level: int
    id: str = ""
    line: int = 0
    lang: str = ""


class Paragraph(Value):
    """``role`` is empty or what the paragraph is: ``lead``, ``byline``, ``dateline``, ``salute``,
    ``closer``, ``signed``, ``trailer``, ``stage``, ``attribution``, ``caption``, ``label``,
    ``bibl``, ``forme-work``, ``epigraph``, ``align-center``, ``align-end``, ``milestone`` (numbers
    of pages and parts that begin at the heading after it) …; a renderer that does not know one sets
    it plain."""

    content: Inlines
    role: str = ""
    id: str = ""
    line: int = 0
    lang: str = ""


class Quotation(Value):
    """A quotation set off from the text."""

    blocks: Blocks
    id: str = ""
    line: int = 0
    lang: str = ""


class Item(Value):
    """A list item; ``label`` is the author's own label or the term of a glossary. ``status`` is
    the standing of the claim that an entry of an index is about, or empty."""

    blocks: Blocks
    label: Inlines = ()
    id: str = ""
    line: int = 0
    status: str = ""


class ListBlock(Value):
    """``kind``: ``bullet``, ``number``, ``plain`` (no sign) or ``gloss`` (labels are terms)."""

    items: tuple[Item, ...]
    kind: Literal["bullet", "number", "plain", "gloss"] = "bullet"
    start: int = 1
    heading: Inlines = ()
    id: str = ""
    line: int = 0
    lang: str = ""


class Cell(Value):
    """``header`` cells head their column in a header row, else their row."""

    blocks: Blocks
    header: bool = False
    rows: int = 1
    columns: int = 1
    align: Literal["", "start", "end", "center"] = ""
    id: str = ""


class Row(Value):
    """``header``: the row heads the table and is repeated on every page."""

    cells: tuple[Cell, ...]
    header: bool = False
    id: str = ""


class Table(Value):
    rows: tuple[Row, ...]
    caption: Inlines = ()
    id: str = ""
    line: int = 0
    lang: str = ""


class VerseLine(Value):
    """One line of verse; ``indent`` in steps of about 1 em; ``number`` as the source gives it."""

    content: Inlines
    indent: int = 0
    number: str = ""
    id: str = ""
    line: int = 0


class Verse(Value):
    """Lines that belong together: a stanza."""

    lines: tuple[VerseLine, ...]
    id: str = ""
    line: int = 0
    lang: str = ""


class Turn(Value):
    """A speech in a play or a debate (``sp``, ``u``): who speaks, and what follows.

    ``who`` are ids of agents; ``speaker`` is the speaker's name as printed (it may be empty).
    """

    speaker: Inlines
    blocks: Blocks
    who: tuple[str, ...] = ()
    id: str = ""
    line: int = 0
    lang: str = ""


class Picture(Value):
    """A picture with its caption. ``graphic`` is a key of the document's graphics; empty, or a
    graphic without data, means that there is none to show: the description is in a frame.

    ``alt`` is the author's description (TEI ``figDesc``), empty where there is none.
    """

    graphic: str
    alt: str = ""
    caption: Blocks = ()
    id: str = ""
    line: int = 0
    lang: str = ""


class Rule(Value):
    """A break in the text, shown as a line or asterism."""

    id: str = ""
    line: int = 0


class Preformatted(Value):
    """Text whose white space counts: code, ``egXML``."""

    content: Inlines
    id: str = ""
    line: int = 0
    lang: str = ""


class Group(Value):
    """Blocks that belong together; ``role``: ``epigraph``, ``argument``, ``postscript``,
    ``aside``, ``floating-text``, ``front``, ``back``, ``cast`` …; unknown roles are set plain."""

    blocks: Blocks
    role: str = ""
    id: str = ""
    line: int = 0
    lang: str = ""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Quotation
    | ListBlock
    | Table
    | Verse
    | Turn
    | Picture
    | Rule
    | Preformatted
    | Group
)
Blocks: TypeAlias = tuple[Block, ...]


class Graphic(Value):
    """A picture's file. ``data`` is None where it could not be had (a notice says why).

    ``width`` and ``height`` are pixels as the picture is seen, 0 where not known (SVG without a
    size). ``turn`` is how the pixels of ``data`` have to be turned to be seen so (EXIF 4.6.5: 1 is
    upright). ``wanted_width`` and ``wanted_height`` are the size that the source asks for, in CSS
    pixels, ``wanted_share`` in parts of the measure, ``wanted_ems`` the same two in em of the type
    around; 0 where it asks for none.
    """

    id: str
    url: str
    media_type: str = ""
    data: bytes | None = None
    width: int = 0
    height: int = 0
    turn: int = 1
    wanted_width: float = 0.0
    wanted_height: float = 0.0
    wanted_share: float = 0.0
    wanted_ems: tuple[float, float] = (0.0, 0.0)

    def __repr__(self) -> str:
        return brief(self)
