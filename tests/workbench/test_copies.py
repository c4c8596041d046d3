"""Copies, exports and edited Word copies on the page."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from tests.workbench.pages import TOKEN

HEADERS = {"x-exporter-token": TOKEN}


def word(page, *changes: tuple[str, str]) -> bytes:
    """The Word copy with some words changed in it."""
    copy = page.ask("GET", "/copy/docx")
    assert copy.status_code == 200
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(copy.content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                for old, new in changes:
                    assert old.encode() in data
                    data = data.replace(old.encode(), new.encode())
            after.writestr(name, data)
    return made.getvalue()


def test_every_format_is_shown(page):
    formats = page.get("/formats")
    assert {"html", "docx", "pdf", "epub"} <= {each["name"] for each in formats}
    for each in formats:
        copy = page.ask("GET", f"/copy/{each['name']}", params={"audience": "internal"})
        assert copy.status_code == 200
        assert f"wall-internal{each['extension']}" in copy.headers["content-disposition"]
    shown = page.ask("GET", "/copy/html")
    assert shown.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert page.ask("GET", "/copy/odt").status_code == 422
    assert "newspaper" in {each["name"] for each in page.get("/themes")}
    assert page.ask("GET", "/copy/html", params={"theme": "../x"}).status_code == 422


def test_copies_are_exported_into_the_build_folder(page):
    asked = {"formats": ["html", "docx"], "audience": "public", "theme": "newspaper"}
    done = page.ask("POST", "/export", json=asked, headers=HEADERS).json()
    assert done["written"] == ["build/wall.html", "build/wall.docx"]
    assert (page.path.parent / "build/wall.docx").read_bytes().startswith(b"PK")


def test_an_edited_word_copy_is_merged_and_can_be_undone(page):
    before = page.text
    copy = word(page, ("Work starts in May", "Work starts in June"))
    told = page.ask("POST", "/merge", content=copy, headers=HEADERS).json()
    assert told["conflicts"] == []
    assert told["applied"] == 1
    assert told["blocks"]
    assert "<p>Work starts in June." in page.text
    page.read()
    page.act("undo")
    assert page.text == before
    assert page.ask("POST", "/merge", content=b"no zip", headers=HEADERS).status_code == 422


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Words changed: “May” → “Ada’s June”"),
        ("de", "Wörter geändert: „May“ → „Ada’s June“"),
    ],
)
def test_what_a_copy_changed_is_said_in_the_language_of_the_page(page, lang, said):
    copy = word(page, ("Work starts in May", "Work starts in Ada’s June"))
    headers = {**HEADERS, "accept-language": lang}
    told = page.ask("POST", "/merge", content=copy, headers=headers).json()
    assert said in told["notices"]


def test_a_conflict_is_said_in_the_language_of_the_page(page):
    copy = word(page, ("starts in May", "starts in June"))
    page.path.write_text(page.text.replace("starts in May", "starts in July"), encoding="utf-8")
    headers = {**HEADERS, "accept-language": "de"}
    told = page.ask("POST", "/merge", content=copy, headers=headers).json()
    assert told["said"] == "Zu entscheiden: 1. Noch ist nichts geschrieben."
    (conflict,) = told["conflicts"]
    assert conflict["message"] == "Artikel und Kopie weichen hier voneinander ab"


def test_what_both_changed_is_decided_first(page):
    copy = word(page, ("starts in May", "starts in June"))
    page.path.write_text(page.text.replace("starts in May", "starts in July"), encoding="utf-8")
    before = page.text
    told = page.ask("POST", "/merge", content=copy, headers=HEADERS).json()
    assert page.text == before
    assert [each["theirs"] for each in told["conflicts"]] == ["June"]
    assert told["conflicts"][0]["yours"] == "July"
    asked = {"draft": told["draft"], "accept": {told["conflicts"][0]["id"]: "yours"}}
    page.ask("POST", "/merge", json=asked, headers=HEADERS).json()
    assert "July" in page.text
    assert page.ask("POST", "/merge", json=asked, headers=HEADERS).status_code == 422


def decided(page, copy: bytes, *accept: str) -> str:
    """The article after a copy was merged, with these choices for its conflicts."""
    told = page.ask("POST", "/merge", content=copy, headers=HEADERS).json()
    assert len(told["conflicts"]) == len(accept), told
    for each, choice in zip(told["conflicts"], accept, strict=True):
        assert choice in [one["value"] for one in each["choices"]], each
    chosen = {each["id"]: one for each, one in zip(told["conflicts"], accept, strict=True)}
    asked = {"draft": told["draft"], "accept": chosen}
    done = page.ask("POST", "/merge", json=asked, headers=HEADERS)
    assert done.status_code == 200, done.text
    page.read()
    return page.text


@pytest.mark.parametrize("accept", [("yours", "theirs"), ("theirs", "yours"), ("theirs", "theirs")])
def test_each_side_can_be_chosen_where_both_changed_the_same_words(page, accept):
    copy = word(page, ("starts in May", "starts in R&amp;D week"), ("up to 15", "up to 20"))
    mine = page.text.replace("starts in May", "starts in July").replace("up to 15", "up to 30")
    page.path.write_text(mine, encoding="utf-8")
    first, second = accept
    wanted = mine.replace("in July", "in R&amp;D week") if first == "theirs" else mine
    wanted = wanted.replace("to 30", "to 20") if second == "theirs" else wanted
    assert decided(page, copy, *accept) == wanted
    page.act("undo")
    assert page.text == mine


def test_words_that_the_copy_took_out_can_be_taken_out(page):
    copy = word(page, ("cost about", "cost"))
    mine = page.text.replace("cost about", "cost roughly")
    page.path.write_text(mine, encoding="utf-8")
    assert decided(page, copy, "theirs") == mine.replace("cost roughly ", "cost ")


def test_what_is_not_in_dispute_comes_with_the_choice_in_one_step(page):
    copy = word(page, ("starts in May", "starts in June"), ("The review", "The audit"))
    mine = page.text.replace("starts in May", "starts in July")
    page.path.write_text(mine, encoding="utf-8")
    text = decided(page, copy, "theirs")
    assert "Work starts in June. The audit may" in text
    page.act("undo")
    assert page.text == mine


def test_words_with_marks_within_are_not_written_over(page):
    copy = word(page, ("starts in May", "starts in June"))
    mine = page.text.replace("in May", 'in <date when="2026-07">July</date> now')
    page.path.write_text(mine, encoding="utf-8")
    told = page.ask("POST", "/merge", content=copy, headers=HEADERS).json()
    assert [one["value"] for one in told["conflicts"][0]["choices"]] == ["yours"]
    assert decided(page, copy, "yours") == mine
