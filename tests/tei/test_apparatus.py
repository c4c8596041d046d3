"""Apparatus entries about words that they do not repeat (TEI 13.2.1, 13.2.2)."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.model import Article
from exporter.tei import read
from tests.tei.sketch import article, sketch, tei

METHOD = "<encodingDesc><variantEncoding method='{}' location='internal'/></encodingDesc>"


@pytest.fixture
def with_notes(tmp_path: Path) -> Path:
    table = tmp_path / "ours.toml"
    table.write_text('[elements]\napp = "apparatus notes"\n', encoding="utf-8")
    return table


def lines(made: Article) -> list[str]:
    """What each note says."""
    return ["".join(run.text for run in note.blocks[0].content) for note in made.notes.values()]


@pytest.mark.parametrize(
    ("body", "text", "note"),
    [
        ("<p>The <anchor xml:id='a'/>grey mare<app from='#a'><rdg wit='#W1'>gray mare</rdg></app> ran.</p>",
         "The grey mare[^note-1] ran.", "grey mare] gray mare W1"),
        ("<p>The <anchor xml:id='a'/>grey mare<app from='#a'><lem>grey mare</lem><rdg wit='#W1'>mule</rdg></app> ran.</p>",
         "The grey mare[^note-1] ran.", "grey mare] mule W1"),
        ("<p>The <w xml:id='a'>grey</w> <w xml:id='b'>mare</w> ran.<app from='#a' to='#b'><rdg wit='#W1 #W2'/></app></p>",
         "The grey mare ran.[^note-1]", "grey mare] om. W1 W2"),
        ("<p>The <anchor xml:id='a'/>gr<lb break='no'/>ey<note>N.</note> <choice><sic>mrae</sic><corr>mare</corr></choice><anchor xml:id='b'/> ran.<app from='#a' to='#b'><rdg wit='#W1'>cow</rdg></app></p>",
         "The grey[^note-1] mare ran.[^note-2]", "grey mare] cow W1"),
        ("<l n='7' xml:id='l7'>The grey mare</l><l>ran<app from='#l7' loc='7'><rdg source='#W1'>cow</rdg></app></l>",
         "/ The grey mare\n/ ran[^note-1]", "7 The grey mare] cow W1"),
        ("<p>The grey mare<app loc='3'><rdg wit='#W1'>graye mare</rdg><rdg wit='#W2'>gray mair</rdg></app> ran.</p>",
         "The grey mare[^note-1] ran.", "3 grey mare] graye mare W1; gray mair W2"),
        ("<l>Experience though noon auctoritee<app loc='1'><rdg wit='#La'>Experiment</rdg></app></l>",
         "/ Experience though noon auctoritee[^note-1]", "1 Experience] Experiment La"),
        ("<p>The grey mare<app loc='3'><rdg wit='#W1'>cow</rdg></app> ran.</p>",
         "The grey mare[^note-1] ran.", "3 mare] cow W1"),
        ("<p>The grey mare ran. <app loc='3'><rdg wit='#W1'>A cow</rdg></app></p>",
         "The grey mare ran.[^note-1]", "3 A cow W1"),
        ("<p>The <anchor xml:id='a'/>grey <gap/> mare<app from='#a'><rdg wit='#W1'>gr<gap reason='lost'/> mare</rdg></app> ran.</p>",
         "The grey {gap made: […]} mare[^note-1] ran.", "grey […] mare] gr[…] mare W1"),
    ],
)  # fmt: skip
def test_the_lemma_is_what_the_entry_is_about(
    with_notes: Path, body: str, text: str, note: str
) -> None:
    made = read(tei(body), treatment=with_notes)
    assert note in lines(made)
    assert sketch(made.blocks) == text


@pytest.mark.parametrize("method", ["location-referenced", "double-end-point"])
def test_the_header_says_where_words_are_not_those_of_the_text(method: str) -> None:
    body = "<p>The grey mare<app><rdg wit='#W1'>gray mare</rdg></app> ran.</p>"
    assert sketch(article(body, header=METHOD.format(method)).blocks) == "The grey mare ran."
    assert sketch(article(body).blocks) == "The grey maregray mare ran."


def test_a_lemma_that_repeats_the_text_is_not_printed_twice() -> None:
    body = "<p>The grey mare<app><lem>grey mare</lem><rdg wit='#W1'>cow</rdg></app> ran <app><lem>home</lem><rdg wit='#W1'>away</rdg></app>.</p>"
    made = article(body, header=METHOD.format("location-referenced"))
    assert sketch(made.blocks) == "The grey mare ran home."


def test_without_notes_the_readings_are_counted() -> None:
    made = article(
        "<p>The <anchor xml:id='a'/>mare<app from='#a'><rdg wit='#W' resp='#me' hand='#h'>cow<note>Sic.</note></rdg></app> ran.</p>"
    )
    assert sketch(made.blocks) == "The mare[^note-1] ran."
    said = {notice.rule: notice.message for notice in made.notices}
    assert said["hidden"] == "<app> shows the text before it, not the readings (1 time)."
    assert said["attribute-not-shown"].endswith("rdg/@hand (1), rdg/@resp (1), rdg/@wit (1).")


@pytest.mark.parametrize(
    ("app", "entry"),
    [
        ("<app from='#a' to='#b'><rdg wit='#W1'>cow</rdg></app>", "(entry) {made: grey mare]} cow {made: W1}"),
        ("<app from='#a' to='#b' loc='3'><rdg wit='#W1'/></app>", "(entry) {made: 3} {made: grey mare]} {made: om.} {made: W1}"),
        ("<app from='#a' to='#b'><lem>mare</lem><rdg wit='#W1'>cow</rdg></app>", "(entry) mare{made: ]} cow {made: W1}"),
        ("<app from='#b' to='#a'><rdg wit='#W1'>cow</rdg></app>", "(entry) cow {made: W1}"),
        ("<app from='#a'><rdg wit='#W1'>cow</rdg></app>", "(entry) cow {made: W1}"),
        ("<app from='#all'><rdg wit='#W1'>cow</rdg></app>", "(entry) {made: The … day.]} cow {made: W1}"),
    ],
)  # fmt: skip
def test_entries_apart_from_the_text(app: str, entry: str) -> None:
    body = "<p xml:id='all'>The <anchor xml:id='a'/>grey mare<anchor xml:id='b'/> ran as far as she could on that day.</p>"
    made = article(f"{body}<listApp>{app}</listApp>")
    assert sketch(made.blocks).split("\n")[1] == entry


def test_entries_outside_the_text_are_notes_or_counted(with_notes: Path) -> None:
    before = "<standOff><listApp><app from='#a' to='#b'><rdg wit='#W1'>cow</rdg></app></listApp></standOff>"
    body = "<p>The <anchor xml:id='a'/>grey mare<anchor xml:id='b'/> ran.</p>"
    made = read(tei(body, before=before), treatment=with_notes)
    assert sketch(made.blocks) == "The grey mare[^note-1] ran."
    assert lines(made) == ["grey mare] cow W1"]
    (hidden,) = (n for n in article(body, before=before).notices if n.rule == "hidden")
    assert "the text that it is about" in hidden.message


def test_whoever_is_responsible_for_a_reading_is_named(with_notes: Path) -> None:
    before = "<standOff><listPerson><person xml:id='bt'><persName><forename>Rich</forename> <surname>Bentley</surname></persName></person></listPerson></standOff>"
    body = "<p>The <app><lem>mare</lem><rdg resp='#bt'>mule</rdg></app></p>"
    made = read(tei(body, before=before), treatment=with_notes)
    assert lines(made) == ["mare] mule Bentley"]
    assert "attribute-not-shown" not in [notice.rule for notice in made.notices]
