"""What the schema finds leads to what ends it: a correction, the form of an entry or of the head;
where somebody else must correct it, nothing is offered that would not help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from tests.workbench.pages import Page, article, changed


def opened(folder: Path, text: str, **options: Any) -> Page:
    path = folder / "wall.xml"
    path.write_text(text, encoding="utf-8")
    return Page(path, **options)


def rows(page: Page, rule: str) -> list[dict[str, Any]]:
    groups = [each for each in page.get("/indexes")["groups"] if each.get("rule") == rule]
    return [{**row, "of": group["label"]} for group in groups for row in group["entries"]]


UNFINISHED = (
    ' <p><seg type="claim" source="#s.int">The wall</seg> and'
    ' <seg type="claim" source="#s.int">the moat</seg>.'
    ' <persName ref="#p.mi">Ada Mills</persName>: <said who="#p.mi">“Late,”</said> and'
    ' <said who="#p.mi">that it is dear</said>.</p>\n'
)


def test_what_nobody_need_be_asked_about_is_put_in_by_a_button(tmp_path):
    page = opened(tmp_path, article(UNFINISHED))
    before = page.text
    found = rows(page, "schema")
    assert [row["act"] for row in found] == ["fix"] * 4
    told = page.act("fix", findings=[row["id"] for row in found])
    assert told["said"] == "Mended in 4 places."
    made = [
        ('"claim" source="#s.int">The', '"claim" source="#s.int" xml:id="claim-1">The'),
        ('"claim" source="#s.int">the', '"claim" source="#s.int" xml:id="claim-2">the'),
        ('<said who="#p.mi">“', '<said who="#p.mi" direct="true">“'),
        ('<said who="#p.mi">that', '<said who="#p.mi" direct="false">that'),
    ]
    wanted = before
    for old, new in made:
        wanted = wanted.replace(old, new)
    assert page.text == wanted
    assert not [n for n in check(page.path) if n.rule == "schema"]
    page.act("undo")
    assert page.text == before


def test_one_is_chosen_once_it_is_mended(tmp_path):
    page = opened(tmp_path, article(UNFINISHED))
    before = page.text
    told = page.act("fix", findings=[rows(page, "schema")[1]["id"]])
    assert told["said"] == "Mended."
    assert page.get("/chosen", place=told["chosen"])["words"] == "the moat"
    assert len(changed(before, page.text)) == 2
    again = page.act("fix", status=422, findings=["schema:1:1", "schema:999:1"])
    assert "corrected already" in again["error"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "focus"),
    [
        (' type="interview"', "", "schema", "bibl"),
        ('when="2026-02-27"', 'when="27.2."', "invalid-value", "date"),
    ],
)
def test_an_entry_is_changed_in_its_form(tmp_path, old, new, rule, focus):
    page = opened(tmp_path, article().replace(old, new))
    (row,) = rows(page, rule)
    assert (row["act"], row["own"], row["register"]) == ("edit", "s.int", "source")
    assert row["label"] == "Ada Mills, February"
    assert row["focus"] == focus
    fields = {"type": "interview", "date": "2026-02-27"}
    page.act("entry", register="source", id="s.int", fields=fields)
    assert rows(page, rule) == []


def test_the_head_is_offered_only_for_what_its_form_asks_for(tmp_path):
    page = opened(tmp_path, article().replace("<publisher>Courier</publisher>", ""))
    (row,) = rows(page, "schema")
    assert (row["act"], row["focus"], row["label"]) == (
        "head",
        "publisher",
        "The article as a whole",
    )
    page = opened(tmp_path, article().replace('<taxonomy xml:id="audience">', "<taxonomy>"))
    (row,) = rows(page, "schema")
    assert (row["act"], row["label"]) == ("", "The article as a whole")
    assert "Whoever looks after the files" in row["of"]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_row_says_what_it_is_about(tmp_path, lang):
    empty = article("<p/>").replace(' xml:lang="en"', "").replace("<p/>", "")
    for text in (article(UNFINISHED), empty, article().replace("<title>The wall</title>", "")):
        page = opened(tmp_path, text, lang=lang)
        for group in page.get("/indexes")["groups"]:
            for row in group["entries"] if group["todo"] else ():
                assert row["label"] or row["places"][0]["exact"]
                if lang == "de":
                    assert "There is" not in group["label"] + row["message"]
