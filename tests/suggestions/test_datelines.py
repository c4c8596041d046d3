"""Where a story is from, what stands within figures, whose engineer somebody is."""

from __future__ import annotations

import re

import pytest

import exporter
from exporter.intake import Given
from exporter.suggestions import suggest
from exporter.suggestions.figures.written_days import day_written
from tests.judges.xml import tei_all
from tests.suggestions.drafts import article, spoken, values

SAID = "The dam lost 34 per cent of its water"


@pytest.mark.parametrize(
    ("line", "rest", "lang"),
    [
        ("TARN FELL – ", f"{SAID}, Ada Mills said.", "en"),
        ("TARN FELL, 12 May — ", f"{SAID}, Ada Mills said.", "en"),
        ("NESSPORT, Ohio (AP) - ", f"{SAID}, Ada Mills said.", "en"),
        ("Nessport (Reuters) – ", f"{SAID}, according to Ada Mills.", "en"),
        ("", f"{SAID}, Ada Mills said.", "en"),
    ],
)
def test_a_dateline_is_no_part_of_what_is_said(line: str, rest: str, lang: str):
    assert spoken(line + rest, lang=lang) == [(SAID, "Ada Mills")]


@pytest.mark.parametrize(
    "line", ["DPA – which lost 34 per cent – said it was fine.", "IBM – said no."]
)
def test_a_dash_within_a_sentence_ends_none(line: str):
    assert all("which" not in words[:6] for words, _ in spoken(line))


def test_nothing_is_said_within_a_figure():
    text = (
        "The Port Board wrote to customers last week and asked them to use less than 120 litres a "
        "day."
    )
    made = suggest(article(text))
    assert [each.words for each in made if each.kind == "speech"] == [
        "to use less than 120 litres a day"
    ]
    assert "less than 120 litres a day" in [each.words for each in made if each.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("It ran 20km. Then it stopped.", "20km"), ("It weighs 30g.", "30g"), ("It is 5m.", "5m")],
)
def test_a_full_stop_is_no_part_of_a_sign(text: str, words: str):
    assert [found for found, _ in values(text, "figure")] == [words]


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("Margaret Oyelaran, the board’s chief engineer, said no.", "the board’s chief engineer"),
        ("Ada Mills, the harbour master, said no.", "harbour master"),
        ("Ada Mills, a union leader, said no.", "union leader"),
    ],
)
def test_an_office_keeps_the_article_of_its_owner(text: str, occupation: str):
    entries = [entry for each in suggest(article(text)) for entry in each.entries]
    assert {entry.occupation for entry in entries if entry.kind == "person"} == {occupation}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14 May 2026", "2026-05-14"),
        ("Thursday, May 14, 2026", "2026-05-14"),
        ("Published on 14th May 2026.", "2026-05-14"),
        ("14. Mai 2026", "2026-05-14"),
        ("Stand: 3. März 2026", "2026-03-03"),
        ("14.05.2026", "2026-05-14"),
        ("2026-05-14", "2026-05-14"),
        ("31 June 2026", ""),
        ("14 May 2026 was wet", ""),
        ("May 2026", ""),
    ],
)
def test_a_day_alone_on_a_line(line: str, day: str):
    assert day_written(line) == day


def test_what_the_text_says_of_authors_and_day_is_taken():
    text = "# Dam\n\nBy Ada Mills, Water Correspondent, and Bo Reed\n\n14 May 2026\n\nIt is dry.\n"
    made = exporter.draft(text.encode(), form="markdown")
    assert b"<author>Ada Mills</author>\n<author>Bo Reed</author>" in made.tei
    assert b'<date when="2026-05-14"/>' in made.tei
    assert b'<dateline><date when="2026-05-14">14 May 2026</date></dateline>' in made.tei
    assert b"<persName" not in made.tei.partition(b"<text>")[2]
    assert tei_all(made.tei.replace(b"<publisher></publisher>", b"<publisher>C</publisher>")) == []
    assert "draft-no-date" not in {notice.rule for notice in made.notices}
    given = exporter.draft(text.encode(), form="markdown", given=Given(date="2026-05-15"))
    assert b'<date when="2026-05-15"/>' in given.tei


@pytest.mark.parametrize(("day", "shown"), [("", 1), ("2026-05-15", 2)])
def test_a_day_that_the_text_says_is_not_printed_twice(day: str, shown: int):
    text = "# Dam\n\nBy Ada Mills\n\n14 May 2026\n\nIt is dry.\n"
    made = exporter.draft(text.encode(), form="markdown", given=Given(date=day), kinds=())
    page = exporter.render(exporter.plan(exporter.read(made.tei)), "html").data.decode()
    seen = re.sub(r"<[^>]*>", "", page.partition("<body")[2].partition("</main>")[0])
    assert seen.count("May 2026") == shown


def test_a_byline_wins_over_who_saved_the_file():
    page = (
        b"<html lang='en'><head><title>Dam</title><meta name='author' content='Admin'></head><body>"
        b"<article><h1>Dam</h1><p>By Ada Mills and Bo Reed</p><p>It is dry, and long.</p>"
        b"</article></body></html>"
    )
    made = exporter.draft(page, form="html")
    assert b"<author>Ada Mills</author>\n<author>Bo Reed</author>" in made.tei
    assert b"Admin" not in made.tei


def test_a_german_description_has_no_article_in_its_entry():
    text = "Laut dem Seeamt Ostlund war die Maschine seit langem nicht gewartet worden."
    entries = [entry for each in suggest(article(text, lang="de")) for entry in each.entries]
    assert {entry.name for entry in entries} == {"Seeamt Ostlund"}
