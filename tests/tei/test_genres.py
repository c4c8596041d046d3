"""What the makers of letters, inscriptions, dictionaries, plays and newspapers look for first."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.sourcing import plan
from exporter.sourcing.inline_text import plain
from exporter.tei import read
from tests.tei.sketch import article, notes, rules, sketch

EDITION = '<div type="edition"><ab>{}</ab></div>'


def front(statement: str, publication: str = "", lang: str = "en") -> list[str]:
    """The lines of a title block: title, subtitle, then ``kind: words``."""
    made = read(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc>'
        f"<titleStmt>{statement}</titleStmt><publicationStmt>{publication}</publicationStmt>"
        "</fileDesc></teiHeader><text><body><p>Words.</p></body></text></TEI>".encode()
    )
    block = plan(made).front
    lines = [f"{line.kind}: {plain(line.content)}" for line in block.lines]
    return [plain(block.title), plain(block.subtitle), *lines]


def test_a_line_end_in_a_title_parts_words_and_none_within_a_word() -> None:
    title = '<title level="a">Eva Kern to Paul Ode<lb/>Bath, 1 May 1801, har<lb break="no"/>bour</title>'
    assert front(title)[0] == "Eva Kern to Paul Ode Bath, 1 May 1801, harbour"


def test_the_volume_and_the_issue_stand_below_the_title() -> None:
    title = '<title type="main">Tides</title><title type="sub">A tale</title><title type="volume">Volume One</title>'
    assert front(title)[:2] == ["Tides", "A tale. Volume One"]
    title = "<title>The Mercury</title><title type='issue'>No. 12</title>"
    assert front(title)[:2] == ["The Mercury", "No. 12"]


@pytest.mark.parametrize(
    ("statement", "lines"),
    [
        ("<editor>Ada Moss</editor>", ["editors: Edited by Ada Moss"]),
        (
            "<author>Bede</author><editor>A. Moss</editor><editor>B. Fern</editor>",
            ["byline: By Bede", "editors: Edited by A. Moss and B. Fern"],
        ),
        ("<author>A. Moss</author><editor>A. Moss</editor>", ["byline: By A. Moss"]),
        ("<author>Moss, Ada, 1560–1610</author>", ["byline: Moss, Ada, 1560–1610"]),
    ],
)
def test_authors_and_editors(statement: str, lines: list[str]) -> None:
    assert front(f"<title>T</title>{statement}")[2:] == lines


def test_of_names_in_several_languages_one_is_shown() -> None:
    house = '<publisher><orgName xml:lang="sv">Arkivet</orgName><orgName xml:lang="en">The Archive</orgName></publisher>'
    assert front("<title>T</title>", house)[2:] == ["publisher: The Archive"]
    assert front("<title>T</title>", house, "sv")[2:] == ["publisher: Arkivet"]
    two = "<publisher><orgName>One</orgName><orgName>Two</orgName></publisher>"
    assert front("<title>T</title>", two)[2:] == ["publisher: One, Two"]
    series = '<title level="s" xml:lang="en">Series</title><title level="s" xml:lang="ja">叢書</title><title level="m" xml:lang="ja">海</title>'
    assert front(series, lang="ja")[2:] == ["series: 叢書"]


def test_a_licence_that_is_an_address_is_a_link_under_its_words() -> None:
    rights = "<availability><licence>https://x.example/by/4.0/</licence><p>Free to use.</p></availability>"
    assert front("<title>T</title>", rights)[2:] == ["rights: Free to use."]
    alone = "<availability><licence>https://x.example/by/4.0/</licence></availability>"
    assert front("<title>T</title>", alone)[2:] == ["rights: https://x.example/by/4.0/"]


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ('<pb n="7"/>', "[p. 7]"),
        ('<pb n="[iv]"/>', "[p. iv]"),
        ('<pb n="12a"/>', "[p. 12a]"),
        ('<pb n="3r"/>', "[fol. 3r]"),
        ('<pb n="12vb"/>', "[fol. 12vb]"),
        ('<pb n="A3v"/>', "[A3v]"),
        ('<pb n="fol. 2r"/>', "[fol. 2r]"),
    ],
)
def test_pages_and_leaves(mark: str, shown: str) -> None:
    assert sketch(article(f"<p>One {mark}two.</p>").blocks) == f"One {{smaller made: {shown}}} two."


def test_the_pages_of_a_document_are_told_apart() -> None:
    body = '<sourceDoc><surface n="1r"><zone><line>one</line></zone></surface><surface n="1v"><zone><line>two</line></zone></surface></sourceDoc>'
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{body}</TEI>'.encode()
    assert sketch(read(data).blocks) == (
        "{smaller made: [fol. 1r]}{made:  }one\n{smaller made: [fol. 1v]}{made:  }two"
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            '<entry><form><orth>tor</orth></form><sense n="1"><def>a gate</def></sense><sense n="2"><sense n="a"><def>a goal</def></sense></sense></entry>',
            "{bold: tor} {bold made: 1.} a gate {bold made: 2.} {bold made: a.} a goal",
        ),
        (
            '<entryFree n="9"><orth>tor</orth>, <sense n="(b)">a fool</sense>; <sense n="II">II. a hill</sense></entryFree>',
            "{bold: tor}, {bold made: (b)} a fool; II. a hill",
        ),
        (
            "<entry><form><orth>grey</orth><orth>gray</orth></form><cit type='translation'><quote>gris</quote></cit><cit type='translation'><quote>cendré</quote></cit></entry>",
            "{bold: grey}{made: ,}{bold:  gray} gris{made: ,} cendré",
        ),
        (
            "<entry><sense><def>to fetch</def><cit type='example'><quote>aquatum ire</quote></cit></sense></entry>",
            "to fetch{made: :} {italic: aquatum ire}",
        ),
        (
            '<entry type="hom" n="2"><form><orth>bank</orth></form><def>of a river</def></entry>',
            "{superscript made: 2}{bold: bank} of a river",
        ),
    ],
)
def test_entries_of_dictionaries(entry: str, expected: str) -> None:
    found = sketch(article(entry).blocks).removeprefix("(entry) ")
    assert found.replace("{made:  }", " ").replace("{bold:  }", " ") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Sea <delSpan spanTo='#e'/>all of this<anchor xml:id='e'/> kept.</p>", "Sea {deletion: all of this} kept."),
        ("<p>One <addSpan spanTo='#e'/>two.</p><p>Three<anchor xml:id='e'/> four.</p>", "One {addition: two.}\n{addition: Three} four."),
        ("<p><anchor xml:id='e'/>Sea <delSpan spanTo='#e'/>kept.</p>", "Sea kept."),
        ("<p><hi><delSpan spanTo='#e'/>a</hi> b <hi>c<anchor xml:id='e'/></hi> d</p>", "{italic deletion: a}{deletion:  b }{italic deletion: c} d"),
        ("<p>Sea <restore><del>that stays</del></restore>, <del>not</del>.</p>", "Sea that stays, {deletion: not}."),
    ],
)  # fmt: skip
def test_passages_deleted_and_added_across_elements(body: str, expected: str) -> None:
    made = sketch(article(body).blocks)
    assert made.replace("[#e]", "") == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<lb n="1"/>ΑΒ <handShift new="#m2"/>ΓΔ', "ΑΒ {made: (m. 2)} ΓΔ"),
        ('<lb n="1"/>ΑΒ <g type="leaf"/> ΓΔ', "ΑΒ {made: ((leaf))} ΓΔ"),
        ('<lb n="1"/>ΑΒ <gap reason="lost" quantity="2" unit="line"/><lb n="4"/>ΓΔ', "ΑΒ⏎{gap made: [— 2 lines —]}⏎{smaller made: (4)} ΓΔ"),
    ],
)  # fmt: skip
def test_what_stands_on_a_stone(inside: str, expected: str) -> None:
    made = sketch(article(EDITION.format(inside)).blocks)
    assert made.replace("{made:  }", " ").replace("{smaller made:  }", " ") == expected


def test_a_character_by_its_number_and_one_that_nothing_declares() -> None:
    declared = '<encodingDesc><charDecl><char xml:id="c1"><mapping type="unicode">U+9F5B</mapping></char></charDecl></encodingDesc>'
    assert sketch(article('<p>色<g ref="#c1"/>空</p>', header=declared).blocks) == "色{made: 齛}空"
    made = article('<p>Sea<g ref="char:EOLhyphen"/>side <g ref="http://x.example/q"/>.</p>')
    assert sketch(made.blocks) == "Seaside ."
    assert [notice.message for notice in made.notices if notice.rule == "glyph-not-shown"] == [
        "<g> names the character 'http://x.example/q', which nothing declares; it is not shown (1 time)."
    ]


def test_a_gap_in_brackets_of_its_own_gets_no_others() -> None:
    made = article(
        "<p>Sea <gap><desc>〈 in non-Latin alphabet 〉</desc></gap> <gap><desc>blot</desc></gap></p>"
    )
    assert sketch(made.blocks) == (
        "Sea {gap: 〈 in non-Latin alphabet 〉} {gap made: [}{gap: blot}{gap made: ]}"
    )


def test_a_line_end_before_a_block_makes_no_line() -> None:
    made = article('<div>\n<lb n="5"/><p>One</p>Loose\n<lb n="10"/>\n<p>Two</p></div>')
    assert sketch(made.blocks) == "One\nLoose\nTwo"


def test_of_the_lines_of_a_play_every_fifth_is_numbered() -> None:
    lines = "".join(f'<milestone unit="ftln" n="1.2.{n}"/>w{n} ' for n in range(1, 7))
    assert sketch(article(f"<p>{lines}</p>").blocks) == "w1 w2 w3 w4 {smaller made: [1.2.5]} w5 w6"


def test_a_witness_is_a_line_with_its_shelfmark() -> None:
    made = article(
        "<listWit><witness><abbr>N</abbr> <msDesc><msIdentifier><settlement>Nap</settlement><idno>V.A.8</idno>"
        "</msIdentifier><history><origin>saec. XV</origin></history></msDesc></witness></listWit>"
    )
    assert sketch(made.blocks) == "· N {place: Nap}{made: , }V.A.8 saec. XV"


def test_a_surname_before_a_forename_has_a_comma_in_an_entry_alone() -> None:
    name = "<persName><surname>Kern</surname> <forename>Eva</forename></persName>"
    entry = f"<listBibl><biblStruct><monogr><author>{name}</author><title>Tides</title></monogr></biblStruct></listBibl>"
    assert "{person: Kern}{person made: ,}{person:  Eva}" in sketch(article(entry).blocks)
    assert sketch(article(f"<p>{name}</p>").blocks) == "{person: Kern Eva}"


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ('<q rend="none">the pier</q>', "the pier"),
        ('<q rend="pre(none)post(none)">the pier</q>', "the pier"),
        ('<q rend="pre(«)post(»)">the pier</q>', "{made: «}the pier{made: »}"),
        ("<q>the pier</q>", "{made: “}the pier{made: ”}"),
    ],
)
def test_what_a_rendition_says_of_quotation_marks(quotation: str, expected: str) -> None:
    assert sketch(article(f"<p>See {quotation} here.</p>").blocks) == f"See {expected} here."


@pytest.mark.parametrize(
    ("rend", "role"),
    [("align-right", "align-end"), ("text-align-center", "align-center"), ("align(right)", "align-end"),
     ("flushright", "align-end"), ("aligned", ""), ("fontsize", "")],
)  # fmt: skip
def test_words_for_where_a_line_stands(rend: str, role: str) -> None:
    block = article(f'<p rend="{rend}">Words.</p>').blocks[0]
    assert getattr(block, "role", None) == role


def test_a_mark_in_the_table_of_contents_of_a_scroll_is_no_text() -> None:
    body = (
        '<cb:mulu xmlns:cb="http://www.cbeta.org/ns/1.0">目</cb:mulu>'
        '<cb:juan xmlns:cb="http://www.cbeta.org/ns/1.0"><cb:jhead>心經</cb:jhead></cb:juan><p>色</p>'
    )
    made = article(body)
    assert sketch(made.blocks) == "心經\n色"
    assert "hidden" in rules(made)
    assert not notes(made)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <hi>two\n </hi>\n , three\n ; four (\n five\n ).</p>", "One {italic: two}, three; four (five)."),
        ("<p>uses\n.NET and\n,5 more</p>", "uses .NET and ,5 more"),
        ("<p>Un mot\n ! deux , trois</p>", "Un mot ! deux , trois"),
    ],
)  # fmt: skip
def test_a_line_end_of_the_file_stands_before_no_comma(body: str, expected: str) -> None:
    assert sketch(article(body).blocks) == expected


def test_a_note_between_two_rows_is_called_in_the_first() -> None:
    rows = "<row><cell>a</cell><cell>b</cell></row><note>N</note><row><cell>c</cell></row>"
    assert sketch(article(f"<table>{rows}</table>").blocks) == "| a | b[^note-1] |\n| c |"


def test_a_note_in_line_may_hold_a_paragraph() -> None:
    made = article('<p>Sea <note place="inline"><p>a wide <hi>one</hi></p></note> here.</p>')
    assert sketch(made.blocks) == "Sea {made: [}a wide {italic: one}{made: ]} here."


def test_the_numbers_of_a_structured_entry_say_which_they_are() -> None:
    imprint = (
        '<biblScope unit="volume">20</biblScope><biblScope unit="issue">4</biblScope>'
        '<biblScope unit="page" from="12" to="34"/><biblScope unit="page">vii</biblScope><biblScope unit="part">2</biblScope>'
    )
    entry = f"<listBibl><biblStruct><monogr><title>T</title><imprint>{imprint}</imprint></monogr></biblStruct></listBibl>"
    block = article(entry).blocks[0]
    assert plain(block.blocks[0].content) == "T, vol.\xa020, no.\xa04, pp.\xa012–34, p.\xa0vii, 2"
    loose = '<p>See <bibl><title>T</title>, <biblScope unit="volume">3</biblScope>.</bibl></p>'
    assert sketch(article(loose).blocks) == "See {italic: T}, 3."


@pytest.mark.parametrize(
    "text",
    ["<text><body><p/></body></text>", "<text><body><p><!-- to do --></p></body></text>", ""],
)
def test_a_catalogue_shows_its_manuscript(text: str) -> None:
    described = "<msDesc><msIdentifier><idno>MS 3</idno></msIdentifier><msContents><msItem><locus from='1r' to='4v'/><title>Psalms</title></msItem></msContents></msDesc>"
    data = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"<sourceDesc>{described}</sourceDesc></fileDesc></teiHeader>{text}</TEI>"
    )
    made = sketch(read(data.encode()).blocks)
    assert "MS 3" in made
    assert "1r–4v" in made


def test_a_document_without_a_title_has_that_of_its_title_page() -> None:
    page = "<front><titlePage><docTitle><titlePart>Part</titlePart><titlePart type='main'>The<lb/>Sea</titlePart></docTitle></titlePage></front>"
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text>{page}<body><p>x</p></body></text></TEI>'
    assert read(data.encode()).meta.title == "The Sea"


def test_what_p4_says_in_attributes() -> None:
    data = (
        '<TEI.2><teiHeader/><text lang="fr"><body><p><sic corr="la mer">le mer</sic> <gap desc="tache"/>'
        '<abbr expan="Monsieur">M.</abbr></p></body></text></TEI.2>'
    )
    made = read(data.encode())
    assert made.lang == "fr"
    assert sketch(made.blocks) == "{sic: le mer} {gap made: [tache]}M."
    said = next(notice.message for notice in made.notices if notice.rule == "attribute-not-shown")
    assert "abbr/@expan (1), sic/@corr (1)" in said


def test_a_pair_of_marks_in_another_style_is_the_authors_own() -> None:
    made = article('<p xml:lang="de">›<q>fünf</q>‹ und <q>sechs</q></p>')
    assert sketch(made.blocks) == "[de] ›fünf‹ und {made: „}sechs{made: “}"


def test_the_lines_of_a_title_page_are_set_alike() -> None:
    page = "<titlePage><docTitle><titlePart>The Sea</titlePart></docTitle><byline>By <docAuthor>A</docAuthor></byline><docEdition>Third</docEdition><docDate>1801</docDate></titlePage>"
    assert sketch(article(page).blocks) == (
        "<title-page>\n  (title-part) The Sea\n  (title-part) By A\n  (title-part) Third\n  (title-part) 1801"
    )


def test_parts_of_a_letter_bear_no_number() -> None:
    made = article(
        '<div type="writingSession" n="1"><p>a</p></div><div type="poem" n="2"><p>b</p></div>'
    )
    assert sketch(made.blocks) == "a\n(label) {made: Poem 2}\nb"


def test_lines_as_they_stand_on_the_stone_where_one_chooses(tmp_path: Path) -> None:
    table = tmp_path / "table.toml"
    table.write_text('[elements]\nlb = "break 5 divided"\n', encoding="utf-8")
    body = EDITION.format('<lb n="4"/>ὁ δῆ\n<lb n="5" break="no"/>μος')
    assert sketch(article(body).blocks) == "ὁ δῆμος"
    divided = sketch(article(body, treatment=table).blocks)
    assert divided == "ὁ δῆ{made: -}⏎{smaller made: (5)} μος"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<title>Bays</title><editor>Ida Orr</editor><editor>Jo Lee</editor><date>1900</date>",
         "Bays, ed. Ida Orr, Jo Lee, 1900"),
        ("<title>Bays</title><editor role='translator'>Ida Orr</editor>", "Bays, trans. Ida Orr"),
        ("<title>Bays</title><editor role='map-maker'>Ida Orr</editor>", "Bays, map maker: Ida Orr"),
        ("<title>Bays</title><editor>Ida Orr (ed.)</editor>", "Bays, Ida Orr (ed.)"),
        ("<title>Bays</title>, by <editor>Ida Orr</editor>", "Bays, by Ida Orr"),
    ],
)  # fmt: skip
def test_an_entry_of_data_says_what_its_editors_did(parts: str, expected: str) -> None:
    (entry,) = article(f"<bibl>{parts}</bibl>").blocks
    assert "".join(run.text for run in entry.content) == expected
