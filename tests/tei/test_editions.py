"""Editions as their makers know them: numbers people cite by, Leiden's signs, parts, apparatus."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

from typing import Any

import pytest

from exporter.model import Run, Verse
from exporter.model.traversal import contents
from exporter.tei import read
from tests.tei.sketch import article, sketch, tei


def drawn(body: str) -> str:
    return sketch(article(body).blocks).replace("smaller made: ", "made: ")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div type='textpart' subtype='chapter' n='4'><p>Then.</p></div>", "(label) {made: Chapter 4}\nThen."),
        ("<div n='4'><head>Four</head><p>Then.</p></div>", "# Four\nThen."),
        ("<div type='textpart' subtype='section' n='7'><p>Then.</p></div>", "{made: 7}{made:  }Then."),
        ("<p>So <milestone unit='section' n='3'/>it was.</p>", "So {made: [3]} it was."),
        ("<p>So <pb n='12v'/>it was.</p>", "So {made: [fol. 12v]} it was."),
        ("<p>so<pb n='12' break='no'/>mething, he sa<pb n='13' break='no'/>id.</p>", "something,{made:  [p. 12]} he said.{made:  [p. 13]}"),
        ("<p>a <w>so<pb n='iv'/>me</w>, <hi>b<pb n='5' break='no'/>c</hi>d</p>", "a some,{made:  [p. iv]} {italic: bc}d{made:  [p. 5]}"),
        ("<p>天<pb n='2' break='no'/>地玄</p>", "天{made: [p. 2]}地玄"),
        ("<p>w<lb break='no'/>o<pb n='7' break='no'/>rd<note>N</note> and<lb/>more</p>", "word[^note-1]{made:  [p. 7]} and⏎more"),
        ("<milestone unit='section' n='2'/><p>Then.</p>", "{made: [2]}{made:  }Then."),
        ("<p>a</p><milestone unit='section' rend='***' n='2'/><p>Then.</p>", "a\n***\nThen."),
        ("<milestone unit='card' n='33'/><sp><speaker>Ada</speaker><p>x</p></sp>", "{made: [33]}{made:  }Ada:\n  x"),
        ("<pb n='9'/><list><head>Things</head><item>x</item></list>", "bullet: {made: [p. 9]}{made:  }Things\n- x"),
        ("<div><pb n='5'/><head>One</head><p>x</p></div>", "(milestone) {made: [p. 5]}\n# One\nx"),
        ("<p>a</p><pb n='5'/><div><head>One</head><p>x</p></div>", "a\n(milestone) {made: [p. 5]}\n# One\nx"),
        ("<div><p>a</p><pb n='5'/></div><div><head>One</head></div>", "a\n(milestone) {made: [p. 5]}\n# One"),
        ("<div><head><pb n='5'/> One <hi>x</hi></head><p>x</p></div>", "(milestone) {made: [p. 5]}\n# One {italic: x}\nx"),
        ("<div><head>One <pb n='5'/>half</head><p>x</p></div>", "# One {made: [p. 5]} half\nx"),
        ("<div><head><pb n='5'/></head><p>x</p></div>", "# {made: [p. 5]}\nx"),
        ("<pb n='5'/><milestone unit='chapter' n='2'/><head>One</head>", "(milestone) {made: [p. 5]}{made:  }{made: [chap. 2]}\n# One"),
        ("<lg><pb n='5'/><head>One</head><l>x</l></lg>", "(milestone) {made: [p. 5]}\n# One\n/ x"),
        ("<div><head>One</head><pb n='5'/><head type='sub'>Two</head></div>", "# One\n(subheading) {made: [p. 5]}{made:  }Two"),
        ("<p>So <pb n='images/page-0012.jpg'/>it was.</p>", "So it was."),
        ("<ab><lb n='9'/>one <lb n='10'/>two <lb n='11'/>three</ab>", "one⏎{made: (10)} two⏎three"),
        ("<lg n='2'><l>a</l></lg>", "(label) {made: 2}\n/ a"),
    ],
)  # fmt: skip
def test_numbers_people_cite_by(body: str, expected: str) -> None:
    assert drawn(body) == expected


def numbers(body: str, **how: Any) -> list[str]:
    return [
        line.number
        for block in read(tei(body), **how).blocks
        if isinstance(block, Verse)
        for line in block.lines
    ]


def test_every_fifth_line_is_numbered(tmp_path) -> None:
    lines = "".join(f"<l n='2.{n}'>x</l>" for n in (3, 4, 5, 6, 9, 10))
    assert numbers(lines) == ["", "", "2.5", "", "2.9", "2.10"]
    table = tmp_path / "ours.toml"
    table.write_text('[elements]\nl = "line"\n', encoding="utf-8")
    assert numbers(lines, treatment=table) == [f"2.{n}" for n in (3, 4, 5, 6, 9, 10)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<supplied reason='lost'>de</supplied>us", "[de]us"),
        ("d<supplied reason='omitted'>e</supplied>us", "d⟨e⟩us"),
        ("<supplied reason='subaudible'>est</supplied>", "(est)"),
        ("de<surplus>e</surplus>us", "de{e}us"),
        ("<expan><abbr>Aug</abbr><ex>ustus</ex></expan>", "Aug(ustus)"),
        ("<del rend='erasure'>Getae</del>", "⟦Getae⟧"),
        ("a <space quantity='2' unit='character'/> b", "a (vac. 2) b"),
        ("a<space/>b", "a (vac.) b"),
        ("<gap reason='lost' quantity='4' unit='character'/>", "[····]"),
        ("<gap reason='illegible' quantity='2' unit='character'/>", "··"),
        ("<gap reason='lost' extent='unknown' unit='character'/>", "[— — —]"),
        ("<gap reason='lost' atLeast='3' atMost='5' unit='character'/>", "[— 3–5 —]"),
        ("<gap reason='lost' quantity='25' unit='character'/>", "[— 25 —]"),
        ("<gap reason='illegible' quantity='3' unit='character' precision='low'/>", "— about 3 —"),
        ("<gap reason='lost' extent='unknown' unit='line'/>", "[— — — — — —]"),
        ("<gap reason='lost' quantity='2' unit='line'/>", "[— 2 lines —]"),
    ],
)  # fmt: skip
def test_leiden(body: str, expected: str) -> None:
    made = article(f"<div type='edition'><ab>{body}</ab></div>")
    (paragraph,) = made.blocks
    assert "".join(run.text for run in paragraph.content if isinstance(run, Run)) == expected


@pytest.mark.parametrize(
    ("gap", "english", "german"),
    [
        ("reason='illegible' quantity='2' unit='words'", "2 words illegible", "2 Wörter unleserlich"),
        ("reason='lost' quantity='1' unit='line'", "1 line lost", "1 Zeile verloren"),
        ("reason='damage' extent='about 3 lines'", "about 3 lines damaged", "etwa 3 Zeilen beschädigt"),
        ("extent='4' unit='chars' precision='low'", "about 4 characters", "etwa 4 Zeichen"),
        ("atLeast='3' atMost='5' unit='letter' reason='torn'", "3 to 5 letters torn away", "3 bis 5 Buchstaben abgerissen"),
        ("atLeast='2' unit='page'", "at least 2 pages", "mindestens 2 Seiten"),
        ("atMost='1' unit='leaf'", "up to 1 leaf", "höchstens 1 Blatt"),
        ("min='2' max='4' unit='line' confidence='0.8'", "2 to 4 lines, 80% confidence", "2 bis 4 Zeilen, Konfidenz 80\xa0%"),
        ("quantity='1.5' unit='cm' reason='ink_blot'", "1.5 centimetres, ink blot", "1,5 Zentimeter, ink blot"),
        ("extent='several words' reason='faded smudge'", "several words faded, smudge", "several words verblasst, smudge"),
        ("quantity='2' unit='speech'", "2 speeches", "2 speech"),
    ],
)  # fmt: skip
def test_how_much_is_missing_is_said_in_words(gap: str, english: str, german: str) -> None:
    for lang, words in (("en", english), ("de", german)):
        source = tei(f"<p>a <gap {gap}/> b</p>").replace(b'"en"', f'"{lang}"'.encode())
        made = read(source)
        assert sketch(made.blocks) == f"a {{gap made: [… {words}]}} b"
        assert "attribute-not-shown" not in [notice.rule for notice in made.notices]


@pytest.mark.parametrize(
    "gap", ["", "reason='lost'", "extent='unknown' unit='line'", "quantity='0'"]
)
def test_a_gap_of_which_nobody_knows_how_much_is_a_sign(gap: str) -> None:
    assert drawn(f"<p>a <gap {gap}/> b</p>") == "a {gap made: […]} b"


def test_gaps_of_transcribers_have_one_kind_of_bracket() -> None:
    body = "<p>a <gap><desc>〈…〉</desc></gap> b<gap><desc>•</desc></gap> <gap><desc>two words</desc></gap></p>"
    assert drawn(body) == "a {gap: 〈…〉} b{gap: •} {gap made: [}{gap: two words}{gap made: ]}"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Edition", "Translation", "Commentary"]),
        ("de", ["Edition", "Übersetzung", "Kommentar"]),
    ],
)
def test_parts_of_an_edition_have_headings(lang: str, words: list[str]) -> None:
    parts = "".join(
        f"<div type='{kind}'><p>x</p></div>" for kind in ("edition", "translation", "commentary")
    )
    made = read(tei(parts).replace(b'xml:lang="en"', f'xml:lang="{lang}"'.encode()))
    assert sketch(made.blocks) == "\n".join(f"# {{made: {word}}}\nx" for word in words)


def test_a_part_alone_needs_no_heading() -> None:
    assert drawn("<div type='edition'><p>x</p></div>") == "x"


def test_books_of_sgml_times_are_read() -> None:
    source = b"""<ETS><EEBO><IDG><VID>9</VID></IDG><TEMPHEAD>x</TEMPHEAD><TEXT LANG="eng"><BODY><DIV1 TYPE="s">
      <PB N="4" REF="5"/><HEAD>Of tides</HEAD><P>The <GAP DESC="illegible" DISP="&#x2022;"/>un <HI>riseth</HI>.<NOTE
      PLACE="marg">Ps. 8.</NOTE> <FIGURE><FIGDESC>A wave</FIGDESC></FIGURE></P></DIV1></BODY></TEXT></EEBO></ETS>"""
    made = read(source)
    assert [note.rule for note in made.notices if note.rule == "sgml-names"]
    assert len(made.notes) == 1
    text = sketch(made.blocks)
    assert made.lang == "en"
    assert text.startswith("(milestone) {smaller made: [p. 4]}\n# Of tides\nThe ")
    assert "{gap made: \u2022}un {italic: riseth}." in text


def test_the_description_of_a_manuscript_without_text_is_shown() -> None:
    source = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
      <title>T</title></titleStmt><sourceDesc><msDesc><msIdentifier><settlement>Cork</settlement>
      <idno>MS 9</idno></msIdentifier><msContents><summary>Tides.</summary></msContents></msDesc>
      </sourceDesc></fileDesc></teiHeader></TEI>"""
    assert sketch(read(source).blocks) == "<description>\n  {place: Cork}{made: ,} MS 9\n  Tides."


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<birth>1800</birth><death>1850</death>", "born 1800, died 1850"),
        ("<birth><date when='1800'/><placeName>Cork</placeName></birth>", "born 1800 Cork"),
        ("<birth>* 1800</birth><death>d. 1850</death>", "* 1800, d. 1850"),
        ("<birth>Born in Cork</birth>", "Born in Cork"),
        ("<birth xml:lang='de'>1800 in Cork</birth>", "geboren 1800 in Cork"),
        ("<floruit>1810</floruit>", "flourished 1810"),
    ],
)
def test_days_of_a_life(inside: str, expected: str) -> None:
    people = f"<listPerson><person><persName>Ann</persName>{inside}</person></listPerson>"
    (register,) = article("<p>x</p>", back=people).blocks[1:]
    words = "".join(run.text for part in contents((register,)) for run in part.inlines)
    assert words == f"Ann, {expected}"


