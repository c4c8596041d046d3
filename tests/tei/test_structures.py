"""Lists, tables, verse, drama, debates, pictures, examples, formulae."""
# ruff: noqa: E501, ISC004 - pieces of TEI are clearest on one line

from __future__ import annotations

import pytest

from exporter import Severity
from exporter.model import Picture, Table, Turn, Verse
from tests.tei.sketch import article, rules, sketch


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<list><item>a</item><item>b</item></list>", "- a\n- b"),
        ('<list type="ordered"><item>a</item></list>', "1. a"),
        ('<list rend="numbered"><item>a</item></list>', "1. a"),
        ('<list type="simple"><item>a</item></list>', "· a"),
        ("<list><label>t</label><item>a</item></list>", "= t = a"),
        ("<list><head>H</head><item>a<list><item>b</item></list></item></list>",
         "bullet: H\n- a\n  - b"),
        ("<list><item><p>a</p><p>b</p></item></list>", "- a\n  b"),
        ("<list><item>a</item><pb/>stray<item>b</item></list>", "- a\n- stray\n- b"),
        ('<p>x <list type="inline"><item>a,</item><item>b</item></list> y</p>', "x a, b y"),
        ("<lg><l>a</l><l>b</l></lg>", "/ a\n/ b"),
        ("<lg><head>H</head><lg><l>a</l></lg><lg><l>b</l></lg></lg>", "# H\n/ a\n/ b"),
        ("<sp><speaker>ADA</speaker><p>Yes.</p><stage>Exit</stage></sp>",
         "ADA:\n  Yes.\n  (stage) Exit"),
        ("<sp><speaker>ADA</speaker> <stage>aside</stage><p>Yes.</p><stage>Exit</stage></sp>",
         "ADA{made:  }{stage: aside}:\n  Yes.\n  (stage) Exit"),
        ("<sp><speaker>ADA</speaker><stage>to <emph>Bo</emph></stage><pb n='2'/><stage>low</stage><l>O</l></sp>",
         "ADA{made:  }{stage: to }{stage italic: Bo}:\n  (stage) {smaller made: [p. 2]}{made:  }low\n  / O"),
        ("<sp><speaker>ADA <stage>loud</stage></speaker><stage><p>She</p><p>sits.</p></stage></sp>",
         "ADA {stage: loud}:\n  (stage) She\n  (stage) sits."),
        ("<sp><stage>Bells.</stage><speaker>ADA</speaker><p>Hark.</p></sp>", "(stage) Bells.\nADA:\n  Hark."),
        ("<sp><stage>Bells.</stage><p>Hark.</p></sp>", ":\n  (stage) Bells.\n  Hark."),
        ("<sp><speaker>A</speaker><l part='I'>One half</l></sp>"
         "<sp><speaker>B</speaker><l part='F'>the other</l></sp>",
         "A:\n  / One half\nB:\n  /     the other"),
        ("<quote><p>One.</p><bibl>Mills</bibl></quote>", "> One.\n> (attribution) Mills"),
        ("<p>He <stage>aside</stage>, and went.</p>", "He {italic: aside}, and went."),
        ("<table><head>C</head><row role='label'><cell>a</cell></row><row><cell>1</cell></row></table>",
         "caption: C\n‖ ^a ‖\n| 1 |"),
        ("<table><cell>a</cell><cell>b</cell><row><cell>c</cell></row><cell>d</cell></table>",
         "| a | b |\n| c |\n| d |"),
        ("<table><row><cell role='label' rows='2'>a</cell><cell cols='3'>b</cell></row></table>",
         "| 2×1 ^a | 1×3 b |"),
        ("<figure><graphic url='a.png'/><head>H</head><figDesc>D</figDesc></figure>",
         "!graphic-1 (D) (caption) H"),
        ("<figure><figDesc>D</figDesc></figure>", "! (D)"),
        ("<figure><graphic url='a.png'/><graphic url='b.png'/><p>C</p></figure>",
         "<figure>\n  !graphic-1 ()\n  !graphic-2 ()\n  C"),
        ("<p>x <graphic url='a.png'/> y</p>", "x !graphic-1 y"),
        ("<p>w<g ref='#g'/><g>y</g></p>", "wy"),
        ("<head>H <figure><graphic url='a.png'/><head>h</head></figure></head>", "# H !graphic-1 h"),
        ("<p>x <formula notation='TeX'>E=mc^2</formula></p>", "x E=mc^2"),
        ("<address><addrLine>A</addrLine><addrLine>B</addrLine></address>", "<address>\n  A⏎B"),
        ("<castList><head>C</head><castItem><role>A</role> <roleDesc>a king</roleDesc></castItem></castList>",
         "plain: C\n· A {italic: a king}"),
        ("<entry><form><orth>cat</orth></form><gramGrp><pos>n</pos></gramGrp><def>a beast</def></entry>",
         "(entry) {bold: cat} n a beast"),
        ("<entry><orth>cat</orth><cit type='translation'><quote>Katze</quote></cit>"
         "<cit type='example'><quote>A cat sat.</quote></cit></entry>",
         "(entry) {bold: cat} Katze {italic: A cat sat.}"),
        ("<listApp><app loc='3'><lem>one</lem><rdg>two</rdg><rdg>three</rdg></app></listApp>",
         "(entry) {made: 3} one{made: ]} two{made: ;} three"),
        ("<u>well <pause/> now</u><pause><desc>a long silence</desc></pause>",
         ":\n  well now\n(stage) a long silence"),
        ("<p>a <app><lem>one</lem><rdg>two</rdg></app> b</p>", "a one b"),
        ("<msDesc><msContents><msItem><author>A</author><title>B</title></msItem></msContents></msDesc>",
         "<description>\n  A{made: , }{italic: B}"),
        ("<schemaSpec><elementSpec><gloss>g</gloss><desc>d</desc><content><textNode/></content>"
         "</elementSpec></schemaSpec>", "g d"),
    ],
)  # fmt: skip
def test_structures(source: str, expected: str) -> None:
    assert sketch(article(source).blocks) == expected


