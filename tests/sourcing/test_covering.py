"""Which spans get a note, and where."""

import pytest

from exporter import model as m
from tests.sourcing.build import (
    MILLS,
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


def text(given: m.Article) -> str:
    return shown(planned(given).blocks)


def test_a_sourced_claim_gets_a_note_after_punctuation() -> None:
    given = article("The wall {c1:costs twice as much}, she said.", claims=[claim("c1", "s.aud")])
    assert text(given) == "The wall costs twice as much,[1] she said."


def test_a_claim_without_a_source_gets_none() -> None:
    given = article("The wall {c1:costs twice as much}.", claims=[claim("c1")])
    assert text(given) == "The wall costs twice as much."


def test_a_disputed_claim_gets_one_even_without_a_source() -> None:
    given = article("It {c1:began in July}.", claims=[claim("c1", status="disputed")])
    edition = planned(given)
    assert shown(edition.blocks) == "It began in July.[1]"
    assert noted(edition) == ["No source is given. Disputed."]


def test_what_ends_at_the_same_place_shares_a_note() -> None:
    given = article(
        "She said {q1:{c1:the wall costs {f1:10 km}}}. More.",
        speeches=[speech("q1", "p.mi", "s.int", direct=False)],
        claims=[claim("c1", "s.int", speech="q1")],
        figures=[figure("f1", "s.aud", speech="q1", claim="c1")],
    )
    edition = planned(given)
    assert shown(edition.blocks) == "She said the wall costs 10 km.[1] More."
    assert edition.notes[0].covers == ("c1", "q1", "f1")


def test_a_nested_figure_with_no_other_source_needs_no_note() -> None:
    given = article(
        "It {c1:grew by {f1:10 km} in a year}.",
        claims=[claim("c1", "s.aud")],
        figures=[figure("f1", "s.aud", claim="c1")],
    )
    edition = planned(given)
    assert shown(edition.blocks) == "It grew by 10 km in a year.[1]"
    assert edition.spans["f1"].notes == edition.spans["c1"].notes == ("note-c1",)


def test_a_nested_figure_with_a_source_of_its_own_has_its_own_note() -> None:
    given = article(
        "It {c1:grew by {f1:10 km} in a year}.",
        claims=[claim("c1", "s.int")],
        figures=[figure("f1", "s.aud", claim="c1")],
    )
    assert text(given) == "It grew by 10 km\u202f[1] in a year.[2]"


def test_one_source_in_one_sentence_is_one_note_but_two_sentences_are_two() -> None:
    claims = [claim("c1", "s.aud"), claim("c2", "s.aud")]
    assert text(article("It {c1:grew} and {c2:cost more}.", claims=claims)) == (
        "It grew and cost more.[1]"
    )
    assert text(article("It {c1:grew}. It {c2:cost more}.", claims=claims)) == (
        "It grew.[1] It cost more.[2]"
    )


def test_two_speakers_in_one_sentence_are_two_notes() -> None:
    given = article(
        "Mills says {q1:yes}, an official says {q2:no}.",
        speeches=[speech("q1", "p.mi", "s.news"), speech("q2", "p.an", "s.news")],
    )
    assert text(given) == "Mills says yes,[1] an official says no.[2]"


def test_a_speech_around_a_claim_that_must_be_remarked_shares_its_note() -> None:
    given = article(
        "{q1:{c1:The wall fell}, says Mills}.",
        speeches=[speech("q1", "p.mi", "s.int", direct=False)],
        claims=[claim("c1", "s.int", speech="q1", status="open")],
    )
    assert text(given) == "The wall fell, says Mills.[1]"


def test_a_written_note_covers_what_it_names_and_what_ends_where_it_stands() -> None:
    given = article(
        "It {c1:fell}.^n1^ It {f1:rose} again.^n2^",
        claims=[claim("c1", "s.aud")],
        figures=[figure("f1", "s.aud")],
        notes=[note("n1", "As seen."), note("n2", sources=("s.aud",), targets=("f1",))],
    )
    edition = planned(given)
    assert shown(edition.blocks) == "It fell.[1] It rose again.[2]"
    assert edition.spans["c1"].notes == ("n1",)
    assert edition.spans["f1"].notes == ("n2",)


def test_a_written_note_on_a_part_covers_the_whole_claim() -> None:
    given = article(
        "It {c1:fell}, she said, {c1:twice}.^n1^ More.",
        claims=[m.Claim("c1", "fell twice", parts=("c1", "c1b"), sources=("s.aud",))],
        notes=[note("n1", sources=("s.aud",), targets=("c1b",))],
    )
    assert planned(given).spans["c1"].notes == ("n1",)


def test_a_split_claim_is_called_at_its_end() -> None:
    given = article("It {c1:fell}, she said, {c1:twice}. More.", claims=[claim("c1", "s.aud")])
    assert text(given) == "It fell, she said, twice.[1] More."


def test_a_claim_across_blocks_is_called_in_the_last() -> None:
    given = article("It {c1:fell. }", "{c1:Twice}, she said.", claims=[claim("c1", "s.aud")])
    assert text(given) == "It fell. \nTwice,[1] she said."


def test_headings_captions_and_cells_can_hold_calls() -> None:
    claims = [claim(f"c{n}", "s.aud") for n in (1, 2, 3)]
    given = article(
        m.Heading(inlines("The {c1:wall}"), 1),
        m.Table((m.Row((m.Cell((m.Paragraph(inlines("{c2:4 m}")),)),)),), inlines("{c3:Costs}")),
        claims=claims,
    )
    assert text(given) == "The wall[1]\nCosts[2]\n4 m\u202f[3]"


def test_a_written_note_that_nothing_calls_stands_at_its_target_or_the_end() -> None:
    given = article(
        "It {c1:fell}. More.",
        "The end.",
        claims=[claim("c1")],
        notes=[note("n1", "On the claim.", targets=("c1",)), note("n2", "Adrift.", line=7)],
    )
    edition = planned(given)
    assert shown(edition.blocks) == "It fell.[1] More.\nThe end.[2]"
    assert [notice.rule for notice in edition.notices] == ["note-without-place"]
    assert edition.notices[0].line == 7


def test_a_repeated_call_has_the_same_number() -> None:
    given = article("One.^n1^ Two.^n2^ Three.^n1^", notes=[note("n1", "A."), note("n2", "B.")])
    edition = planned(given)
    assert shown(edition.blocks) == "One.[1] Two.[2] Three.[1]"
    calls = [i for i in edition.blocks[0].content if isinstance(i, m.NoteCall)]
    assert [call.first for call in calls] == [True, True, False]
    assert edition.notes[0].calls == ("call-n1", "call-n1-2")


def test_a_call_keeps_to_its_word_when_the_source_puts_a_space_before_it() -> None:
    assert text(article("One. ^n1^Two.", notes=[note("n1", "A.")])) == "One.[1] Two."


def test_two_calls_at_one_place_are_told_apart() -> None:
    given = article("One.^n1^^n2^", notes=[note("n1", "A."), note("n2", "B.")])
    edition = planned(given)
    assert shown(edition.blocks) == "One.[1],[2]"
    comma = edition.blocks[0].content[2]
    assert comma.marks == (m.Emphasis("superscript"), m.Generated())


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("50 km^n1^ away", "50 km\u202f[1] away"),
        ("in 1806^n1^ or so", "in 1806\u202f[1] or so"),
        ("in 1806.^n1^", "in 1806.[1]"),
        ("50 men^n1^ went", "50 men[1] went"),
        ("the km^n1^ is", "the km[1] is"),
        ("5 m^n1^ high", "5 m\u202f[1] high"),
        ("5 cm^n1^", "5 cm\u202f[1]"),
        ("{f1:50} km^n1^ away", "50 km\u202f[1] away"),
        ("{f1:5}0 {f2:k}m^n1^ away", "50 km\u202f[1] away"),
        ("50 km²^n1^ of it", "50 km²\u202f[1] of it"),
        ("10⁶^n1^ of them", "10⁶\u202f[1] of them"),
        ("a team^n1^ of 5", "a team[1] of 5"),
    ],
)
def test_a_call_is_no_power(source: str, printed: str) -> None:
    assert text(article(source, notes=[note("n1", "A.")])) == printed


@pytest.mark.parametrize(("look", "apart"), [("superscript", "\u202f"), ("italic", "")])
def test_a_call_is_no_part_of_what_is_raised(look: m.Style, apart: str) -> None:
    raised = m.Run("th", (m.Emphasis(look),))
    line = m.Paragraph((m.Run("The 19"), raised, m.NoteCall("n1"), m.Run(" of May.")))
    assert text(article(line, notes=[note("n1", "A.")])) == f"The 19th{apart}[1] of May."


def test_a_call_inside_a_span_does_not_split_it() -> None:
    given = article(
        "{q1:It {f1:10 km}, and more}.",
        speeches=[speech("q1", MILLS.id, direct=False)],
        figures=[figure("f1", "s.aud", speech="q1")],
    )
    (call,) = (i for i in planned(given).blocks[0].content if isinstance(i, m.NoteCall))
    assert call.marks == (m.Span("speech", "q1"),)
