"""Nothing is lost unsaid: the program ends and comes back, another changes the same words, an
editor saves what cannot be read; and a page for reading only."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.judges.browser import visited
from tests.workbench.page.articles import DRAFTED, FERRY, MARKED
from tests.workbench.page.editor import Editor, editing
from tests.workbench.page.serving import Server

OSEI = FERRY.replace("Kofi Osei w", '<persName ref="#p.osei">Kofi Osei</persName> w')


@contextmanager
def connected(folder: Path, article: str) -> Iterator[tuple[Editor, Server]]:
    """An editor, and the server that can be ended."""
    file = folder / "article.xml"
    file.write_text(article, encoding="utf-8")
    server = Server(file)
    try:
        with visited(server.address) as page:
            page.wait_for_selector("body[data-ready]")
            yield Editor(page, file), server
    finally:
        server.stop()


def state(editor: Editor) -> str:
    return str(editor.page.get_attribute("#state", "data-now"))


def text(editor: Editor) -> str:
    return editor.file.read_text(encoding="utf-8")


def _lost(editor: Editor, server: Server) -> None:
    """Marked while the program is ended."""
    editor.choose("Kofi Osei")
    server.stop()
    editor.press("p")
    editor.page.wait_for_selector("#lost:not([hidden]) #lost-count:text('1 change is kept')")
    assert state(editor) == "lost"
    editor.hears("connection is lost")
    assert text(editor) == FERRY


@pytest.mark.parametrize("token", ["token", "another"])
def test_what_was_marked_without_a_connection_is_saved_when_it_is_back(
    token: str, tmp_path: Path
) -> None:
    with connected(tmp_path, FERRY) as (editor, server):
        _lost(editor, server)
        assert editor.focus_is_somewhere()
        server.start(token=token)
        editor.page.wait_for_selector("#text .a-person", timeout=20_000)
        editor.settle()
        assert text(editor) == OSEI
        assert editor.page.locator("#lost").is_hidden()
        editor.to_article()
        editor.press("u")
        editor.settle()
        assert text(editor) == FERRY


def test_what_was_marked_before_the_program_ended_does_not_hinder(tmp_path: Path) -> None:
    with connected(tmp_path, FERRY) as (editor, server):
        editor.choose("Molenhaven")
        editor.press("l")
        editor.settle()
        marked = text(editor)
        editor.choose("Kofi Osei")
        server.stop()
        editor.press("p")
        editor.page.wait_for_selector("#lost:not([hidden])")
        server.start(token="another")
        editor.page.wait_for_selector("#text .a-person", timeout=20_000)
        editor.settle()
        assert text(editor) == marked.replace(
            "Kofi Osei w", '<persName ref="#p.osei">Kofi Osei</persName> w'
        )


def test_what_does_not_fit_any_more_is_said(tmp_path: Path) -> None:
    other = FERRY.replace("Kofi Osei warned", "Someone warned")
    with connected(tmp_path, FERRY) as (editor, server):
        _lost(editor, server)
        editor.file.write_text(other, encoding="utf-8")
        server.start()
        editor.page.wait_for_function(
            "() => /Kofi Osei|not known any more/.test(document.querySelector('#urgent')"
            ".textContent + (document.querySelector('dialog[open]')?.textContent ?? ''))",
            timeout=20_000,
        )
        assert text(editor) == other


def test_the_page_may_be_loaded_anew_meanwhile(tmp_path: Path) -> None:
    with connected(tmp_path, FERRY) as (editor, server):
        _lost(editor, server)
        editor.page.on("dialog", lambda dialog: dialog.accept())
        server.start(token="another")
        server.stop()
        server.start()
        editor.page.reload()
        editor.page.wait_for_selector("#text .a-person", timeout=20_000)
        editor.settle()
        assert text(editor) == OSEI


# --------------------------------------------------------------------------- another program


def _met(editor: Editor, other: str) -> None:
    """Another program saves, unheard, and the same words are marked."""
    editor.choose("Kofi Osei")
    editor.page.route("**/events", lambda route: route.abort())
    editor.page.evaluate("() => { window.stop() }")
    editor.file.write_text(other, encoding="utf-8")
    editor.press("p")
    editor.page.wait_for_selector("dialog[open]")
    shown = editor.page.inner_text("dialog[open]")
    assert "Kofi Osei" in shown
    assert "Someone" in shown


OTHER = FERRY.replace("Kofi Osei warned", "Someone warned")


@pytest.mark.parametrize("key", ["Escape", "Enter"])
def test_theirs_stays(key: str, tmp_path: Path) -> None:
    with editing(tmp_path, FERRY) as editor:
        _met(editor, OTHER)
        if key == "Enter":
            editor.tab_to("dialog[open] .foot button:not(.main)")
        editor.press(key)
        editor.page.wait_for_selector("dialog:not(#keys)", state="detached")
        editor.settle()
        assert text(editor) == OTHER
        assert "Someone warned" in editor.page.inner_text("#text")
        assert editor.focus_is_somewhere()


def test_mine_is_made_again_where_its_words_are_now(tmp_path: Path) -> None:
    """The places of what is tried again are those of the words that stand there now."""
    with editing(tmp_path, FERRY) as editor:
        _met(editor, OTHER)
        editor.tab_to("dialog[open] .main")
        editor.press("Enter")
        editor.page.wait_for_selector("dialog:not(#keys)", state="detached")
        editor.settle()
        marked = OTHER.replace("Someone warned", "<persName>Someone</persName> warned")
        assert text(editor) == marked


@contextmanager
def commanded(folder: Path, article: str) -> Iterator[Editor]:
    """An editor at the page that the command itself serves, which watches the file."""
    file = folder / "article.xml"
    file.write_text(article, encoding="utf-8")
    command = [sys.executable, "-u", "-m", "exporter", "annotate", str(file), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        assert running.stdout is not None
        said = running.stdout.readline().decode()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address is not None, said
        try:
            with visited(address[0]) as page:
                page.wait_for_selector("body[data-ready]")
                yield Editor(page, file)
        finally:
            running.kill()


def test_what_cannot_be_read_is_said_until_it_can(tmp_path: Path) -> None:
    with commanded(tmp_path, FERRY) as editor:
        editor.choose("Kofi Osei")
        broken = FERRY.replace("</body>", "")
        editor.file.write_text(broken, encoding="utf-8")
        editor.page.wait_for_function(
            "() => document.querySelector('#urgent').textContent.includes('article.xml')"
        )
        editor.press("p")
        editor.page.wait_for_timeout(500)
        assert text(editor) == broken
        assert "Kofi Osei" in editor.page.inner_text("#text")
        well = FERRY.replace("212 people", "213 people")
        editor.file.write_text(well, encoding="utf-8")
        editor.page.wait_for_function(
            "() => document.querySelector('#text').textContent.includes('213 people')"
        )
        editor.choose("Kofi Osei")
        editor.press("p")
        editor.settle()
        assert text(editor) == OSEI.replace("212 people", "213 people")


# ------------------------------------------------------------------------------ reading only


@pytest.mark.parametrize("article", [MARKED, DRAFTED], ids=["marked", "drafted"])
def test_for_reading_only_nothing_can_be_changed(article: str, tmp_path: Path) -> None:
    with editing(tmp_path, article, options={"read_only": True}) as editor:
        assert editor.page.inner_text("#state") == "For reading only"
        editor.choose("64 minutes")
        for key in "scfdpolqnxabur":
            editor.press(key)
        editor.press("Enter")
        editor.page.wait_for_selector("#details :focus")
        for key in "wgti":
            editor.to_article()
            editor.press(key)
            editor.page.wait_for_timeout(250)
            if key == "w":
                editor.type("Sound Line")
                editor.press("Enter")
                editor.page.wait_for_selector("#found legend")
                editor.press("o", "c")
            if key == "g":
                editor.press("y", "n", "a")
        editor.page.click("#tab-copies")
        editor.page.wait_for_selector("#links a")
        assert editor.page.locator("[data-writes]:visible, #kinds:visible").count() == 0
        sent = editor.page.evaluate(
            "() => fetch('change', {method: 'POST', headers: {'X-Exporter-Token': 'token'},"
            " body: '{}'}).then(answer => answer.status)"
        )
        assert sent == 403
        assert editor.file.read_text(encoding="utf-8") == article
        editor.page.complaints.clear()
