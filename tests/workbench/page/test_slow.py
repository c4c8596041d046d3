"""A server that takes its time: what is typed meanwhile goes where the person is."""

from __future__ import annotations

from pathlib import Path

from tests.workbench.page.articles import MARKED
from tests.workbench.page.editor import editing
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
