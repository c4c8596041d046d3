"""Markdown with mistakes: no word is lost, and what is not understood is told."""

from __future__ import annotations

import pytest

import exporter

FRONT = "---\ntitle: Mill\n{}\n---\n"


def drafted(text: str):
    made = exporter.draft(text.encode(), form="markdown", kinds=())
    return made.tei.decode(), {notice.rule: str(notice) for notice in made.notices}


def test_a_footnote_that_nothing_calls_keeps_its_words():
    tei, told = drafted(
        "# Mill\n\nIt closes.[^a]\n\n[^a]: Ada Mills.\n[^b]: Never *called*,\n    two lines.\n"
        "\nEnd.\n"
    )
    assert 'place="foot">Ada Mills.</note>' in tei
    assert "[^b]: Never" in tei
    assert "two lines." in tei
    assert "[^b]" in told["draft-note-uncalled"]
    assert "draft-note-missing" not in told


def test_a_footnote_without_text_is_told_and_a_pattern_in_code_is_none():
    tei, told = drafted("# Mill\n\nIt closes.[^a] Type `[^b]` and `[^c]:`.\n\n    [^d]\n")
    assert "It closes.[^a]" in tei
    assert "[^a]" in told["draft-note-missing"]
    assert not any(f"[^{label}]" in said for said in told.values() for label in "bcd")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("date: 2026-05-14", "2026-05-14"),
        ("date: 2026-05-14T08:00:00Z", "2026-05-14"),
        ("date: 14/05/2026", "2026-05-14"),
        ("date: 05/14/2026", "2026-05-14"),
        ("date: '14 May 2026'", "2026-05-14"),
        ("published: 14.05.2026", "2026-05-14"),
    ],
)
def test_the_day_of_the_front_matter(line: str, day: str):
    tei, told = drafted(FRONT.format(line) + "It closes.\n")
    assert f'<date when="{day}"/>' in tei
    assert "draft-date-unclear" not in told


@pytest.mark.parametrize("said", ["05/04/2026", "2026-13-45", "soon"])
def test_a_day_that_is_not_understood_is_told(said: str):
    tei, told = drafted(FRONT.format(f"date: {said}") + "It closes.\n")
    assert "<date" not in tei
    assert said in told["draft-date-unclear"]


def test_a_list_that_is_not_closed():
    tei, _ = drafted(FRONT.format("author: [Ada Mills, Bo Reed") + "It closes.\n")
    assert "<author>Ada Mills</author>\n<author>Bo Reed</author>" in tei


@pytest.mark.parametrize("line", ["### By Ada Mills", "By Ada Mills", "*By Ada Mills*"])
def test_a_byline_may_look_like_a_heading(line: str):
    tei, _ = drafted(f"# Mill to close\n\n{line}\n\nIt closes.\n")
    assert "<author>Ada Mills</author>" in tei
    assert "<byline>" in tei
    assert '<div type="section">' not in tei
