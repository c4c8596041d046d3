"""Prose: white space, blocks, marks, languages, quotation marks."""
# ruff: noqa: E501, ISC004 - pieces of TEI are clearest on one line

from __future__ import annotations

import pytest

from exporter.tei import read
from tests.tei.sketch import article, rules, sketch, tei


def drawn(body: str, **how: str) -> str:
    return sketch(article(body, **how).blocks)


def test_white_space_folds_and_no_break_spaces_stay() -> None:
    assert drawn("<p>\n  One\n\t two\u00a0three  </p>") == "One two\u00a0three"


def test_a_space_inside_emphasis_is_one_space() -> None:
    assert drawn("<p>a <hi rend='italic'> b </hi> c</p>") == "a {italic: b} c"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("秋胡娶妻\n  三月", "秋胡娶妻三月"),
        (
            "海の\n  <hi>船</hi>\n  は、\n<hi>港</hi>を出た。\n夜",
            "海の{italic: 船}は、{italic: 港}を出た。夜",
        ),
        ("海<hi>の\n</hi>船", "海{italic: の}船"),
        # Names below one another, and words of other scripts, are parted.
        ("<hi>海</hi>\n<hi>船</hi>", "{italic: 海} {italic: 船}"),
        ("海の <hi>船</hi>", "海の {italic: 船}"),
        ("海の\n<hi>Maru</hi>\nは", "海の {italic: Maru} は"),
        ("바다\n<hi>배</hi>", "바다 {italic: 배}"),
    ],
)
def test_a_line_end_between_wide_characters_is_no_space(source: str, expected: str) -> None:
    assert drawn(f"<p>{source}</p>") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div>Loose <hi>text</hi>.<p>A paragraph.</p>More.</div>",
         "Loose {italic: text}.\nA paragraph.\nMore."),
        ("<p>Before<list><item>one</item></list>after</p>", "Before\n- one\nafter"),
        ("<p>Before<quote><p>Set off.</p></quote>after</p>", "Before\n> Set off.\nafter"),
        ("<p>He said <quote>so</quote>.</p>", "He said {made: “}so{made: ”}."),
        ("<quote>Set off.</quote>", "> Set off."),
        ("<cit><quote>Words.</quote><bibl>A book</bibl></cit>", "> Words.\n> (attribution) A book"),
        ("<p>One<lb/>two<lb break='no'/>three</p>", "One⏎twothree"),
        ("<ab>x<pb n='2'/>y</ab>", "x{smaller made: [p. 2]}y"),
        ("<ab>x <pb n='2'/>y</ab>", "x {smaller made: [p. 2]} y"),
        ("<ab>x<pb/>y</ab>", "xy"),
        ("<milestone unit='section' rend='* * *'/>", "***"),
        ("<opener><dateline>Nessport</dateline><salute>Dear Sir,</salute></opener>",
         "<opener>\n  (dateline) Nessport\n  (salute) Dear Sir,"),
        ("<p>x <w>won</w><w join='left'>'t</w> <w>go</w><pc join='left'>!</pc></p>", "x won't go!"),
        ("<p><persName><forename>Ada</forename><surname>Mills</surname></persName>, she</p>",
         "{person: Ada Mills}, she"),
        ("<eg>\n  a  b\n    c\n</eg>", "      a  b\n        c"),
        ("<p>Use <gi>p</gi> and <att>rend</att>.</p>",
         "Use {monospace made: <}{monospace: p}{monospace made: >} "
         "and {monospace made: @}{monospace: rend}."),
        ("<floatingText><body><p>Inside.</p></body></floatingText>", "<floating-text>\n  Inside."),
    ],
)  # fmt: skip
def test_blocks(source: str, expected: str) -> None:
    assert drawn(source) == expected


def test_headings_have_levels_without_gaps() -> None:
    body = """<div><head>One</head><div><div><head>Two</head><head type="sub">Also</head>
      <div><head>Three</head></div></div></div></div><div><head>One again</head></div>"""
    assert drawn(body) == "# One\n## Two\n(subheading) Also\n### Three\n# One again"


