"""How claims stand, and what is known of it; corrections, when and why."""

import pytest

from exporter.checks import check
from exporter.notices import Notice
from tests.checks.small import article
from tests.checks.test_sourcing import RECORD, REGISTERS, TAXONOMY, claim

DISPUTED = '<category xml:id="v.no"><catDesc>Disputed</catDesc></category></taxonomy>'


def notices(body: str, more: str = "", header: str = "") -> list[Notice]:
    registers = REGISTERS.format(relations="", more=more)
    source = article(f'<p><persName ref="#p.a">A</persName> {body}</p>', registers).decode()
    source = source.replace("</teiHeader>", TAXONOMY.replace("</taxonomy>", DISPUTED))
    source = source.replace("</teiHeader>", f"{header}</teiHeader>")
    return [n for n in check(source.encode(), schema="none") if n.rule != "claim-contested"]


def rules(body: str, more: str = "", header: str = "") -> list[str]:
    return [notice.rule for notice in notices(body, more, header)]


@pytest.mark.parametrize(
    ("ana", "guess"),
    [("#v.opne", 'ana="#v.open"'), ("#Disputed", 'ana="#v.no"'), ("supported", 'ana="#v.ok"'),
     ("#verified", "")],
)  # fmt: skip
def test_a_status_that_no_taxonomy_knows(ana: str, guess: str):
    (notice,) = notices(claim().replace("#v.open", ana))
    assert notice.rule == "unknown-status"
    assert notice.fix.startswith(f"Did you mean {guess}?" if guess else "Write ana=")
    assert "“Disputed”" in notice.fix


def test_a_record_with_a_status_that_no_taxonomy_knows():
    assert rules(claim(), RECORD.format("v.gone", "")) == ["unknown-status"]


def test_two_statuses_at_once():
    both = claim().replace("#v.open", "#v.open #v.no")
    assert "two-statuses" in rules(both)
    assert rules(claim().replace("#v.open", "#v.open #internal")) == []


def test_a_supported_claim_needs_a_record():
    sourced = claim(more=' source="#s.b"', ana="v.ok")
    assert rules(sourced) == ["supported-without-record"]
    assert rules(sourced, RECORD.format("v.ok", "")) == []


@pytest.mark.parametrize(
    ("after", "record", "explained"),
    [
        ("", "", False),
        ("", RECORD.format("v.no", ""), False),
        ("", RECORD.format("v.no", '<note type="verification">B says no.</note>'), True),
        ("", RECORD.format("v.no", '<ptr type="evidence" target="#s.b"/>'), True),
        ("<note>B says no.</note>", "", True),
        (", they say.<note>B says no.</note>", "", False),
        (' so.<note target="#c">B says no.</note>', "", True),
    ],
)
def test_a_disputed_claim_needs_an_explanation(after: str, record: str, explained: bool):
    expected = [] if explained else ["contested-without-explanation"]
    assert rules(f"{claim(ana='v.no')}{after}", record) == expected


APP = '<app type="correction" xml:id="k"><lem wit="#w2">1990</lem><rdg wit="#w1">1991</rdg></app>'
CHANGE = '<revisionDesc><change when="2026-01-09" target="#k">{}</change></revisionDesc>'
WITNESSES = (
    '<listWit><witness xml:id="w1">First</witness><witness xml:id="w2">{}</witness></listWit>'
)


@pytest.mark.parametrize(
    ("header", "witness", "body", "expected"),
    [
        ("", "Second", APP, ["correction-without-date", "correction-without-reason"]),
        ("", "Corrected 9 January", APP, ["correction-without-reason"]),
        (CHANGE.format(""), "Second", APP, ["correction-without-reason"]),
        (CHANGE.format("A slip."), "Second", APP, []),
        ("", "9 January", f'{APP}<note target="#k">A slip.</note>', []),
    ],
)
def test_a_correction_says_when_and_why(header: str, witness: str, body: str, expected: list[str]):
    registers = WITNESSES.format(witness)
    assert sorted(rules(f"since {body}", f"<listBibl/>{registers}", header)) == expected