def test_markup_in_an_example_is_shown_as_it_is_typed() -> None:
    body = """<egXML xmlns="http://www.tei-c.org/ns/Examples">
      <p rend="x">a &amp; b</p>
        <lb/>
    </egXML>"""
    assert sketch(article(body).blocks) == '    <p rend="x">a &amp; b</p>\n      <lb/>'


def test_mathml_is_reported() -> None:
    body = '<p><formula><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math></formula></p>'
    read_article = article(body)
    assert sketch(read_article.blocks) == "{formula: x}"
    assert rules(read_article) == ["formula"]


def test_a_list_begins_where_its_first_item_says() -> None:
    (block,) = article('<list type="ordered"><item n="4">a</item></list>').blocks
    assert block.start == 4


def test_verse_keeps_numbers_and_indents() -> None:
    (block,) = article('<lg><l n="5" rend="indent2">a</l></lg>').blocks
    assert isinstance(block, Verse)
    assert (block.lines[0].number, block.lines[0].indent) == ("5", 2)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<head>H</head><p>a</p><p>b</p>", "# {made: [}H\na\nb{made: ]}"),
        ("<div><head>H</head><p>a</p></div>", "# {made: [}H\na{made: ]}"),
        ("<table><row><cell>a</cell><cell>b</cell></row></table>", "| {made: [}a | b{made: ]} |"),
        ("<table><head>C</head><row><cell>a</cell></row></table>",
         "caption: {made: [}C\n| a{made: ]} |"),
        ("<list><head>H</head><item>a</item></list>", "bullet: {made: [}H\n- a{made: ]}"),
        ("<stage>Off.</stage>", "(stage) {made: [}Off.{made: ]}"),
        ("<opener>Dear Bo</opener>", "<opener>\n  (opener) {made: [}Dear Bo{made: ]}"),
        ("<sp><speaker>A</speaker><p>b</p></sp>", "{made: [}A:\n  b{made: ]}"),
        ("<cit><quote><p>a</p></quote><bibl>B</bibl></cit>",
         "> {made: [}a\n> (attribution) B{made: ]}"),
        ("bare words", "{made: [}bare words{made: ]}"),
    ],
)  # fmt: skip
def test_brackets_around_blocks_are_in_the_first_and_the_last(source: str, expected: str) -> None:
    made = sketch(article(f'<supplied reason="lost">{source}</supplied>').blocks)
    assert made.replace("supplied made", "made").replace("{supplied: ", "").replace("}", "") == (
        expected.replace("}", "")
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>x <supplied><list><item>i</item><item>j</item></list></supplied></p>",
         "x\n- {supplied made: [}{supplied: i}\n- {supplied: j}{supplied made: ]}"),
        ("<ab><supplied><lb n='1'/>one <lb n='2'/>two</supplied></ab>",
         "{supplied made: [}{supplied: one}⏎{supplied: two}{supplied made: ]}"),
        ("<ab><lb n='4'/>one <supplied><lb n='5'/>two</supplied></ab>",
         "one⏎{supplied smaller made: (5)}{supplied:  }{supplied made: [}{supplied: two}"
         "{supplied made: ]}"),
        ("<ab>one<supplied><lb n='5' break='no'/>two</supplied></ab>",
         "one{supplied made: [}{supplied: two}{supplied made: ]}"),
        ("<div><pb n='3'/><supplied><head>H</head></supplied></div>",
         "(milestone) {smaller made: [p. 3]}\n# {supplied made: [}{supplied: H}{supplied made: ]}"),
    ],
)  # fmt: skip
def test_a_bracket_stands_where_its_words_begin(source: str, expected: str) -> None:
    assert sketch(article(source).blocks) == expected


