"""What notes say."""

import pytest

from exporter import model as m
from exporter.notices import Severity
from exporter.sourcing import Policy, plan
from exporter.values import replace
from tests.sourcing.build import (
    AUDIT,
    AUDIT_OFFICE,
    INTERVIEW,
    MILLS,
    NEWS,
    article,
    claim,
    figure,
    inlines,
    note,
    noted,
    planned,
    shown,
    speech,
)

ARCHIVED = "archived 28 February 2026, https://archive.example/r7"


def notes(*paragraphs: str, **rest: object) -> list[str]:
    return noted(planned(article(*paragraphs, **rest)))  # type: ignore[arg-type]


def test_full_at_first_short_with_a_reference_afterwards() -> None:
    found = notes("{c1:One}. {c2:Two}.", claims=[claim("c1", "s.aud"), claim("c2", "s.aud")])
    assert found == [
        f"Port Audit Office, Harbour Works Review, p. 12, {ARCHIVED}.",
        "Port Audit Office, Harbour Works Review, p. 12 (see note 1).",
    ]


def test_the_reference_is_a_link_to_the_first_note() -> None:
    edition = planned(
        article("{c1:One}. {c2:Two}.", claims=[claim("c1", "s.aud"), claim("c2", "s.aud")])
    )
    (paragraph,) = edition.notes[1].blocks
    assert isinstance(paragraph, m.Paragraph)
    assert m.Run("1", (m.NoteLink("note-c1"),)) in paragraph.content


def test_whole_works_are_italic_and_articles_quoted_and_both_linked() -> None:
    edition = planned(
        article(
            "{c1:One}. {c2:Two}.",
            claims=[claim("c1", "s.aud"), claim("c2", "s.news")],
        )
    )
    (first,) = edition.notes[0].blocks
    assert isinstance(first, m.Paragraph)
    link = m.Link("https://audit.example/r7")
    assert m.Run("Harbour Works Review", (link, m.Emphasis("italic"))) in first.content
    assert noted(edition)[1] == "“Wall will cost twice as much,” Example Courier, 1 March 2026."


def test_speaker_position_and_date() -> None:
    found = notes(
        "{q1:“Yes,”} she said. {q2:“No,”} she said.",
        speeches=[speech("q1", "p.mi", "s.int"), speech("q2", "p.mi", "s.int")],
    )
    assert found == [
        "Ada Mills, harbour master, interview, 27 February 2026.",
        "Ada Mills, interview, 27 February 2026 (see note 1).",
    ]


def test_the_chain_of_sources_step_by_step() -> None:
    found = notes(
        "{q1:“Yes,”} she said.",
        speeches=[speech("q1", "p.mi", "s.int")],
        relations=[
            m.Relation("cites", ("s.int",), ("s.news",)),
            m.Relation("cites", ("s.news",), ("s.aud",)),
            m.Relation("cites", ("s.aud",), ("s.int",)),
        ],
    )
    assert found == [
        (
            "Ada Mills, harbour master, interview, 27 February 2026, citing “Wall will cost twice "
            "as much,” Example Courier, 1 March 2026, which cites Port Audit Office, Harbour Works "
            f"Review, p. 12, {ARCHIVED}."
        )
    ]


@pytest.mark.parametrize(("cited", "told"), [(3, True), (4, False)])
def test_a_source_that_cites_very_many_tells_nothing_of_one_statement(
    cited: int, told: bool
) -> None:
    names = ["s.news", "s.aud", "o.au", "p.mi"][:cited]
    (note,) = notes(
        "{q1:“Yes,”} she said.",
        speeches=[speech("q1", "p.mi", "s.int")],
        relations=[m.Relation("cites", ("s.int",), tuple(names))],
    )
    assert ("citing" in note) is told


def test_a_chain_may_end_in_an_organisation() -> None:
    found = notes(
        "{q1:“Yes,”} she said.",
        speeches=[speech("q1", "p.mi", "s.int")],
        relations=[m.Relation("cites", ("s.int",), ("o.au",))],
    )
    assert found == [
        "Ada Mills, harbour master, interview, 27 February 2026, citing Port Audit Office."
    ]


def test_told_to_somebody() -> None:
    found = notes(
        "{q1:“Yes,”} she said.",
        speeches=[speech("q1", "p.mi", "s.int")],
        relations=[m.Relation("told", ("p.mi",), ("o.au",), sources=("s.int",))],
    )
    assert found == [
        "Ada Mills, harbour master, to Port Audit Office, interview, 27 February 2026."
    ]


