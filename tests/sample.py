"""A small invented article that uses every block, inline and mark: for tests of every room.

:func:`article` is what a reader would give, :func:`edition` what planning could give; both are
built by hand, so that a renderer's tests depend on neither.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from exporter import model as m
from exporter.sourcing.wording.catalogue import catalogue

Call = Callable[[str], m.NoteCall]

SAID = m.Span("speech", "q1")
REPORTED = m.Span("speech", "q2")
COST = m.Span("figure", "f1")
SHARE = m.Span("figure", "f2")
YEAR = m.Span("figure", "f3")
TWICE = m.Span("claim", "c1")
EARLY = m.Span("claim", "c2")
CORRECTED = m.Span("correction", "k1")
MILLS = m.Name("person", "p.mi")

STYLES: tuple[m.Style, ...] = (
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
)
EDITS: tuple[m.Editorial, ...] = ("addition", "deletion", "supplied", "unclear", "gap", "sic")


def edition() -> m.Edition:
    """The sample with everything decided, as a renderer gets it."""
    return m.Edition(
        article=article(),
        lang="en",
        direction="ltr",
        front=_front(),
        blocks=_body(_EditionCalls(), 1),
        notes=_notes(),
        appendices=(_claims(), _sources()),
        legend=_legend(),
        spans=_spans(),
        words=catalogue("en").words,
        timestamp=datetime(2026, 3, 2, tzinfo=UTC),
        targets=frozenset(
            {"q1", "f1", "c1", "c2", "s-harbour", "t-cost", "entry-c1", "entry-c2"}
            | {"entry-s.aud", "entry-s.int", "n1", "n2", "n3", "n4"}
        ),
    )


def article() -> m.Article:
    """The sample as read: notes unnumbered and partly unworded."""
    return m.Article(
        meta=_meta(),
        lang="en",
        blocks=(m.Heading(t("Harbour wall to cost twice the estimate"), 1), *_body(_raw_call, 1)),
        notes=_written_notes(),
        agents={
            "p.mi": m.Agent("p.mi", "person", "Ada Mills", "harbour master", line=18),
            "p.an": m.Agent(
                "p.an",
                "person",
                "a council official not authorised to speak publicly",
                unnamed=True,
                line=19,
            ),
            "p.wr": m.Agent("p.wr", "person", "R. Okoye", line=22),
            "o.au": m.Agent("o.au", "organisation", "Port Audit Office", line=23),
        },
        places={"pl.n": m.Place("pl.n", "Nessport", line=24)},
        sources=_source_map(),
        relations=(
            m.Relation("cites", active=("s.int",), passive=("s.aud",), line=29),
            m.Relation("told", active=("p.mi",), passive=("o.ec",), sources=("s.int",), line=30),
        ),
        statuses={
            "v.ok": m.Status("v.ok", "Supported", "supported"),
            "v.open": m.Status("v.open", "Not independently verified", "open"),
        },
        speeches={
            "q1": m.Speech(
                "q1",
                "“That is twice what we were told,”",
                who=("p.mi",),
                sources=("s.int",),
                line=42,
            ),
            "q2": m.Speech(
                "q2", "The review could add up to 15 per cent", who=("p.an",), direct=False, line=44
            ),
        },
        figures={
            "f1": m.Figure(
                "f1",
                "quantity",
                "about €4.2 million",
                type="currency",
                value=Decimal(4200000),
                unit="EUR",
                commodity="harbour wall",
                precision="medium",
                sources=("s.aud",),
                line=41,
            ),
            "f2": m.Figure(
                "f2",
                "number",
                "up to 15 per cent",
                type="percentage",
                at_most=Decimal(15),
                speech="q2",
                claim="c2",
                line=44,
            ),
            "f3": m.Figure("f3", "date", "2023", date=m.DateValue("2023", when="2023"), line=43),
        },
        claims={
            "c1": m.Claim(
                "c1",
                "That is twice what we were told in 2023",
                parts=("c1", "c1b"),
                sources=("s.aud",),
                speech="q1",
                status="v.ok",
                line=42,
            ),
            "c2": m.Claim(
                "c2",
                "start in May, she said. The review could add",
                statement="Work starts before the audit ends.",
                sources=("s.int",),
                verifications=(
                    m.Verification("a.c2", ("c2",), "v.open", note=t("Awaiting minutes."), line=35),
                ),
                line=31,
            ),
        },
        corrections={
            "k1": m.Correction(
                "k1", "2023", "2022", "2026-03-04", "Corrected the year.", "Checking desk", line=43
            )
        },
        graphics=graphics(),
        file="sample.xml",
        tei=b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>",
    )


def t(text: str, *marks: m.Mark) -> m.Inlines:
    """One run."""
    return (m.Run(text, marks),)


def p(*inlines: m.Inline, role: str = "", id: str = "") -> m.Paragraph:  # noqa: A002
    """One paragraph."""
    return m.Paragraph(inlines, role, id)


def png(width: int = 6, height: int = 4, grey: int = 160) -> bytes:
    """A plain grey PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = b"".join(b"\0" + bytes([grey]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def graphics() -> dict[str, m.Graphic]:
    """One picture with data, one without, one small one for a line."""
    return {
        "g.wall": m.Graphic("g.wall", "wall.png", "image/png", png(120, 80), 120, 80),
        "g.lost": m.Graphic("g.lost", "lost.jpg", "image/jpeg"),
        "g.sign": m.Graphic("g.sign", "sign.png", "image/png", png(), 6, 4),
    }


def _raw_call(note: str) -> m.NoteCall:
    return m.NoteCall(note)


class _EditionCalls:
    """Numbers the calls of the sample's four notes, in order."""

    labels = {"n1": "1", "n2": "2", "n3": "3", "n4": "4"}  # noqa: RUF012

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def __call__(self, note: str) -> m.NoteCall:
        self.seen[note] = times = self.seen.get(note, 0) + 1
        ident = f"call-{note}" if times == 1 else f"call-{note}-{times}"
        return m.NoteCall(note, ident, self.labels[note], times == 1)


def _body(call: Call, base: int) -> m.Blocks:
    return (
        p(*t("By R. Okoye"), role="byline"),
        p(
            *t("Nessport", m.Name("place", "pl.n")),
            *t("’s wall will cost "),
            *t("about €4.2 million", COST),
            *t(", "),
            *t("Ada Mills", MILLS),
            *t(" told the Courier."),
            call("n1"),
            role="lead",
            id="p1",
        ),
        m.Heading((*t("What the harbour master says"), call("n2")), base + 1, id="s-harbour"),
        p(
            *t("“", SAID),
            *t("That is ", SAID, TWICE),
            *t("twice", SAID, TWICE, m.Emphasis("italic")),
            *t(" what we were told", SAID, TWICE),
            *t(",”", SAID),
            *t(" she said, "),
            *t("in ", TWICE),
            *t("2023", TWICE, CORRECTED, YEAR),
            *t("."),
            call("n3"),
            *t(" Crews "),
            *t("start in May, she said.", EARLY),
        ),
        p(
            *t("The review ", REPORTED, EARLY),
            *t("could add ", REPORTED),
            *t("up to 15 per cent", REPORTED, SHARE),
            *t(", an official said."),
            call("n2"),
            *t(" See "),
            *t("the costs", m.Link("#t-cost")),
            *t(" and "),
            *t("the audit", m.Link("https://audit.example/r7")),
            *t("."),
        ),
        *_typography(base),
        *_structures(call),
        *_pictures(call),
    )


def _typography(base: int) -> m.Blocks:
    styled = [run for style in STYLES for run in t(style, m.Emphasis(style)) + t(", ")]
    edited = [run for edit in EDITS for run in t(edit, m.Edit(edit)) + t("; ")]
    return (
        m.Heading(t("Typography"), base + 2, id="s-type"),
        p(
            *styled,
            *t("bold italic", m.Emphasis("bold"), m.Emphasis("italic")),
            *t("; "),
            *edited,
            *t("“", m.Generated()),
            *t("made quotation"),
            *t("”", m.Generated()),
            *t(". Über die Mauer", m.Language("de")),
            *t(", "),
            *t("جدار الميناء", m.Language("ar")),
            *t(", a sign "),
            m.Image("g.sign", "a warning sign"),
            m.Break(),
            m.Anchor("here"),
            *t("after a break; <b> & \"quotes\" 'stay'."),
        ),
        m.Preformatted(t("for each stone:\n    lift  it\n\tset it\n"), id="pre1"),
        m.Rule(),
    )


def _structures(call: Call) -> m.Blocks:
    inner = m.ListBlock(
        (m.Item((p(*t("granite")),)), m.Item((p(*t("basalt")), p(*t("two paragraphs"))))),
        "number",
        start=3,
    )
    return (
        m.Quotation(
            (p(*t("The sea keeps no accounts.")), p(*t("Harbour Board"), role="attribution"))
        ),
        m.ListBlock(
            (m.Item((p(*t("stone")), inner)), m.Item((p(*t("sand")),), id="item2")),
            heading=t("Materials"),
        ),
        m.ListBlock((m.Item((p(*t("a wall")),), t("mole")),), "gloss"),
        m.ListBlock((m.Item((p(*t("as labelled")),), t("§ 1")),), "plain"),
        _table(call),
        m.Verse(
            (
                m.VerseLine(t("The tide comes in,"), number="1"),
                m.VerseLine((*t("the tide goes out,"), call("n4")), indent=2),
            ),
            id="lg1",
        ),
        m.Turn(t("Mills"), (p(*t("Order.")), p(*t("She rises."), role="stage")), ("p.mi",)),
        m.Group((p(*t("An aside.")), m.Heading(t("Inside"), 4)), "aside"),
        m.Paragraph(t("ارتفعت كلفة جدار الميناء إلى 4.2 مليون يورو."), lang="ar"),
    )


def _table(call: Call) -> m.Table:
    def cell(text: str, **kw: object) -> m.Cell:
        return m.Cell((p(*t(text)),), **kw)  # type: ignore[arg-type]

    return m.Table(
        (
            m.Row((cell("Part", header=True), cell("Cost", header=True, columns=2)), header=True),
            m.Row(
                (
                    cell("Wall", header=True, rows=2),
                    cell("stone"),
                    m.Cell((p(*t("€3 million"), call("n2")),), align="end"),
                )
            ),
            m.Row((cell("sand"), cell("€1.2 million", align="end"))),
        ),
        caption=t("Costs by part"),
        id="t-cost",
    )


def _pictures(call: Call) -> m.Blocks:
    return (
        m.Picture(
            "g.wall",
            "A stone sea wall with a gap two metres wide.",
            (p(*t("The wall at low tide."), call("n4"), role="caption"),),
            id="fig1",
        ),
        m.Picture("g.lost", "A crane.", (p(*t("The crane."), role="caption"),), id="fig2"),
        m.Picture("", ""),
    )


def _meta() -> m.Metadata:
    return m.Metadata(
        title="Harbour wall to cost twice the estimate",
        subtitle="An audit puts it at €4.2 million",
        authors=(m.Author("R. Okoye", "p.wr"),),
        publisher="Example Courier",
        date=m.DateValue("2 March 2026", when="2026-03-02"),
        identifiers=(("URI", "https://news.example/a/101"),),
        rights="All rights reserved.",
        licence="https://news.example/lic",
        keywords=("harbour", "costs"),
        changes=(m.Change("Corrected the year.", "2026-03-04", "Checking desk", ("k1",)),),
    )


def _source_map() -> dict[str, m.Source]:
    return {
        "s.int": m.Source(
            "s.int",
            "interview",
            date=m.DateValue("February 27, 2026", when="2026-02-27"),
            text=t("Ada Mills, interview with R. Okoye, February 27, 2026."),
            line=26,
        ),
        "s.aud": m.Source(
            "s.aud",
            "document",
            (m.Author("Port Audit Office", "o.au"),),
            "Harbour Works Review",
            cited="12",
            cited_unit="page",
            original="https://audit.example/r7",
            archived="https://archive.example/20260228/r7",
            archived_on=m.DateValue("", when="2026-02-28"),
            text=t("Port Audit Office, Harbour Works Review, 12, original, archived."),
            line=27,
        ),
    }


def _written_notes() -> dict[str, m.WrittenNote]:
    return {
        "n1": m.WrittenNote("n1", (), "foot", ("f1",), ("s.int", "s.aud"), "source", line=41),
        "n2": m.WrittenNote(
            "n2", (p(*t("Unnamed at the source’s request.")),), "foot", ("c2",), line=44
        ),
        "n3": m.WrittenNote(
            "n3",
            (
                p(
                    *t("First paragraph, with "),
                    *t("a link", m.Link("https://audit.example/r7")),
                    *t("."),
                ),
                m.ListBlock((m.Item((p(*t("one")),)), m.Item((p(*t("two")),)))),
                p(*t("Last paragraph.")),
            ),
            "foot",
            ("c1",),
            line=43,
        ),
        "n4": m.WrittenNote("n4", (p(*t("Traditional.")),), "end", line=60),
    }


def _notes() -> tuple[m.Note, ...]:
    written = _written_notes()
    first = p(
        *t("Ada Mills, harbour master, interview with R. Okoye, 27 February 2026, citing "),
        *t("Port Audit Office, "),
        *t(
            "Harbour Works Review",
            m.Emphasis("italic"),
            m.Link("https://audit.example/r7"),
        ),
        *t(", p. 12, archived 28 February 2026, "),
        *t("https://archive.example/20260228/r7", m.Link("https://archive.example/20260228/r7")),
        *t("."),
    )
    see = p(*t("Mills, interview (see note "), *t("1", m.NoteLink("n1")), *t(")."))
    return (
        m.Note("n1", 1, "1", (first,), "foot", ("call-n1",), ("f1",), line=41),
        m.Note(
            "n2",
            2,
            "2",
            (*written["n2"].blocks, see),
            "foot",
            ("call-n2", "call-n2-2", "call-n2-3"),
            ("c2", "q2"),
            line=44,
        ),
        m.Note("n3", 3, "3", written["n3"].blocks, "foot", ("call-n3",), ("c1", "k1"), line=43),
        m.Note(
            "n4",
            4,
            "4",
            written["n4"].blocks,
            "foot",
            ("call-n4", "call-n4-2"),
            line=60,
        ),
    )


def _front() -> m.Front:
    return m.Front(
        t("Harbour wall to cost twice the estimate"),
        t("An audit puts it at €4.2 million"),
        (
            m.FrontLine("byline", t("By R. Okoye")),
            m.FrontLine("date", t("2 March 2026")),
            m.FrontLine("publisher", t("Example Courier")),
            m.FrontLine(
                "identifier",
                t("https://news.example/a/101", m.Link("https://news.example/a/101")),
            ),
            m.FrontLine("rights", t("All rights reserved.", m.Link("https://news.example/lic"))),
            m.FrontLine("correction", t("Corrected on 4 March 2026")),
        ),
    )


def _spans() -> dict[str, m.SpanInfo]:
    spans = (
        m.SpanInfo(
            "q1",
            "speech",
            "Ada Mills, quoted speech",
            "direct",
            (("who", "p.mi"), ("source", "s.int")),
            ("n3",),
        ),
        m.SpanInfo("q2", "speech", "Council official, reported speech", "reported", notes=("n2",)),
        m.SpanInfo(
            "f1",
            "figure",
            "Figure, about €4,200,000",
            "quantity",
            (("value", "4200000"), ("unit", "EUR"), ("source", "s.aud")),
            ("n1",),
        ),
        m.SpanInfo("f2", "figure", "Figure, up to 15%", "number", (("at-most", "15"),)),
        m.SpanInfo("f3", "figure", "Figure, 2023", "date", (("when", "2023"),)),
        m.SpanInfo(
            "c1",
            "claim",
            "Claim, supported",
            "supported",
            (("status", "v.ok"),),
            ("n3",),
            "entry-c1",
        ),
        m.SpanInfo(
            "c2",
            "claim",
            "Claim, not independently verified",
            "open",
            (("status", "v.open"),),
            ("n2",),
            "entry-c2",
        ),
        m.SpanInfo("k1", "correction", "Correction of 4 March 2026", notes=("n3",)),
        m.SpanInfo("legend-claim-disputed", "claim", "Claim, disputed", "disputed"),
        m.SpanInfo("legend-claim-false", "claim", "Claim, false", "false"),
    )
    return {span.id: span for span in spans}


def _legend() -> tuple[m.Sample, ...]:
    signs = (("legend-claim-disputed", "A disputed claim"), ("legend-claim-false", "A false claim"))
    return tuple(m.Sample(ident, t(text, m.Span("claim", ident))) for ident, text in signs)


def _claims() -> m.Appendix:
    def item(ident: str, text: str, status: str, standing: str, note: str, label: str) -> m.Item:
        words = (*t(f"{text} ", m.Link(f"#{ident}")), *t(f"{status}; note "))
        content = (*words, *t(label, m.NoteLink(note)))
        return m.Item((p(*content),), id=f"entry-{ident}", status=standing)

    items = (
        item("c1", "That is twice what we were told in 2023.", "Supported", "supported", "n3", "3"),
        item("c2", "Work starts before the audit ends.", "Not verified", "open", "n2", "2"),
    )
    group = m.Group((m.Paragraph(t("Ada Mills"), "label"), m.ListBlock(items)), "index-group")
    return m.Appendix("index-claims", "claims", "Claims", (group,))


def _sources() -> m.Appendix:
    def item(ident: str, text: str, kind: str) -> m.Item:
        content = (*t(f"{text}. {kind}; note "), *t("1", m.NoteLink("n1")))
        return m.Item((p(*content),), id=f"entry-{ident}")

    items = (
        item("s.int", "Ada Mills, interview with R. Okoye, 27 February 2026", "Interview"),
        item("s.aud", "Port Audit Office, Harbour Works Review", "Document"),
    )
    return m.Appendix("index-sources", "sources", "Sources", (m.ListBlock(items),))


def named(ident: str, text: str = "Nessport") -> m.Run:
    """A name that the index lists."""
    return m.Run(text, (m.Name("place", "pl.n", ident),))


def names_everywhere() -> list[m.Block]:
    """A name, with the ids m0 to m12, in everything that holds text."""
    lines: list[m.Inlines] = [(m.Run("At "), named(f"m{n}"), m.Run(".")) for n in range(13)]
    cells = tuple(m.Cell((m.Paragraph(line),), header=n < 1) for n, line in enumerate(lines[:2]))
    return [
        m.Table((m.Row(cells[:1], header=True), m.Row(cells[1:])), caption=lines[2]),
        m.Heading(lines[3], 2),
        m.ListBlock((m.Item((m.Paragraph(lines[4]),), label=lines[5]),), "gloss", heading=lines[6]),
        m.Verse((m.VerseLine(lines[7]),)),
        m.Turn(lines[8], (m.Paragraph(lines[9]),)),
        m.Picture("", "A wall.", caption=(m.Paragraph(lines[10], "caption"),)),
        m.Quotation((m.Paragraph(lines[11]),)),
        m.Preformatted(lines[12]),
    ]
