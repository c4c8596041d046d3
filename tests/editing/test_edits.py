"""Each kind of edit: what it changes, that all else stays, and why one cannot be made."""

from pathlib import Path

import msgspec
import pytest

from exporter.editing import (
    AddEntry,
    Delete,
    Edit,
    EditError,
    Insert,
    Replace,
    SetAttribute,
    Splice,
    Unwrap,
    Wrap,
    apply,
    scan,
    undo,
)
from tests.editing.sources import HEADER, TEI, article, body, place
from tests.judges.xml import tei_all

CLAIM = (("type", "claim"), ("xml:id", "c"))


def test_words_are_put_in_and_escaped():
    source = article("<p>One two.</p>")
    start, end = place(source, "two")
    assert body(source, Insert(start, "<&> ")) == "<p>One &lt;&amp;&gt; two.</p>"
    assert body(source, Replace(start, end, "2")) == "<p>One 2.</p>"
    assert body(source, Delete(start - 1, end)) == "<p>One.</p>"
    assert body(source, Insert(end, "<note>N</note>", markup=True)) == (
        "<p>One two<note>N</note>.</p>"
    )


def test_words_in_cdata_stay_cdata():
    source = article("<p><![CDATA[a < b]]></p>")
    start, end = place(source, "< b")
    assert body(source, Replace(start, end, "& ]]> c")) == (
        "<p><![CDATA[a & ]]]]><![CDATA[> c]]></p>"
    )
    assert body(source, Wrap(start, end, "hi")) == (
        "<p><![CDATA[a ]]><hi><![CDATA[< b]]></hi><![CDATA[]]></p>"
    )


def test_elements_put_in_together_nest_as_they_are_given():
    source = article("<p>One two three.</p>")
    start, end = place(source, "One two")
    inner = place(source, "two")
    edits = [Wrap(*inner, "num"), Wrap(start, end, "said"), Wrap(start, end, "seg", CLAIM)]
    assert body(source, *edits, Insert(end, "!")) == (
        '<p><said><seg type="claim" xml:id="c">One <num>two</num></seg></said>! three.</p>'
    )


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("<p><hi>One</hi> two</p>", "One</hi> two", "<p><seg><hi>One</hi> two</seg></p>"),
        ("<p>One <hi>two</hi></p>", "One <hi>two", "<p><seg>One <hi>two</hi></seg></p>"),
        ("<p><hi>a</hi>b</p>", "</hi>b", "<p><hi>a</hi><seg>b</seg></p>"),
        ("<p>a<hi>b</hi></p>", "<hi>b", "<p>a<seg><hi>b</hi></seg></p>"),
        (
            "<div><p>One</p> <p>two</p></div>",
            "One</p> ",
            "<div><p><seg>One</seg></p> <p>two</p></div>",
        ),
    ],
)
def test_a_range_is_moved_over_tags(before: str, words: str, after: str):
    source = article(before)
    edit = Wrap(*place(source, words), "seg", crossing="refuse")
    assert body(source, edit) == after


def test_a_claim_that_crosses_elements_becomes_a_span():
    source = article("<p>One <hi>two three</hi> four.</p>")
    start = place(source, "three")[0]
    edit = Wrap(start, place(source, "four")[1], "seg", (("type", "claim"), ("source", "#s")))
    text = apply(source, [edit]).decode()
    assert (
        '<hi>two <anchor xml:id="claim-1-start"/>three</hi> four<anchor xml:id="claim-1-end"/>.'
        in text
    )
    assert (
        '<standOff><spanGrp type="claim"><span xml:id="claim-1" from="#claim-1-start" '
        'to="#claim-1-end" source="#s"/></spanGrp></standOff><text>' in text
    )
    assert tei_all(text.encode()) == []


def test_or_a_chain():
    source = article("<p>One <hi>two three</hi> four.</p>\n<p>Five.</p>\n<p>Six seven.</p>")
    start, end = place(source, "three")[0], place(source, "Six")[1]
    edit = Wrap(start, end, "said", (("who", "#p"),), crossing="chain")
    assert body(source, edit) == (
        '<p>One <hi>two <said who="#p" xml:id="said-1" next="#said-2">three</said></hi> '
        '<said who="#p" xml:id="said-2" prev="#said-1" next="#said-3">four.</said></p>\n'
        '<p><said who="#p" xml:id="said-3" prev="#said-2" next="#said-4">Five.</said></p>\n'
        '<p><said who="#p" xml:id="said-4" prev="#said-3">Six</said> seven.</p>'
    )


def test_attributes_and_tags():
    source = article("<p n='1'  rend=\"x\" >One <hi>two</hi><lb /></p>")
    paragraph, hi, lb = (source.text.index(tag) for tag in ("<p n", "<hi", "<lb"))
    edits: list[Edit] = [
        SetAttribute(paragraph, "n", "it's"),
        SetAttribute(paragraph, "rend", None),
        SetAttribute(lb, "xml:id", "l"),
        Unwrap(hi),
    ]
    assert body(source, *edits) == '<p n="it\'s" >One two<lb xml:id="l" /></p>'
    assert body(source, SetAttribute(paragraph, "ana", 'a"<')) == (
        '<p n=\'1\'  rend="x" ana="a&quot;&lt;" >One <hi>two</hi><lb /></p>'
    )


NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "latin-1": "ISO-8859-1",
    "shift_jis": "Shift_JIS",
    "iso2022_jp": "ISO-2022-JP",
}


