"""The indexes, entry by entry."""

from decimal import Decimal
from typing import get_args

from exporter import model as m
from exporter.model.traversal import contents
from exporter.rendering.legend import legend
from exporter.sourcing import Policy, plan
from exporter.sourcing.inline_text import plain
from exporter.sourcing.registers.people import _by_surname
from exporter.theme import Signs, load
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


def entries(edition: m.Edition, role: str) -> dict[str, list[str]]:
    """An index's entries as text, by the head they stand under."""
    found: dict[str, list[str]] = {}
    for block in appendix(edition, role).blocks:
        head, blocks = "", (block,)
        if isinstance(block, m.Group):
            label, *blocks = block.blocks  # type: ignore[assignment]
            assert isinstance(label, m.Paragraph)
            head = plain(label.content)
        for each in blocks:
            assert isinstance(each, m.ListBlock)
            found.setdefault(head, []).extend(map(text_of, each.items))
    return found


def text_of(item: m.Item) -> str:
    parts = contents(item.blocks)
    return " ".join(plain(part.inlines).replace("\N{NO-BREAK SPACE}", " ") for part in parts)


def items(edition: m.Edition, role: str) -> list[m.Item]:
    blocks = appendix(edition, role).blocks
    inner = [
        b for block in blocks for b in (block.blocks if isinstance(block, m.Group) else [block])
    ]
    return [item for block in inner if isinstance(block, m.ListBlock) for item in block.items]


ALL = Policy(index="all")


def links(edition: m.Edition, role: str) -> list[str]:
    return [
        mark.target if isinstance(mark, m.Link) else f"#{mark.target}"
        for part in contents(appendix(edition, role).blocks)
        for inline in part.inlines
        for mark in inline.marks
        if isinstance(mark, m.Link | m.PageNumber)
    ]


def test_who_says_what() -> None:
    edition = plan(
        article(
            "{q2:No}, an official said. {q1:“It {q3:“never”} fell,”} she said. It {c1:rose}.",
            speeches=[
                replace(speech("q1", "p.mi", "s.int"), text="“It “never” fell,”"),
                replace(speech("q2", "p.an", direct=False), text="no"),
                replace(speech("q3", "p.mi", "s.int", within="q1"), text="“never”"),
            ],
            claims=[replace(claim("c1", "s.int"), text="rose")],
        ),
        ALL,
    )
    assert entries(edition, "speakers") == {
        "A council official": ["No."],
        "Ada Mills, harbour master": ["“It “never” fell.” Note 1.", "Rose. Note 2."],
    }
    assert links(edition, "speakers") == ["#q2", "#q1", "#q1", "#q1", "#c1"]
    assert edition.spans["q1"].entry == "p.mi"


def test_other_names_on_internal_copies_alone() -> None:
    given = article(
        "{q1:No}, it says.",
        speeches=[speech("q1", "p.an", direct=False)],
        agents=[replace(OFFICIAL, other_names=("Orla Invented",))],
    )
    assert "Orla" not in str(entries(plan(given, ALL), "speakers"))
    internal = plan(replace(given, audience="internal"))
    (head,) = entries(internal, "speakers")
    assert head == "A council official; also known as Orla Invented"


def test_a_public_copy_has_the_main_indexes_and_an_internal_one_all() -> None:
    given = article(
        "{q1:No {c1:way}}, {f1:10 km}.",
        speeches=[speech("q1", "p.mi", "s.int")],
        claims=[replace(claim("c1", "s.int", speech="q1"), text="way")],
        figures=[figure("f1", "s.aud")],
    )
    main = ["claims", "sources"]
    assert [a.role for a in plan(given).appendices] == main
    assert [a.role for a in plan(given, Policy(index="main")).appendices] == main
    every = [*main, "speakers", "figures"]
    assert [a.role for a in plan(replace(given, audience="internal")).appendices] == every
    assert [a.role for a in plan(given, Policy(registers=True)).appendices] == every
    assert plan(given).spans["q1"].entry == ""


