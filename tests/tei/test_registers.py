"""The header and the registers."""
# ruff: noqa: E501, ISC004 - pieces of TEI are clearest on one line

from __future__ import annotations

import pytest

from exporter.model import Author, Status
from exporter.tei import read
from exporter.tei.metadata.header import standing
from tests.tei.sketch import article

FULL = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
  <title type="main">Harbour wall</title><title type="sub">A story</title>
  <author ref="#p"><persName><surname>Mills</surname><forename>Ada</forename></persName></author>
  <editor>R. Okoye</editor></titleStmt>
  <publicationStmt><publisher>Example Courier</publisher><pubPlace>Nessport</pubPlace>
   <date when="2026-03-02">2 March</date><idno type="DOI">10.1/x</idno>
   <availability><licence target="https://l.example/">Take it.</licence></availability>
  </publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc></fileDesc>
  <profileDesc><abstract><p>In short.</p></abstract><langUsage><language ident="fr"/></langUsage>
   <textClass><keywords><term>walls</term><term>harbours</term></keywords></textClass>
   <particDesc><listPerson><person xml:id="p"><persName>Ada Mills</persName></person></listPerson>
   </particDesc></profileDesc>
  <revisionDesc status="published"><change xml:id="c" when="2026-03-04" who="#p">Mended.</change>
  </revisionDesc></teiHeader><text><body><p>x</p></body></text></TEI>"""


def test_metadata() -> None:
    read_article = read(FULL.encode())
    meta = read_article.meta
    assert (meta.title, meta.subtitle) == ("Harbour wall", "A story")
    assert meta.authors == (Author("Ada Mills", "p"),)
    assert meta.editors == (Author("R. Okoye"),)
    assert (meta.publisher, meta.place) == ("Example Courier", "Nessport")
    assert meta.date is not None
    assert (meta.date.when, meta.date.text) == ("2026-03-02", "2 March")
    assert meta.identifiers == (("DOI", "10.1/x"),)
    assert (meta.rights, meta.licence) == ("Take it.", "https://l.example/")
    assert (meta.abstract, meta.keywords) == ("In short.", ("walls", "harbours"))
    assert (meta.source, meta.state) == ("Born digital.", "published")
    (change,) = meta.changes
    assert (change.id, change.when, change.by, change.text) == (
        "c", "2026-03-04", "Ada Mills", "Mended.",
    )  # fmt: skip
    assert read_article.lang == "fr"


@pytest.mark.parametrize(
    ("given", "label", "expected"),
    [
        ("v.ok", "", "supported"),
        ("v.x", "Supported", "supported"),
        ("v.open", "Not independently verified", "open"),
        ("v.x", "Unverified", "open"),
        ("v.x", "Contested by both sides", "disputed"),
        ("v.false", "", "false"),
        ("v.x", "Nicht bestätigt", "open"),
        ("v.x", "Widerlegt", "false"),
        ("v.x", "Confirmé", "supported"),
        ("v.x", "Satire", "other"),
    ],
)
def test_standings(given: str, label: str, expected: str) -> None:
    assert standing(given, label) == expected


def test_statuses() -> None:
    header = """<encodingDesc><classDecl><taxonomy xml:id="verification"><category xml:id="v.ok">
      <catDesc>Supported</catDesc></category></taxonomy></classDecl></encodingDesc>"""
    assert article("<p/>", header=header).statuses == {
        "v.ok": Status("v.ok", "Supported", "supported", 1)
    }


@pytest.mark.parametrize(
    ("holder", "where"),
    [
        ("<standOff>{}</standOff>", "before"),
        ("<profileDesc><particDesc>{}</particDesc></profileDesc>", "header"),
        ("<div>{}</div>", "back"),
    ],
)
def test_registers_are_read_wherever_they_stand(holder: str, where: str) -> None:
    people = '<listPerson><person xml:id="p"><persName>Ada</persName></person></listPerson>'
    assert article("<p>x</p>", **{where: holder.format(people)}).agents["p"].name == "Ada"


@pytest.mark.parametrize(
    ("inside", "position"),
    [
        ("<occupation>harbour master</occupation>", "harbour master"),
        ("<occupation>director</occupation><affiliation>Port Office</affiliation>",
         "director, Port Office"),
        ("<affiliation>US secretary of state</affiliation>", "US secretary of state"),
        ("<occupation>secretary of state</occupation>"
         "<affiliation>US secretary of state</affiliation>", "US secretary of state"),
        ("<occupation>director</occupation><affiliation><roleName>director</roleName>"
         "<orgName>Port Office</orgName></affiliation>", "director, Port Office"),
    ],
)  # fmt: skip
def test_positions(inside: str, position: str) -> None:
    person = f'<person xml:id="p"><persName>Ada</persName>{inside}</person>'
    before = f"<standOff><listPerson>{person}</listPerson></standOff>"
    assert article("<p>x</p>", before=before).agents["p"].position == position


@pytest.mark.parametrize(
    ("name", "read_as", "surname"),
    [
        ("<surname>Tan</surname> Wei Ling", "Tan Wei Ling", "Tan"),
        ("<surname>Mills</surname><forename>Ada</forename>", "Ada Mills", "Mills"),
        ("<forename>Ada</forename> <nameLink>van der</nameLink> <surname>Berg</surname>",
         "Ada van der Berg", "van der Berg"),
        ("Ada Mills", "Ada Mills", ""),
    ],
)  # fmt: skip
def test_a_surname_that_is_marked(name: str, read_as: str, surname: str) -> None:
    person = f'<person xml:id="p"><persName>{name}</persName></person>'
    agent = article(
        "<p>x</p>", before=f"<standOff><listPerson>{person}</listPerson></standOff>"
    ).agents["p"]
    assert (agent.name, agent.surname) == (read_as, surname)


def test_an_unnamed_source() -> None:
    before = """<standOff><listPerson><person xml:id="p" role="unnamed-source">
      <persName>an official</persName></person></listPerson></standOff>"""
    agent = article("<p>x</p>", before=before).agents["p"]
    assert (agent.name, agent.unnamed) == ("an official", True)


def test_places() -> None:
    before = """<standOff><listPlace><place xml:id="n"><placeName>Nessport</placeName>
      <country>Erewhon</country></place></listPlace></standOff>"""
    place = article("<p>x</p>", before=before).places["n"]
    assert (place.name, place.country) == ("Nessport", "Erewhon")


def test_a_source_in_words() -> None:
    before = """<standOff><listBibl><bibl xml:id="s" type="document"><author ref="#o">Audit Office
      </author>, <title>Review</title>, <citedRange unit="page">12</citedRange>,
      <date when="2026-02-27"/> <ref type="original" target="https://a.example/">original</ref>,
      <ref type="archived" target="https://b.example/">archived <date type="archived"
      when="2026-02-28"/></ref>, <date type="accessed" when="2026-03-01"/>.</bibl></listBibl>
      <listOrg><org xml:id="o"><orgName>Audit Office</orgName></org></listOrg></standOff>"""
    source = article("<p>x</p>", before=before).sources["s"]
    assert (source.authors, source.title) == ((Author("Audit Office", "o"),), "Review")
    assert (source.cited, source.cited_unit) == ("12", "page")
    assert source.date is not None
    assert source.date.when == "2026-02-27"
    assert (source.original, source.archived) == ("https://a.example/", "https://b.example/")
    assert source.archived_on is not None
    assert source.accessed is not None
    assert (source.archived_on.when, source.accessed.when) == ("2026-02-28", "2026-03-01")


def test_a_structured_source() -> None:
    before = """<standOff><listBibl><biblStruct xml:id="s"><analytic><author><forename>Ada</forename>
      <surname>Mills</surname></author><title level="a">On Walls</title></analytic><monogr>
      <title level="j">Harbours</title><imprint><publisher>Port Press</publisher>
      <pubPlace>Nessport</pubPlace><date when="2020">2020</date></imprint></monogr></biblStruct>
      </listBibl></standOff>"""
    source = article("<p>x</p>", before=before).sources["s"]
    assert (source.title, source.container) == ("On Walls", "Harbours")
    assert (source.publisher, source.place) == ("Port Press", "Nessport")
    assert "".join(run.text for run in source.text) == (
        "Ada Mills, On Walls, Harbours, Port Press, Nessport, 2020"
    )


def test_relations() -> None:
    before = """<standOff><listBibl><bibl xml:id="a">a</bibl><bibl xml:id="b">b</bibl></listBibl>
      <listRelation><relation name="cites" active="#a" passive="#b"/></listRelation></standOff>"""
    (relation,) = article("<p>x</p>", before=before).relations
    assert (relation.name, relation.active, relation.passive) == ("cites", ("a",), ("b",))