@pytest.mark.parametrize(
    ("element", "marks"),
    [
        ('<hi rend="bold italic">x</hi>', "bold italic"),
        ('<hi rend="sup">x</hi>', "superscript"),
        ('<hi style="font-variant: small-caps">x</hi>', "small-caps"),
        ('<hi rendition="#u">x</hi>', "underline"),
        ('<hi rendition="simple:bold">x</hi>', "bold"),
        ("<hi>x</hi>", "italic"),
        ('<hi rend="gesperrt">x</hi>', "letter-spaced"),
        ("<emph>x</emph>", "italic"),
        ('<title level="m">x</title>', "italic"),
        ("<foreign xml:lang='fr'>x</foreign>", "fr"),
        ("<foreign xml:lang='en'>x</foreign>", ""),
        ("<del>x</del>", "deletion"),
        ('<ref target="https://a.example/">x</ref>', "→https://a.example/"),
        ('<ref target="javascript:alert(1)">x</ref>', ""),
        ('<persName ref="#p">x</persName>', "person"),
        ('<rs type="place">x</rs>', "place"),
    ],
)
def test_marks(element: str, marks: str) -> None:
    header = """<encodingDesc><tagsDecl><rendition xml:id="u" scheme="css">text-decoration:
      underline</rendition></tagsDecl></encodingDesc>"""
    assert drawn(f"<p>{element}</p>", header=header) == (f"{{{marks}: x}}" if marks else "x")


def test_equal_marks_are_one_object() -> None:
    first, _, second = article("<p><emph>a</emph> b <emph>c</emph></p>").blocks[0].content
    assert first.marks[0] is second.marks[0]


def test_a_block_in_another_language_says_so_once() -> None:
    body = '<div xml:lang="de"><p>Wort <foreign xml:lang="fr">mot</foreign></p></div><p>word</p>'
    assert drawn(body) == "[de] Wort {fr: mot}\nword"


def test_language_tags_are_mended_or_reported() -> None:
    read_article = article('<p xml:lang="ger">Wort</p><p xml:lang="no such language!">x</p>')
    assert sketch(read_article.blocks) == "[de] Wort\nx"
    assert rules(read_article) == ["bad-language"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<said direct="true">Yes</said>', "{speech speech-1 made: “}{speech speech-1: Yes}"
         "{speech speech-1 made: ”}"),
        ('<said direct="true">“Yes”</said>', "{speech speech-1: “Yes”}"),
        ('“<said direct="true">Yes</said>”', "“{speech speech-1: Yes}”"),
        ('<said direct="false">that it was so</said>', "{speech speech-1: that it was so}"),
        ("<q>a <q>b</q></q>", "{made: “}a {made: ‘}b{made: ’”}"),
        ("“So <q>a</q> and <q>b</q>,” he said. <q>c</q>", "“So {made: ‘}a{made: ’} and {made: ‘}b{made: ’},” he said. {made: “}c{made: ”}"),
        ("‘So <q>a</q> it went’ <q>c</q>", "‘So {made: “}a{made: ”} it went’ {made: “}c{made: ”}"),
        ("<q>\n a\n </q>\n , <q>b </q>, <q>c </q> and <q>d </q>!", "{made: “}a{made: ”}, {made: “}b{made: ”}, {made: “}c{made: ”} and {made: “}d{made: ”}!"),
        ("a pipe of 5” and <q>b</q>", "a pipe of 5” and {made: “}b{made: ”}"),
        ("<soCalled>so</soCalled>", "{made: “}so{made: ”}"),
        ('<q xml:lang="de">Ja</q>', "{de made: „}{de: Ja}{de made: “}"),
    ],
)  # fmt: skip
def test_quotation_marks_stand_where_the_text_has_none(source: str, expected: str) -> None:
    assert drawn(f"<p>x {source}</p>") == f"x {expected}"


def test_quotation_marks_follow_the_header() -> None:
    header = '<encodingDesc><editorialDecl><quotation marks="{}"/></editorialDecl></encodingDesc>'
    assert drawn("<p><q>x</q></p>", header=header.format("all")) == "x"
    assert drawn("<p>“<q>x</q></p>", header=header.format("none")) == "“{made: “}x{made: ”}"


def test_what_is_chosen_from_alternatives() -> None:
    body = """<p><choice><sic>teh</sic><corr>the</corr></choice>
      <choice><abbr>Dr</abbr><expan>Doctor</expan></choice>
      <app><lem>lemma</lem><rdg>reading</rdg></app> <gap reason="lost"/>
      <subst><del>old</del><add>new</add></subst><fw>running head</fw></p>"""
    read_article = article(body)
    assert sketch(read_article.blocks) == (
        "the Doctor lemma {gap made: […]} {deletion: old}{addition: new}"
    )
    assert rules(read_article) == ["hidden"] * 4


def test_unknown_elements_keep_their_text_and_are_reported_once() -> None:
    read_article = article("<p><blort>a</blort> <blort>b</blort></p>")
    assert sketch(read_article.blocks) == "a b"
    (notice,) = read_article.notices
    assert "<blort>" in notice.message
    assert "2 times" in notice.message
    assert notice.line == 1


