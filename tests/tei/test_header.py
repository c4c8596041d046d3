"""What heads a document: titles, people, letters, publisher, date, licence."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import pytest

from exporter.model import Article
from exporter.sourcing import plan
from exporter.tei import read
from tests.sourcing.build import shown
from tests.tei.sketch import rules


def reading(statement: str, publication: str = "", profile: str = "", lang: str = "en") -> Article:
    return read(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc>'
        f"<titleStmt>{statement}</titleStmt><publicationStmt>{publication}</publicationStmt>"
        f"{'' if profile.startswith('<p') else profile}<sourceDesc><p/></sourceDesc></fileDesc>"
        f"{profile if profile.startswith('<p') else ''}</teiHeader>"
        "<text><body><p>Text.</p></body></text></TEI>".encode()
    )


def lines(article: Article) -> list[tuple[str, str]]:
    return [(line.kind, shown(line.content)) for line in plan(article).front.lines]


@pytest.mark.parametrize(
    ("statement", "main", "sub", "series"),
    [
        ('<title level="m">Diaries</title><title level="a">May 1931</title>', "May 1931", "", "Diaries"),
        ('<title type="main">Hamlet</title><title type="sub">A play</title>', "Hamlet", "A play", ""),
        ('<title type="main">One</title><title type="subordinate">Two</title>', "One", "Two", ""),
        ('<title level="s" type="main">Acts</title><title level="a" type="main">Act 4</title>',
         "Act 4", "", "Acts"),
        ('<title>The edition</title><title level="a">Letter 7</title>', "Letter 7", "", "The edition"),
        ('<title level="j">Courier</title><title>A report</title>', "A report", "", "Courier"),
        ('<title level="s">Only a series</title>', "Only a series", "", ""),
        ('<title level="s">S</title><title type="sub" level="s">Of</title><title level="a">A</title>',
         "A", "", "S"),
        ('<title type="main">Why?</title><title type="sub">How</title><title type="sub">When</title>',
         "Why?", "How. When", ""),
        ('<title xml:lang="de">Haus</title><title xml:lang="en">House</title>', "House", "", ""),
    ],
)  # fmt: skip
def test_the_title_is_that_of_the_text(statement: str, main: str, sub: str, series: str) -> None:
    meta = reading(statement).meta
    assert (meta.title, meta.subtitle, meta.series) == (main, sub, series)


def test_the_series_stands_above_and_what_is_not_shown_is_said() -> None:
    found = reading('<title>T</title><title type="alt">Other</title>', profile=(
        '<seriesStmt><title level="s">A series</title></seriesStmt>'))  # fmt: skip
    assert lines(found)[0] == ("series", "A series")
    assert rules(found) == ["title-not-shown"]
    assert "“Other”" in found.notices[0].message


@pytest.mark.parametrize(
    ("author", "lang", "names"),
    [
        ("<persName>Лев</persName><persName xml:lang='en'>Leo</persName>", "en", ["Leo"]),
        ("<persName>Лев</persName><persName xml:lang='en'>Leo</persName>", "ru", ["Лев"]),
        (
            "<persName>Mary Evans</persName> <persName type='pen'>G. E.</persName>",
            "en",
            ["Mary Evans"],
        ),
        ("<persName>A</persName> and <persName>B</persName>", "en", ["A", "B"]),
        ("<persName ref='#a'>A</persName><persName ref='#b'>B</persName>", "en", ["A", "B"]),
        ("<persName>A. Able</persName><orgName>University of X</orgName>", "en", ["A. Able"]),
        ("<persName>A. Able</persName>, of Nessport", "en", ["A. Able"]),
        ("Able, <name>Ann</name>", "en", ["Able, Ann"]),
    ],
)
def test_an_author_with_two_names_is_one_person(author: str, lang: str, names: list[str]) -> None:
    more = '<respStmt><persName xml:id="a"/><persName xml:id="b"/></respStmt>'
    meta = reading(f"<title>T</title><author>{author}</author>{more}", lang=lang).meta
    assert [a.name for a in meta.authors] == names


@pytest.mark.parametrize(
    ("publication", "publisher"),
    [
        ("<publisher><orgName>House</orgName><email>a@b.example</email></publisher>", "House"),
        ("<publisher>House, mail a@b.example</publisher>", "House, mail"),
        ("<publisher>House<address><addrLine>1 Quay</addrLine></address></publisher>", "House"),
        ("<publisher>One</publisher><publisher>Two</publisher>", "One, Two"),
        ("<publisher>One</publisher><distributor>Two</distributor>", "One"),
        ("<distributor><name>Two</name><ref target='x'>site</ref></distributor>", "Two"),
        ("<authority>Three</authority>", "Three"),
    ],
)
def test_the_publisher_is_a_name(publication: str, publisher: str) -> None:
    assert reading("<title>T</title>", publication).meta.publisher == publisher


@pytest.mark.parametrize(
    "stamp", ["2021-11-05T08:00:00Z", "2021-11-05 08:00:00", "2021-11-05", "2021-11-05T08:00+01:00"]
)
def test_a_timestamp_is_a_date(stamp: str) -> None:
    found = reading("<title>T</title>", f"<date>{stamp}</date>")
    assert lines(found) == [("date", "5 November 2021")]


def test_a_long_licence_is_no_link() -> None:
    long = "You may do this and that with it, as long as you say so. " * 9
    for words, linked in (("Some rights.", True), (long, False)):
        licence = (
            f'<availability><licence target="https://l.example/">{words}</licence></availability>'
        )
        front = plan(reading("<title>T</title>", licence)).front
        rights = [line for line in front.lines if line.kind == "rights"]
        assert bool(rights[0].content[0].marks) == linked
        assert len(rights) == (1 if linked else 2)
        assert rights[-1].content[0].marks


LETTER = """<profileDesc><correspDesc>
 <correspAction type="sent"><persName>Ann Able</persName><persName>Ben Able</persName>
  <settlement>Nessport</settlement><date when="1907-01-03"/></correspAction>
 <correspAction type="received"><orgName>The Board</orgName><placeName>Cork</placeName></correspAction>
 <correspAction type="forwarded"><p>By hand in March</p></correspAction>
 <correspAction type="sent"><persName/></correspAction>
