"""Claims, figures and sources: what satisfies a rule, and what does not."""

import pytest

from exporter.checks import check
from exporter.notices import Severity
from exporter.tei import read
from tests.checks.small import article

REGISTERS = """<standOff><listPerson><person xml:id="p.a"><persName>A</persName></person>
<person xml:id="p.b"><persName>B</persName></person></listPerson>
<listBibl><bibl xml:id="s.a" type="interview"><author ref="#p.a">A</author>,
<date when="2026-01-01"/></bibl>
<bibl xml:id="s.b" type="interview"><author ref="#p.b">B</author>, <date when="2026-01-02"/></bibl>
<bibl xml:id="s.c" type="interview">Notes, <date when="2026-01-02"/></bibl></listBibl>
<listRelation><relation name="cites" active="#s.c" passive="#s.a #s.b #s.c"/>
{relations}</listRelation>
{more}</standOff>
"""
TAXONOMY = (
    '<encodingDesc><classDecl><taxonomy xml:id="verification"><category xml:id="v.ok">'
    '<catDesc>Supported</catDesc></category><category xml:id="v.open"><catDesc>Open</catDesc>'
    "</category></taxonomy></classDecl></encodingDesc></teiHeader>"
)


def found(body: str, relations: str = "", more: str = "") -> list[str]:
    registers = REGISTERS.format(relations=relations, more=more)
    source = article(f'<p><persName ref="#p.a">A</persName> {body}</p>', registers).decode()
    source = source.replace("</teiHeader>", TAXONOMY)
    notices = check(source.encode(), schema="none")
    return [notice.rule for notice in notices if notice.severity > Severity.INFO]


def claim(words: str = "it is", more: str = ' source="#s.a"', ana: str = "v.open") -> str:
    return f'<seg type="claim" xml:id="c"{more} ana="#{ana}">{words}</seg>'


def said(words: str, more: str = ' source="#s.a"') -> str:
    return f'<said who="#p.a" direct="false"{more}>{words}</said>'


SPLIT = (
    '<seg type="claim" xml:id="a" next="#b" source="#s.a" ana="#v.open">it</seg> says '
    '<seg type="claim" xml:id="b" prev="#a">is</seg>'
)


@pytest.mark.parametrize(
    "body",
    [
        claim(),
        said(claim(more="")),
        said(claim(), ""),
        SPLIT,
        claim(more="") + '<note target="#c" source="#s.a"/>',
        said(claim(more=' source="#s.a #s.b"', ana="v.ok")),
    ],
)
def test_claims_that_are_sourced(body: str):
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (claim(more=""), "claim-unattributed"),
        (claim(more=' source="#s.c"'), "claim-unattributed"),
        (said(claim(more=""), ""), "claim-without-source"),
        (claim(ana="p.a"), "unknown-status"),
        (claim().replace(' ana="#v.open"', ""), "claim-without-status"),
        (said(claim(ana="v.ok")), "supported-by-speaker-only"),
    ],
)
def test_claims_that_are_not(body: str, rule: str):
    assert found(body) == [rule]


def test_a_source_that_cites_another_is_more_than_its_speaker():
    body = said(claim(ana="v.ok"))
    assert found(body, '<relation name="cites" active="#s.a" passive="#s.b"/>') == []


RECORD = (
    '<listAnnotation><annotation xml:id="r" target="#c" motivation="assessing" ana="#{}">{}'
    "</annotation></listAnnotation>"
)


def test_evidence_of_others_is_more_than_its_speaker():
    record = RECORD.format("v.ok", '<ptr type="evidence" target="#s.b"/>')
    assert found(said(claim(ana="v.ok")), more=record) == []


def test_mark_and_record_must_agree():
    assert found(claim(), more=RECORD.format("v.open", "")) == []
    assert found(claim(), more=RECORD.format("v.ok", "")) == ["verification-disagrees"]


def measure(words: str, **attributes: str) -> str:
    given = {"unit": "m", "commodity": "height", "source": "#s.a", **attributes}
    attributes = {key: f'{key}="{value}"' for key, value in given.items()}
    return f"<measure {' '.join(attributes.values())}>{words}</measure>"


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("about 8,000", {"quantity": "8000"}),
        ("nearly 8,000", {"quantity": "7950"}),
        ("30,000 to 40,000", {"min": "30000", "max": "40000"}),
        ("up to 50 m", {"atMost": "50"}),
        ("weeks", {"atLeast": "2"}),
        ("4.2 million", {"quantity": "4200000"}),
        ("4.2 million", {"quantity": "4.2", "unit": "million EUR"}),
    ],
)
def test_figures_that_agree_with_their_text(words: str, attributes: dict[str, str]):
    assert found(measure(words, **attributes)) == []


