"""A server that takes its time: what is typed meanwhile goes where the person is."""

from __future__ import annotations

from pathlib import Path

from tests.workbench.page.articles import MARKED
from tests.workbench.page.editor import editing
from tests.workbench.page.finding_tasks import ALL
from tests.workbench.page.tasks import ByCaret, pick

SECONDS = 0.8


def test_what_is_typed_before_the_details_come_does_not_go_to_others(tmp_path: Path) -> None:
    with editing(tmp_path, MARKED, options={"slow": SECONDS}) as editor:
        ByCaret(editor).look("called twice")
        editor.caret("64 minutes")
        editor.press("Enter")
        editor.page.wait_for_selector("#details:not([hidden])")
        editor.press("Tab")
        editor.type("osei")
        editor.press("Enter")
        editor.at_details()
        editor.settle()
        assert editor.changed() == []


def test_an_entry_that_was_taken_does_not_call_the_focus_back(tmp_path: Path) -> None:
    with editing(tmp_path, MARKED, options={"slow": SECONDS}) as editor:
        ByCaret(editor).look("called twice")
        pick(editor, "who", "osei")
        editor.to_article()
        editor.press("w")
        editor.type("tug was")
        editor.settle()
        assert editor.page.input_value("#words") == "tug was"
        assert editor.page.evaluate("() => document.activeElement.id") == "words"


def test_an_entry_that_is_still_to_come_is_saved_with_its_form(tmp_path: Path) -> None:
    (task,) = (task for task in ALL if task.name == "what the head lacks")
    with editing(tmp_path, task.article, options={"slow": SECONDS}) as editor:
        task.do(ByCaret(editor))
        editor.settle()
        assert not task.wrong(editor)
