"""axe and IBM find nothing in any state of the page, and would find something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.judges.browser import View, axe_in, ibm_in, overflowing_in
from tests.workbench.page.articles import ARABIC, DRAFTED, FERRY, GERMAN, MARKED
from tests.workbench.page.editor import Editor, editing
from tests.workbench.page.finding_tasks import FIGURES
from tests.workbench.page.tasks import ByCaret


def details(editor: Editor) -> None:
    ByCaret(editor).look("64 minutes")


def more(editor: Editor) -> None:
    ByCaret(editor).look("called twice")
    editor.page.click("#details summary")
    editor.tab_to("[data-field=who] input", "Shift+Tab")
    editor.press("ArrowDown")


def found(editor: Editor) -> None:
    editor.find("Sound Line", 0)


def suggested(editor: Editor) -> None:
    editor.to_article()
    editor.press("g")
    editor.page.wait_for_selector("#proposals .what")


def to_do(editor: Editor) -> None:
    editor.to_article()
    editor.press("t")
    editor.page.wait_for_selector("#indexes summary")


def copies(editor: Editor) -> None:
    editor.page.click("#tab-copies")
    editor.page.wait_for_timeout(400)


def keys(editor: Editor) -> None:
    editor.to_article()
    editor.press("?")


def entry(editor: Editor) -> None:
    ByCaret(editor).look("tug was ready")
    editor.tab_to("[data-field=source] input")
    editor.type("New")
    editor.press("Enter")
    editor.page.wait_for_selector("dialog[open]")


def record(editor: Editor) -> None:
    ByCaret(editor).look("tug was ready")
    editor.tab_to("[data-key=record]")
    editor.press("Enter")


def conflict(editor: Editor) -> None:
    """Another program takes the words away that are being marked."""
    editor.choose("Kofi Osei")
    editor.page.route("**/events", lambda route: route.abort())
    other = editor.before.replace("Kofi Osei warned", "Someone warned")
    editor.page.evaluate("() => { window.stop() }")
    editor.file.write_text(other, encoding="utf-8")
    editor.press("p")
    editor.page.wait_for_selector("dialog[open]")


def lost(editor: Editor) -> None:
    """The program does not answer while words are marked."""
    editor.choose("Kofi Osei")
    editor.page.route("**/change", lambda route: route.abort())
    editor.press("p")
    editor.page.wait_for_selector("#lost:not([hidden])")


def head(editor: Editor) -> None:
    editor.to_article()
    editor.press("h")
    editor.page.wait_for_selector("dialog[open]")


def answer(editor: Editor) -> None:
    to_do(editor)
    editor.tab_to("#indexes summary")
    editor.press("Enter")
    editor.tab_to("#indexes details[open] .ticks input")
    editor.press("Enter")
    editor.page.wait_for_selector("dialog[open]")


STATES: dict[str, tuple[Callable[[Editor], None], str, View, str]] = {
    "details": (details, MARKED, {}, "en-GB"),
    "details, dark": (details, MARKED, {"scheme": "dark"}, "en-GB"),
    "details, on a phone": (details, MARKED, {"width": 390, "height": 780, "touch": True}, "en-GB"),
    "details, zoomed": (details, MARKED, {"zoom": 2}, "en-GB"),
    "details, forced colours": (details, MARKED, {"scheme": "forced"}, "en-GB"),
    "more, a list open": (more, MARKED, {}, "en-GB"),
    "found": (found, FERRY, {}, "en-GB"),
    "found, on a narrow phone": (found, FERRY, {"width": 320, "height": 640}, "en-GB"),
    "suggestions": (suggested, DRAFTED, {}, "en-GB"),
    "suggestions, dark": (suggested, DRAFTED, {"scheme": "dark"}, "en-GB"),
    "to do": (to_do, MARKED, {}, "en-GB"),
    "to do, on a phone": (to_do, MARKED, {"width": 390, "height": 780}, "en-GB"),
    "copies": (copies, MARKED, {}, "en-GB"),
    "keys": (keys, MARKED, {}, "en-GB"),
    "keys, dark": (keys, MARKED, {"scheme": "dark", "width": 390}, "en-GB"),
    "an entry": (entry, MARKED, {}, "en-GB"),
    "a record": (record, MARKED, {}, "en-GB"),
    "a conflict": (conflict, FERRY, {}, "en-GB"),
    "the connection is lost": (lost, FERRY, {}, "en-GB"),
    "lost, forced colours": (lost, FERRY, {"scheme": "forced", "width": 390}, "en-GB"),
    "the head": (head, FERRY, {}, "en-GB"),
    "the head, on a phone": (head, FERRY, {"width": 390, "height": 780}, "en-GB"),
    "an answer": (answer, FIGURES, {}, "en-GB"),
    "German": (to_do, GERMAN, {}, "de-DE"),
    "right to left": (to_do, ARABIC, {}, "en-GB"),
}


@pytest.mark.parametrize("name", STATES)
def test_nobody_is_shut_out(name: str, tmp_path: Path) -> None:
    reach, article, seen, locale = STATES[name]
    view: View = {**seen, "locale": locale}
    with editing(tmp_path, article, **view) as editor:
        reach(editor)
        editor.page.wait_for_timeout(100)
        assert axe_in(editor.page) + ibm_in(editor.page) + overflowing_in(editor.page) == []


def test_the_judges_would_say_so(tmp_path: Path) -> None:
    with editing(tmp_path, FERRY) as editor:
        editor.page.evaluate("() => document.querySelector('#kinds').removeAttribute('aria-label')")
        editor.page.evaluate("() => { document.querySelector('#undo').textContent = '' }")
        assert axe_in(editor.page) != []
        editor.page.evaluate("() => document.querySelector('label[for=words]').remove()")
        editor.page.click("#tab-find")
        assert ibm_in(editor.page) != []