def test_somebody_quoted_in_a_source_that_is_not_theirs() -> None:
    quoted = speech("q1", "p.mi", "s.news")
    reported = speech("q2", "p.an", "s.news", direct=False)
    assert notes("{q1:“Yes,”} she said. {q2:No}, it says.", speeches=[quoted, reported]) == [
        (
            "Ada Mills, harbour master, quoted in “Wall will cost twice as much,” Example Courier, "
            "1 March 2026."
        ),
        (
            "A council official, according to “Wall will cost twice as much,” Example Courier "
            "(see note 1)."
        ),
    ]


def test_several_sources_with_semicolons_and_one_reference_for_both() -> None:
    found = notes(
        "{c1:One}. {c2:Two}.",
        claims=[claim("c1", "s.int", "s.aud"), claim("c2", "s.aud", "s.int")],
    )
    assert found[0].startswith("Ada Mills, harbour master, interview, 27 February 2026; Port Audit")
    assert found[1] == (
        "Port Audit Office, Harbour Works Review, p. 12; Ada Mills, interview, 27 February 2026 "
        "(see note 1)."
    )


def test_the_entrys_own_text_where_it_says_more() -> None:
    told = m.Source(
        "s.text",
        "interview",
        date=m.DateValue("February 27, 2026", when="2026-02-27"),
        text=(m.Run("Ada Mills, interview with R. Okoye, February 27, 2026."),),
    )
    found = notes(
        "{q1:“Yes”}. {q2:“No”}.",
        speeches=[speech("q1", "p.mi", "s.text"), speech("q2", "p.mi", "s.text")],
        sources=[told],
    )
    assert found == [
        "Ada Mills, harbour master, interview with R. Okoye, February 27, 2026.",
        "Ada Mills, interview with R. Okoye (see note 1).",
    ]


def test_an_access_date_only_where_there_is_no_other() -> None:
    accessed = m.DateValue(when="2026-03-03")
    undated = replace(NEWS, date=None, original="https://n.example/1", accessed=accessed)
    dated = replace(undated, date=m.DateValue(when="2026-03-01"))
    assert notes("{c1:It}.", claims=[claim("c1", "s.news")], sources=[undated]) == [
        (
            "“Wall will cost twice as much,” Example Courier, accessed 3 March 2026, "
            "https://n.example/1."
        )
    ]
    assert "accessed" not in notes("{c1:It}.", claims=[claim("c1", "s.news")], sources=[dated])[0]


def test_a_disputed_claim_with_the_reason_and_the_evidence() -> None:
    check = m.Verification(
        "a1", ("c1",), "disputed", note=(m.Run("The minutes say otherwise."),), evidence=("s.aud",)
    )
    found = notes("{c1:It}.", claims=[replace(claim("c1", "s.int"), verifications=(check,))])
    assert found == [
        (
            "Ada Mills, harbour master, interview, 27 February 2026. Disputed. The minutes say "
            f"otherwise. Evidence: Port Audit Office, Harbour Works Review, p. 12, {ARCHIVED}."
        )
    ]


@pytest.mark.parametrize(
    ("reason", "lang", "printed"),
    [
        ("the minutes say otherwise", "en", "Disputed: the minutes say otherwise."),
        ("Mills says otherwise", "en", "Disputed. Mills says otherwise."),
        ("“Yes” is all she said", "en", "Disputed. “Yes” is all she said."),
        ("9 of 10 Maltese say so", "en", "Disputed: 9 of 10 Maltese say so."),
        ("Das Protokoll sagt es anders", "de", "Umstritten: Das Protokoll sagt es anders."),
    ],
)
def test_no_sentence_begins_behind_a_colon_in_english(reason: str, lang: str, printed: str) -> None:
    """The author's words stay; behind a full stop, a sentence and a name are both right."""
    check = m.Verification("a1", ("c1",), "disputed", note=(m.Run(reason),))
    given = article("{c1:It}.", claims=[replace(claim("c1", "s.int"), verifications=(check,))])
    (found,) = noted(plan(replace(given, lang=lang)))
    assert found.endswith(f" {printed}")


def test_two_claims_of_different_standing_in_one_note_are_told_apart() -> None:
    given = article(
        "{c1:It {c2:fell}}.^n1^",
        claims=[claim("c1", status="disputed"), claim("c2", status="open")],
        notes=[note("n1", "Seen.")],
    )
    assert noted(planned(given)) == [
        "Seen. “text of c1”: disputed. “text of c2”: not independently verified."
    ]


def test_a_correction_with_its_date() -> None:
    found = notes(
        "In {k1:2023}.",
        corrections=[m.Correction("k1", "2023", "2022", "2026-03-04")],
    )
    assert found == ["Corrected on 4 March 2026: an earlier version said “2022”."]


def test_a_written_notes_own_words_win() -> None:
    found = notes(
        "It {c1:fell}.^n1^",
        claims=[claim("c1", "s.aud")],
        notes=[note("n1", "Seen from the pier.", sources=("s.aud",))],
    )
    assert found == ["Seen from the pier."]