def test_claims_under_who_makes_them_with_their_status() -> None:
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
            "It {c1:fell}. It {c2:rose}. It {c3:stood}.",
            claims=[
                replace(claim("c1", "s.int"), text="fell", verifications=(check,)),
                replace(claim("c2"), statement="It rose in May."),
                replace(claim("c3", "s.int", status="ok"), text="stood"),
            ],
            relations=[m.Relation("cites", ("s.int",), ("s.aud",))],
        )
    )
    assert entries(edition, "claims") == {
        "Ada Mills": [
            "Fell. Disputed; citing Port Audit Office; note 1.",
            "Stood. Supported; citing Port Audit Office; note 2.",
        ],
        "The article itself": ["It rose in May. Not stated."],
    }
    found = items(edition, "claims")
    assert [item.status for item in found] == ["disputed", "supported", ""]
    assert edition.spans["c1"].entry == found[0].id


def test_a_claim_that_no_note_explains_is_explained_in_its_entry() -> None:
    check = m.Verification("a1", ("c1",), "ok", note=(m.Run("We went and saw."),))
    given = article("Text.", claims=[m.Claim("c1", "", "It fell.", verifications=(check,))])
    edition = plan(given)
    assert entries(edition, "claims") == {
        "The article itself": ["It fell. Supported. We went and saw."]
    }


def test_a_claim_without_words_has_no_entry() -> None:
    given = article("Text.", claims=[m.Claim("c1", " ")])
    assert [a.role for a in plan(given).appendices] == []


def test_figures_that_somebody_gave() -> None:
    edition = plan(
        article(
            "{q1:It is {f1:10 km} long since {f2:May}, {f3:June}: {f4:two} of {f5:7 m}, {f6:8 m}}.",
            speeches=[speech("q1", "p.mi", "s.int")],
            figures=[
                replace(figure("f1", "s.aud", speech="q1"), commodity="wall"),
                m.Figure("f2", "date", "May", date=m.DateValue(when="2025-05"), speech="q1"),
                m.Figure(
                    "f3", "date", "June 2025", date=m.DateValue(when="2025-06"), sources=("s.int",)
                ),
                m.Figure("f4", "number", "two", value=Decimal(2), sources=("s.int",)),
                m.Figure("f5", "quantity", "7 m", value=Decimal(7), unit="m"),
                m.Figure(
                    "f6", "quantity", "8 metres", value=Decimal(8), unit="m", sources=("s.int",)
                ),
            ],
        ),
        ALL,
    )
    assert entries(edition, "figures") == {
        "": [
            "10 km: 10 kilometres (wall); Ada Mills; note 1.",
            "June 2025: Ada Mills; note 2.",
            "8 metres: Ada Mills; note 2.",
        ]
    }


def test_a_figure_s_entry_is_a_sentence() -> None:
    """It begins with a capital and ends with a full stop, as those of claims and sources do."""
    told = figure("f1", "s.aud")
    edition = plan(
        article("{f1:about 9 boats}.", figures=[replace(told, text="about 9 boats")]), ALL
    )
    assert entries(edition, "figures") == {
        "": ["About 9 boats: 10 kilometres; Port Audit Office; note 1."]
    }


def test_a_place_is_not_said_to_be_in_what_its_name_has() -> None:
    """Its country at the end, as a word or a part of one, or before an adjective."""
    given = {
        "a": ("northern Malta", "Malta"),
        "b": ("Ostfrankreich", "Frankreich"),
        "c": ("Corse française", "Corse"),
        "d": ("Mexico City", "Mexico"),
        "e": ("Georgia (Malta)", "Malta"),
        "f": ("Nessport", "Malta"),
        "g": ("the isle of Malta", "Malta"),
    }
    places = {ident: m.Place(ident, *names) for ident, names in given.items()}
    text = m.Paragraph(tuple(m.Run(f"{it} ", (m.Name("place", it),)) for it in given))
    edition = plan(replace(article(text), places=places), ALL)
    assert {entry.partition(":")[0] for entry in entries(edition, "names")[""]} == {
        *("Northern Malta", "Ostfrankreich", "Corse française", "Mexico City, Mexico"),
        *("Georgia (Malta)", "Nessport, Malta", "The isle of Malta"),
    }


def test_dates_alone_make_no_index() -> None:
    date = m.Figure("f1", "date", "May", date=m.DateValue(when="2025-05"))
    edition = plan(article("In {f1:May}.", figures=[date]), ALL)
    assert "figures" not in {a.role for a in edition.appendices}