def test_an_utterance_names_its_speaker() -> None:
    before = '<standOff><listPerson><person xml:id="a"><persName>Ada</persName></person></listPerson></standOff>'
    (block,) = article('<u who="#a">Order.</u>', before=before).blocks
    assert isinstance(block, Turn)
    assert block.who == ("a",)
    assert sketch((block,)) == "{made: Ada}:\n  Order."


def test_cells_are_aligned_as_the_source_says() -> None:
    (block,) = article('<table><row><cell rend="right">1</cell></row></table>').blocks
    assert isinstance(block, Table)
    assert block.rows[0].cells[0].align == "end"


def test_a_picture_shown_twice_is_one_graphic() -> None:
    body = '<figure><graphic url="a.png"/></figure><figure><graphic url="a.png"/></figure>'
    read_article = article(body)
    assert [b.graphic for b in read_article.blocks if isinstance(b, Picture)] == ["graphic-1"] * 2
    assert list(read_article.graphics) == ["graphic-1"]


def test_links_to_scripts_data_and_files_are_dropped_with_a_warning() -> None:
    body = "".join(
        f'<ref target="{address}">x</ref>'
        for address in ("javascript:alert(1)", "DATA:text/html,x", "file:///etc/passwd", "b.xml")
    )
    read_article = article(f"<p>{body}</p>")
    assert sketch(read_article.blocks) == "xxxx"
    dropped, elsewhere = read_article.notices
    assert (dropped.rule, dropped.severity) == ("dangerous-link", Severity.WARNING)
    assert "3 links lead to a script, to data, to a file or to a program" in dropped.message
    assert (elsewhere.rule, elsewhere.severity) == ("other-file", Severity.INFO)


def test_a_span_for_which_there_is_no_room_is_reported_once_a_table() -> None:
    read = article(
        "<table><row><cell cols='2'>a</cell><cell>b</cell></row>\n"
        "<row><cell rows='9'>c</cell><cell rows='2'>d</cell><cell>e</cell></row></table>"
    )
    (notice,) = read.notices
    assert (notice.rule, notice.severity, notice.line) == ("table-span", Severity.WARNING, 2)
    assert notice.path.endswith("table/row[2]/cell[1]")
    assert notice.message == (
        "A cell is to span 9 rows, but there is space for 1. The same is true of 1 more in this table."
    )
    assert "@rows and @cols" in notice.fix


def test_spans_with_room_are_not_reported() -> None:
    read = article(
        "<table><row><cell cols='2'>a</cell></row>"
        "<row><cell rows='2'>b</cell><cell>c</cell></row><row><cell>d</cell></row></table>"
    )
    assert rules(read) == []


def test_text_beside_the_cells_stands_below_the_table_each_piece_apart() -> None:
    rows = "<row><cell>a</cell>one<cell>b</cell></row>two<row><cell>c</cell>three</row>"
    assert sketch(article(f"<table>{rows}</table>").blocks) == "| a | b |\n| c |\none\ntwo\nthree"


def test_a_row_without_cells_is_none_and_no_span_counts_it() -> None:
    read = article(
        "<table><row><cell rows='2'>a</cell><cell rows='2'>b</cell></row><row/>"
        "<row><cell>c</cell><cell rows='3'>d</cell></row><row/><row><cell>e</cell></row></table>"
    )
    assert rules(read) == []
    assert sketch(read.blocks) == "| a | b |\n| c | 2×1 d |\n| e |"