def test_a_written_note_without_a_source_gets_the_claims() -> None:
    found = notes(
        "It {c1:fell}.^n1^",
        claims=[claim("c1", "s.int", status="open")],
        notes=[note("n1", "Seen from the pier.")],
    )
    assert found == [
        (
            "Seen from the pier. Source: Ada Mills, harbour master, interview, 27 February 2026. "
            "Not independently verified."
        )
    ]


def test_and_several_as_sources_before_how_the_claim_stands() -> None:
    check = m.Verification("a1", ("c1",), "disputed", evidence=("s.aud",))
    found = notes(
        "It {c1:fell}.^n1^",
        claims=[replace(claim("c1", "s.int", "s.aud"), verifications=(check,))],
        notes=[note("n1", "Seen.")],
    )
    assert found == [
        (
            "Seen. Sources: Ada Mills, harbour master, interview, 27 February 2026; Port Audit "
            f"Office, Harbour Works Review, p. 12, {ARCHIVED}. Disputed."
        )
    ]


def test_unless_its_words_name_the_source() -> None:
    found = notes(
        "It {c1:fell}.^n1^",
        claims=[claim("c1", "s.aud")],
        notes=[note("n1", "See the Harbour Works Review.")],
    )
    assert found == ["See the Harbour Works Review."]


def test_a_written_note_without_text_is_worded_from_its_sources() -> None:
    found = notes(
        "It {f1:fell}.^n1^", figures=[figure("f1")], notes=[note("n1", sources=("s.int",))]
    )
    assert found == ["Ada Mills, harbour master, interview, 27 February 2026."]


def test_and_from_those_of_what_it_covers() -> None:
    found = notes(
        "It {c1:fell}.^n1^", claims=[claim("c1", "s.news")], notes=[note("n1", sources=("s.int",))]
    )
    assert found == [
        (
            "Ada Mills, harbour master, interview, 27 February 2026; “Wall will cost twice as "
            "much,” Example Courier, 1 March 2026."
        )
    ]


def test_a_note_with_neither_says_so() -> None:
    assert notes("It fell.^n1^", notes=[note("n1")]) == ["This note has no text in the source."]


def test_a_note_inside_a_note_stands_in_brackets() -> None:
    found = notes("It fell.^n1^", notes=[note("n1", "Yes.^n2^"), note("n2", "Really.")])
    assert found == ["Yes. [Really.]"]


def test_long_notes_keep_their_blocks_and_what_is_added_stands_below() -> None:
    blocks = (m.Paragraph(inlines("One.")), m.ListBlock((m.Item((m.Paragraph(inlines("Two.")),)),)))
    edition = planned(
        article(
            "It {c1:fell}.^n1^",
            claims=[claim("c1", status="open")],
            notes=[replace(note("n1"), blocks=blocks)],
        )
    )
    assert edition.notes[0].blocks[:2] == blocks
    assert noted(edition)[0].endswith("Not independently verified.")


def test_an_unnamed_source_goes_by_its_description_and_starts_with_a_capital() -> None:
    source = m.Source("s.off", "statement", date=m.DateValue(when="2026-03-01"))
    found = notes(
        "{q1:Yes}, it says.",
        speeches=[speech("q1", "p.an", "s.off", direct=False)],
        sources=[source],
    )
    assert found == ["A council official, statement, 1 March 2026."]


def test_a_source_that_is_not_listed_is_named_by_its_id() -> None:
    assert notes("{c1:It}.", claims=[claim("c1", "s.none")]) == [
        "A source that is not listed (s.none)."
    ]


def test_notes_at_the_end() -> None:
    given = article(
        "{c1:One}. Two.^n1^", claims=[claim("c1", "s.aud")], notes=[note("n1", "A.", place="foot")]
    )
    foot, end = planned(given), planned(given, notes="end")
    assert [n.place for n in foot.notes] == ["foot", "foot"]
    assert [n.place for n in end.notes] == ["end", "end"]
    kept = article("Two.^n1^", notes=[note("n1", "A.", place="end")])
    assert planned(kept).notes[0].place == "end"


def test_german() -> None:
    given = article(
        "{c1:Es}. In {k1:2023}. {c2:So}.",
        claims=[claim("c1", "s.int", status="disputed"), claim("c2", "s.int")],
        corrections=[m.Correction("k1", "2023", "2022", "2026-03-04")],
        relations=[m.Relation("cites", ("s.int",), ("s.aud",))],
        lang="de",
    )
    assert noted(planned(given)) == [
        (
            "Ada Mills, harbour master, Interview, 27. Februar 2026, unter Berufung auf Port Audit "
            "Office, Harbour Works Review, S. 12, archiviert: 28. Februar 2026, "
            "https://archive.example/r7. Umstritten."
        ),
        "Berichtigt am 4. März 2026: In einer früheren Fassung stand „2022“.",
        "Ada Mills, Interview, 27. Februar 2026 (siehe Anmerkung 1).",
    ]