def test_people_in_the_back_are_a_register() -> None:
    people = """<listPerson><person><persName>Ann</persName><birth when="1900-02"/><death>d. in Cork</death>
      </person></listPerson>"""
    made = article("<p>x</p>", back=people)
    assert sketch(made.blocks).replace("{made: ,} ", ", ").replace("{made: , }", ", ") == (
        "x\n<register>\n  (entry) {person: Ann}{made: ,} {made: born February 1900,} d. in Cork"
    ).replace("{made: ,} ", ", ")


WITNESSES = """<standOff><listWit><witness xml:id="wB">Cork 9</witness><witness xml:id="wC" n="C">Cork 12</witness>
  </listWit><listBibl><bibl xml:id="smith"><author>Jo <surname>Smith</surname></author> <date>1880</date></bibl>
  </listBibl></standOff>"""


def test_an_apparatus_names_its_witnesses() -> None:
    body = """<div><p>x</p></div><div type="apparatus"><listApp><app loc="7"><lem wit="#wB">mare</lem>
      <rdg wit="#wC #D">mari</rdg><rdg source="#smith">maria</rdg></app><app loc="9"><lem>est</lem>
      <rdg>erat</rdg></app></listApp></div>"""
    made = article(body, before=WITNESSES)
    lines = ["".join(inline.text for inline in block.content) for block in made.blocks[1:]]
    assert lines == ["7 mare wB: mari C D; maria Smith 1880", "9 est] erat"]


