"""Suggestions are decided by single keys in their list, or by its buttons."""

from __future__ import annotations

from pathlib import Path

from tests.workbench.page.articles import DRAFTED
from tests.workbench.page.editor import Editor, editing


def at_the_list(editor: Editor) -> None:
    editor.to_article()
    editor.press("g")
    editor.page.wait_for_selector("#proposals .what")
    editor.tab_to("#proposals [role=option]")


def text(editor: Editor) -> str:
    editor.settle()
    return editor.file.read_text(encoding="utf-8").partition("<text>")[2]


def test_yes_no_all_and_undo(tmp_path: Path) -> None:
    with editing(tmp_path, DRAFTED) as editor:
        at_the_list(editor)
        options = editor.page.locator("#proposals [role=option]")
        assert options.count() == 4
        editor.press("y")
        assert '<measure quantity="64" unit="minute">64 minutes' in text(editor)
        editor.page.wait_for_function(
            "() => document.querySelectorAll('#proposals .what').length === 3"
        )
        assert editor.page.evaluate("() => document.activeElement.role") == "option"
        editor.press("n")
        assert "save €4,300 a month" in text(editor)
        editor.press("u")
        assert 'resp="#draft">€4,300' in text(editor)
        editor.page.wait_for_function(
            "() => document.querySelectorAll('#proposals .what').length === 3"
        )
        editor.press("End", "a")
        assert '<persName ref="#p.kray">Hanna Kray' in text(editor)
        assert 'resp="#draft">€4,300' in text(editor)
        assert editor.page.evaluate("() => document.activeElement.role") == "option"


def test_the_buttons_do_what_the_keys_do(tmp_path: Path) -> None:
    with editing(tmp_path, DRAFTED) as editor:
        at_the_list(editor)
        editor.tab_to("[data-answer=yes]")
        editor.press("Enter")
        assert '<measure quantity="64" unit="minute">64 minutes' in text(editor)
        editor.press("ArrowRight", "Enter")
        assert "save €4,300 a month" in text(editor)


def test_one_is_changed_and_one_comes_back_to_the_list(tmp_path: Path) -> None:
    with editing(tmp_path, DRAFTED) as editor:
        at_the_list(editor)
        editor.press("ArrowDown", "c")
        editor.at_details()
        editor.tab_to("[data-field=unit] input")
        editor.press("Control+a")
        editor.type("GBP")
        editor.press("Enter")
        assert 'unit="GBP"' in text(editor)
        editor.press("Escape")
        assert editor.page.evaluate("() => document.activeElement.role") == "option"
