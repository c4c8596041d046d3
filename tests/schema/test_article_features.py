"""Our article uses every feature of the encoding at least once, and carries all its claims."""

from pathlib import Path

import pytest
from lxml import etree

ARTICLE = Path(__file__).parents[2] / "source/north-korean-troops.xml"
NAMES = {"t": "http://www.tei-c.org/ns/1.0", "xml": "http://www.w3.org/XML/1998/namespace"}

FEATURES = {
    "direct speech": "//t:text//t:said[@direct='true'][@who][@toWhom][@source]",
    "reported speech": "//t:text//t:said[@direct='false']",
    "speech in speech": "//t:said//t:said",
    "speech in two parts": "//t:said[@next]",
    "direct speech by q": "//t:text//t:q[@who]",
    "a quotation from a document": "//t:text//t:quote[@source]",
    "a person with an office": "//t:person[t:occupation][t:affiliation/t:orgName]",
    "an unnamed source": "//t:person[@role='unnamed-source']",
    "organisations": "//t:listOrg/t:org",
    "places": "//t:listPlace/t:place/t:country",
    "a second name in its own language": "//t:org/t:orgName[@xml:lang='ga']",
    "a quantity": "//t:measure[@quantity][@unit][@commodity][@source]",
    "a quantity from … on": "//t:measure[@atLeast]",
    "a quantity up to …": "//t:measure[@atMost]",
    "a range": "//t:measure[@min][@max]",
    "vagueness": "//t:measure/t:precision[@match][@precision='low']",
    "a cardinal number": "//t:num[@type='cardinal']",
    "an ordinal number": "//t:num[@type='ordinal']",
    "a fraction": "//t:num[@type='fraction']",
    "a percentage": "//t:num[@type='percentage'][@value='80']",
    "a date": "//t:text//t:date[@when][@cert='medium']",
    "a span of time": "//t:text//t:date[@from][@to]",
    "a date within limits": "//t:text//t:date[@notBefore][@notAfter]",
    "a claim in two parts": "//t:seg[@type='claim'][@next]",
    "a claim across paragraphs": "//t:spanGrp[@type='claim']/t:span[@from][@to]",
    "a source with everything": "//t:bibl[t:author][t:title][t:publisher][t:date][t:citedRange]"
    "[t:ref[@type='original']][t:ref[@type='archived']/t:date[@type='archived']]",
    "a source that cites another": "//t:relation[@name='cites'][@active][@passive]",
    "who told whom": "//t:relation[@name='told'][@source]",
    "the record of a check": "//t:annotation[@motivation='assessing'][@cert][t:respStmt]"
    "[t:revisionDesc][t:note[@type='verification']][t:ptr[@type='evidence']]",
    "a note with words": "//t:text//t:p//t:note[@place='foot'][normalize-space()]",
    "a note without, that has sources": "//t:text//t:note[@source][not(normalize-space())]",
    "an endnote in its place": "//t:body//t:note[@place='end']",
    "a note in the back, and the pointer at it": "//t:body//t:ref[@target='#n.dates']",
    "a note repeated": "//t:text//t:note[@sameAs]",
    "a correction": "//t:app[@type='correction'][t:lem[@wit]][t:rdg[@wit]]",
    "its versions": "//t:listWit/t:witness",
    "its date": "//t:revisionDesc/t:change[@target='#k1'][@when]",
    "a word in another language": "//t:text//t:foreign[@xml:lang]",
    "emphasis": "//t:text//t:hi",
    "a list": "//t:text//t:list/t:item",
    "a table with a head": "//t:text//t:table[t:head]/t:row[@role='label']",
    "internal: a person's name": "//t:person/t:persName[@ana='#internal']",
    "internal: a contact": "//t:person/t:note[@ana='#internal']",
    "internal: a source": "//t:bibl[@ana='#internal']",
    "internal: a relation": "//t:relation[@ana='#internal']",
    "internal: a paragraph": "//t:body//t:p[@ana='#internal']",
    "internal: a change": "//t:change[@ana='#internal']",
    "internal: what a check found": "//t:annotation/t:note[@ana='#internal']",
}


@pytest.fixture(scope="module")
def tree() -> etree._ElementTree:
    return etree.parse(ARTICLE)


@pytest.mark.parametrize("feature", FEATURES)
def test_it_is_used(tree: etree._ElementTree, feature: str):
    assert tree.xpath(FEATURES[feature], namespaces=NAMES)


def test_all_claims_are_there_and_have_a_status(tree: etree._ElementTree):
    claims = tree.xpath("//t:seg[@type='claim'][not(@prev)] | //t:spanGrp/t:span", namespaces=NAMES)
    ids = {claim.get(f"{{{NAMES['xml']}}}id")[:3] for claim in claims}
    assert ids == {f"c{number:02}" for number in range(1, 30)}
    assert all(claim.get("ana", "").startswith("#v.") for claim in claims)


def test_three_pictures_say_what_they_stand_for(tree: etree._ElementTree):
    figures = tree.xpath("//t:figure", namespaces=NAMES)
    assert len(figures) == 3
    for figure in figures:
        assert "stands for a photograph" in figure.findtext("t:figDesc", namespaces=NAMES)
        assert (ARTICLE.parent / figure.find("t:graphic", NAMES).get("url")).is_file()


def test_its_length_is_that_of_an_article(tree: etree._ElementTree):
    words = tree.xpath("string(//t:body)", namespaces=NAMES).split()
    assert 1200 <= len(words) <= 1500
