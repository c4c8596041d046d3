"""The document, twice: what an article says (Article) and what is printed of it (Edition).

Prose is runs with marks. A block holds a tuple of inlines; a Run is a piece of text under a
tuple of marks; a mark is a small frozen value. Spans that overlap or cross blocks are nothing
special: each run under a span carries its mark. Nesting is made where a format needs it, by
:func:`exporter.nesting.nest`.

Everything is frozen, compares by value and holds no reference to the XML tree.
Lines are 1-based lines of the source file; 0 means that there is none (made, not read).
Languages are BCP 47 tags; an empty tag means "as around it".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from exporter.notices import Notice
from exporter.values import Value, brief

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
]
SpanKind: TypeAlias = Literal["speech", "figure", "claim", "correction"]
AgentKind: TypeAlias = Literal["person", "organisation"]
NameKind: TypeAlias = Literal["person", "organisation", "place"]
Editorial: TypeAlias = Literal[
    "addition", "deletion", "supplied", "unclear", "gap", "sic", "newsroom"
]


class Emphasis(Value):
    """A way of setting type."""

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
    """A name in prose; ``ref`` is the id of an agent or place, empty where it points nowhere."""

    kind: NameKind
    ref: str = ""


class Edit(Value):
    """Editorial state of a transcribed passage (TEI 12.3); ``newsroom`` is what an internal copy
    alone shows."""

    kind: Editorial


class Generated(Value):
    """Text that no author wrote: quotation marks put in, labels, the words for a gap."""


Mark: TypeAlias = Emphasis | Link | NoteLink | Language | Span | Name | Edit | Generated
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

# -------------------------------------------------------------------------- blocks


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
    ``bibl``, ``forme-work``, ``epigraph`` …; a renderer that does not know one sets it plain."""

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
    """A list item; ``label`` is the author's own label or the term of a glossary."""

    blocks: Blocks
    label: Inlines = ()
    id: str = ""
    line: int = 0


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
    """``header``: the row heads the table and is repeated on every page.

    ``status`` is the standing of the claim the row is about (in a register of claims), or empty.
    """

    cells: tuple[Cell, ...]
    header: bool = False
    id: str = ""
    status: str = ""


class Table(Value):
    """``role`` is empty in prose; in a register its name: ``speakers``, ``figures`` …

    ``widths`` are relative column widths (any positive numbers); empty lets the format choose.
    """

    rows: tuple[Row, ...]
    caption: Inlines = ()
    role: str = ""
    widths: tuple[float, ...] = ()
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
    graphic without data, means that there is none to show: the description stands in a frame.

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

# ----------------------------------------------------------------- facts and registers


class DateValue(Value):
    """A date as the source gives it (TEI att.datable.w3c); each bound is an ISO 8601 string."""

    text: str = ""
    when: str = ""
    start: str = ""
    end: str = ""
    not_before: str = ""
    not_after: str = ""
    certainty: str = ""


class Agent(Value):
    """A person or organisation. ``position`` is role and affiliation as one phrase."""

    id: str
    kind: AgentKind
    name: str
    position: str = ""
    unnamed: bool = False
    other_names: tuple[str, ...] = ()
    address: str = ""
    line: int = 0
    lang: str = ""


class Place(Value):
    id: str
    name: str
    country: str = ""
    address: str = ""
    line: int = 0
    lang: str = ""


class Author(Value):
    """``ref`` is the id of an agent, or empty."""

    name: str
    ref: str = ""


class Source(Value):
    """A ``bibl`` or ``biblStruct``. ``text`` is the whole entry as it stands in the source.

    ``container`` is the journal, newspaper or book it appeared in; ``original``, ``archived``
    are addresses; ``archived_on``, ``accessed`` dates of the copy and of the look.
    """

    id: str
    type: str = ""
    authors: tuple[Author, ...] = ()
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    date: DateValue | None = None
    cited: str = ""
    cited_unit: str = ""
    original: str = ""
    archived: str = ""
    archived_on: DateValue | None = None
    accessed: DateValue | None = None
    text: Inlines = ()
    line: int = 0
    lang: str = ""


class Relation(Value):
    """TEI ``relation``: ``name`` is ``cites``, ``told`` …; the rest are ids."""

    name: str
    active: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    line: int = 0


Standing: TypeAlias = Literal["supported", "disputed", "open", "false", "other"]


class Status(Value):
    """A category of the ``verification`` taxonomy; ``standing`` is what the layout goes by."""

    id: str
    label: str
    standing: Standing
    line: int = 0


class Verification(Value):
    """The record of a check. ``status`` is the id of a Status or empty; ``evidence`` of sources."""

    id: str
    targets: tuple[str, ...]
    status: str = ""
    certainty: str = ""
    responsibility: str = ""
    by: tuple[Author, ...] = ()
    when: str = ""
    changes: tuple[Change, ...] = ()
    note: Inlines = ()
    evidence: tuple[str, ...] = ()
    line: int = 0


class Speech(Value):
    """Speech, direct or reported. ``within`` is the id of the speech it is nested in."""

    id: str
    text: str
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    direct: bool = True
    sources: tuple[str, ...] = ()
    within: str = ""
    line: int = 0
    document: bool = False
    """True for ``quote``: words quoted from a document, not spoken."""


