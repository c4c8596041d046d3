"""Entries that do not exist: one answer names another in their place, for several annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from tests.workbench.pages import Page, article

RULE = "dangling-pointer"
ASTRAY = (
    ' <p><seg type="claim" xml:id="c1" ana="#v.ok" source="#s.lost #s.int">dear</seg> and'
    ' <seg type="claim" xml:id="c2" ana="#v.ok" source="#s.lost">late</seg>, at'
    ' <placeName ref="#pl.lost">Nessport</placeName>, <said who="#p.mi #p.lost" direct="false">it'
    " rains</said>.</p>\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "wall.xml"
    path.write_text(article(ASTRAY), encoding="utf-8")
    return Page(path)


def rows(page: Page) -> list[dict[str, Any]]:
    groups = [each for each in page.get("/indexes")["groups"] if each.get("rule") == RULE]
    return [row for group in groups for row in group["entries"]]


def form(page: Page, *elements: str, status: int = 200) -> Any:
    query = {"of": "answer", "rule": RULE, "elements": " ".join(elements)}
    response = page.ask("GET", "/form", params=query)
    assert response.status_code == status
    return response.json()


def answer(page: Page, *elements: str, status: int = 200, **fields: Any) -> Any:
    return page.act("answer", status=status, rule=RULE, elements=list(elements), fields=fields)


def test_each_asks_for_what_it_lacks(page):
    found = rows(page)
    assert [row["act"] for row in found] == ["answer"] * 4
    asked = [form(page, row["element"])["fields"][0] for row in found]
    assert [field["register"] for field in asked] == ["source", "source", "place", "person"]
    assert {field["name"] for field in asked} == {"replaced"}
    assert [len(form(page, row["element"])["fields"]) for row in found] == [1] * 4


def test_one_answer_is_for_several(page):
    before = page.text
    claims = [row["element"] for row in rows(page)[:2]]
    told = answer(page, *claims, replaced=["s.int"])
    assert told["said"] == "Answered (another entry) in 2 places."
    assert page.text == before.replace('"#s.lost #s.int"', '"#s.int"').replace(
        '"#s.lost"', '"#s.int"'
    )
    page.act("undo")
    assert page.text == before


def test_what_does_exist_stays(page):
    speech = rows(page)[3]["element"]
    made = page.act("entry", register="person", id=None, fields={"name": "Ida Voss"})["entry"]
    speech = rows(page)[3]["element"]
    answer(page, speech, replaced=[made])
    assert f'who="#p.mi #{made}"' in page.text


def test_a_name_gets_one_entry(page):
    made = page.act("entry", register="place", id=None, fields={"name": "Nessport"})["entry"]
    answer(page, rows(page)[2]["element"], replaced=made)
    assert f'<placeName ref="#{made}">Nessport' in page.text
    assert not [n for n in check(page.path) if n.rule == "schema"]


def test_different_things_are_answered_one_by_one(page):
    elements = [row["element"] for row in rows(page)]
    assert "one by one" in form(page, *elements, status=422)["error"]
    before = page.text
    assert "one by one" in answer(page, *elements, status=422, replaced=["s.int"])["error"]
    assert "No entry" in answer(page, elements[0], status=422, replaced=["s.nowhere"])["error"]
    assert "Give an answer" in answer(page, elements[0], status=422, replaced=[])["error"]
    assert page.text == before


def test_what_is_no_annotation_leads_to_its_details_or_nowhere(tmp_path):
    path = tmp_path / "wall.xml"
    path.write_text(article(' <p>As <ref target="#n9">said</ref>.</p>\n'), encoding="utf-8")
    (row,) = rows(Page(path))
    assert row["act"] == "details"
