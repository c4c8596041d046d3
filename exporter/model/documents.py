"""The document, twice: what an article says, and what is printed of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeAlias

from exporter.model.blocks import Blocks, Graphic
from exporter.model.facts import (
    Agent,
    Claim,
    Correction,
    Figure,
    Metadata,
    Place,
    Relation,
    Remark,
    Source,
    Speech,
    Status,
    WrittenNote,
)
from exporter.model.inlines import Inlines, SpanKind
from exporter.model.traversal import in_outline
from exporter.notices import Notice
from exporter.values import Value, brief

Audience: TypeAlias = Literal["public", "internal"]
Indexes: TypeAlias = Literal["main", "all", "none"]
"""Which indexes follow the text: claims, sources and corrections; these, speakers, figures and
names; or none."""


class Article(Value):
    """What the source says, for one audience.

    Mappings keep document order and are keyed by id. ``lang`` is the language of the text;
    ``tei`` is the filtered tree, serialised: what may be embedded or archived. ``remarks`` are
    what an internal copy prints apart; a public one has none. ``leaks`` are places that name a
    source who must not be named: no format is rendered from a public article that has any.
    """

    meta: Metadata
    lang: str
    blocks: Blocks
    notes: Mapping[str, WrittenNote]
    agents: Mapping[str, Agent]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    relations: tuple[Relation, ...]
    statuses: Mapping[str, Status]
    speeches: Mapping[str, Speech]
    figures: Mapping[str, Figure]
    claims: Mapping[str, Claim]
    corrections: Mapping[str, Correction]
    graphics: Mapping[str, Graphic]
    notices: tuple[Notice, ...] = ()
    audience: Audience = "public"
    file: str | None = None
    tei: bytes = b""
    remarks: tuple[Remark, ...] = ()
    leaks: tuple[Notice, ...] = ()

    def __repr__(self) -> str:
        return brief(self)


# ------------------------------------------------------------------------- edition

NotePlace: TypeAlias = Literal["foot", "end"]


class Note(Value):
    """A note as printed. ``number`` counts from 1 through the document, foot and end notes in one
    row; ``label`` is the number in the language's digits; ``calls`` are the ids of all its calls
    in order; ``covers`` the ids of the spans it is about. Its text holds no note call."""

    id: str
    number: int
    label: str
    blocks: Blocks
    place: NotePlace = "foot"
    calls: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    lang: str = ""
    line: int = 0


class SpanInfo(Value):
    """What a renderer shows and stores of an annotated span.

    ``label`` is a phrase for people in the edition's language ("Claim, disputed", "Antony
    Blinken, reported speech"); ``data`` are (name, value) pairs for machines, names in kebab case
    (``who``, ``source``, ``status``, ``value``, ``unit``, ``cert`` …), values as in the TEI;
    ``standing`` is a claim's standing, ``direct`` or ``reported`` for speech, the figure's kind
    for a figure, else empty; ``notes`` the ids of notes that cover it; ``entry`` the id of its
    place in an index, empty where it has none.
    """

    id: str
    kind: SpanKind
    label: str
    standing: str = ""
    data: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    entry: str = ""


class FrontLine(Value):
    """A line of the title block; ``kind``: ``series``, ``byline``, ``editors``, ``letter`` (who
    wrote to whom), ``date``, ``publisher``, ``identifier``, ``rights``, ``audience`` (the warning
    on an internal copy), ``correction``, ``milestone`` (the page that begins before the title)."""

    kind: str
    content: Inlines


class Front(Value):
    """The title block, worded."""

    title: Inlines
    subtitle: Inlines = ()
    lines: tuple[FrontLine, ...] = ()


class Sample(Value):
    """A sign explained: ``content`` names it, in the look of the span ``span`` (a SpanInfo)."""

    span: str
    content: Inlines


class Appendix(Value):
    """An index, worded: ordinary blocks under a title. ``role``: ``claims``, ``sources``,
    ``corrections``, ``speakers``, ``figures``, ``names``, ``newsroom``."""

    id: str
    role: str
    title: str
    blocks: Blocks


class Edition(Value):
    """An article with everything decided: renderers never number, look up or decide.

    ``words`` are the interface's words in the edition's language by key (``notes``, ``note``,
    ``back-to-text``, ``skip``, ``contents`` …; see ``exporter.sourcing.wording.catalogue``);
    under ``digits`` stand the ten that its numbers are written with.
    ``legend`` has a sample of each kind of span; a copy explains the signs that it shows.
    ``targets`` are the ids that something in the edition links to. ``timestamp`` is the only
    date an output may carry. ``choices`` are the policy's that decide its words, by name.
    """

    article: Article
    lang: str
    direction: Literal["ltr", "rtl"]
    front: Front
    blocks: Blocks
    notes: tuple[Note, ...]
    appendices: tuple[Appendix, ...]
    spans: Mapping[str, SpanInfo]
    words: Mapping[str, str]
    timestamp: datetime
    targets: frozenset[str] = frozenset()
    note_place: NotePlace = "foot"
    legend: tuple[Sample, ...] = ()
    notices: tuple[Notice, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def document_lang(self) -> str:
        """The language of a copy as a whole, which is the text's (WCAG 3.1.1); ``lang`` is that of
        the notes, indexes and words of the interface, marked where it is another (3.1.2)."""
        return self.article.lang or self.lang

    @property
    def title(self) -> str:
        """The title as plain text: as the header has it, else as the title block prints it."""
        return self.meta.title or in_outline(self.front.title)

    @property
    def heading(self) -> str:
        """The title as plain text: as the title block prints it, else as the header has it."""
        return in_outline(self.front.title) or self.meta.title

    def word(self, key: str, **values: object) -> str:
        """A word of the interface, its places filled; the key where there is no such word."""
        word = self.words.get(key, key)
        return word.format(**values) if values else word

    @property
    def meta(self) -> Metadata:
        """What the article's header says."""
        return self.article.meta

    @property
    def graphics(self) -> Mapping[str, Graphic]:
        """The article's pictures by id."""
        return self.article.graphics

    @property
    def audience(self) -> Audience:
        """Whose copy it is."""
        return self.article.audience


class Output(Value):
    """What a renderer makes: the file's bytes, what there was to say about it, and files that
    stand beside it (relative name, bytes), where an option asks for them."""

    data: bytes
    notices: tuple[Notice, ...] = ()
    assets: tuple[tuple[str, bytes], ...] = ()

    def __repr__(self) -> str:
        return brief(self)