class Figure(Value):
    """A quantity, number or date in prose, in the units the source names.

    ``value``, ``at_least``, ``at_most`` are exact; 10 per cent is 10. ``speech`` and ``claim``
    are the ids of the innermost spans around it. ``precision`` is ``high``, ``medium``, ``low``.
    """

    id: str
    kind: Literal["quantity", "number", "date"]
    text: str
    type: str = ""
    value: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    unit: str = ""
    commodity: str = ""
    precision: str = ""
    date: DateValue | None = None
    sources: tuple[str, ...] = ()
    speech: str = ""
    claim: str = ""
    line: int = 0


class Claim(Value):
    """What is asserted. ``text`` is the span's text, its parts joined; ``statement`` the claim in
    the register's own words where it has some (``spanGrp/span``). ``parts`` are the ids of all
    ``seg``s; ``status`` (a Status id) and ``certainty`` are the short form from the prose."""

    id: str
    text: str
    statement: str = ""
    parts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    speech: str = ""
    status: str = ""
    certainty: str = ""
    verifications: tuple[Verification, ...] = ()
    line: int = 0


class Correction(Value):
    """A change after publication (``app[@type='correction']``)."""

    id: str
    text: str
    former: str
    when: str = ""
    reason: str = ""
    by: str = ""
    line: int = 0


class WrittenNote(Value):
    """A note that an author wrote. ``targets`` are the ids of the spans it is about; a note
    without blocks takes its words from ``sources``. ``place``: ``foot``, ``end`` or empty."""

    id: str
    blocks: Blocks
    place: Literal["foot", "end", ""] = ""
    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    type: str = ""
    label: str = ""
    line: int = 0
    lang: str = ""


class Remark(Value):
    """Something for the newsroom alone that stands in no prose: a note in a register, a second
    name, a comment. ``kind`` is the element's name, or ``comment``; ``about`` are ids of what it
    is about, empty for the article itself."""

    kind: str
    about: tuple[str, ...]
    text: str
    line: int = 0
    lang: str = ""


class Change(Value):
    """An entry of ``revisionDesc``."""

    text: str
    when: str = ""
    by: str = ""
    targets: tuple[str, ...] = ()
    id: str = ""
    line: int = 0


class Metadata(Value):
    """The header. ``identifiers`` are (type, value); ``rights`` is what is said, ``licence`` its
    address; ``keywords`` as given; ``quotation`` is ``quotation/@marks`` or empty."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    publisher: str = ""
    place: str = ""
    date: DateValue | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    rights: str = ""
    licence: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    source: str = ""
    changes: tuple[Change, ...] = ()
    state: str = ""
    quotation: str = ""


class Graphic(Value):
    """A picture's file. ``data`` is None where it could not be had (a notice says why).

    ``width`` and ``height`` are pixels, 0 where not known (SVG without a size).
    """

    id: str
    url: str
    media_type: str = ""
    data: bytes | None = None
    width: int = 0
    height: int = 0

    def __repr__(self) -> str:
        return brief(self)


Audience: TypeAlias = Literal["public", "internal"]


class Article(Value):
    """What the source says, for one audience.

    Mappings keep document order and are keyed by id. ``text_lang`` is the language of the text;
    ``tei`` is the filtered tree, serialised: what may be embedded or archived. ``remarks`` are
    what an internal copy prints apart; a public one has none.
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
    place in a register, empty where registers are off.
    """

    id: str
    kind: SpanKind
    label: str
    standing: str = ""
    data: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    entry: str = ""


class FrontLine(Value):
    """A line of the title block; ``kind``: ``byline``, ``date``, ``publisher``, ``identifier``,
    ``rights``, ``audience`` (the warning on an internal copy), ``correction``."""

    kind: str
    content: Inlines


class Front(Value):
    """The title block, worded."""

    title: Inlines
    subtitle: Inlines = ()
    lines: tuple[FrontLine, ...] = ()


class Appendix(Value):
    """A register, worded: ordinary blocks under a title. ``role``: ``legend``, ``speakers``,
    ``names``, ``figures``, ``claims``, ``sources``, ``corrections``, ``newsroom``."""

    id: str
    role: str
    title: str
    blocks: Blocks


class Edition(Value):
    """An article with everything decided: renderers never number, look up or decide.

    ``words`` are the interface's words in the edition's language by key (``notes``, ``note``,
    ``back-to-text``, ``skip``, ``contents`` …; see ``exporter.sourcing.wording``).
    ``targets`` are the ids that something in the edition links to. ``timestamp`` is the only
    date an output may carry.
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
    notices: tuple[Notice, ...] = ()

    @property
    def meta(self) -> Metadata:
        return self.article.meta

    @property
    def graphics(self) -> Mapping[str, Graphic]:
        return self.article.graphics

    @property
    def audience(self) -> Audience:
        return self.article.audience


class Output(Value):
    """What a renderer makes: the file's bytes, what there was to say about it, and files that
    stand beside it (relative name, bytes), where an option asks for them."""

    data: bytes
    notices: tuple[Notice, ...] = ()
    assets: tuple[tuple[str, bytes], ...] = ()

    def __repr__(self) -> str:
        return brief(self)
