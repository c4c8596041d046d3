# ruff: noqa: E501 (lines of TEI as editors write them)
"""Articles to be marked on the page: short, invented, in the shapes that editors meet."""

from __future__ import annotations

from exporter import draft

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}">
 <teiHeader><fileDesc>
  <titleStmt><title>{title}</title><author>L. Brandt</author></titleStmt>
  <publicationStmt><publisher>Example Courier</publisher><date when="2026-05-04"/>
   <availability><licence target="https://news.example/rights">All rights reserved.</licence></availability></publicationStmt>
  <sourceDesc><p>Written for the web.</p></sourceDesc></fileDesc>
  <encodingDesc><classDecl><taxonomy xml:id="verification">
   <category xml:id="v.ok"><catDesc>Supported</catDesc></category>
   <category xml:id="v.disputed"><catDesc>Disputed</catDesc></category>
   <category xml:id="v.open"><catDesc>Not independently verified</catDesc></category>
  </taxonomy><taxonomy xml:id="audience">
   <category xml:id="internal"><catDesc>For the newsroom only</catDesc></category>
  </taxonomy></classDecl></encodingDesc></teiHeader>
 <standOff>
  <listPerson>
   <person xml:id="p.kray"><persName>Hanna Kray</persName><occupation>ferry captain</occupation></person>
   <person xml:id="p.osei"><persName>Kofi Osei</persName><occupation>harbour engineer</occupation></person>
  </listPerson>
  <listOrg><org xml:id="o.line"><orgName>Sound Line</orgName></org></listOrg>
  <listPlace><place xml:id="pl.mole"><placeName>Molenhaven</placeName></place></listPlace>
  <listBibl>
   <bibl xml:id="s.log" type="document"><author ref="#o.line">Sound Line</author>, <title>Log of the ferry Alba</title>, <date when="2026-04-21">21 April 2026</date>.</bibl>
   <bibl xml:id="s.kray" type="interview"><author ref="#p.kray">Hanna Kray</author>, interview with L. Brandt, <date when="2026-04-28">28 April 2026</date>.</bibl>
  </listBibl>
 </standOff>
"""

FERRY = (
    HEAD.format(lang="en", title="Ferry waited an hour for a tug")
    + """ <text><body><div type="article"><head>Ferry waited an hour for a tug</head>
  <p>The ferry Alba lay still for 64 minutes off Molenhaven on 21 April, her log says. Sound Line
   had cancelled the tug to save €4,300 a month.</p>
  <p>“We called twice,” Hanna Kray said, “and nobody came.” She had 212 people on board.</p>
  <p>The company denies that. The tug was ready at nine, a spokesman said.</p>
  <p>It was not the first time. Kofi Osei warned of it in March &amp; again in April.</p>
  <p>Osei, who built the new quay, says that Sound Line never asked him. Sound Line did not answer
   questions about Osei 😀 until Monday.</p>
  <p>About a third of the tugs on the coast are older than forty years.</p>
 </div></body></text>
</TEI>
"""
)

MARKED = FERRY.replace(
    "“We called twice,” Hanna Kray said, “and nobody came.”",
    '<said xml:id="q1" who="#p.kray" direct="true" source="#s.kray">“We called twice,” Hanna Kray '
    "said, “and nobody came.”</said>",
).replace(
    "The tug was ready at nine",
    '<seg type="claim" xml:id="c1" source="#s.log">The tug was ready at nine</seg>',
).replace(
    "64 minutes", '<measure quantity="46" unit="minute">64 minutes</measure>'
).replace(
    "Kofi Osei warned", '<persName ref="#p.osei">Kofi Osei</persName> warned'
)  # fmt: skip

DRAFTED = (
    FERRY.replace(
        "</author></titleStmt>",
        '</author><respStmt xml:id="draft"><resp>suggested, not confirmed</resp>'
        '<name ref="#exporter">exporter</name></respStmt></titleStmt>',
    )
    .replace(
        "</encodingDesc></teiHeader>",
        '<appInfo><application xml:id="exporter" ident="exporter" version="0.1.0">'
        "<label>exporter</label></application></appInfo></encodingDesc>"
        '<revisionDesc status="draft"><change ana="#internal">Made from a draft.</change>'
        "</revisionDesc></teiHeader>",
    )
    .replace(
        "“We called twice,” Hanna Kray said",
        '<said who="#p.kray" direct="true" resp="#draft">“We called twice,”</said> '
        '<persName ref="#p.kray" resp="#draft">Hanna Kray</persName> said',
    )
    .replace(
        "€4,300",
        '<measure type="currency" quantity="4300" unit="EUR" resp="#draft">€4,300</measure>',
    )
    .replace(
        "64 minutes", '<measure quantity="64" unit="minute" resp="#draft">64 minutes</measure>'
    )
)

GERMAN = (
    HEAD.format(lang="de", title="Fähre wartete eine Stunde auf den Schlepper")
    + """ <text><body><div type="article"><head>Fähre wartete eine Stunde auf den Schlepper</head>
  <p>Die Fähre „Alba“ lag 64 Minuten vor Molenhaven. „Wir haben zweimal gerufen“, sagte Hanna
   Kray.</p>
 </div></body></text>
</TEI>
"""
)

ARABIC = (
    HEAD.format(lang="ar", title="العبّارة انتظرت ساعة")
    + """ <text><body><div type="article"><head>العبّارة انتظرت ساعة</head>
  <p>توقفت العبّارة 64 دقيقة قبالة المرفأ، وقالت هنا كراي: «اتصلنا مرتين ولم يأت أحد».</p>
  <p>وكان على متنها 212 شخصا.</p>
 </div></body></text>
</TEI>
"""
)

BRIDGE_TEXT = """Bridge opens a year late, review finds

The new bridge at Orrin will open one year later than planned and cost at least £31 million, \
according to a review that the Courier has seen.

The review, by the County Audit Board, is dated 3 March 2026. It says the roads department knew \
of the delay “no later than May” but told nobody for nine months.

“We were misled,” said Hanna Vale, a councillor, in an interview on 5 March. She said that two \
of the four contracts had no price. “Nobody answered,” the official said.

The bridge is to carry 12,000 vehicles a day. The department put the number at 9,000 in a survey.
"""

BRIDGE = draft(BRIDGE_TEXT.encode(), form="text", name="bridge.txt").tei.decode("utf-8")
