"""Another run of the program knows the blocks of a page that the first one drew."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.workbench.source.history import history_path
from tests.workbench.pages import Page


def test_a_mark_finds_its_words_though_blocks_were_put_in(page):
    page.mark("note", "Nessport", text="A town.")
    shown, where = page.version, page.place("Work starts in May")
    again = Page(page.path)
    assert again.version.split(".")[1:] == shown.split(".")[1:]
    told = again.act("mark", version=shown, kind="claim", ranges=[where])
    assert told["said"] == "Claim marked."
    assert ">Work starts in May</seg>" in page.text
    assert again.act("quote", kind="note", exact="review", fields={"text": "N"})["chosen"]
    blocks = again.read()["blocks"]
    assert len(set(blocks)) == len(blocks)


def test_names_are_those_of_the_file_as_it_is(page):
    page.mark("note", "Nessport", text="A town.")
    shown = page.read()["blocks"]
    kept = json.loads(history_path(page.path).read_text("utf-8"))["blocks"]
    assert kept["names"] == shown
    page.path.write_text(page.text.replace("Nessport", "Port Ness"), encoding="utf-8")
    assert Page(page.path).read()["blocks"] != shown


def test_a_page_without_new_blocks_needs_no_names(page):
    page.mark("claim", "Work starts in May")
    kept = json.loads(history_path(page.path).read_text("utf-8"))
    assert not kept.get("blocks", {}).get("names")
    shown, where = page.version, page.place("Ada Mills")
    Page(page.path).act("mark", version=shown, kind="person", ranges=[where])


@pytest.mark.parametrize("names", [["b0"], ["b0", "b1", "x2", "b3", "b4"], "b0", [1, 2, 3, 4, 5]])
def test_names_that_do_not_fit_are_not_used(page, names):
    page.mark("note", "Nessport", text="A town.")
    place = history_path(page.path)
    kept = json.loads(place.read_text("utf-8"))
    kept["blocks"]["names"] = names
    place.write_text(json.dumps(kept), encoding="utf-8")
    again = Page(page.path)
    assert again.read()["blocks"] == [f"b{n}" for n in range(5)]
    assert again.mark("claim", "Work starts in May")
