"""The program is ended and started again while the page is open: what it says then is true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.judges.browser import visited
from tests.workbench.page.articles import FERRY
from tests.workbench.page.editor import Editor
from tests.workbench.page.serving import Server

_LISTEN = """() => {
  window.heard = [];
  for (const id of ['said', 'urgent']) {
    const region = document.getElementById(id);
    new MutationObserver(() => window.heard.push(region.textContent))
      .observe(region, { childList: true });
  }
}"""
ELSEWHERE = "changed elsewhere"


@contextmanager
def open_page(folder: Path) -> Iterator[tuple[Editor, Server]]:
    """A page that keeps all that it says, and the server that can be ended."""
    file = folder / "article.xml"
    file.write_text(FERRY, encoding="utf-8")
    server = Server(file)
    try:
        with visited(server.address) as page:
            page.wait_for_selector("body[data-ready]")
            page.evaluate(_LISTEN)
            yield Editor(page, file), server
    finally:
        server.stop()


def mark_claim(editor: Editor) -> None:
    editor.choose("64 minutes")
    editor.press("c")
    editor.settle()


def mark_note(editor: Editor) -> None:
    """A note is a block of its own: the blocks after it have other names from then on."""
    editor.choose("64 minutes")
    editor.press("n")
    editor.page.wait_for_selector("dialog[open] textarea")
    editor.type("By the log.")
    editor.tab_to("dialog[open] .main")
    editor.press("Enter")
    editor.settle()


def restarted(editor: Editor, server: Server, *, meanwhile: tuple[str, str] = ("", "")) -> str:
    """All that was said until the page and the program agree again."""
    server.stop()
    editor.page.wait_for_selector("#lost:not([hidden])")
    text = editor.file.read_text(encoding="utf-8")
    editor.file.write_text(text.replace(*meanwhile), encoding="utf-8")
    server.start(token="another")
    editor.page.wait_for_selector("#lost", state="hidden", timeout=20_000)
    version = server.app.state.site.session.state().version
    editor.page.wait_for_function(
        "async version => (await import('./assets/server.js')).state.version === version",
        arg=version,
    )
    editor.rest()
    return " ".join(editor.page.evaluate("() => window.heard"))


@pytest.mark.parametrize("change", [mark_claim, mark_note])
def test_nothing_is_said_to_have_changed_where_nothing_did(change, tmp_path: Path) -> None:
    with open_page(tmp_path) as (editor, server):
        change(editor)
        said = restarted(editor, server)
        assert "connection is back" in said
        assert ELSEWHERE not in said
        editor.to_article()
        editor.press("u")
        editor.settle()
        assert editor.file.read_text(encoding="utf-8") == FERRY


def test_what_did_change_meanwhile_is_said(tmp_path: Path) -> None:
    with open_page(tmp_path) as (editor, server):
        mark_claim(editor)
        said = restarted(editor, server, meanwhile=("212 people", "213 people"))
        assert ELSEWHERE in said
        assert "213 people" in editor.page.inner_text("#text")


def test_the_caret_stays_where_it_was(tmp_path: Path) -> None:
    with open_page(tmp_path) as (editor, server):
        mark_claim(editor)
        editor.choose("Kofi Osei")
        restarted(editor, server)
        assert editor.page.evaluate("() => getSelection().toString()") == "Kofi Osei"
        editor.press("p")
        editor.settle()
        assert '<persName ref="#p.osei">Kofi Osei</persName>' in editor.file.read_text("utf-8")


def test_what_was_marked_meanwhile_is_saved_though_a_note_came_before(tmp_path: Path) -> None:
    with open_page(tmp_path) as (editor, server):
        mark_note(editor)
        marked = editor.file.read_text("utf-8")
        editor.choose("Kofi Osei")
        server.stop()
        editor.press("p")
        editor.page.wait_for_selector("#lost:not([hidden])")
        server.start(token="another")
        editor.page.wait_for_selector("#text .a-person", timeout=20_000)
        editor.settle()
        assert editor.file.read_text("utf-8") == marked.replace(
            "Kofi Osei w", '<persName ref="#p.osei">Kofi Osei</persName> w'
        )