def test_only_who_is_named_without_speaking_is_listed_under_names() -> None:
    named = m.Paragraph(
        (
            m.Run("The Board", (m.Name("organisation", "o.b"),)),
            m.Run(" of "),
            m.Run("Nessport", (m.Name("place", "pl.n"),)),
            m.Run(" heard "),
            m.Run("Mills", (m.Name("person", "p.mi"),)),
            m.Run(" and "),
            m.Run("Anna van der Zee", (m.Name("person", "p.z"),)),
        )
    )
    given = article(
        named,
        "{q1:“Yes”}",
        speeches=[speech("q1", "p.mi")],
        agents=[
            MILLS,
            m.Agent("o.b", "organisation", "the Board"),
            m.Agent("p.x", "person", "X"),
            m.Agent("p.z", "person", "Anna van der Zee", "clerk"),
        ],
    )
    edition = plan(replace(given, places={"pl.n": m.Place("pl.n", "Nessport", "Malta")}), ALL)
    assert entries(edition, "names") == {
        "": ["The Board: 1", "Nessport, Malta: 1", "van der Zee, Anna, clerk: 1"]
    }
    linked = [target[1:] for target in links(edition, "names")]
    assert set(linked) <= edition.targets
    (text, _) = contents(edition.blocks)
    ids = {inline.text: mark.id for inline in text.inlines for mark in _names_of(inline)}
    assert ids["Mills"] == ""
    assert linked == [ids["The Board"], ids["Nessport"], ids["Anna van der Zee"]]


def _names_of(inline: m.Inline) -> list[m.Name]:
    return [mark for mark in inline.marks if isinstance(mark, m.Name)]


def test_an_entry_has_every_mention_and_those_of_one_paragraph_together() -> None:
    board, port = m.Name("organisation", "o.b"), m.Name("place", "pl.n")
    first = m.Paragraph(
        (
            m.Run("The "),
            m.Run("Board", (board,)),
            m.Run(" of "),
            m.Run("Ness", (board, port)),
            m.Run("port", (m.Emphasis("italic"), board, port)),
            m.Run(" and "),
            m.Run("the Board", (board,)),
        )
    )
    last = m.Paragraph((m.Run("The board", (board,)), m.Run(" met.")))
    given = article(first, "Nobody.", last, agents=[m.Agent("o.b", "organisation", "the Board")])
    edition = plan(replace(given, places={"pl.n": m.Place("pl.n", "Nessport")}), ALL)
    asked = [
        (inline.text, mark.target, mark.more)
        for part in contents(appendix(edition, "names").blocks)
        for inline in part.inlines
        for mark in inline.marks
        if isinstance(mark, m.PageNumber)
    ]
    ids = [
        tuple(mark.id for mark in _names_of(inline))
        for part in contents(edition.blocks)
        for inline in part.inlines
    ]
    one, two, three, four, five = "12345"
    assert [tuple(it.removeprefix("mention-") for it in each) for each in ids] == [
        *((), (one,), (), (two, three), (two, three), (), (four,), (), (five,), ())
    ]
    assert [(text, at.removeprefix("mention-")) for text, at, _ in asked] == [
        *(("1", one), ("2", five), ("1", three))
    ]
    assert [len(more) for _, _, more in asked] == [2, 0, 0]


def test_an_article_of_either_language_does_not_sort_a_name() -> None:
    agents = [m.Agent(f"o.{name}", "organisation", name) for name in ("the Board", "Cat", "Ant")]
    named = (m.Run(f"{it.name} ", (m.Name("organisation", it.id),)) for it in agents)
    given = article(m.Paragraph(tuple(named)), agents=agents)
    for lang in ("en", "de"):
        shown = entries(plan(given, Policy(index="all", language=lang)), "names")[""]
        assert [entry.partition(":")[0] for entry in shown] == ["Ant", "The Board", "Cat"]


def test_a_name_that_begins_with_an_empty_place_is_a_mention() -> None:
    mark = m.Name("organisation", "o.b")
    given = article(
        m.Paragraph((m.Anchor("a1", (mark,)), m.Run("The Board", (mark,)))),
        agents=[m.Agent("o.b", "organisation", "the Board")],
    )
    assert len(links(plan(given, ALL), "names")) == 1


