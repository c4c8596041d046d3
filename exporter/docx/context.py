"""What the parts of one document share while it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from exporter.docx.opc.package import Package, Relationships
from exporter.docx.options import DocxOptions
from exporter.docx.styles.numbering import Numbering
from exporter.docx.styles.styles_part import StyleBook
from exporter.docx.unique_names import Names
from exporter.model import Comment, Edition, Inlines, Note
from exporter.notices import Collector
from exporter.text.language_tags import Direction
from exporter.theme import Theme
from exporter.values import Struct, Value, field, whole_number

__all__ = ["MOST_NOTES", "Context", "Job", "Kind", "Ledger", "Story"]

MOST_NOTES = 32767
Kind: TypeAlias = Literal["body", "foot", "end"]


class Ledger(Struct):
    """Which note has which id in which part (ECMA-376 17.11.10: 1 to 32767, 0 and -1 are taken).

    ``starts`` is the number that Word counts from in each part; ``custom`` are notes whose label
    is not what Word would count: they carry it as text.
    ``listed`` are notes that no part can hold: never called, or too many; they are printed last.
    """

    notes: dict[str, Note]
    restart: bool = False
    ids: dict[str, int] = field(default_factory=dict)
    order: dict[str, list[Note]] = field(default_factory=lambda: {"foot": [], "end": []})
    custom: set[str] = field(default_factory=set)
    starts: dict[str, int] = field(default_factory=lambda: {"foot": 1, "end": 1})
    _counted: dict[str, int] = field(default_factory=dict)

    def call(self, note: Note) -> int | None:
        """The id for the first reference to a note; None where the part is full."""
        order = self.order[note.place]
        if len(order) >= MOST_NOTES:
            return None
        order.append(note)
        self.ids[note.id] = len(order)
        place = note.place
        if place not in self._counted:
            if (first := whole_number(note.label)) is not None:
                self.starts[place] = first
            self._counted[place] = self.starts[place] - 1
        if self.restart or note.label == str(self._counted[place] + 1):
            self._counted[place] += 1
        else:
            self.custom.add(note.id)
        return len(order)

    @property
    def listed(self) -> list[Note]:
        return [note for note in self.notes.values() if note.id not in self.ids]


class Job(Struct):
    """One rendering. ``width`` and ``height`` are those of the type area, in twips;
    ``base`` is the direction of a paragraph that says none; ``written`` are the paragraphs so far,
    by the part that they are in. ``comments`` are those of editors, by the id of their anchor."""

    edition: Edition
    theme: Theme
    options: DocxOptions
    book: StyleBook
    package: Package
    ledger: Ledger
    width: int
    height: int
    numbering: Numbering
    base: Direction = "ltr"
    names: Names = field(default_factory=Names)
    media: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    properties: dict[object, str] = field(default_factory=dict)
    written: list[tuple[Kind, Inlines]] = field(default_factory=list)
    collector: Collector = field(default_factory=Collector)
    comments: dict[str, Comment] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.collector.file = self.edition.article.file

    def word(self, key: str, **values: object) -> str:
        """A word of the interface, its places filled."""
        return self.edition.word(key, **values)

    def type_size(self, context: Context) -> float:
        """The size of plain type there, in points."""
        kind = self.theme.type
        base = {"": kind.size, "Note": kind.note_size, "Table": kind.small_size * context.shrink}
        return base[context.scale]


class Context(Value):
    """Where a block stands. ``style`` replaces Body Text; ``scale`` is empty, ``Note`` or
    ``Table``, ``shrink`` what the type's size in a table too wide is multiplied with; ``depth``
    counts the lists around, ``steps`` these and the quotations: a list here is set in by as many;
    ``width`` is what is free, in twips; ``spoken``: in a speech of a play or a debate."""

    direction: Direction
    width: int
    style: str = ""
    scale: Literal["", "Note", "Table"] = ""
    shrink: float = 1.0
    depth: int = 0
    steps: int = 0
    lang: str = ""
    spoken: bool = False


class Story(Struct):
    """A part being written: ``out`` are pieces of XML.

    ``log`` are (index in ``out``, ids of the spans over it) of every run, from which bookmarks and
    comments get their places, ``titled`` is the place in it of the title's first run; ``called``
    are (index, id of the anchor) of editors' comments; ``links`` are (index of the start tag, of
    the end tag, name) of links inside the document; ``pending`` are ids to be placed in the next
    paragraph.
    """

    job: Job
    kind: Kind = "body"
    out: list[str] = field(default_factory=list)
    relationships: Relationships = field(default_factory=Relationships)
    annotate: bool = False
    log: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    titled: int = 0
    called: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    contents: bool = False

    def place(self, ident: str) -> None:
        """Let the next paragraph be found by this id, if anything points there."""
        if ident and ident in self.job.edition.targets:
            self.pending.append(ident)

    def bookmark(self, ident: str, prefix: str = "_tei_") -> tuple[str, str]:
        """Start and end of a bookmark; empty where the name already has its place."""
        names = self.job.names
        name = names.bookmark(ident, prefix)
        if name in names.placed:
            return "", ""
        names.placed.add(name)
        ident = f'w:id="{names.number("bookmark")}"'
        return f'<w:bookmarkStart {ident} w:name="{name}"/>', f"<w:bookmarkEnd {ident}/>"

    def cut_dead_links(self) -> None:
        """Take away links whose target nothing in the document bears."""
        for start, end, name in self.links:
            if name not in self.job.names.placed:
                self.out[start] = self.out[end] = ""