def test_variants_in_line_are_notes_where_one_chooses(tmp_path) -> None:
    table = tmp_path / "ours.toml"
    table.write_text('[elements]\napp = "apparatus notes"\n', encoding="utf-8")
    body = """<p>the <app><lem wit="#wB">sea</lem><rdg wit="#wC">see<note>So C.</note></rdg><rdg wit="#D"/></app></p>"""
    made = read(tei(body, before=WITNESSES), treatment=table)
    assert sketch(made.blocks) == "the sea[^note-1][^note-2]"
    (line,) = made.notes["note-2"].blocks
    assert "".join(inline.text for inline in line.content) == "sea wB] see C; om. D"


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("<p n='3'>x</p><p n='4'>y</p>", "p/@n (2)"),
        ("<div n='3'><head>x</head><p>y</p></div>", "div/@n (1)"),
        ("<p>a <app><lem wit='#A'>b</lem><rdg wit='#B'>c</rdg></app></p>", "lem/@wit (1), rdg/@wit (1)"),
        ("<p>a <gap reason='illegible' quantity='2' unit='words'><desc>•</desc></gap></p>", "gap/@quantity (1), gap/@reason (1), gap/@unit (1)"),
        ("<p>a <gap reason='illegible' unit='word'/><gap extent='unknown' unit='line'/></p>", "gap/@unit (2), gap/@reason (1)"),
        ("<p>a <gap confidence='0.8'/></p>", "gap/@confidence (1)"),
        ("<p>a <damage agent='fire'>b</damage> <note resp='#e'>c</note></p>", "damage/@agent (1), note/@resp (1)"),
        ("<p>a <supplied cert='low'>b</supplied> <unclear cert='low'>c</unclear></p>", "supplied/@cert (1), unclear/@cert (1)"),
        ("<p>a<space quantity='2' unit='chars'/> <pb n='2' facs='p2.jpg'/>b</p>", "pb/@facs (1), space/@quantity (1)"),
        ("<lg rhyme='aa'><l met='-+'>b</l></lg>", "l/@met (1), lg/@rhyme (1)"),
        ("<u>a <pause dur='PT2S'/> <shift new='loud'/>b</u>", "pause/@dur (1), shift/@new (1)"),
        ("<p><persName reg='Able, Ann'>Annie</persName></p>", "persName/@reg (1)"),
        ("<p>a <add place='above' hand='#h2'>b</add></p>", "add/@hand (1), add/@place (1)"),
        ("<p>a <pb n='images/page-0012.jpg'/>b</p>", "pb/@n (1)"),
    ],
)  # fmt: skip
def test_attributes_that_nothing_shows_are_counted(body: str, lost: str) -> None:
    (notice,) = (n for n in article(body).notices if n.rule == "attribute-not-shown")
    assert notice.message == f"What these attributes say is shown nowhere: {lost}."


