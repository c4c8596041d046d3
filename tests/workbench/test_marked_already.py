"""Words that are marked so already are not marked twice, and what a file was unreadable for
before is not said to come of a mark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from tests.workbench.page.articles import DRAFTED
from tests.workbench.pages import Page, article

MARKED = (
    ' <p>The <orgName>Board</orgName> says that <seg type="claim" xml:id="c1" source="#s.int">'
    '<persName ref="#p.mi">Ada Mills</persName> left</seg>. The Board, the Board.</p>\n'
)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "wall.xml"
    path.write_text(article(MARKED), encoding="utf-8")
    return Page(path)


def quote(page: Page, kind: str, exact: str, **more: Any) -> Any:
    return page.act("quote", kind=kind, exact=exact, **more)


@pytest.mark.parametrize(("kind", "words"), [("claim", "Ada Mills left"), ("person", "Ada Mills")])
def test_a_key_that_is_pressed_twice_marks_once(page, kind, words):
    before = page.text
    told = quote(page, kind, words)
    assert told["said"] == f"{kind.capitalize()}: these words are marked so already."
    assert page.get("/chosen", place=told["chosen"])["words"] == words
    assert told["undo"] is None
    assert page.text == before


def test_all_of_a_name_are_marked_and_those_that_were_stay_one(page):
    before = page.text
    told = quote(page, "organisation", "Board", all=True)
    assert told["said"] == "Organisation marked 2 times."
    assert page.text == before.replace(
        "The Board, the Board.", "The <orgName>Board</orgName>, the <orgName>Board</orgName>."
    )


def test_a_mark_that_is_there_takes_the_entry(page):
    before = page.text
    told = quote(page, "organisation", "Board", all=True, fields={"ref": "p.mi"})
    assert told["said"] == "Organisation marked 2 times."
    assert page.text.count('<orgName ref="#p.mi">Board</orgName>') == 3
    page.act("undo")
    assert page.text == before
    quote(page, "person", "Ada Mills", fields={"ref": ""})
    assert page.text == before


def test_other_kinds_and_other_words_are_marked_inside(page):
    quote(page, "speech", "Ada Mills left")
    assert (
        '<said direct="false"><persName ref="#p.mi">Ada Mills</persName> left</said>' in page.text
    )
    quote(page, "claim", "Mills")
    assert 'Ada <seg type="claim" xml:id="claim-1">Mills</seg>' in page.text


def test_a_suggestion_is_no_mark_yet(tmp_path):
    path = tmp_path / "wall.xml"
    path.write_text(DRAFTED, encoding="utf-8")
    page = Page(path)
    told = quote(page, "person", "Hanna Kray")
    assert told["said"] == "Person marked."


def test_a_file_that_could_not_be_read_before_is_said_to_be(tmp_path):
    path = tmp_path / "wall.xml"
    doctype = '<!DOCTYPE TEI [<!ENTITY a "&b;&b;"><!ENTITY b "words">]>\n'
    path.write_text(doctype + article().replace("it is late", "it is &a;"), encoding="utf-8")
    page = Page(path)
    before = page.text
    told = page.act("quote", status=422, kind="person", exact="Ada Mills")
    assert told["error"].startswith("This file cannot be read as it is, so it is not changed: ")
    assert "&a;" in told["error"]
    assert page.text == before
