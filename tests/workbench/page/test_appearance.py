"""What is seen at once: names and not ids, how to begin; nothing is cut off on small screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.judges.browser import View, overflowing_in
from tests.workbench.page.articles import DRAFTED, FERRY, MARKED
from tests.workbench.page.editor import Editor, editing
from tests.workbench.page.tasks import ByCaret

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PHONE: View = {"width": 390, "height": 844, "touch": True}
FOUR_TIMES: View = {"width": 1440, "height": 900, "zoom": 4}


def seen(editor: Editor, selector: str) -> bool:
    """Whether all of an element is within the window."""
    found: bool = editor.page.evaluate(_SEEN, selector)
    return found


_SEEN = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1 && box.left >= 0
    && box.right <= innerWidth + 1;
}"""


def held_back(page: Page) -> Callable[[], None]:
    """Requests of the registers wait until what is returned is called; later ones do not."""
    waiting: list[Route] = []
    let_go = False

    def asked(route: Route) -> None:
        if let_go:
            route.continue_()
        else:
            waiting.append(route)

    def go_on() -> None:
        nonlocal let_go
        let_go = True
        for route in waiting:
            route.continue_()

    page.route("**/registers", asked)
    return go_on


def test_entries_are_shown_by_their_names_while_the_registers_are_still_to_come(
    tmp_path: Path,
) -> None:
    with editing(tmp_path, MARKED) as editor:
        editor.page.route("**/registers", lambda route: route.abort())
        ByCaret(editor).look("Kofi Osei")
        assert editor.page.input_value("[data-field=ref] input") == "Kofi Osei"
        editor.press("Escape")
        ByCaret(editor).look("called twice")
        assert editor.page.inner_text("[data-field=who] .chips span") == "Hanna Kray"
        editor.page.unroute("**/registers")


def test_an_open_list_is_filled_when_the_registers_come(tmp_path: Path) -> None:
    with editing(tmp_path, MARKED) as editor:
        let_go = held_back(editor.page)
        ByCaret(editor).look("called twice")
        editor.tab_to("[data-field=who] input")
        editor.press("ArrowDown")
        assert editor.page.locator("[data-field=who] [role=option]").count() == 2
        let_go()
        editor.page.wait_for_selector("[data-field=who] [role=option]:has-text('Kofi Osei')")


def test_enter_takes_the_entry_that_fits_though_the_registers_are_still_to_come(
    tmp_path: Path,
) -> None:
    with editing(tmp_path, MARKED) as editor:
        let_go = held_back(editor.page)
        ByCaret(editor).look("called twice")
        editor.tab_to("[data-field=who] input")
        editor.type("osei")
        editor.press("Enter")
        let_go()
        editor.page.wait_for_selector("[data-field=who] .chips :text('Kofi Osei')")
        editor.settle()
        assert 'who="#p.kray #p.osei"' in editor.file.read_text(encoding="utf-8")


def test_what_is_typed_stays_when_news_comes(tmp_path: Path) -> None:
    """The findings, say, which are looked for after each change."""
    with editing(tmp_path, MARKED) as editor:
        ByCaret(editor).look("called twice")
        editor.tab_to("[data-field=who] input")
        editor.type("osei")
        with editor.page.expect_response("**/chosen?**"):
            editor.page.evaluate(_NEWS)
        editor.page.wait_for_timeout(100)
        assert editor.page.input_value("[data-field=who] input") == "osei"
        editor.press("Enter")
        editor.page.wait_for_selector("[data-field=who] .chips :text('Kofi Osei')")


_NEWS = "() => import('/assets/server.js').then((server) => server.emit('checked', {}))"


def test_entries_are_shown_by_their_names_for_reading_too(tmp_path: Path) -> None:
    with editing(tmp_path, MARKED, options={"read_only": True}) as editor:
        ByCaret(editor).look("tug was ready")
        assert editor.page.inner_text("[data-field=source] p").startswith("Sound Line, Log")


def test_the_panel_says_how_to_begin_and_then_what_is_chosen(tmp_path: Path) -> None:
    with editing(tmp_path, FERRY) as editor:
        assert editor.page.locator("#details .begin li:visible").count() == 4
        editor.choose("Kofi Osei")
        editor.page.wait_for_selector("#chosen blockquote")
        assert editor.page.inner_text("#chosen h2") == "Words chosen"
        assert editor.page.inner_text("#chosen blockquote") == "Kofi Osei"
        assert editor.page.locator("#details .begin li:visible").count() == 0


def test_the_first_design_offered_is_that_of_the_page(tmp_path: Path) -> None:
    with editing(tmp_path, FERRY) as editor:
        editor.page.click("#tab-copies")
        editor.page.wait_for_selector("#theme option", state="attached")
        assert editor.page.input_value("#theme") == "newspaper"


@pytest.mark.parametrize("tab", ["details", "find", "suggestions", "indexes", "copies"])
def test_on_a_phone_the_tabs_and_the_way_to_close_stay(tab: str, tmp_path: Path) -> None:
    with editing(tmp_path, MARKED, **PHONE) as editor:
        editor.caret("64 minutes")
        editor.page.click(f"#tab-{tab}")
        editor.page.wait_for_timeout(500)
        assert seen(editor, "#tabs")
        assert seen(editor, "#lower")
        assert seen(editor, ".a.here")
        editor.page.click("#lower")
        assert seen(editor, "#tabs")


@pytest.mark.parametrize("view", [PHONE, FOUR_TIMES], ids=["phone", "400 %"])
def test_a_small_window_has_the_whole_width_for_the_article_and_for_dialogs(
    view: View, tmp_path: Path
) -> None:
    with editing(tmp_path, MARKED, **view) as editor:
        wide = editor.page.evaluate("innerWidth")
        assert editor.page.locator("main").bounding_box()["width"] >= wide - 20
        assert editor.page.locator("#panel").bounding_box()["width"] >= wide - 20
        editor.page.click("#help")
        assert editor.page.locator("dialog[open]").bounding_box()["width"] >= wide - 20
        assert overflowing_in(editor.page) == []


def test_in_a_low_window_what_has_the_focus_is_not_scrolled_away(tmp_path: Path) -> None:
    with editing(tmp_path, FERRY, **FOUR_TIMES) as editor:
        editor.find("Sound Line", 1)
        editor.rest()
        assert seen(editor, "#found input:focus")


def test_keys_lead_into_the_lists(tmp_path: Path) -> None:
    with editing(tmp_path, DRAFTED) as editor:
        for key, held in (("g", "#proposals [role=option]"), ("t", "#indexes summary")):
            editor.to_article()
            editor.press(key)
            editor.page.wait_for_selector(f"{held}:focus")