@pytest.mark.parametrize(
    "body",
    [
        "<div n='3'><p>y</p></div>",
        "<lg n='2'><l n='1'>x</l></lg>",
        "<p>a <pb n='7'/>b <date when='1900'/></p>",
        "<div type='apparatus'><listApp><app loc='1'><lem wit='#A'>b</lem></app></listApp></div>",
        "<div type='edition'><ab><gap reason='lost' quantity='2' unit='character'/></ab></div>",
        "<list><item n='4'>x</item></list>",
    ],
)
def test_attributes_that_are_shown_are_not(body: str) -> None:
    assert "attribute-not-shown" not in [notice.rule for notice in article(body).notices]


@pytest.mark.parametrize(
    "after",
    [
        "<table><head>Tides</head><row><cell>x</cell></row></table>",
        "<table><row><cell>x</cell></row></table>",
        "<figure><graphic url='p.png'/><head>Tides</head></figure>",
        "<quote><floatingText><body><head>Tides</head><p>x</p></body></floatingText></quote>",
    ],
)
def test_a_page_that_begins_before_what_is_no_text_is_shown_before_it(after: str) -> None:
    text = drawn(f"<p>a</p><pb n='5'/>{after}<p>b</p>")
    assert text.startswith("a\n(milestone) {made: [p. 5]}\n")
    assert text.count("p. 5") == 1


