"""A speaker whom the text does not name: marked where it says who that is, in whatever words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from tests.workbench.pages import Page, article, changed

RULE = "speaker-not-introduced"
OFFICIAL = (
    '  <person xml:id="p.off" role="unnamed-source"><persName>an official</persName></person>\n'
)
SPEECHES = (
    ' <p>The <persName ref="#p.gone">harbour master</persName> of Nessport, an engineer, was asked.'
    " The captain was not.</p>\n"
    ' <p><said who="#p.mi" direct="true">“It is late,”</said> the captain said.'
    ' <said who="#p.off" direct="true">“No word,”</said> said the harbour master.</p>\n'
)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "wall.xml"
    text = article(SPEECHES).replace(" </listPerson>", f"{OFFICIAL} </listPerson>")
    path.write_text(text, encoding="utf-8")
    return Page(path)


def elements(page: Page) -> list[str]:
    groups = [each for each in page.get("/indexes")["groups"] if each.get("rule") == RULE]
    return [row["element"] for each in groups for row in each["entries"]]


def fields(page: Page, *chosen: str) -> dict[str, Any]:
    form = page.get("/form", of="answer", rule=RULE, elements=" ".join(chosen))
    return {each["name"]: each for each in form["fields"]}


def answer(page: Page, element: str, status: int = 200, **given: Any) -> Any:
    return page.act("answer", status=status, rule=RULE, elements=[element], fields=given)


def test_other_words_are_asked_for_where_the_name_does_not_stand(page):
    mills, official = elements(page)
    assert list(fields(page, mills)) == ["named_as", "reason"]
    assert "Ada Mills" in fields(page, mills)["named_as"]["help"]
    assert "an official" in fields(page, official)["named_as"]["help"]


def test_the_words_are_marked_where_they_stand_first(page):
    before = page.text
    mills, _ = elements(page)
    told = answer(page, mills, named_as="the captain")
    assert told["said"].startswith("Answered (the name in the text)")
    assert '<persName ref="#p.mi">the captain</persName> said.' in page.text
    assert len(changed(before, page.text)) == 2
    assert len(elements(page)) == 1
    page.act("undo")
    assert page.text == before


def test_a_name_that_is_marked_without_an_entry_gets_it(page):
    before = page.text
    _, official = elements(page)
    answer(page, official, named_as="harbour master")
    assert page.text == before.replace("#p.gone", "#p.off")
    assert not [n for n in check(page.path) if n.rule == RULE and "official" in n.message]


def test_a_name_of_somebody_else_is_passed_over(page):
    page.path.write_text(
        page.text.replace(
            "an engineer,", '<persName ref="#p.mi">an engineer</persName>, like an engineer,'
        ),
        encoding="utf-8",
    )
    page = Page(page.path)
    (official,) = elements(page)
    answer(page, official, named_as="an engineer")
    assert 'like <persName ref="#p.off">an engineer</persName>,' in page.text


def test_words_that_do_not_stand_there_are_refused(page):
    before = page.text
    mills, _ = elements(page)
    told = answer(page, mills, status=422, named_as="the mayor")
    assert told["error"].startswith("“the mayor” does not stand in the article.")
    assert "Give an answer" in answer(page, mills, status=422, named_as=" ")["error"]
    assert page.text == before


def test_a_reason_and_other_words_win_over_the_place_that_the_form_begins_with(page):
    page.path.write_text(page.text.replace("The captain was", "Ada Mills was"), encoding="utf-8")
    page = Page(page.path)
    mills, _ = elements(page)
    form = fields(page, mills)
    assert list(form) == ["named", "named_as", "reason"]
    place = form["named"]["value"]
    answer(page, mills, named=place, named_as="the captain")
    assert '<persName ref="#p.mi">the captain</persName> said' in page.text
    page.act("undo")
    answer(page, mills, named=place, reason="It is a letter.")
    assert f'<?exporter ignore="{RULE}" reason="It is a letter."?>' in page.text
    page.act("undo")
    answer(page, mills, named=place)
    assert '<persName ref="#p.mi">Ada Mills</persName> was' in page.text


def test_several_speakers_may_share_a_reason(page):
    both = elements(page)
    assert list(fields(page, *both)) == ["reason"]
    page.act("answer", rule=RULE, elements=both, fields={"reason": "Minutes of a meeting."})
    assert elements(page) == []
