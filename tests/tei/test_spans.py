"""Speakers, figures, claims, corrections: where they stand, and what is known of them."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

from decimal import Decimal

import pytest

from exporter.model import DateValue
from tests.tei.sketch import article, rules, sketch

REGISTERS = """<standOff>
  <listPerson><person xml:id="p"><persName>Ada</persName></person></listPerson>
  <listOrg><org xml:id="o"><orgName>Courier</orgName></org></listOrg>
  <listBibl><bibl xml:id="s">A source.</bibl></listBibl>{}</standOff>"""
STATUSES = """<encodingDesc><classDecl><taxonomy xml:id="verification">
  <category xml:id="v.ok"><catDesc>Supported</catDesc></category>
  <category xml:id="v.no"><catDesc>Disputed</catDesc></category></taxonomy></classDecl></encodingDesc>"""


def reading(body: str, standoff: str = ""):
    return article(body, header=STATUSES, before=REGISTERS.format(standoff))


def test_a_speech() -> None:
    body = '<p><said who="#p" toWhom="#o" source="#s" xml:id="q">“Yes,”</said> she said.</p>'
    (speech,) = reading(body).speeches.values()
    assert (speech.id, speech.text, speech.direct) == ("q", "“Yes,”", True)
    assert (speech.who, speech.to, speech.sources) == (("p",), ("o",), ("s",))


def test_a_speech_in_two_parts_is_one() -> None:
    body = """<p><said xml:id="a" who="#p" next="#b">“One,</said> she said,
      <said xml:id="b" prev="#a">two.”</said></p>"""
    (speech,) = reading(body).speeches.values()
    assert (speech.id, speech.text) == ("a", "“One, two.”")


def test_a_speech_in_a_speech() -> None:
    body = '<p><said xml:id="a">“x <said xml:id="b" direct="false">y</said>”</said></p>'
    assert [s.within for s in reading(body).speeches.values()] == ["", "a"]


def test_a_quotation_speaks_only_where_it_says_who_or_whence() -> None:
    body = """<p><q>x</q> <q who="#p" xml:id="q">y</q> <quote>z</quote>
      <quote source="#s" xml:id="d">w</quote></p>"""
    found = reading(body).speeches
    assert {i: s.document for i, s in found.items()} == {"q": False, "d": True}


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ('<measure quantity="4200000" unit="EUR">x</measure>', {"value": Decimal(4200000), "unit": "EUR"}),
        ('<num value="1/4">x</num>', {"value": Decimal("0.25")}),
        ('<num type="percentage" atLeast="10" atMost="15">x</num>',
         {"at_least": Decimal(10), "at_most": Decimal(15), "type": "percentage"}),
        ('<measure min="3" max="5">x</measure>', {"at_least": Decimal(3), "at_most": Decimal(5)}),
        ('<measure quantity="x">x</measure>', {"value": None}),
        ('<measure quantity="8">x<precision match="@quantity" precision="low"/></measure>',
         {"precision": "low"}),
        ('<date from="2022" to="2023">x</date>', {"date": DateValue("x", start="2022", end="2023")}),
        ('<date when-iso="2022-01-01/2022-02-01">x</date>',
         {"date": DateValue("x", start="2022-01-01", end="2022-02-01")}),
        ('<date notAfter="2024" cert="low">x</date>',
         {"date": DateValue("x", not_after="2024", certainty="low")}),
    ],
)  # fmt: skip
def test_figures(element: str, expected: dict[str, object]) -> None:
    (figure,) = reading(f"<p>{element}</p>").figures.values()
    assert {key: getattr(figure, key) for key in expected} == expected
    assert figure.text == "x"


def test_a_figure_knows_the_spans_around_it() -> None:
    body = """<p><said xml:id="q">“<seg type="claim" xml:id="c">It cost <num xml:id="f">3</num>
      </seg>”</said> <date xml:id="d">today</date></p>"""
    found = reading(body).figures
    assert (found["f"].speech, found["f"].claim) == ("q", "c")
    assert (found["d"].speech, found["d"].claim) == ("", "")


def test_dates_of_an_entry_and_of_the_header_are_no_figures() -> None:
    assert not reading("<listBibl><bibl>B, <date>1999</date></bibl></listBibl>").figures


def test_a_claim_with_its_verification() -> None:
    check = """<listAnnotation><annotation xml:id="a" target="#c" motivation="assessing" ana="#v.no"
      cert="high"><respStmt><resp>checked by</resp><persName ref="#p">Ada</persName></respStmt>
      <revisionDesc><change when="2026-03-01">Looked.</change></revisionDesc>
      <note type="verification">Table 3.</note><ptr type="evidence" target="#s"/></annotation>
      </listAnnotation>"""
    body = '<p><seg type="claim" xml:id="c" source="#s" ana="#v.ok" cert="low">It rains</seg>.</p>'
    (claim,) = reading(body, check).claims.values()
    assert (claim.text, claim.sources, claim.status) == ("It rains", ("s",), "v.ok")
    assert claim.certainty == "low"
    (found,) = claim.verifications
    assert (found.status, found.certainty, found.when) == ("v.no", "high", "2026-03-01")
    assert (found.by[0].ref, found.evidence, found.note[0].text) == ("p", ("s",), "Table 3.")


def test_a_claim_in_parts_is_one() -> None:
    body = """<p><seg type="claim" xml:id="a" next="#b">The wall</seg>, she said,
      <seg type="claim" xml:id="b" prev="#a">is old</seg>.</p>"""
    (claim,) = reading(body).claims.values()
    assert (claim.id, claim.text, claim.parts) == ("a", "The wall is old", ("a", "b"))


def test_a_claim_across_paragraphs() -> None:
    span = """<spanGrp type="claim"><span xml:id="c" from="#s1" to="#s2" source="#s">In short.
      </span></spanGrp>"""
    body = '<p>a <anchor xml:id="s1"/>b</p><p>c<anchor xml:id="s2"/> d</p>'
    read_article = reading(body, span)
    assert sketch(read_article.blocks) == "a {claim c: b}\n{claim c: c} d"
    (claim,) = read_article.claims.values()
    assert (claim.text, claim.statement, claim.sources) == ("b c", "In short.", ("s",))


def test_crossing_claims() -> None:
    span = """<spanGrp type="claim"><span xml:id="c" from="#1" to="#3"/><span xml:id="d" from="#2"
      to="#4"/></spanGrp>"""
    body = '<p><s xml:id="1">a</s><s xml:id="2">b</s><s xml:id="3">c</s><s xml:id="4">d</s></p>'
    assert sketch(reading(body, span).blocks) == ("{claim c: a}{claim c claim d: bc}{claim d: d}")


def test_a_claim_given_by_its_targets() -> None:
    span = '<span type="claim" xml:id="c" target="#x #y"/>'
    body = '<p><hi xml:id="x">a</hi> b <hi xml:id="y">c</hi></p>'
    assert sketch(reading(body, span).blocks) == "{italic claim c: a} b {italic claim c: c}"


@pytest.mark.parametrize(
    "segment",
    [
        '<seg type="claim">x</seg>',
        '<seg type="Assertion">x</seg>',
        '<seg ana="#v.ok">x</seg>',
        '<s ana="#kind">x</s>',
    ],
)
def test_where_other_projects_put_claims(segment: str) -> None:
    interp = '<interpGrp><interp xml:id="kind" type="claim">A claim</interp></interpGrp>'
    assert len(reading(f"<p>{segment}</p>", interp).claims) == 1


def test_other_annotations_are_counted_not_shown() -> None:
    span = '<spanGrp type="metaphor"><span from="#x">a</span><span from="#x">b</span></spanGrp>'
    read_article = reading('<p><seg xml:id="x">a</seg></p>', span)
    assert not read_article.claims
    (notice,) = read_article.notices
    assert notice.message.startswith("2 annotations of type 'metaphor'")


def test_a_correction_says_what_when_and_why() -> None:
    header = (
        STATUSES
        + """<revisionDesc><change when="2026-03-04" who="#p" target="#k">Corrected
      the year.</change></revisionDesc>"""
    )
    body = """<p>in <app type="correction" xml:id="k"><lem>2023</lem><rdg>2022</rdg></app></p>"""
    read_article = article(body, header=header, before=REGISTERS.format(""))
    (correction,) = read_article.corrections.values()
    assert (correction.text, correction.former) == ("2023", "2022")
    assert (correction.when, correction.reason) == ("2026-03-04", "Corrected the year.")
    assert correction.by == "Ada"
    assert sketch(read_article.blocks) == "in {correction k: 2023}"


def test_a_source_that_is_an_address() -> None:
    read_article = reading('<p><seg type="claim" source="https://a.example/">x</seg></p>')
    (claim,) = read_article.claims.values()
    assert read_article.sources[claim.sources[0]].original == "https://a.example/"


def test_dangling_pointers_are_counted() -> None:
    read_article = reading('<p><said who="#a">“x”</said> <said who="#b">“y”</said></p>')
    assert [s.who for s in read_article.speeches.values()] == [(), ()]
    assert rules(read_article) == ["dangling-pointer"]
    assert "2 pointers in @who" in read_article.notices[0].message


def test_a_paragraph_can_be_a_claim() -> None:
    read_article = reading('<p xml:id="c" ana="#v.ok">a</p><ab type="claim" xml:id="d">b</ab>')
    assert sketch(read_article.blocks).endswith("{claim d: b}")
    assert "d" in read_article.claims
    assert read_article.blocks[1].id != "d"


@pytest.mark.parametrize(
    "empty",
    ['<seg type="claim" xml:id="e"/>', '<seg type="claim" xml:id="e"> </seg>',
     '<seg type="claim" xml:id="e"><note>N.</note></seg>', '<said who="#p" xml:id="e"/>'],
)  # fmt: skip
def test_claims_and_speeches_without_words_are_left_out_and_said(empty: str) -> None:
    found = reading(f'<p>So {empty} it <seg type="claim" xml:id="c">leaks</seg>.</p>')
    assert list(found.claims) == ["c"]
    assert not found.speeches
    assert any(rule in rules(found) for rule in ("empty-claim", "empty-speech"))
    assert "id='e'" not in repr([i.marks for i in found.blocks[0].content])


def test_a_span_that_ends_before_it_begins_is_left_out_and_said() -> None:
    group = '<spanGrp type="claim"><span xml:id="c" from="#{}" to="#{}">S.</span></spanGrp>'
    body = '<p>a <anchor xml:id="x"/>b</p><p>c<anchor xml:id="y"/> d</p>'
    assert [c.text for c in reading(body, group.format("x", "y")).claims.values()] == ["b c"]
    backward = reading(body, group.format("y", "x"))
    assert not backward.claims
    assert "span-reversed" in rules(backward)


@pytest.mark.parametrize(
    "figure",
    ['<measure quantity="1,5" unit="km">1,5 km</measure>', '<num value="half">half</num>',
     '<date when="1901-02-29">in 1901</date>', '<date from="1901-13">in 1901</date>'],
)  # fmt: skip
def test_a_value_that_is_none_is_said(figure: str) -> None:
    assert "invalid-value" in rules(reading(f"<p>It is {figure}.</p>"))


@pytest.mark.parametrize(
    "figure",
    ['<measure quantity="1.5" unit="km">1,5 km</measure>', '<num value="2/3">two thirds</num>',
     '<date when="-0005-02-29">then</date>', '<date when="--02-29">then</date>',
     '<date when-iso="2020-W03">then</date>'],
)  # fmt: skip
def test_a_value_that_is_one_is_not(figure: str) -> None:
    assert "invalid-value" not in rules(reading(f"<p>It is {figure}.</p>"))


def test_dates_of_iso_8601_have_a_year_0() -> None:
    body = '<p><date when-iso="-0043-03-15">ides</date> <date when-iso="0000">then</date></p>'
    first, second = reading(body).figures.values()
    assert (first.date, second.date) == (
        DateValue("ides", when="-0044-03-15"),
        DateValue("then", when="-0001"),
    )


def test_the_witnesses_of_a_correction_are_told_by_its_note() -> None:
    """Those of an apparatus are shown nowhere, and that is said."""
    app = '<p>In <app{} xml:id="k"><lem wit="#w2">two</lem><rdg wit="#w1">one</rdg></app>.</p>'
    assert "attribute-not-shown" not in rules(reading(app.format(' type="correction"')))
    assert "attribute-not-shown" in rules(reading(app.format("")))