def test_a_notes_section_that_leaves_leaves_its_page() -> None:
    body = (
        "<p>a<ref target='#n'>1</ref></p><div><pb n='5'/><head>Notes</head>"
        "<note xml:id='n'>N</note></div><div><head>B</head><p>b</p></div>"
    )
    assert drawn(body).replace("[#b-1]", "").split("\n")[1] == "(milestone) {made: [p. 5]}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<supplied><p>one</p></supplied>", "[one]"),
        ("<supplied reason='omitted'><p>one</p><p>two</p></supplied>", "⟨one\ntwo⟩"),
        ("<surplus><l>one</l><l>two</l></surplus>", "{one\ntwo}"),
        ("<lg><supplied><l>one</l></supplied><l>two</l></lg>", "[one]\ntwo"),
        ("<del rend='erasure'><p>one</p></del><p>two</p>", "⟦one⟧\ntwo"),
        ("<list><item><supplied><p>one</p></supplied></item></list>", "[one]"),
        ("<p>a <supplied>one</supplied> b</p>", "a [one] b"),
    ],
)
def test_signs_around_blocks_stand_in_the_first_and_the_last(body: str, expected: str) -> None:
    lines = (part.inlines for part in contents(article(body).blocks))
    words = ("".join(run.text for run in line if isinstance(run, Run)) for line in lines)
    assert "\n".join(filter(None, words)) == expected


def test_witnesses_in_words_stand_apart_from_sigla() -> None:
    app = "<app><lem>a</lem><rdgGrp><rdg wit='#B'>b</rdg></rdgGrp><wit>C D</wit></app>"
    assert (
        sketch(article(f"<listApp>{app}</listApp>").blocks) == "(entry) a{made: ]} b {made: B} C D"
    )
