"""The registers, row by row."""

from exporter import model as m
from exporter.model.traversal import contents
from exporter.sourcing import Policy, plan
from exporter.sourcing.inline_text import plain
from exporter.values import replace
from tests.sourcing.build import (
    AUDIT,
    INTERVIEW,
    MILLS,
    OFFICIAL,
    article,
    claim,
    figure,
    inlines,
    speech,
)


def appendix(edition: m.Edition, role: str) -> m.Appendix:
    (found,) = (a for a in edition.appendices if a.role == role)
    return found


def rows(edition: m.Edition, role: str, table: int = 0) -> list[list[str]]:
    """A register's cells as text, without the head."""
    found = appendix(edition, role).blocks[table]
    assert isinstance(found, m.Table)
    assert found.caption
    assert found.rows[0].header
    assert all(cell.header for cell in found.rows[0].cells)
    assert all(row.cells[0].header for row in found.rows)
    assert len(found.widths) == len(found.rows[0].cells)
    return [
        [
            "; ".join(
                plain(part.inlines).replace("\N{NO-BREAK SPACE}", " ")
                for part in contents(cell.blocks)
                if part.inlines
            )
            for cell in row.cells
        ]
        for row in found.rows[1:]
    ]


def links(edition: m.Edition, role: str) -> list[str]:
    return [
        mark.target
        for part in contents(appendix(edition, role).blocks)
        for inline in part.inlines
        for mark in inline.marks
        if isinstance(mark, m.Link)
    ]


def test_speakers_and_all_they_say() -> None:
    edition = plan(
        article(
            "{q2:No}, an official said. {q1:“It {q3:“never”} fell,”} she said. It {c1:rose}.",
            speeches=[
                replace(speech("q1", "p.mi", "s.int"), text="“It “never” fell,”"),
                replace(speech("q2", "p.an", direct=False), text="no"),
                replace(speech("q3", "p.mi", "s.int", within="q1"), text="“never”"),
            ],
            claims=[replace(claim("c1", "s.int"), text="rose")],
        )
    )
    assert rows(edition, "speakers") == [
        ["A council official", "No"],
        ["Ada Mills; harbour master", "“It “never” fell”, note 1; Rose, note 2"],
    ]
    assert links(edition, "speakers") == ["#q2", "#q1", "#q1", "#q1", "#c1"]
    assert edition.spans["q1"].entry == "p.mi"


def test_other_names_on_internal_copies_alone() -> None:
    given = article(
        "{q1:No}, it says.",
        speeches=[speech("q1", "p.an", direct=False)],
        agents=[replace(OFFICIAL, other_names=("Orla Invented",))],
    )
    assert "Orla" not in str(rows(plan(given), "speakers"))
    internal = plan(replace(given, audience="internal"))
    assert rows(internal, "speakers")[0][0] == "A council official; Also known as Orla Invented"


def test_a_speaker_with_much_to_say_takes_several_rows() -> None:
    ids = [f"q{n}" for n in range(14)]
    edition = plan(
        article(
            *(f"{{{ident}:“Yes”}}." for ident in ids),
            speeches=[speech(ident, "p.mi") for ident in ids],
        )
    )
    heads = [row[0] for row in rows(edition, "speakers")]
    assert heads == ["Ada Mills; harbour master", *["Ada Mills (continued)"] * 2]


def test_claims_with_their_standing() -> None:
    check = m.Verification(
        "a1",
        ("c1",),
        "disputed",
        by=(m.Author("Checking desk"),),
        when="2026-03-01",
        note=(m.Run("The minutes say otherwise."),),
        evidence=("s.aud",),
    )
    edition = plan(
        article(
            "It {c1:fell}. It {c2:rose}.",
            claims=[
                replace(claim("c1", "s.int"), text="fell", verifications=(check,)),
                replace(claim("c2"), statement="It rose in May."),
            ],
            relations=[m.Relation("cites", ("s.int",), ("s.aud",))],
        )
    )
    assert rows(edition, "claims") == [
        [
            "Fell",
            "Ada Mills, citing Port Audit Office",
            (
                "Disputed. The minutes say otherwise. Evidence: Port Audit Office, Harbour Works "
                "Review, p. 12. Checked by Checking desk, 1 March 2026."
            ),
            "Ada Mills, interview, 27 February 2026; note 1",
        ],
        ["It rose in May.", "The article itself", "Not stated", ""],
    ]
    table = appendix(edition, "claims").blocks[0]
    assert isinstance(table, m.Table)
    assert [row.status for row in table.rows] == ["", "disputed", ""]
    assert edition.spans["c1"].entry == table.rows[1].id


def test_figures_and_dates_apart() -> None:
    edition = plan(
        article(
            "{q1:It is {f1:10 km} long since {f2:May}}.",
            speeches=[speech("q1", "p.mi", "s.int")],
            figures=[
                replace(figure("f1", "s.aud", speech="q1"), commodity="wall"),
                m.Figure("f2", "date", "May", date=m.DateValue(when="2025-05"), speech="q1"),
            ],
        )
    )
    source = "Ada Mills, interview, 27 February 2026"
    assert rows(edition, "figures") == [
        [
            "10 km",
            "10 kilometres (wall)",
            "Ada Mills",
            "Port Audit Office, Harbour Works Review, p. 12; note 1",
        ]
    ]
    assert rows(edition, "figures", 1) == [["May", "May 2025", "Ada Mills", f"{source}; note 2"]]


