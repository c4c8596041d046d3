"""Where suggestions stand: text blocks, what is in them, and the way back into the tree."""

import lxml.etree as etree
import pytest

from exporter.suggestions import fingerprint, text_blocks
from exporter.suggestions.text_blocks import NESTED

_HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><p>no</p></teiHeader>'


def _blocks(body: str):
    return text_blocks(etree.fromstring(f"{_HEAD}<text><body>{body}</body></text></TEI>"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<head>Title</head><p>One <hi>two</hi> three.</p>", ["Title", "One two three."]),
        ("<p>Said<note>hidden</note> here.</p>", ["Said here."]),
        ("<p>In <choice><sic>Mai</sic><corr>May</corr></choice>.</p>", ["In May."]),
        ("<p>In <app><lem>2023</lem><rdg>2022</rdg></app>.</p>", ["In 2023."]),
        ("<p>a<lb/>b<!-- c -->d</p>", ["a\nbd"]),
        ("<p>See <quote>it runs</quote> on.</p>", ["See it runs on."]),
        ("<quote>Alone.</quote><quote><p>In one.</p></quote>", ["Alone.", "In one."]),
        (
            "<p>First: <list><item>x</item><item>y</item></list> end.</p>",
            [f"First: {NESTED} end.", "x", "y"],
        ),
        ("<table><head>H</head><row><cell>1</cell></row></table>", ["H", "1"]),
        ("<figure><head>Caption</head><figDesc>hidden</figDesc></figure>", ["Caption"]),
        ("<note><p>in a note</p></note><p> </p>", []),
    ],
)
def test_visible_text_is_gathered_by_block(body, expected):
    assert [block.text for block in _blocks(body)] == expected


def test_each_character_leads_back_to_its_string():
    (block,) = _blocks("<p>One <hi>two</hi> th<note>x</note>ree.</p>")
    for offset, character in enumerate(block.text):
        piece, inside = block.place(offset)
        held = piece.element.tail if piece.tail else piece.element.text
        assert held[inside] == character
    piece, inside = block.place(7, end=True)
    assert piece.element.tag.endswith("hi")
    assert inside == 3


def test_a_break_has_no_place():
    (block,) = _blocks("<p>a<lb/>b</p>")
    with pytest.raises(LookupError):
        block.place(1)


def test_language_is_that_of_the_nearest():
    first, second = _blocks('<p>a</p><p xml:lang="de">b</p>')
    assert (first.lang, second.lang) == ("en", "de")


def test_fingerprint_does_not_see_white_space_but_place():
    first = fingerprint("figure", "a 5 b 5", 2, 3)
    assert first == fingerprint("figure", "a\n  5 b 5", 4, 5)
    assert first != fingerprint("figure", "a 5 b 5", 6, 7)
    assert first != fingerprint("date", "a 5 b 5", 2, 3)
