"""What an edited copy says: paragraphs, their characters, and what stands among them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from exporter.values import Struct, Value, field

__all__ = [
    "BREAK", "IMAGE", "NOTE", "Atom", "Comment", "Copy", "Paragraph", "Revision", "Story", "bare",
]  # fmt: skip

NOTE = "\ue000"
IMAGE = "\ue001"
BREAK = "\n"
"""A note's call, a picture and a line break in a paragraph's text."""

Story: TypeAlias = Literal["body", "note"]


class Atom(Value):
    """What a NOTE or an IMAGE in the text stands for: ``id`` is the note's (``foot:3``), or the
    picture's digest; ``alt`` its alternative text."""

    id: str
    alt: str = ""


class Revision(Value):
    """A tracked change: who made it and when (ISO 8601, as written)."""

    kind: Literal["ins", "del"]
    author: str
    date: str = ""


class Comment(Value):
    """A comment, and the text that it is about: ``end`` is where that ends in its paragraph."""

    id: str
    author: str
    date: str
    text: str
    paragraph: int = -1
    end: int = 0


class Paragraph(Struct):
    """``text`` is one character for each of the lists beside it. ``italic`` says how it looks,
    through styles; ``spans`` are the annotations around a character, by their controls and
    bookmarks, and ``~italic``;
    ``revised`` the tracked change that it came with (for a deleted one that is kept apart in
    ``deleted``: offset and words). ``cell`` tells the cells of tables apart."""

    style: str = ""
    text: str = ""
    italic: bytearray = field(default_factory=bytearray)
    spans: list[frozenset[str]] = field(default_factory=list)
    revised: list[Revision | None] = field(default_factory=list)
    atoms: dict[int, Atom] = field(default_factory=dict)
    deleted: list[tuple[int, str, Revision]] = field(default_factory=list)
    cell: tuple[int, ...] = ()
    note: str = ""
    mark: Revision | None = None


class Copy(Struct):
    """``notes`` are the paragraphs of each note by its id (``foot:3``), ``record`` and ``tei`` the
    custom XML parts; ``controls`` says whether any content control or bookmark of
    ours is left."""

    paragraphs: list[Paragraph]
    notes: dict[str, list[Paragraph]]
    comments: list[Comment]
    tei: bytes | None
    record: bytes | None
    author: str
    date: str
    controls: bool = False


def bare(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Without the space that parts a note's number from its words."""
    if paragraphs and paragraphs[0].text[:1] in (" ", "\t", "\xa0"):
        _cut(paragraphs[0], 1)
    return paragraphs


def _cut(it: Paragraph, count: int) -> None:
    it.text, it.italic = it.text[count:], it.italic[count:]
    it.spans, it.revised = it.spans[count:], it.revised[count:]
    it.atoms = {at - count: atom for at, atom in it.atoms.items()}
    it.deleted = [(max(0, at - count), words, why) for at, words, why in it.deleted]