def test_pointers_without_words_get_some() -> None:
    body = '<div xml:id="d"><head>The wall</head><p>See <ptr target="#d"/>.</p></div>'
    assert drawn(body) == "# The wall\nSee {→#d made: The wall}."


def test_links_to_nowhere_keep_their_words_alone() -> None:
    read_article = article(
        '<p><ref target="#gone">x</ref><ref target="#f">y</ref></p><fw xml:id="f">z</fw>'
    )
    assert sketch(read_article.blocks) == "xy"
    assert rules(read_article)[0] == "dangling-pointer"


def test_anchors_stay_only_where_something_leads_to_them() -> None:
    body = '<p>a<anchor xml:id="x"/>b<anchor xml:id="y"/>c <ref target="#x">d</ref></p>'
    assert drawn(body) == "a[#x]bc {→#x: d}"


def test_every_block_has_an_id_and_a_line_and_no_id_stands_twice() -> None:
    read_article = article('<p xml:id="b-1">a</p>\n<p>b</p>\n<p xml:id="b-1">c</p>')
    assert [(block.id, block.line) for block in read_article.blocks] == [
        ("b-1", 1), ("b-2", 2), ("b-1-2", 3),
    ]  # fmt: skip
    assert rules(read_article) == ["duplicate-id"]


def test_a_part_of_a_text_can_be_read_alone() -> None:
    root = '<div xmlns="http://www.tei-c.org/ns/1.0" xml:lang="la"><head>H</head><p>t</p></div>'
    read_article = read(root.encode())
    assert (read_article.lang, sketch(read_article.blocks)) == ("la", "# H\nt")


def test_several_texts_are_read_in_order() -> None:
    one = tei("<p>one</p>").decode().replace("<TEI", "<TEI n='1'")
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{one}{one.replace("one", "two")}</teiCorpus>'
    assert sketch(read(corpus.encode()).blocks) == "# {made: T}\none\n# {made: T}\ntwo"


def test_a_transcription_stands_in_where_there_is_no_text() -> None:
    root = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><sourceDoc><surface><zone>
      <line>In Penny Lane</line><line>there is a barber</line></zone></surface></sourceDoc></TEI>"""
    assert sketch(read(root.encode()).blocks) == "In Penny Lane⏎there is a barber"


def test_deep_blocks_are_flattened_and_nothing_is_lost() -> None:
    body = "<list><item>" * 60 + "x" + "</item></list>" * 60
    assert "x" in drawn(body)


def test_what_an_editor_supplied_stands_in_brackets_in_every_format() -> None:
    body = "<p>wo<supplied>r</supplied>d <supplied>and</supplied>, <supplied/></p>"
    assert drawn(body) == (
        "wo{supplied made: [}{supplied: r}{supplied made: ]}d "
        "{supplied made: [}{supplied: and}{supplied made: ]},"
    )


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        # As many marks on both sides: the first space stays.
        ('<hi rend="italic">a </hi><hi rend="bold"> b</hi>', "{italic: a }{bold: b}"),
        ('<hi rend="italic">a </hi> b', "{italic: a} b"),
        ('a <hi rend="bold"> b</hi>', "a {bold: b}"),
    ],
)
def test_of_two_spaces_that_meet_one_stays(body: str, shown: str) -> None:
    assert sketch(article(f"<p>{body}</p>").blocks) == shown


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<quote><l>One</l>,\n <l>two</l>;\n <l>three</l>.</quote>",
            "> / One,\n> / two;\n> / three.",
        ),
        ("<lg><l>One</l>, <l>two</l>!”</lg>", "/ One,\n/ two!”"),
        ("<div><p>One</p>.<p>Two</p></div>", "One.\nTwo"),
        ("<lg><l>One</l>,\u00a0\u2003<l>two</l>\u00a0 <l>three</l></lg>", "/ One,\n/ two\n/ three"),
        ("<div><p>One</p>\u00a0<p>Two</p></div>", "One\nTwo"),
        ("<div><p>One</p>. And<p>Two</p></div>", "One\n. And\nTwo"),
        ("<div><list><item>One</item></list>;<p>Two</p></div>", "- One\n;\nTwo"),
        ("<p>One</p><div>; <p>Two</p></div>", "One\n;\nTwo"),
    ],
)
def test_signs_behind_a_block_end_its_text(body: str, expected: str) -> None:
    assert sketch(article(body).blocks) == expected
