"""What stands in the prose and nothing marks."""

import pytest

from exporter.checks import check
from exporter.notices import Notice
from tests.checks.small import article

TAXONOMY = (
    '<encodingDesc><classDecl><taxonomy xml:id="verification"><category xml:id="v.ok">'
    "<catDesc>Supported</catDesc></category></taxonomy></classDecl></encodingDesc></teiHeader>"
)


def found(body: str, *rules: str, annotated: bool = True) -> list[Notice]:
    text = article(body).decode()
    text = text.replace("</teiHeader>", TAXONOMY) if annotated else text
    return [n for n in check(text.encode(), schema="none") if n.rule in rules]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>She said: “It is over.”</p>", "“It is over.”"),
        ("<p>„Es ist vorbei“, sagte sie.</p>", "„Es ist vorbei“"),
        ("<p>« C’est fini », dit-elle.</p>", "« C’est fini »"),
        ('<p>They called it "a slow collapse" then.</p>', '"a slow collapse"'),
        ("<p>She said: ‘we’re done with it all’.</p>", "‘we’re done with it all’"),
        ("<p>He wrote: “Help Me”.</p>", "“Help Me”"),
        ("<p>“It <emph>is</emph> over,” she said.</p>", "“It is over,”"),
        ("<list><item>“Go away,” he said.</item></list>", "“Go away,”"),
    ],
)
def test_quotations_that_nothing_marks(body: str, shown: str):
    (notice,) = found(body, "unmarked-quotation")
    assert shown in notice.message


@pytest.mark.parametrize(
    "body",
    [
        '<p><said who="#a" direct="true">“It is over,”</said> she said.</p>',
        '<p>“<said who="#a" direct="true">It is over</said>,” she said.</p>',
        "<p>“<quote>It is over</quote>” stands there.</p>",
        "<p>The so-called “reform” failed.</p>",
        "<p>Read <title>“A Book of Days”</title> and it’s done.</p>",
        "<p>Don’t say ‘so’.</p>",
        "<p>She read “The Old Man and the Sea” twice.</p>",
        "<p>Er las „Das Schloss“ und den „Spiegel“.</p>",
    ],
)
def test_quotations_that_something_marks_and_words_in_inverted_commas(body: str):
    assert found(body, "unmarked-quotation") == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("It cost £7 million.", "£7 million"),
        ("Some 460 people came.", "460 people"),
        ("It grew by 12 per cent.", "12 per cent"),
        ("It took forty days.", "forty days"),
        ("Some three hundred people came.", "three hundred"),
        ("Sixty left.", "Sixty"),
        ("It began on 9 April.", "9 April"),
        ("It began in March 2028.", "March 2028"),
        ("It is 11.4 km long.", "11.4 km"),
    ],
)
def test_numbers_that_nothing_marks(words: str, shown: str):
    (notice,) = found(f"<p>{words}</p>", "unmarked-number")
    assert shown in notice.message


@pytest.mark.parametrize(
    "words",
    [
        "It cost <measure quantity='7' unit='GBP'>£7</measure>.",
        "It began on <date when='2024-04-09'>9 April</date>.",
        "One of them, the second, came twice.",
        "Two people knew.",
        "Line 5 runs, see page 12 and Table 3 of 2026/118.",
        "The MiG-29, Covid-19 and the G7.",
        "It began in 2021.",
        "<bibl>Vol. 3, 400 copies</bibl>",
        "At 10:30 they left.",
        "It is 5 o’clock; at 7 pm, um 10.30 Uhr, they go.",
        "In the 1990s, the 80s and the 1950er.",
        "An iPhone 12, § 5, the 3-1 win, call 555-1234.",
        "A thousand thanks, a hundred times.",
    ],
)
def test_numbers_that_something_marks_and_those_that_are_no_figures(words: str):
    assert found(f"<p>{words}</p>", "unmarked-number") == []


def test_a_paragraph_is_one_finding_at_its_first_number():
    body = "<p>First words.</p>\n<p>Of 500 men 300 left, 90 came back and 40 stayed, 10 in all.</p>"
    (notice,) = found(body, "unmarked-number")
    assert (notice.line, notice.column) == (7, 7)
    assert notice.message.endswith("; and 2 more.")


def test_plain_tei_from_elsewhere_is_not_asked_to_mark_anything():
    body = "<p>“It is over,” she said of £7 million.</p>"
    assert found(body, "unmarked-quotation", "unmarked-number", annotated=False) == []


@pytest.mark.parametrize(
    ("body", "instead"),
    [
        ("<p>It is **very bold** here.</p>", '<hi rend="bold">'),
        ("<p>It is __very bold__ here.</p>", '<hi rend="bold">'),
        ("<p>See [the plan](https://a.example/x).</p>", "<ref"),
        ("<p>![a picture](./a.png)</p>", "<ref"),
        ("<p>![a picture](a.png)</p>", "<ref"),
        ("<p>## What it costs</p>", "<head>"),
        ("<p>It is so.[^1]</p>", "<note>"),
    ],
)
@pytest.mark.parametrize("annotated", [True, False])
def test_markdown_that_is_left_anywhere(body: str, instead: str, annotated: bool):
    (notice,) = found(body, "markdown-in-prose", annotated=annotated)
    assert instead in notice.fix


@pytest.mark.parametrize(
    "body",
    [
        "<p>It is *so* here.</p>", "<p>It is _so_ here.</p>", "<p>Run `make` now.</p>",
        "<p>x^2^ is ~~y~~.</p>", "<p>> A quotation</p>", "<p>* An item</p>", "<p>***</p>",
    ],
)  # fmt: skip
def test_markdown_that_editions_may_mean_otherwise(body: str):
    assert len(found(body, "markdown-in-prose")) == 1
    assert found(body, "markdown-in-prose", annotated=False) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>5 * 3 * 2 and 2**8</p>", "<p>file_name_here and a_b_c</p>", "<p>[sic] (so)</p>",
        "<p>#1 in the charts</p>", "<p><code>**x**</code></p>", "<p>born * 1900, † 1980</p>",
        "<p>– Dialogue</p>", "<p>a ^ b</p>",
    ],
)  # fmt: skip
def test_signs_that_are_no_markdown(body: str):
    assert found(body, "markdown-in-prose") == []


@pytest.mark.parametrize(
    ("head", "differs"),
    [("Small", False), ("small!", False), ("<hi>Sm</hi>all<note>1</note>", False), ("Big", True)],
)
def test_two_headlines(head: str, differs: bool):
    body = f'<div type="article"><head>{head}</head><p>So.</p></div>'
    assert len(found(body, "title-differs-from-heading")) == differs


def test_chapters_may_be_called_as_they_like():
    body = "<div><head>One</head><p>So.</p></div><div><head>Two</head><p>So.</p></div>"
    assert found(body, "title-differs-from-heading") == []


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("<date>3 May 1950</date>", "1950-05-03"),
        ("<date>May 3rd, 1950</date>", "1950-05-03"),
        ("<date>im März 1950</date>", "1950-03"),
        ("<date>1950</date>", "1950"),
    ],
)
def test_dates_without_a_value(date: str, value: str):
    (notice,) = found(f"<p>On {date}.</p>", "date-without-value")
    assert f'when="{value}"' in notice.fix


@pytest.mark.parametrize(
    "date",
    ["<date>yesterday</date>", "<date>3 or 4 May 1950</date>", "<date>31 April 1950</date>",
     '<date from="1950">1950</date>', "<date>3 May</date>"],
)  # fmt: skip
def test_dates_whose_value_nobody_can_name(date: str):
    assert found(f"<p>On {date}.</p>", "date-without-value") == []
