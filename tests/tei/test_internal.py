"""What is internal: however it is marked, as a whole, and said where it is not marked plainly."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import re

import pytest

from exporter.checks import check
from exporter.model import Article
from tests.tei.sketch import article, rules, sketch, tei

PREFIX = """<encodingDesc><listPrefixDef><prefixDef ident="w" matchPattern="(\\w+)" replacementPattern="#in$1"/>
  <prefixDef ident="broken" matchPattern="((" replacementPattern="#$1"/></listPrefixDef></encodingDesc>"""
DESK = '<encodingDesc><classDecl><taxonomy xml:id="{}"><category xml:id="desk"><catDesc>x</catDesc></category><category xml:id="all"><catDesc>Public</catDesc></category></taxonomy></classDecl></encodingDesc>'


def everything(read: Article) -> str:
    return repr(read) + read.tei.decode()


@pytest.mark.parametrize(
    "ana",
    [
        "#internal,", "#internal;#x", "internal", "##internal", "#internal.", "#x,#internal", "(#internal)",
        "# internal", "#internal#v.open", "#\u00adinternal", "＃internal", "#inter\u200bnal", "#INTERNAL,",
        "taxonomies.xml#internal", "https://news.example/audience#internal", "aud:internal",
        "https://news.example/audience/internal/", "#id(internal)", "#xpointer(id('internal'))", "w:ternal",
    ],
)  # fmt: skip
def test_a_mark_that_is_not_quite_right_holds_and_is_said(ana: str) -> None:
    public = article(f'<p>a <seg ana="{ana}">SECRET</seg></p>', header=PREFIX)
    assert sketch(public.blocks) == "a"
    assert "SECRET" not in everything(public)
    assert "internal-unclear" in rules(public)


@pytest.mark.parametrize(
    "ana", ["#internally", "#not-internal", "#v.open", "https://internal.example/x", "w:side"]
)
def test_other_marks_hide_nothing(ana: str) -> None:
    assert sketch(article(f'<p><seg ana="{ana}">a</seg></p>', header=PREFIX).blocks) == "a"


def test_a_base_does_not_hide_the_mark() -> None:
    body = '<div xml:base="https://news.example/tax.xml"><p>a <seg ana="#internal">SECRET</seg><seg xml:base="#" ana="internal">SECRET</seg></p></div>'
    assert "SECRET" not in everything(article(body))
    assert rules(article(body)) == ["internal-unclear"]


@pytest.mark.parametrize(
    ("taxonomy", "ana"), [("audience", "#desk"), ("Audience", "#Desk,"), ("audience", "x.xml#desk")]
)
def test_the_taxonomy_s_own_categories(taxonomy: str, ana: str) -> None:
    body = f'<p>a <seg ana="{ana}">SECRET</seg> <seg ana="#all">b</seg></p>'
    public = article(body, header=DESK.format(taxonomy))
    assert sketch(public.blocks) == "a b"
    assert "SECRET" not in everything(public)


def test_rules_know_the_taxonomy_as_the_reader_does() -> None:
    claims = """<standOff><listBibl><bibl xml:id="s" ana="#desk">x</bibl></listBibl></standOff>"""
    data = tei(
        '<p><seg type="claim" source="#s">a</seg></p>',
        header=DESK.format("audience"),
        before=claims,
    )
    assert "claim-with-internal-source-only" in {n.rule for n in check(data, schema="none")}


HALVES = [
    '<p>a <seg type="claim" xml:id="x" next="#y" ana="#internal">SECRET</seg> b <seg type="claim" xml:id="y" prev="#x">SECRET</seg></p>',
    '<p>a <seg type="claim" xml:id="x" next="#y">SECRET</seg> b <seg type="claim" xml:id="y" ana="#internal">SECRET</seg></p>',
    '<p>a <seg xml:id="x">SECRET</seg> b <seg prev="#x" ana="#internal">SECRET</seg></p>',
    '<p>a <q xml:id="x" next="#y">SECRET</q> b <q xml:id="y" next="#z">SECRET</q> <q xml:id="z" ana="#internal">SECRET</q></p>',
    '<p>a <seg xml:id="x">SECRET</seg> b <seg xml:id="y" ana="#internal">SECRET</seg><join target="#x #y"/></p>',
    '<p>a <seg xml:id="x">SECRET</seg> b <seg xml:id="y">SECRET</seg><join target="#x #y" ana="#internal"/></p>',
    '<p>a <seg xml:id="x">SECRET</seg> b <seg xml:id="y">SECRET</seg></p><spanGrp type="assertion"><span target="#x #y" ana="#internal">SECRET</span></spanGrp>',
    '<p>a <seg xml:id="x">SECRET</seg> b <seg xml:id="y" ana="#internal">SECRET</seg></p><spanGrp type="claim"><span target="#x #y">SECRET</span></spanGrp>',
    '<p>a <seg xml:id="x">SECRET</seg> b</p><spanGrp ana="#internal"><span target="#x">SECRET</span></spanGrp>',
    '<p>a b<note ana="#internal"><seg xml:id="x" next="#y">SECRET</seg></note> <seg xml:id="y">SECRET</seg></p>',
]  # fmt: skip


@pytest.mark.parametrize("body", HALVES)
def test_what_is_one_thing_is_internal_as_a_whole(body: str) -> None:
    public = article(body)
    assert sketch(public.blocks).split() == ["a", "b"]
    assert "SECRET" not in everything(public)
    assert rules(public).count("internal-as-a-whole") >= 1
    assert "internal-as-a-whole" in {n.rule for n in check(tei(body), schema="none")}


SPAN = '<spanGrp type="claim"><span from="#{}" to="#{}" ana="#internal">SECRET</span></spanGrp>'
PASSAGES = [
    ('<p>a <anchor xml:id="k"/>SECRET<anchor xml:id="l"/> b</p>', "k", "l"),
    ('<p>a <anchor xml:id="k"/>SECRET<hi>SECRET</hi> SECRET<!-- c -->SECRET</p><p>SECRET</p><p>SECRET<anchor xml:id="l"/> b</p>', "k", "l"),
    ('<p>a <anchor xml:id="l"/>SECRET<anchor xml:id="k"/> b</p>', "k", "l"),
    ('<p>a <seg xml:id="k">SECRET</seg> SECRET <seg xml:id="l">SECRET</seg> b</p>', "k", "l"),
    ('<div><p>a</p><p xml:id="k">SECRET <anchor xml:id="l"/>b</p></div>', "k", "l"),
    ('<div><p>a</p><p xml:id="l"><anchor xml:id="k"/>SECRET</p><p>b</p></div>', "k", "l"),
    ('<p>a</p><p xml:id="k">SECRET</p><p>b</p>', "k", "k"),
    ('<p>a <anchor xml:id="k"/>SECRET</p><p>b</p>', "k", "nowhere"),
    ('<p>a</p><p>SECRET<anchor xml:id="l"/> b</p>', "nowhere", "l"),
    ('<list><item>a <anchor xml:id="k"/>SECRET</item><item>SECRET<note>SECRET</note><anchor xml:id="l"/></item><item>b</item></list>', "k", "l"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "start", "end"), PASSAGES)
def test_the_passage_of_an_internal_span(body: str, start: str, end: str) -> None:
    public = article(body + SPAN.format(start, end))
    assert [word for word in sketch(public.blocks).split() if word.isalpha()] == ["a", "b"]
    assert "SECRET" not in everything(public)
    assert "internal-as-a-whole" in rules(public)
    assert "SECRET" in everything(article(body + SPAN.format(start, end), audience="internal"))


def test_a_span_whose_passage_is_not_there_is_said() -> None:
    public = article("<p>a</p>" + SPAN.format("nowhere", "gone"))
    assert [n.severity.label for n in public.notices if n.rule == "internal-passage-lost"] == [
        "error"
    ]


def test_a_plain_mark_is_not_talked_about() -> None:
    assert not article('<p>a<note ana="#internal">SECRET</note></p>').notices


def test_a_private_pointer_at_what_is_gone_goes_too() -> None:
    header = '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" replacementPattern="#p.$1"/></listPrefixDef></encodingDesc>'
    before = '<standOff><listPerson><person xml:id="p.SECRET" ana="#internal"><persName>x</persName></person></listPerson></standOff>'
    public = article('<p><said who="psn:SECRET">“a”</said></p>', header=header, before=before)
    assert "SECRET" not in everything(public)


def test_an_internal_copy_sets_all_parts_apart() -> None:
    internal = article(HALVES[0], audience="internal")
    assert sketch(internal.blocks).count("newsroom") == 2


def test_an_internal_copy_sets_a_passage_apart() -> None:
    internal = article(PASSAGES[1][0] + SPAN.format("k", "l"), audience="internal")
    drawn = sketch(internal.blocks)
    assert drawn.replace("{newsroom: ", "").count("SECRET") == 6
    outside = re.sub(r"\{[^{}:]*newsroom[^{}:]*:[^{}]*\}", "", drawn)
    assert "SECRET" not in outside
    assert outside.split() == ["a", "b"]


def test_long_chains_cost_in_proportion() -> None:
    """Links forward and backward are followed once each, whatever their order."""
    body = '<seg xml:id="x3000" next="#x2999" ana="#internal">SECRET</seg> '
    body += "".join(
        f'<seg xml:id="x{n}" next="#x{n - 1}">SECRET</seg> ' for n in range(2999, 0, -1)
    )
    assert sketch(article(f"<p>a {body}</p>").blocks) == "a"
