"""Marks, and the inlines that stand under them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from exporter.values import Value

# --------------------------------------------------------------------------- marks

Style: TypeAlias = Literal[
    "italic",
    "bold",
    "small-caps",
    "capitals",
    "underline",
    "strikethrough",
    "overline",
    "superscript",
    "subscript",
    "monospace",
    "letter-spaced",
    "larger",
    "smaller",
    "stage",
]
SpanKind: TypeAlias = Literal["speech", "figure", "claim", "correction"]
NameKind: TypeAlias = Literal["person", "organisation", "place"]
Editorial: TypeAlias = Literal[
    "addition", "deletion", "supplied", "unclear", "gap", "sic", "newsroom", "suggestion"
]


class Emphasis(Value):
    """A way of setting type; ``stage``: a stage direction beside a speaker's name, in italics
    whatever that is in."""

    style: Style


class Link(Value):
    """A link to an address, or to ``#id`` of a block, an anchor, a span or a note."""

    target: str


class NoteLink(Value):
    """A cross-reference to the note with this id; the run's text is that note's label."""

    note: str


class Language(Value):
    """A run in another language than its surroundings (BCP 47)."""

    tag: str


class Span(Value):
    """An annotated span; ``id`` is a key of the article's speeches, figures, claims …"""

    kind: SpanKind
    id: str


class Name(Value):
    """A name in prose; ``ref`` is the id of an agent or place, empty where it points nowhere.
    ``id`` is set in an Edition whose index lists this mention."""

    kind: NameKind
    ref: str = ""
    id: str = ""


class Edit(Value):
    """Editorial state of a transcribed passage (TEI 12.3); ``newsroom`` is what an internal copy
    alone shows, ``suggestion`` an annotation that a program proposed and nobody has confirmed."""

    kind: Editorial


class Generated(Value):
    """Text that no author wrote: quotation marks put in, labels, the words for a gap."""


class Ruby(Value):
    """A gloss that stands over or beside its word: ``whole`` is on both, ``text`` on the gloss,
    ``sign`` on the brackets that part them where they are in one line."""

    part: Literal["whole", "text", "sign"]


class Formula(Value):
    """A formula; ``markup`` is its MathML, with nothing in it that could run or fetch anything.
    The runs under it are how it reads in one line. ``id`` tells it from its neighbour."""

    markup: str
    id: str


class Origin(Value):
    """Where the words of a run are in the source, in order: ``pieces`` are ranges of its decoded
    text (see ``exporter.editing``), more than one where something between them is not read. The
    run may be a part of what stands there. Only articles that are read with ``places=True`` have
    it; ``exporter.editing.line_places`` tells the place of each character."""

    pieces: tuple[tuple[int, int], ...]


class PageNumber(Value):
    """The run is a link to ``target`` (an id) and reads as the number of its page; where there are
    no pages its own text is shown. ``more`` are other places in the same block, which may be on
    its next page. Such runs with nothing but signs between them are a row: its pages are named in
    order, each once."""

    target: str
    more: tuple[str, ...] = ()


Mark: TypeAlias = (
    Emphasis
    | Link
    | NoteLink
    | Language
    | Span
    | Name
    | Edit
    | Generated
    | Origin
    | PageNumber
    | Ruby
    | Formula
)
Marks: TypeAlias = tuple[Mark, ...]

# ------------------------------------------------------------------------- inlines


class Run(Value):
    """Text under marks, white space already folded (except in Preformatted)."""

    text: str
    marks: Marks = ()


class Break(Value):
    """A line break inside a block."""

    marks: Marks = ()


class Anchor(Value):
    """A place of no width that can be linked to."""

    id: str
    marks: Marks = ()


class NoteCall(Value):
    """The place where a note is called.

    In an Article only ``note`` is set (the id of a written note). In an Edition ``id`` is the
    call's own id, unique in the document, and ``label`` what the reader sees. ``first`` is False
    where an earlier call already points at the same note: formats that bind a note to one
    reference (ECMA-376 17.11.14) write a cross-reference there.
    """

    note: str
    id: str = ""
    label: str = ""
    first: bool = True
    marks: Marks = ()
    line: int = 0


class Image(Value):
    """A picture inside a line; ``graphic`` is a key of the document's graphics."""

    graphic: str
    alt: str = ""
    marks: Marks = ()


Inline: TypeAlias = Run | Break | Anchor | NoteCall | Image
Inlines: TypeAlias = tuple[Inline, ...]
