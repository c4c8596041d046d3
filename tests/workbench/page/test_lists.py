"""The list of things to do, by keys: what Enter is about, where Escape leads, what is heard."""

from __future__ import annotations

from pathlib import Path

from tests.workbench.page.articles import FERRY
from tests.workbench.page.editor import Editor, editing

UNFINISHED = FERRY.replace(
    "64 minutes", '<seg type="claim" source="#s.log" ana="#v.ok">64 minutes</seg>'
).replace("Kofi Osei w", '<seg type="claim" source="#s.log" ana="#v.ok">Kofi Osei</seg> w')


def into(editor: Editor, summary: str) -> None:
    """To the first stop in a group of the list."""
    editor.to_article()
    editor.press("t")
    editor.page.wait_for_selector("#indexes summary:focus")
    for _ in range(60):
        if summary in editor.page.evaluate("() => document.activeElement.textContent"):
            break
        editor.press("Tab")
    editor.press("Tab")


def text(editor: Editor) -> str:
    return editor.file.read_text(encoding="utf-8")


def test_enter_at_all_of_them_is_about_all_of_them(tmp_path: Path) -> None:
    with editing(tmp_path, UNFINISHED) as editor:
        into(editor, "in the mark of this claim")
        editor.press("Enter")
        editor.settle()
        editor.hears("Mended in 2 places.")
        assert text(editor).count('xml:id="claim-') == 2


def test_enter_at_one_is_about_that_one(tmp_path: Path) -> None:
    with editing(tmp_path, UNFINISHED) as editor:
        into(editor, "in the mark of this claim")
        editor.press("ArrowDown", "ArrowDown", "Enter")
        editor.settle()
        assert text(editor) == UNFINISHED.replace(
            'ana="#v.ok">Kofi', 'ana="#v.ok" xml:id="claim-1">Kofi'
        )


def test_escape_leads_to_the_article_from_everywhere(tmp_path: Path) -> None:
    with editing(tmp_path, UNFINISHED) as editor:
        for key in "tgwi":
            editor.to_article()
            editor.press(key)
            editor.page.wait_for_function("() => document.activeElement.closest('#panel')")
            editor.press("Escape")
            assert editor.page.evaluate("() => document.activeElement.id") == "text", key
        editor.press("u")
        editor.hears("There is nothing to undo.")


def test_what_is_said_while_a_dialog_is_open_is_heard(tmp_path: Path) -> None:
    """What is outside of a modal dialog is inert, live regions too (HTML 6.3.1)."""
    heard = "() => Boolean(document.querySelector('#said').closest('dialog[open]'))"
    with editing(tmp_path, FERRY) as editor:
        into(editor, "Readers cannot find this source")
        editor.press("Enter")
        editor.page.wait_for_selector("dialog[open]")
        editor.tab_to("dialog[open] [data-field=authors] [role=combobox]")
        editor.type("Ida Voss")
        editor.page.wait_for_selector("dialog[open] [role=option]")
        editor.press("ArrowDown", "ArrowDown", "Enter")
        editor.page.wait_for_function("() => document.querySelectorAll('dialog[open]').length > 1")
        editor.press("Enter")
        editor.page.wait_for_function("() => document.querySelectorAll('dialog[open]').length < 2")
        editor.settle()
        assert "Ida Voss" in text(editor)
        editor.page.evaluate("async () => (await import('./assets/dom.js')).say('One more.')")
        assert editor.page.evaluate(heard)
        editor.hears("One more.")
        editor.press("Escape", "Escape")
        editor.page.wait_for_selector("dialog[open]", state="detached")
        assert not editor.page.evaluate(heard)
        editor.to_article()
        editor.press("j")
        editor.hears("No mark after this.")


def test_escape_in_details_leads_back_to_the_group_that_they_came_from(tmp_path: Path) -> None:
    wrong = FERRY.replace("64 minutes", '<num type="cardinal" value="46">64</num> minutes')
    wrong = wrong.replace("212 people", '<num type="cardinal" value="21 2">212</num> people')
    with editing(tmp_path, wrong) as editor:
        into(editor, "no number, or no date")
        editor.press("Enter")
        editor.page.wait_for_function("() => document.activeElement.closest('#details')")
        editor.page.wait_for_selector("#details [data-field] input:focus")
        editor.press("Escape")
        editor.page.wait_for_selector("#indexes summary:focus")
        said = editor.page.evaluate("() => document.activeElement.textContent")
        assert "no number, or no date" in said


def test_in_a_low_window_the_panel_is_closed_where_it_is(tmp_path: Path) -> None:
    """As at 400 %: its button stands on the panel, and not over the tools of the page."""
    with editing(tmp_path, FERRY, width=1280, height=900, zoom=4) as editor:
        editor.page.click("#tab-indexes")
        editor.page.wait_for_selector("#lower:visible")
        panel, button = (editor.page.locator(each).bounding_box() for each in ("#panel", "#lower"))
        assert panel["y"] <= button["y"] <= panel["y"] + 60
        assert button["x"] + button["width"] <= panel["x"] + panel["width"] + 1