def test_a_language_without_words_speaks_english_and_says_so() -> None:
    edition = planned(article("{c1:Bado}.", claims=[claim("c1", "s.int")], lang="sw"))
    assert (edition.lang, edition.notes[0].lang) == ("en", "")
    assert {block.lang for block in edition.blocks} == {"sw"}
    assert noted(edition) == ["Ada Mills, harbour master, interview, 27 February 2026."]
    said = [(notice.rule, notice.severity) for notice in edition.notices]
    assert said == [("wording-missing", Severity.WARNING)]


def test_a_citation_style_of_ones_own() -> None:
    class Shouting:
        def full(self, source: m.Source, byline: m.Inlines, lang: str) -> m.Inlines:
            return (*byline, m.Run(f" {source.title.upper()} {lang}"))

        def short(self, source: m.Source, lang: str) -> m.Inlines:  # noqa: ARG002
            return (m.Run(source.title[:7]),)

    given = article(
        "{c1:One}. {c2:Two}.",
        claims=[claim("c1", "s.aud"), claim("c2", "s.aud")],
        agents=[MILLS, replace(AUDIT_OFFICE, position="auditor")],
        sources=[INTERVIEW, replace(AUDIT, archived="", original="")],
    )
    edition = plan(given, Policy(citations=Shouting(), registers=False))
    assert noted(edition) == [
        "Port Audit Office, auditor HARBOUR WORKS REVIEW en.",
        "Harbour (see note 1).",
    ]


def test_notes_of_the_end_among_footnotes_stand_at_the_foot() -> None:
    """A row of notes in two places would count 1, 2, 3 in neither."""
    end = m.WrittenNote("n1", (m.Paragraph(inlines("At the end.")),), place="end")
    foot = m.WrittenNote("n2", (m.Paragraph(inlines("At the foot.")),))
    text = m.Paragraph((m.Run("a"), m.NoteCall("n1"), m.Run(" b"), m.NoteCall("n2")))
    mixed = plan(article(text, notes=[end, foot]))
    assert [(note.label, note.place) for note in mixed.notes] == [("1", "foot"), ("2", "foot")]
    alone = plan(article(m.Paragraph((m.Run("a"), m.NoteCall("n1"))), notes=[end]))
    assert [note.place for note in alone.notes] == ["end"]


def test_what_stands_in_a_note_is_sourced_there() -> None:
    found = notes(
        "Old.^n1^",
        notes=[note("n1", "Since 1923 {c1:it leaks} by {f1:10 km}.")],
        claims=[claim("c1", "s.int", status="open")],
        figures=[figure("f1", "s.news")],
    )
    (only,) = found
    assert only == (
        "Since 1923 it leaks by 10 km. Sources: Ada Mills, harbour master, interview, "
        "27 February 2026; “Wall will cost twice as much,” Example Courier, 1 March 2026. "
        "Not independently verified."
    )


def test_a_note_that_names_the_source_does_not_name_it_twice() -> None:
    inside = {"claims": [claim("c1", "s.int", status="disputed")]}
    by_words = note("n1", "Ada Mills says {c1:it leaks}.")
    by_attribute = note("n1", "So {c1:it leaks}.", sources=("s.int",))
    assert notes("Old.^n1^", notes=[by_words], **inside) == ["Ada Mills says it leaks. Disputed."]
    assert notes("Old.^n1^", notes=[by_attribute], **inside) == ["So it leaks. Disputed."]


def test_a_claim_in_a_note_in_a_note_is_sourced_where_that_is_printed() -> None:
    found = notes(
        "Old.^n1^",
        notes=[note("n1", "Very.^n2^"), note("n2", "And {c1:it leaks}.")],
        claims=[claim("c1", "s.int", status="open")],
    )
    assert len(found) == 1
    assert found[0].endswith("27 February 2026. Not independently verified.")


def test_a_note_counts_as_citing_the_sources_it_names() -> None:
    """Whatever its words are; and in full a source is still named by the next note."""
    edition = planned(
        article(
            "One.^n1^ {c1:Two}.",
            notes=[note("n1", "A report of Monday.", sources=("s.aud",))],
            claims=[claim("c1", "s.aud")],
        ),
        registers=True,
    )
    assert noted(edition)[1] == f"Port Audit Office, Harbour Works Review, p. 12, {ARCHIVED}."
    (register,) = [a for a in edition.appendices if a.role == "sources"]
    (line,) = [line for line in shown(register.blocks).splitlines() if "Review" in line]
    assert line.endswith("notes 1, 2.")