def test_dates_alone_make_no_register() -> None:
    date = m.Figure("f1", "date", "May", date=m.DateValue(when="2025-05"))
    edition = plan(article("In {f1:May}.", figures=[date]))
    assert "figures" not in {a.role for a in edition.appendices}


def test_only_who_is_named_without_speaking_is_listed_under_names() -> None:
    named = m.Paragraph(
        (
            m.Run("The Board", (m.Name("organisation", "o.b"),)),
            m.Run(" of "),
            m.Run("Nessport", (m.Name("place", "pl.n"),)),
            m.Run(" heard "),
            m.Run("Mills", (m.Name("person", "p.mi"),)),
        )
    )
    given = article(
        named,
        "{q1:“Yes”}",
        speeches=[speech("q1", "p.mi")],
        agents=[MILLS, m.Agent("o.b", "organisation", "the Board"), m.Agent("p.x", "person", "X")],
    )
    edition = plan(replace(given, places={"pl.n": m.Place("pl.n", "Nessport", "Malta")}))
    assert rows(edition, "names") == [
        ["The Board", "Organisation", "The Board of Nessport heard…"],
        ["Nessport", "Malta", "The Board of Nessport heard…"],
    ]
    target = links(edition, "names")[0]
    assert edition.blocks[0].id == target[1:]
    assert target[1:] in edition.targets


def test_sources_in_full_with_the_notes_that_cite_them() -> None:
    edition = plan(
        article(
            "{c1:One}. {c2:Two}.",
            claims=[claim("c1", "s.aud"), claim("c2", "s.aud")],
            sources=[INTERVIEW, AUDIT],
        )
    )
    assert rows(edition, "sources") == [
        ["Ada Mills, harbour master, interview, 27 February 2026.", "interview", ""],
        [
            (
                "Port Audit Office, Harbour Works Review, p. 12, https://audit.example/r7, "
                "archived 28 February 2026, https://archive.example/r7."
            ),
            "document",
            "1, 2",
        ],
    ]


def test_a_bibliography_that_nothing_relies_on_is_no_register() -> None:
    assert [a.role for a in plan(article("Text.")).appendices] == []


def test_an_entry_does_not_take_the_id_of_a_block() -> None:
    listed = m.Paragraph(inlines("Harbour Works Review."), "bibl", "s.aud")
    edition = plan(article(listed, "{c1:One}.", claims=[claim("c1", "s.aud")]))
    table = appendix(edition, "sources").blocks[0]
    assert isinstance(table, m.Table)
    assert "entry-s.aud" in {row.id for row in table.rows}


def test_corrections() -> None:
    edition = plan(
        article(
            "In {k1:2023}.",
            corrections=[m.Correction("k1", "2023", "2022", "2026-03-04", "Wrong year.", "Desk")],
        )
    )
    assert rows(edition, "corrections") == [["4 March 2026", "2022", "2023", "Wrong year (Desk)"]]


def test_the_legend_explains_the_signs_that_occur() -> None:
    given = article(
        "{c1:One}. {q1:“Two”}.",
        claims=[claim("c1", "s.aud", status="disputed")],
        speeches=[speech("q1", "p.mi")],
    )
    edition = plan(given)
    (block,) = appendix(edition, "legend").blocks
    assert isinstance(block, m.ListBlock)
    labels = [plain(item.label) for item in block.items]
    assert labels == ["Quoted speech", "Disputed claim", "Raised number"]
    (mark,) = block.items[1].label[0].marks
    assert isinstance(mark, m.Span)
    assert (edition.spans[mark.id].kind, edition.spans[mark.id].standing) == ("claim", "disputed")
    assert mark.id not in given.claims


def test_off_is_off() -> None:
    given = article("{c1:One}.", claims=[claim("c1", "s.aud")])
    assert [a.role for a in plan(given, Policy(registers=False)).appendices] == ["legend"]
    assert plan(given, Policy(registers=False, legend=False)).appendices == ()
    assert plan(given, Policy(registers=False)).spans["c1"].entry == ""


def test_span_labels_for_people_and_data_for_machines() -> None:
    edition = plan(
        article(
            "{q1:“Yes”} {c1:no} {f1:10 km}",
            speeches=[replace(speech("q1", "p.mi", "s.int"), to=("o.au",))],
            claims=[claim("c1", "s.aud", "s.int", status="disputed")],
            figures=[figure("f1")],
            corrections=[],
        )
    )
    spans = edition.spans
    assert spans["q1"].label == "Ada Mills, quoted speech"
    assert spans["q1"].data == (
        ("who", "p.mi"),
        ("to-whom", "o.au"),
        ("direct", "true"),
        ("source", "s.int"),
    )
    assert spans["c1"].label == "Claim: disputed"
    assert dict(spans["c1"].data) == {"source": "s.aud s.int", "status": "disputed"}
    assert spans["f1"].label == "Figure: 10 kilometres"
    assert dict(spans["f1"].data) == {"value": "10", "unit": "km"}


def test_inlines_shorthand() -> None:
    assert inlines("a {c1:b}") == (m.Run("a "), m.Run("b", (m.Span("claim", "c1"),)))