def test_sources_in_full_with_the_notes_that_cite_them() -> None:
    edition = plan(
        article(
            "{c1:One}. {c2:Two}.",
            claims=[claim("c1", "s.aud"), claim("c2", "s.aud")],
            sources=[INTERVIEW, AUDIT],
        )
    )
    assert entries(edition, "sources") == {
        "": [
            "Ada Mills, harbour master, interview, 27 February 2026.",
            (
                "Port Audit Office, Harbour Works Review, p. 12, https://audit.example/r7, "
                "archived 28 February 2026, https://archive.example/r7. Document; notes 1, 2."
            ),
        ]
    }


def test_a_bibliography_that_nothing_relies_on_is_no_index() -> None:
    assert [a.role for a in plan(article("Text.")).appendices] == []


def test_an_entry_does_not_take_the_id_of_a_block() -> None:
    listed = m.Paragraph(inlines("Harbour Works Review."), "bibl", "s.aud")
    edition = plan(article(listed, "{c1:One}.", claims=[claim("c1", "s.aud")]))
    assert "entry-s.aud" in {item.id for item in items(edition, "sources")}


def test_corrections() -> None:
    edition = plan(
        article(
            "In {k1:2023}, {k2:at last}.",
            corrections=[
                m.Correction("k1", "2023", "2022", "2026-03-04", "Wrong year.", "Desk"),
                m.Correction("k2", "at last", "", "2026-03-05"),
            ],
        )
    )
    assert entries(edition, "corrections") == {
        "": [
            (
                "“2023.” Corrected on 4 March 2026: an earlier version said “2022”. "
                "Wrong year (Desk)."
            ),
            "“at last.” Added on 5 March 2026.",
        ]
    }


def test_the_legend_names_the_kinds_of_span_that_occur() -> None:
    given = article(
        "{c1:One}. {q1:“Two”}.",
        claims=[claim("c1", "s.aud", status="disputed")],
        speeches=[speech("q1", "p.mi")],
    )
    edition = plan(given)
    assert [plain(it.content) for it in edition.legend] == ["Quoted speech", "Disputed"]
    found = edition.spans[edition.legend[1].span]
    assert (found.kind, found.standing) == ("claim", "disputed")
    assert found.id not in given.claims


def test_a_copy_explains_the_signs_it_has() -> None:
    given = article(
        "{c1:One}. {q1:“Two”}.",
        claims=[claim("c1", "s.aud", status="disputed")],
        speeches=[speech("q1", "p.mi")],
    )
    edition = plan(given)
    quiet, full, none = (load(signs=signs) for signs in get_args(Signs))
    gap = "\N{NO-BREAK SPACE}"
    assert plain(legend(edition, quiet)) == f"Signs in the text: Disputed{gap}≠"
    assert plain(legend(edition, full)) == f"Signs in the text: Quoted speech{gap}· Disputed"
    assert legend(edition, none) == ()


def test_off_is_off() -> None:
    given = article("{c1:One}.", claims=[claim("c1", "s.aud")])
    for off in (Policy(registers=False, legend=False), Policy(index="none", legend=False)):
        assert plan(given, off).appendices == ()
        assert plan(given, off).legend == ()
        assert plan(given, off).spans["c1"].entry == ""


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


def test_names_are_sorted_by_surname_and_descriptions_are_not_turned_round() -> None:
    named = {
        "Ada Mills": "Mills, Ada",
        "Jan van der Berg": "van der Berg, Jan",
        "South Wall’s harbour master": "South Wall’s harbour master",
        "Seaton": "Seaton",
    }
    assert {name: _by_surname(name) for name in named} == named


def test_a_surname_that_is_marked_is_the_surname() -> None:
    named = {
        ("Tan Wei Ling", "Tan"): "Tan Wei Ling",
        ("Ada García Mills", "García Mills"): "García Mills, Ada",
        ("Ada van der Berg", "van der Berg"): "van der Berg, Ada",
        ("Ada Mills Jr.", "Mills"): "Mills, Ada Jr.",
        ("Ada", "Ada"): "Ada",
    }
    assert {given: _by_surname(*given) for given in named} == named