</correspDesc></profileDesc>"""


def test_a_letter_says_who_wrote_to_whom() -> None:
    found = reading("<title>T</title>", profile=LETTER)
    assert lines(found) == [
        ("letter", "From Ann Able and Ben Able, Nessport, 3 January 1907"),
        ("letter", "To The Board, Cork"),
        ("letter", "By hand in March"),
    ]


def test_who_passed_a_letter_on() -> None:
    steps = "".join(
        f"<correspAction type='{kind}'><persName>Cy</persName></correspAction>"
        for kind in ("transmitted", "forwarded", "redirected")
    )
    profile = f"<profileDesc><correspDesc>{steps}</correspDesc></profileDesc>"
    assert [words for _, words in lines(reading("<title>T</title>", profile=profile))] == [
        "Transmitted by Cy",
        "Forwarded by Cy",
        "Forwarded by Cy",
    ]


def test_titles_within_a_title() -> None:
    inner = "<title type='main'>The Wall</title> <title type='sub'>A Play</title>"
    meta = reading(f"<title>{inner}</title>").meta
    assert (meta.title, meta.subtitle) == ("The Wall", "A Play")


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("<publisher><persName><forename>Jo</forename><surname>Doe</surname></persName></publisher>",
         "Jo Doe"),
        ("<publisher><ref target='https://x.example'>The Press</ref></publisher>", "The Press"),
        ("<publisher xml:lang='de'>Archiv</publisher><publisher xml:lang='en'>Archive</publisher>",
         "Archive"),
        ("<publisher>One</publisher><publisher>Two</publisher>", "One, Two"),
    ],
)  # fmt: skip
def test_the_publisher_by_name(publisher: str, expected: str) -> None:
    assert reading("<title>T</title>", publisher).meta.publisher == expected


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<name ref='#ann'>Ann</name><name ref='#ben'>Ben</name>", ["Ann", "Ben"]),
        ("<name ref='x:1' xml:lang='ru'>Анна</name><name ref='y:2' xml:lang='en'>Anna</name>",
         ["Anna"]),
        ("<persName><forename>Jo</forename><surname>Doe</surname><idno>7</idno></persName>",
         ["Jo Doe"]),
        ("<persName><name>Jo</name><roleName>King</roleName></persName>", ["King Jo"]),
        ("Jo <persName>Doe</persName> <email>jo@x.example</email> <affiliation>U</affiliation>",
         ["Jo Doe"]),
    ],
)  # fmt: skip
def test_authors_by_name(author: str, names: list[str]) -> None:
    meta = reading(f"<title>T</title><author>{author}</author>").meta
    assert [each.name for each in meta.authors] == names


@pytest.mark.parametrize("day", ["2014-13", "2023-02-29", "10 May", "2014-5-1"])
def test_a_day_of_the_header_that_is_none_is_said(day: str) -> None:
    found = reading("<title>T</title>", f"<publisher>P</publisher><date when='{day}'/>")
    assert rules(found) == ["invalid-value"]
    assert f"“{day}”" in found.notices[0].message


# ---------------------------------------------------------------------- papers and old editions

_PAPER = (
    "<biblStruct><analytic><author><persName><forename>Ada</forename><surname>Wren</surname>"
    "</persName><affiliation>Tidal Office</affiliation></author><author><persName>Kofi Osei"
    "</persName></author><author><affiliation>Nobody</affiliation></author>"
    '<title level="a">{}</title></analytic><monogr><imprint/></monogr></biblStruct>'
)


@pytest.mark.parametrize(
    ("statement", "source", "names"),
    [
        ("<title>Tides</title>", _PAPER.format("Tides"), ["Ada Wren", "Kofi Osei"]),
        ("<title>Tides</title><author>L. Brandt</author>", _PAPER.format("Tides"), ["L. Brandt"]),
        ("<title>The tides of May</title>", _PAPER.format("Tides"), []),
    ],
)
def test_the_authors_of_a_paper_stand_in_what_it_was_made_from(
    statement: str, source: str, names: list[str]
) -> None:
    made = read(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        f"{statement}</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>{source}"
        "</sourceDesc></fileDesc></teiHeader><text><body><p>Text.</p></body></text></TEI>".encode()
    )
    assert [each.name for each in made.meta.authors] == names


@pytest.mark.parametrize(
    ("listed", "body", "lang"),
    [
        (("de",), "<body><p>Text</p></body>", "de"),
        (("de", "la"), "<body><p>Text</p></body>", "de"),
        (("lat", "fre"), '<body><p>A <foreign xml:lang="la">modus</foreign>, a <foreign xml:lang="fr">fête</foreign>.</p></body>', ""),
        (("la", "en"), '<body><p>So <foreign xml:lang="la">sic</foreign>.</p></body>', "en"),
        (("la",), '<body><p>Ita <foreign xml:lang="la">est</foreign>.</p></body>', "la"),
        (("en", "la"), '<body xml:lang="la"><p>Gallia</p></body>', "la"),
    ],
)  # fmt: skip
def test_the_language_of_the_document(listed: tuple[str, ...], body: str, lang: str) -> None:
    languages = "".join(f'<language ident="{ident}"/>' for ident in listed)
    made = read(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
        f"</fileDesc><profileDesc><langUsage>{languages}</langUsage></profileDesc></teiHeader>"
        f"<text>{body}</text></TEI>".encode()
    )
    assert made.lang == lang


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("<editor>Ida Orr</editor><editor role='translator'>Jo Lee</editor>",
         ["Edited by Ida Orr", "Translated by Jo Lee"]),
        ("<author>Ida Orr</author><editor role='translator'>Ida Orr</editor>",
         ["By Ida Orr", "Translated by Ida Orr"]),
        ("<editor role='volume-editor'>Ida Orr</editor><editor role='map_maker'>Jo Lee</editor>",
         ["Edited by Ida Orr", "Map maker: Jo Lee"]),
        ("<author><surname>Orr</surname>, <forename>Ida</forename></author><author>Jo Lee</author>",
         ["By Ida Orr and Jo Lee"]),
        ("<author key='Orr, Ida'/><author key='viaf:123'/>", ["By Ida Orr"]),
    ],
)  # fmt: skip
def test_people_are_named_with_what_they_did(statement: str, expected: list[str]) -> None:
    found = reading(f"<title>T</title>{statement}")
    assert [words for _, words in lines(found)] == expected


def test_an_author_without_words_has_the_name_of_the_register() -> None:
    source = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        '<author ref="#p"/></titleStmt></fileDesc></teiHeader><standOff><listPerson>'
        '<person xml:id="p"><persName>Ida Orr</persName></person></listPerson></standOff>'
        "<text><body><p>x</p></body></text></TEI>"
    )
    assert lines(read(source.encode())) == [("byline", "By Ida Orr")]


def test_a_letter_may_be_told_in_sentences() -> None:
    steps = (
        "<correspAction type='read'><persName>Cy</persName></correspAction><note>In pencil.</note>"
    )
    for inner, expected in ((steps, ["Read: Cy", "In pencil."]), ("<p>To Cy.</p>", ["To Cy."])):
        profile = f"<profileDesc><correspDesc>{inner}</correspDesc></profileDesc>"
        found = reading("<title>T</title>", profile=profile)
        assert [words for _, words in lines(found)] == expected


def test_people_that_the_title_block_does_not_name_are_said() -> None:
    found = reading(
        "<title>T</title><author>Ida Orr<affiliation>Port Board</affiliation></author>"
        "<respStmt><resp>maps</resp><name>Jo Lee</name></respStmt>"
    )
    (notice,) = (n for n in found.notices if n.rule == "people-not-shown")
    assert "2 statements of responsibility are not shown" in notice.message
    assert "“maps Jo Lee”; “Port Board”" in notice.message
