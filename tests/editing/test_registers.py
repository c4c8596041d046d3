"""Entries go where they belong; what is missing around them is made."""

import pytest

from exporter.editing import AddEntry, EditError, apply, scan
from tests.editing.sources import HEADER, TEI, article
from tests.judges.xml import tei_all

PERSON = '<person xml:id="p.new"><persName>New</persName></person>'
RELATIONS = '<listRelation><relation name="r" mutual="#p.old"/></listRelation>'
END = "  </listPerson></standOff>"
BIBL = "<listBibl><bibl>B</bibl></listBibl>"
OLD = '<person xml:id="p.old"><persName>Old</persName></person>'


def lines(*middle: str) -> str:
    return "\n".join((TEI, HEADER, *middle, "<text><body><p>T</p></body></text>", "</TEI>"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], ["<standOff>", " <listPerson>", f"  {PERSON}", " </listPerson>", "</standOff>"]),
        (
            ["<standOff>", "  <listPerson>", f"   {OLD}", END],
            ["<standOff>", "  <listPerson>", f"   {OLD}", f"   {PERSON}", END],
        ),
        (
            [f"<standOff><listPerson>{OLD}</listPerson></standOff>"],
            [f"<standOff><listPerson>{OLD}{PERSON}</listPerson></standOff>"],
        ),
        (["<standOff/>"], [f"<standOff><listPerson>{PERSON}</listPerson></standOff>"]),
        (
            ["<standOff>", BIBL, "</standOff>"],
            ["<standOff>", "<listPerson>", f" {PERSON}", "</listPerson>", BIBL, "</standOff>"],
        ),
        (
            [f"<standOff><listPerson>{OLD}{RELATIONS}</listPerson></standOff>"],
            [f"<standOff><listPerson>{OLD}{PERSON}{RELATIONS}</listPerson></standOff>"],
        ),
    ],
)  # fmt: skip
def test_a_person(before: list[str], after: list[str]):
    data = apply(lines(*before).encode(), [AddEntry(PERSON)])
    assert data.decode() == lines(*after)
    assert tei_all(data) == []


def test_a_register_in_the_header_is_added_to():
    held = f"<particDesc><listPerson>{OLD}</listPerson></particDesc>"
    text = lines().replace("</teiHeader>", f"<profileDesc>{held}</profileDesc></teiHeader>")
    data = apply(text.encode(), [AddEntry(PERSON)])
    assert data.decode() == text.replace(OLD, OLD + PERSON)


def test_containers_are_made_once_and_in_order():
    entries = [
        '<annotation xml:id="a" motivation="assessing" target="#s"><note>N</note></annotation>',
        '<bibl xml:id="s">S</bibl>',
        '<bibl xml:id="t">T</bibl>',
        PERSON,
        '<change when="2026-03-04">Second.</change>',
        '<taxonomy xml:id="t"><category xml:id="c"><catDesc>I</catDesc></category></taxonomy>',
        '<application ident="x" version="1"><label>X</label></application>',
        "<respStmt><resp>R</resp><name>N</name></respStmt>",
    ]  # fmt: skip
    data = apply(lines().encode(), [AddEntry(entry) for entry in entries])
    text = data.decode()
    order = ["<respStmt>", "<classDecl>", "<appInfo>", "<revisionDesc>", "<standOff>", "<text>"]
    places = [text.index(tag) for tag in order]
    assert places == sorted(places)
    assert text.count("<listBibl>") == 1
    assert tei_all(data) == []


def test_the_newest_change_stands_first():
    once = apply(lines().encode(), [AddEntry('<change when="2026-01-01">One.</change>')])
    twice = apply(once, [AddEntry('<change when="2026-02-02">Two.</change>')]).decode()
    assert twice.index("Two.") < twice.index("One.")


def test_a_container_by_its_path():
    category = '<category xml:id="internal"><catDesc>I</catDesc></category>'
    path = "teiHeader/encodingDesc/classDecl/taxonomy[@xml:id='audience']"
    once = apply(lines().encode(), [AddEntry(category, path)])
    other = category.replace("internal", "desk")
    twice = apply(once, [AddEntry(other, path)])
    assert twice.count(b"<taxonomy") == 1
    assert tei_all(twice) == []


@pytest.mark.parametrize(
    ("entry", "container", "message"),
    [
        ("New", "", "one element as XML"),
        ("<seg/>", "", "belongs to no register"),
        (PERSON, "standOff/list Person", "not a step of a path"),
    ],
)
def test_what_cannot_be_added(entry: str, container: str, message: str):
    with pytest.raises(EditError, match=message):
        apply(article("<p>T</p>"), [AddEntry(entry, container)])


def test_a_text_alone_has_no_registers():
    with pytest.raises(EditError, match="no <TEI> element"):
        apply(scan(b'<text xmlns="http://www.tei-c.org/ns/1.0"><body/></text>'), [AddEntry(PERSON)])
