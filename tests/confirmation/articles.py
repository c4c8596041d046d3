"""A small article in which a program has suggested something of every kind."""

from __future__ import annotations

__all__ = ["ARTICLE", "article"]

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>Ferry late</title><respStmt xml:id="draft"><resp>suggested by</resp><name ref="#exporter">exporter</name></respStmt></titleStmt>
<publicationStmt><publisher>Example Courier</publisher><date when="2026-03-02"/>
<availability><licence>All rights reserved.</licence></availability></publicationStmt>
<sourceDesc><p>Written for publication.</p></sourceDesc></fileDesc>
<encodingDesc><classDecl><taxonomy xml:id="verification"><category xml:id="v.open"><catDesc>Not verified</catDesc></category></taxonomy></classDecl>
<appInfo><application xml:id="exporter" ident="exporter" version="0.1.0"><label>exporter</label></application></appInfo></encodingDesc>
<revisionDesc status="draft"><change ana="#internal">Made from a draft.</change></revisionDesc>
</teiHeader>
<standOff>
<listPerson>
<person xml:id="p.brandt" resp="#draft"><persName>Lea Brandt</persName></person>
<person xml:id="p.yard"><persName>Otto Yard</persName></person>
</listPerson>
<listBibl>
<bibl xml:id="s.brandt" type="statement" resp="#draft"><author ref="#p.brandt">Lea Brandt</author>, statement.</bibl>
</listBibl>
</standOff>
<text><body><div type="article">
<head>Ferry late</head>
<p><said who="#p.brandt" direct="true" source="#s.brandt" resp="#draft" xml:id="q1" next="#q2">“It will take <measure quantity="2" unit="year" resp="#draft">about two years<precision match="@quantity" precision="low"/></measure>,”</said> said <persName ref="#p.brandt" resp="#draft">Lea Brandt</persName>. <said who="#p.brandt" direct="true" source="#s.brandt" resp="#draft" xml:id="q2" prev="#q1">“Or three.”</said></p>
<p><seg type="claim" xml:id="c1" ana="#v.open" resp="#draft">The yard closed on <date when="2026-02-27" resp="#draft">Friday</date></seg>.</p>
</div></body></text>
</TEI>
"""  # noqa: E501


def article(folder):
    """The article as a file."""
    path = folder / "ferry.xml"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