@pytest.mark.parametrize("encoding", NAMES)
def test_what_an_encoding_lacks_is_written_as_a_reference(encoding: str):
    words = "日本語" if "j" in encoding else "né"
    declared = f'<?xml version="1.0" encoding="{NAMES[encoding]}"?>'
    text = f"{declared}\r\n{TEI}{HEADER}<text><body><p>{words} two</p>\r\n</body></text></TEI>"
    source = scan(text.encode(encoding))
    edits = [Insert(place(source, " two")[1], " –\nthree")]
    after = apply(source, edits)
    dash = "–" if "utf" in encoding else "&#8211;"
    assert after.decode(encoding) == text.replace(" two", f" two {dash}\r\nthree")
    assert apply(after, undo(source, edits)) == source.data


@pytest.mark.parametrize("prefix", ["tei:", ""])
def test_what_is_put_in_has_the_prefix_of_tei(prefix: str):
    text = f"{TEI}{HEADER}<text><body><p>One two</p></body></text></TEI>"
    if prefix:
        text = text.replace("</", "</tei:").replace("<", "<tei:").replace("<tei:/tei:", "</tei:")
        text = text.replace("xmlns=", "xmlns:tei=")
    source = scan(text.encode())
    after = apply(
        source,
        [
            Wrap(*place(source, "One"), "seg", CLAIM),
            Insert(place(source, "two")[1], "<note>N</note>", markup=True),
            AddEntry('<person xml:id="p"><persName>P</persName></person>'),
        ],
    ).decode()
    assert f'<{prefix}seg type="claim" xml:id="c">One</{prefix}seg> two<{prefix}note>' in after
    assert f'<{prefix}listPerson><{prefix}person xml:id="p"><{prefix}persName>' in after
    assert tei_all(after.encode()) == []


def test_undo_gives_the_bytes_again():
    source = article("<p>One <hi>two</hi> three &amp; four.</p>")
    edits: list[Edit] = [
        Wrap(place(source, "two")[0], place(source, "three")[1], "seg", CLAIM),
        Replace(*place(source, "&amp;"), "and"),
        AddEntry('<bibl xml:id="s">S</bibl>'),
        Delete(*place(source, "One ")),
    ]
    after = apply(source, edits)
    assert after != source.data
    assert apply(after, undo(source, edits)) == source.data


def test_edits_are_plain_data():
    edits: tuple[Edit, ...] = (Wrap(1, 2, "seg", CLAIM), Insert(3, "x"), Splice(4, 5, "y"))
    written = msgspec.json.encode(edits)
    assert msgspec.json.decode(written, type=tuple[Edit, ...]) == edits


REFUSED = {  # blocks, the words that are to be replaced, and why they are not
    "inside a tag": ("<p n='1'>a</p>", "n='1'", "inside a start tag"),
    "inside a comment": ("<p>a<!-- b --></p>", "b --", "inside a comment"),
    "inside a reference": ("<p>a &amp; b</p>", "amp", "inside &amp;, which is one character"),
    "outside the root": ("<p>a</p>", "<TEI", "outside the root"),
    "half an element": ("<p>a <hi>b</hi></p>", "a <hi>b", "begins in <p> and ends in <hi>"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_place_where_nothing_can_be_written(case: str):
    blocks, words, message = REFUSED[case]
    source = article(blocks)
    with pytest.raises(EditError, match=message):
        apply(source, [Replace(*place(source, words), "x")])


def test_why_an_edit_cannot_be_made():
    source = article('<p xml:id="c">One <hi>two</hi> three</p><math xmlns="urn:m">x</math>')
    one, two = place(source, "One"), place(source, "two")
    cases: list[tuple[list[Edit], str]] = [
        ([Wrap(*one, "seg", CLAIM)], "The id c is taken"),
        ([Wrap(one[0], two[0] + 1, "said")], "Only a claim .seg. can be a span"),
        ([Wrap(one[0], two[0] + 1, "seg", crossing="refuse")], "no one element can hold it"),
        ([Replace(*one, "1"), Delete(one[0] + 1, one[1])], "want to change the same place"),
        ([Wrap(one[0], one[1], "seg"), Wrap(one[0] + 1, one[1] + 1, "hi")], "cross each other"),
        ([Unwrap(one[0])], "No start tag begins here"),
        ([SetAttribute(source.text.index("<hi"), "n", None)], "has no @n to take away"),
        ([Insert(one[0], "<hi>", markup=True)], "could not be read any more"),
        ([Insert(len(source.text) + 1, "x")], "There is no place"),
        ([Wrap(one[0], one[0], "seg")], "There is nothing in this range"),
        (
            [Wrap(*place(source, "x</math>"[:1]), "seg")] if False else [AddEntry("x")],
            "one element",
        ),
        ([Insert(source.text.index("x</math>"), "<p/>", markup=True)], "which is not TEI"),
    ]
    for edits, message in cases:
        with pytest.raises(EditError, match=message):
            apply(source, edits)


def test_a_valid_article_stays_valid():
    source = scan(Path("source/north-korean-troops.xml"))
    paragraph = next(
        e for e in source.elements if e.local == "p" and e.inner > source.text.index("<body")
    )
    shout = Insert(paragraph.inner, "<shout/>", markup=True)
    assert apply(source, [shout]) != source.data
    with pytest.raises(EditError, match="no longer be valid"):
        apply(source, [shout], schema="article")


def test_parts_of_a_look_are_not_joined():
    source = article("<p>One <seg>two three</seg> four.</p>")
    start, end = place(source, "three")[0], place(source, "four")[1]
    edit = Wrap(start, end, "hi", (("rend", "italic"),), "chain")
    assert body(source, edit) == (
        '<p>One <seg>two <hi rend="italic">three</hi></seg> <hi rend="italic">four</hi>.</p>'
    )
