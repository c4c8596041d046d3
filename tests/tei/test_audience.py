"""What is internal leaves no trace in a public article, and text around it closes up."""
# ruff: noqa: E501, ISC004 - pieces of TEI are clearest on one line

from __future__ import annotations

import lxml.etree as etree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter import InputError
from exporter.model import Article, Audience
from exporter.tei import read
from tests.tei.sketch import article, notes, sketch

TAXONOMY = """<encodingDesc><classDecl><taxonomy xml:id="audience"><category xml:id="{}">
  <catDesc>For the newsroom only SECRET</catDesc></category></taxonomy></classDecl></encodingDesc>"""


def both(body: str, **parts: str) -> tuple[Article, Article]:
    return article(body, **parts), article(body, **parts, audience="internal")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>a <seg ana="#internal">SECRET</seg> b</p>', "a b"),
        ('<p>a<note ana="#internal">SECRET</note>.</p>', "a."),
        ('<p>a</p><p ana="#internal">SECRET</p><p>b</p>', "a\nb"),
        ('<div ana="#internal"><head>SECRET</head><p>SECRET</p></div><p>b</p>', "b"),
        ('<list><item>a</item><item ana="#internal">SECRET</item></list>', "- a"),
        ('<table><row><cell>a</cell></row><row ana="#internal"><cell>SECRET</cell></row></table>',
         "| a |"),
        ("<p>a<!-- SECRET -->b<?SECRET SECRET?>c</p>", "abc"),
        ('<p><seg ana="#other #internal">SECRET</seg>a</p>', "a"),
        ('<p><seg ana="article.xml#internal">SECRET</seg>a</p>', "a"),
        ('<p><seg ana="#Internal">SECRET</seg>a</p>', "a"),
        ('<p><seg ana="#in%74ernal">SECRET</seg>a</p>', "a"),
        ('<p><choice><reg ana="#internal">SECRET</reg><orig>a</orig></choice></p>', "a"),
        ('<figure><graphic url="a.png"/><figDesc ana="#internal">SECRET</figDesc></figure>',
         "!graphic-1 ()"),
        # Pointers at what is gone go with it; words stay.
        ('<p>a<note xml:id="SECRET" ana="#internal">x</note> <ref target="#SECRET">b</ref>'
         '<ptr target="#SECRET"/></p>', "a b"),
        ('<p>a<note xml:id="SECRET" ana="#internal">x</note> b<note sameAs="#SECRET"/></p>', "a b"),
    ],
)  # fmt: skip
def test_what_is_internal_is_gone(body: str, expected: str) -> None:
    public, internal = both(body)
    assert sketch(public.blocks) == expected
    assert "SECRET" not in _everything(public)
    assert "SECRET" in _everything(internal)


def _everything(read_article: Article) -> str:
    return repr(read_article) + read_article.tei.decode()


def test_pointers_at_what_is_gone_leave_every_attribute() -> None:
    before = """<standOff><listPerson><person xml:id="p"><persName>Ada</persName></person>
      <person xml:id="SECRET" ana="#internal"><persName>x</persName></person></listPerson>
      <listBibl><bibl xml:id="s">b</bibl></listBibl>
      <listRelation><relation name="told" active="#SECRET" passive="#p"/></listRelation>
      <spanGrp type="claim"><span from="#SECRET" to="#q">x</span></spanGrp>
      <listAnnotation><annotation target="#SECRET" motivation="assessing">
        <note>x</note></annotation></listAnnotation></standOff>"""
    body = """<p><said xml:id="q" who="#SECRET #p" toWhom="#SECRET" source="#s">“x”</said>
      <persName key="SECRET" ref="#SECRET">an official</persName>
      <seg ana="#range(SECRET,q)" corresp="other.xml#SECRET">y</seg></p>"""
    public = article(body, before=before)
    assert "SECRET" not in _everything(public)
    assert public.relations == ()
    assert public.speeches["q"].who == ("p",)
    assert sketch(public.blocks).endswith("{person: an official} y")
    for emptied in ("listRelation", "spanGrp", "listAnnotation"):
        assert emptied not in public.tei.decode()
    assert not public.notices


def test_the_taxonomy_of_audiences_leaves_too() -> None:
    body = '<p>a <seg ana="#desk">SECRET</seg></p>'
    public, internal = both(body, header=TAXONOMY.format("desk"))
    assert sketch(public.blocks) == "a"
    assert "SECRET" not in _everything(public)
    assert "encodingDesc" not in public.tei.decode()
    assert "audience" in internal.tei.decode()


def test_numbering_closes_up() -> None:
    public = article('<p>a<note ana="#internal">x</note>b<note>y</note></p>')
    assert notes(public) == {"note-1": "y"}


def test_notices_of_a_public_copy_name_nothing_internal() -> None:
    body = """<p ana="#internal" xml:id="SECRET" xml:lang="SECRET!"><SECRET/><ref target="#SECRET2"/>
      </p><p ana="#internal" xml:id="SECRET">x</p><p>y</p>"""
    public, internal = both(body)
    assert not public.notices
    assert internal.notices


def test_an_article_that_is_all_internal_has_no_public_copy() -> None:
    root = b'<TEI xmlns="http://www.tei-c.org/ns/1.0" ana="#internal"><text/></TEI>'
    with pytest.raises(InputError, match="no public copy"):
        read(root)


def test_comments_outside_the_root_and_the_doctype_leave() -> None:
    data = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!-- SECRET --><!ENTITY x "SECRET">]>
      <!-- SECRET --><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a</p></body></text></TEI>
      <!-- SECRET --><?SECRET x?>"""
    assert "SECRET" not in _everything(read(data))
    assert b"SECRET" in read(data, audience="internal").tei


SLOTS = (
    '<note ana="#internal">{}</note>',
    '<seg ana="#internal"><hi>{}</hi></seg>',
    "<!--{}-->",
    "<?pi {}?>",
    '<note ana="#x #internal" n="{}">y</note>',
    '<figure ana="#internal"><graphic url="{}"/><head>{}</head></figure>',
    '<app><lem>z</lem><rdg ana="#internal">{}</rdg></app>',
    '<seg xml:id="{}" ana="#internal">x</seg><ref target="#{}">w</ref>',
    '<said who="#{}">“v”</said><person xml:id="{}" ana="#internal"/>',
)


@settings(max_examples=60)
@given(st.lists(st.integers(0, len(SLOTS) - 1), min_size=1, max_size=8), st.integers(1, 5))
def test_no_secret_survives_anywhere(slots: list[int], depth: int) -> None:
    planted = [f"SECRET{number}" for number in range(len(slots))]
    inner = "".join(
        SLOTS[slot].replace("{}", secret) for slot, secret in zip(slots, planted, strict=True)
    )
    body = "<div>" * depth + f"<p>a {inner} b</p>" + "</div>" * depth
    audience: Audience
    for audience, expected in (("public", False), ("internal", True)):
        found = article(body, header=TAXONOMY.format("internal"), audience=audience)
        assert ("SECRET" in _everything(found)) is expected


def test_what_is_serialised_is_well_formed_and_stable() -> None:
    public = article("<p>a <seg ana='#internal'>x</seg>é</p>")
    assert etree.fromstring(public.tei) is not None
    assert read(public.tei).tei == public.tei


def test_an_internal_copy_tells_the_newsroom_s_notes_apart() -> None:
    body = '<p>a<note ana="#internal">x</note> b<note type="source">y</note></p>'
    found = article(body, audience="internal").notes.values()
    assert [note.type for note in found] == ["internal", "source"]
