"""How the text's paragraphs stand: beside tables, around long words, in frames."""

from __future__ import annotations

import pytest

from exporter import model as m
from exporter.docx import render
from exporter.docx.validate.invariants import faults
from exporter.theme import load
from exporter.values import replace
from tests.docx.opened import find, of, paragraphs, part, written
from tests.sample import p, t

TABLE = m.Table((m.Row((m.Cell((p(*t("cell")),)),)),))


@pytest.mark.parametrize(
    ("table", "style"),
    [
        (TABLE, "First Paragraph Before Table"),
        (m.Table(TABLE.rows, caption=t("It says so itself")), "First Paragraph"),
    ],
)
def test_text_keeps_clear_of_a_table_without_a_caption(table: m.Table, style: str) -> None:
    made = written(of(p(*t("See:")), table, p(*t("After it."))))
    styles = [style for style, words in paragraphs(made) if words in {"See:", "After it."}]
    assert styles == [style, "Text After Table"]
    assert faults(made) == []


def test_a_line_before_an_address_is_not_stretched() -> None:
    address = "https://news.example/2026/03/02/harbour_wall_costs_twice_the_estimate"
    blocks = p(*t("A short line.")), p(*t(f"See {address} for more."))
    made = written(of(*blocks))
    name = "Body Text Ragged"
    assert paragraphs(made)[-1] == (name, f"See {address} for more.")
    style = f"//w:style[w:name/@w:val='{name}']"
    assert find(part(made, "word/styles.xml"), f"{style}/w:pPr/w:jc/@w:val") == ["left"]
    ragged = render(of(*blocks), load("archive")).data
    assert paragraphs(ragged)[-1][0] == "Body Text"


def test_pictures_that_are_missing_stand_in_frames_of_their_own() -> None:
    """Word makes one frame of neighbours with the same borders, unless a line parts them."""
    made = written(of(m.Picture("none", alt="One"), m.Picture("none", alt="Two")))
    style = "//w:style[w:name/@w:val='Picture Description']"
    assert find(part(made, "word/styles.xml"), f"{style}/w:pPr/w:pBdr/w:between")
    said = [words for _, words in paragraphs(made)][-2:]
    assert said == ["Picture not available: One", "Picture not available: Two"]


def test_lists_and_quotations_in_one_another_are_set_in_step_by_step() -> None:
    inner = m.Quotation((p(*t("Deep")), m.ListBlock((m.Item((p(*t("deeper")),)),))))
    outer = m.ListBlock((m.Item((p(*t("item")), inner)),))
    made = render(of(m.Quotation((p(*t("Quoted")), outer))), load("large-print")).data
    said = {words: style for style, words in paragraphs(made)}
    assert (said["Quoted"], said["Deep"]) == ("Quote", "Quote 3")
    levels = find(part(made), "//w:p[w:r/w:t='item' or w:r/w:t='deeper']//w:ilvl/@w:val")
    assert levels == ["1", "3"]
    left = find(part(made, "word/styles.xml"), "//w:style[w:name/@w:val='Quote 3']//w:ind/@w:left")
    assert left == ["2160"], "three steps of two ems"
    numbers = "//w:abstractNum[2]/w:lvl[1]//w:ind/@w:hanging"
    assert find(part(made, "word/numbering.xml"), numbers) == ["630"], "room for 10. in 18 pt"


def test_lists_with_labels_and_terms_are_set_in_too() -> None:
    labelled = m.ListBlock((m.Item((p(*t("one")),), label=t("(a)")),))
    terms = m.ListBlock((m.Item((p(*t("says")),), label=t("term")),), "gloss")
    made = written(of(m.Quotation((labelled, terms))))
    assert [style for style, _ in paragraphs(made)][-3:] == [
        "List 2",
        "Definition Term 2",
        "Definition 2",
    ]
    assert faults(made) == []


def test_an_epigraph_is_of_one_piece_with_where_it_is_from() -> None:
    source = m.Paragraph(t("Tolstoy"), "bibl")
    quote = m.Quotation((p(*t("All happy families")),))
    made = written(of(m.Group((quote, source), "epigraph"), quote))
    assert paragraphs(made)[-3:] == [
        ("Epigraph", "All happy families"),
        ("Epigraph", "Tolstoy"),
        ("Quote", "All happy families"),
    ]


STAGE = m.Run("aside", (m.Emphasis("stage"),))


def test_a_stage_direction_beside_a_name_is_in_plain_italics() -> None:
    made = written(of(m.Turn((*t("ADA "), STAGE), (p(*t("Yes.")),))))
    assert ("Speaker", "ADA aside") in paragraphs(made)
    (properties,) = find(part(made), "//w:r[w:t='aside']/w:rPr")
    said = {child.tag.rpartition("}")[2]: [*child.attrib.values()] for child in properties}
    assert said == {"b": ["0"], "bCs": ["0"], "i": [], "iCs": [], "smallCaps": ["0"]}
    assert faults(made) == []


def test_verse_stands_close_to_its_speaker() -> None:
    verse = m.Verse((m.VerseLine(t("One")), m.VerseLine(t("two"))))
    made = written(of(verse, m.Turn(t("ADA"), (verse,))))
    styles = [style for style, words in paragraphs(made) if words in {"One", "two"}]
    assert styles == ["Verse First", "Verse Last", "Verse First Spoken", "Verse Last Spoken"]
    spaces = [
        int(
            find(part(made, "word/styles.xml"), f"//w:style[w:name/@w:val='{name}']//w:spacing/@*")[
                0
            ]
        )
        for name in ("Verse First", "Verse First Spoken")
    ]
    assert spaces[0] > spaces[1] > 0
    assert faults(made) == []


def test_descriptions_that_follow_one_another_are_parted() -> None:
    """Each is a group; so is a postscript or an address."""
    groups = [m.Group((p(*t(f"{n} head")), p(*t(f"{n} more"))), "description") for n in "AB"]
    made = written(of(p(*t("Before.")), m.Group(tuple(groups), "bibliography"), p(*t("After."))))
    own = "First Paragraph Set Off"
    said = {words: style for style, words in paragraphs(made)}
    assert [said[words] for words in ("A head", "B head", "After.")] == [own] * 3
    assert {said["A more"], said["B more"]} == {"Body Text"}
    path = f"//w:style[w:name/@w:val='{own}']/w:pPr/w:spacing/@w:before"
    assert int(find(part(made, "word/styles.xml"), path)[0]) > 100
    assert faults(made) == []


def test_entries_hang() -> None:
    made = written(of(m.Paragraph(t("bollard, a post"), "entry"), m.Paragraph(t("Mills"), "bibl")))
    styles = [style for style, _ in paragraphs(made)][-2:]
    assert styles == ["Entry", "Bibliography"]
    path = "//w:style[w:name/@w:val='{}']/w:pPr/w:ind/@w:hanging"
    hangs = [int(find(part(made, "word/styles.xml"), path.format(name))[0]) for name in styles]
    assert hangs[0] == hangs[1] > 0


def test_the_title_block_ends_in_a_rule_also_where_it_is_a_title_alone() -> None:
    alone = m.Front(t("The title"))
    with_more = replace(alone, subtitle=t("And more"))
    for front, ending in ((alone, "The title"), (with_more, "And more")):
        made = written(of(p(*t("Text.")), front=front))
        ruled = find(part(made), "//w:p[w:pPr/w:pBdr/w:bottom]")
        assert ["".join(find(each, ".//w:t/text()")) for each in ruled] == [ending]
        assert find(ruled[0], "w:pPr/w:spacing/@w:after")
        assert faults(made) == []