@pytest.mark.parametrize(
    ("words", "quantity"), [("about 8,000", "80000"), ("8,000", "7000"), ("two dozen", "20")]
)
def test_figures_that_do_not(words: str, quantity: str):
    assert found(measure(words, quantity=quantity)) == ["figure-disagrees-with-text"]


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ({"quantity": "40"}, {"quantity": "40"}, []),
        ({"atMost": "50"}, {"quantity": "40"}, []),
        ({"min": "30", "max": "50"}, {"quantity": "40"}, []),
        ({"quantity": "40"}, {"quantity": "50", "unit": "ft"}, []),
        ({"quantity": "40"}, {"quantity": "50", "commodity": "length"}, []),
        ({"quantity": "40"}, {"quantity": "50"}, ["contradictory-figures"]),
        ({"atMost": "30"}, {"quantity": "40"}, ["contradictory-figures"]),
    ],
)
def test_figures_that_contradict_each_other(
    first: dict[str, str], second: dict[str, str], rules: list[str]
):
    assert found(f"{measure('so', **first)} and {measure('so', **second)}") == rules


@pytest.mark.parametrize(
    "date",
    [
        '<date when="2024-10-31">Thursday, 31 October</date>',
        '<date when="2024-10-31">Oct. 31st</date>',
        '<date when="2024-05-03">am 3. Mai 2024</date>',
        '<date from="2024-10-28" to="2024-11-02">the week of 28 October</date>',
        '<date notBefore="2024-11-01" notAfter="2024-11-02">1 or 2 November 2024</date>',
        '<date from="2024-10-15">since mid-October 2024</date>',
        '<date from="1914" to="1918">1914–18</date>',
        '<date when="2024-10-30">Wednesday</date>',
        '<date when="2024-05-07">on 7 May, he may come</date>',
    ],
)
def test_dates_that_agree_with_their_text(date: str):
    assert found(date) == []


@pytest.mark.parametrize(
    "date",
    [
        '<date when="2024-10-31">31 October 2023</date>',
        '<date when="2024-10-31">31 November</date>',
        '<date when="2024-10-31">30 October</date>',
        '<date from="1914" to="1918">1922</date>',
    ],
)
def test_dates_that_do_not(date: str):
    assert found(date) == ["date-disagrees-with-text"]


@pytest.mark.parametrize(
    "claim",
    [
        '<seg type="assertion" xml:id="c">a</seg>',
        '<seg type="Claim" xml:id="c">a</seg>',
        '<phr function="statement" xml:id="c">a</phr>',
        '<seg ana="#c.claim" xml:id="c">a</seg><interp xml:id="c.claim">claim</interp>',
        (
            '<anchor xml:id="x"/>a<anchor xml:id="y"/><spanGrp type="assertion">'
            '<span xml:id="c" from="#x" to="#y">a</span></spanGrp>'
        ),
        (
            '<anchor xml:id="x"/>a<anchor xml:id="y"/><span type="claim" xml:id="c" from="#x" '
            'to="#y"/>'
        ),
        (
            '<seg xml:id="c">a</seg><note>b</note><listAnnotation><annotation target="#c" '
            'motivation="assessing"><note>x</note></annotation></listAnnotation>'
        ),
    ],
)
def test_a_claim_to_the_reader_is_one_to_the_rules(claim: str) -> None:
    data = article(f"<p>{claim}</p>")
    assert list(read(data).claims) == ["c"]
    found = [n for n in check(data, schema="none") if n.rule == "claim-unattributed"]
    assert len(found) == 1
    assert "#c" in found[0].message


@pytest.mark.parametrize("claim", ['<seg type="x">a</seg>', '<seg type="claim" prev="#c">a</seg>'])
def test_what_is_none_or_a_later_part_is_not_looked_at_by_itself(claim: str) -> None:
    data = article(f'<p><seg type="claim" xml:id="c" next="#d">b</seg> {claim}</p>')
    found = [n for n in check(data, schema="none") if n.rule == "claim-unattributed"]
    assert len(found) == 1


@pytest.mark.parametrize("note", ["From the audit.", "<p>From the audit.</p>", ""])
def test_a_note_on_a_figure_says_where_it_is_from(note: str) -> None:
    figure = '<measure xml:id="m" quantity="3" unit="EUR">3 euros</measure>'
    data = article(f'<p>{figure}<note target="#m">{note}</note></p>', "<standOff/>")
    assert "figure-without-source" not in {n.rule for n in check(data, schema="none")}
