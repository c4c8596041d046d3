"""Two pages and an editor at once: nothing is lost unsaid, nothing is torn, and what the page shows
is brought up to date."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.editing import scan
from exporter.workbench.source.differences import difference, moved
from exporter.workbench.source.history import history_path
from tests.workbench.pages import SECOND, THIRD, TOKEN, Page, article, changed

ROUNDS = int(os.environ.get("EXPORTER_ROUNDS", "60"))


def test_a_page_that_shows_an_older_state_is_brought_up_to_date(page):
    older = page.version
    where = page.place("Work starts in May")
    page.mark("person", "Ada Mills")
    page.mark("emphasis", "Work")
    told = page.act("mark", version=older, kind="claim", ranges=[where])
    assert told["reapplied"]
    assert len(told["blocks"]) == 2
    assert '<seg type="claim" xml:id="claim-1"><emph>Work</emph> starts in May</seg>' in page.text


def test_words_that_were_changed_meanwhile_are_shown_on_both_sides(page):
    older, where = page.version, page.place("Work starts in May")
    page.path.write_text(page.text.replace("Work starts", "Building begins"), encoding="utf-8")
    before = page.text
    told = page.act("mark", version=older, status=409, kind="claim", ranges=[where])
    conflict = told["conflict"]
    assert conflict["yours"] == "Work starts in May"
    assert "Building begins in May" in conflict["theirs"]
    assert conflict["action"]["kind"] == "claim"
    assert "Building begins" in "".join(told["blocks"].values())
    assert page.text == before
    page.act("unmark", version="7.gone", status=422, element="b0:0")


def test_a_mark_is_made_again_on_the_words_that_stand_there_now(page):
    older, where, other = page.version, page.place("Work starts"), page.place("15 per cent")
    page.path.write_text(page.text.replace("Work starts", "All building begins"), encoding="utf-8")
    told = page.act("mark", version=older, status=409, kind="claim", ranges=[where, other])
    action = told["conflict"]["action"]
    assert "version" in told
    page.act(action.pop("type"), **action)
    assert "All building begins</seg> in May" in page.text
    assert ">15 per cent</seg>" in page.text


def test_where_no_words_are_left_nothing_is_made_again(page):
    older, where = page.version, page.place("Work starts in May")
    page.path.write_text(page.text.replace("Work starts in May. ", ""), encoding="utf-8")
    told = page.act("mark", version=older, status=409, kind="claim", ranges=[where])
    assert told["conflict"]["action"] is None
    element = page.mark("claim", "it is late")
    older = page.version
    gone = re.sub(r"</?seg[^>]*>it is late", "it was late", page.text).replace("</seg>", "")
    page.path.write_text(gone, encoding="utf-8")
    told = page.act("set", version=older, status=0, element=element, fields={"source": ["s.int"]})
    assert told.get("conflict", {"action": None})["action"] is None
    assert page.text == gone


def test_a_page_outlives_the_program(page):
    older = page.version
    again = Page(page.path)
    again.act("quote", kind="claim", exact="Work starts in May")
    shown = again.version
    last = Page(page.path)
    last.act("quote", version=shown, kind="person", exact="Ada Mills")
    last.act("quote", version=older, kind="claim", exact="it is late", status=422)
    note = last.mark("note", "Nessport", text="A town.")
    assert note
    Page(page.path).act("quote", version=last.version, kind="date", exact="May")


def test_an_editor_changes_other_words(page):
    older, where = page.version, page.place("Work starts in May")
    page.path.write_text(page.text.replace("Nessport", "Port Ness"), encoding="utf-8")
    told = page.act("mark", version=older, kind="claim", ranges=[where])
    assert told["reapplied"]
    assert "Port Ness" in page.text
    page.act("undo")
    assert "Port Ness" in page.text
    assert "<seg" not in page.text


def test_an_undo_goes_round_what_an_editor_changed(page):
    page.mark("emphasis", "twice")
    page.mark("claim", "Work starts in May")
    page.path.write_text(page.text.replace("Nessport", "Port Ness"), encoding="utf-8")
    assert page.act("undo")["said"] == "Undone: Claim marked."
    assert page.act("undo")["said"] == "Undone: Emphasis marked."
    assert page.text == article().replace("Nessport", "Port Ness")
    page.act("redo")
    page.act("redo")
    assert "<emph>twice</emph>" in page.text
    assert "Work starts in May</seg>" in page.text


def test_an_undo_of_what_an_editor_changed_is_refused(page):
    page.mark("claim", "Work starts in May")
    page.path.write_text(page.text.replace('xml:id="claim-1"', 'xml:id="c9"'), encoding="utf-8")
    before = page.text
    assert "another program" in page.act("undo", status=422)["error"]
    assert page.text == before


def test_an_editor_that_had_loaded_an_older_state(page):
    loaded = page.text
    page.mark("claim", "Work starts in May")
    page.mark("person", "Ada Mills")
    page.path.write_text(loaded.replace("twice", "double"), encoding="utf-8")
    page.read()
    assert "double" in page.text
    assert "Work starts in May</seg>" in page.text
    assert "<persName ref=" in page.text
    assert page.read()["lost"] == []


def test_a_mark_whose_words_an_editor_took_is_told(page):
    loaded = page.text
    page.mark("claim", "Work starts in May")
    page.path.write_text(loaded.replace("Work starts in", "It is due in"), encoding="utf-8")
    assert page.read()["lost"] == ["Claim marked."]


def test_a_file_that_was_put_back_stays_so(page):
    loaded = page.text
    page.mark("claim", "Work starts in May")
    page.path.write_text(loaded, encoding="utf-8")
    assert page.read()["lost"] == ["Claim marked."]
    assert page.text == loaded
    page.act("redo")
    assert "Work starts in May</seg>" in page.text


def test_a_broken_file_is_left_alone(page):
    page.path.write_text("<TEI><text>", encoding="utf-8")
    for kind in ("claim", "person"):
        told = page.act("quote", status=422, kind=kind, exact="Ada Mills")
        assert "wall.xml" in told["error"]
    assert page.text == "<TEI><text>"
    page.path.unlink()
    assert page.act("undo", status=422)["what_to_do"]


def test_the_history_is_there_after_a_restart(page):
    before = page.text
    page.mark("claim", "Work starts in May")
    page.mark("person", "Ada Mills")
    again = Page(page.path)
    assert again.read()["undo"] == {"label": "Person marked."}
    again.act("undo")
    last = Page(page.path)
    assert last.read()["redo"] == {"label": "Person marked."}
    last.act("undo")
    assert page.text == before
    assert history_path(page.path).stat().st_mode == page.path.stat().st_mode
    page.path.write_text(before.replace("Nessport", "Port Ness"), encoding="utf-8")
    assert Page(page.path).read()["undo"] is None


_KINDS = ("claim", "emphasis", "person", "figure")


def test_two_pages_and_an_editor(page):
    """Every mark that was saved is there, or it was said that it is not."""
    chance = random.Random(7)
    pages = [page, page.twin()]
    held, marks, edits = page.text, 0, 0
    for each in range(ROUNDS):
        it = chance.choice(pages)
        match chance.randrange(6):
            case 0:
                held = page.text
            case 1:
                edits += 1
                words = held.replace("late", f"late{edits}")
                page.path.write_text(words, encoding="utf-8")
                held = words
            case 2:
                told = it.act("undo" if chance.random() < 0.7 else "redo", status=0)
                marks += _sense(told.get("said", ""))
            case 3:
                it.read()
            case _:
                kind = chance.choice(_KINDS)
                fields = {"text": f"n{each}"}
                told = it.act("quote", status=0, kind=kind, exact=chance.choice(_WORDS),
                              fields=fields, version=it.version)  # fmt: skip
                marks += told.get("said", "").endswith("marked.")
        source = scan(page.path)
        assert source.elements
    assert marks > ROUNDS / 20
    plain = re.sub(r"<[^>]+>", "", page.text.partition("<text>")[2])
    wanted = re.sub(r"<[^>]+>", "", article().partition("<text>")[2])
    assert re.sub(r"late\d+", "late", plain).split() == wanted.split()
    there = len(
        re.findall(r"<(?:seg|emph|persName|measure|num)[ >]", page.text.partition("<text>")[2])
    )
    assert there >= marks - len(page.session.lost)


_WORDS = ("Work starts", "twice what", "Nessport", "review", "Ada Mills", "it is", "15 per cent")


def _sense(said: str) -> int:
    """How many marks more there are after what an undo or redo said."""
    if said.startswith(("Undone: Undone", "Done again: Undone")):
        return 1 if said.startswith("Undone") else -1
    return -1 if said.startswith("Undone") else 1 if said.startswith("Done again") else 0


def test_offsets_through_a_difference():
    before, after = "one two three four", "one 2 three, four!"
    splices = difference(before, after)
    for word in ("three", "four"):
        at = moved(before.index(word), splices)
        assert at is not None
        assert after[at : at + len(word)] == word
    assert difference(before, before) == ()
    assert moved(5, splices) is None


# ------------------------------------------------------------------------------------- killed


def test_killed_at_any_moment(tmp_path):
    """Whenever it ends, the file is whole, holds all that was answered, and can be undone."""
    path = tmp_path / "wall.xml"
    path.write_text(article(), encoding="utf-8")
    program = Path(__file__).with_name("marking.py")
    seen = 0
    for seed in range(8):
        command = [sys.executable, str(program), str(path), str(seed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            answered = [running.stdout.readline() for _ in range(1 + seed % 4)]
            running.kill()
            answered += running.stdout.readlines()
        count = path.read_text("utf-8").count("<note")
        told = sum(line.endswith("\n") for line in answered)
        assert told <= count - seen <= told + 1
        scan(path)
        page = Page(path)
        assert page.read()["undo"] == {"label": "Note marked."}
        page.act("undo")
        seen = count - 1
        assert page.text.count("<note") == seen
    assert sorted(os.listdir(tmp_path)) == [".wall.annotate.json", "wall.xml"]
    assert THIRD.split(".", maxsplit=1)[0] in page.text
    assert SECOND in page.text
    assert changed(page.text, page.text) == []
    assert TOKEN
