"""An edited Word copy comes back on the page."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.workbench.page.articles import FERRY, MARKED
from tests.workbench.page.editor import editing


def test_an_edited_copy_is_brought_back(tmp_path: Path) -> None:
    with editing(tmp_path, MARKED) as editor:
        copy = tmp_path / "edited.docx"
        copy.write_bytes(editor.page.request.get(f"{editor.page.url}copy/docx").body())
        word = docx.Document(str(copy))
        for paragraph in word.paragraphs:
            for run in paragraph.runs:
                if "It was not the first time" in run.text:
                    run.text = run.text.replace("the first time", "new to anyone")
        word.save(str(copy))
        editor.page.click("#tab-copies")
        editor.page.set_input_files("#word-copy", str(copy))
        editor.page.wait_for_function(
            "() => document.querySelector('dialog[open]') || "
            "document.querySelector('#text').textContent.includes('new to anyone')"
        )
        if editor.page.query_selector("dialog[open]"):
            editor.page.click("dialog .main")
            editor.page.wait_for_function(
                "() => document.querySelector('#text').textContent.includes('new to anyone')"
            )
        assert "It was not new to anyone." in editor.file.read_text(encoding="utf-8")


BOTH = (
    ("the first time", "the last time", "new to anyone"),
    ("never asked", "seldom asked", "once asked"),
)


@pytest.mark.parametrize("theirs", [(), (0,), (1,), (0, 1)], ids=str)
def test_each_choice_gives_its_words_and_nothing_else(
    theirs: tuple[int, ...], tmp_path: Path
) -> None:
    """Both changed the same words twice; the keyboard chooses."""
    with editing(tmp_path, FERRY) as editor:
        copy = tmp_path / "edited.docx"
        copy.write_bytes(editor.page.request.get(f"{editor.page.url}copy/docx").body())
        word = docx.Document(str(copy))
        mine = wanted = FERRY
        for number, (before, here, there) in enumerate(BOTH):
            for run in (run for each in word.paragraphs for run in each.runs):
                if before in run.text:
                    run.text = run.text.replace(before, there)
            mine = mine.replace(before, here)
            wanted = wanted.replace(before, there if number in theirs else here)
        word.save(str(copy))
        editor.file.write_text(mine, encoding="utf-8")
        editor.page.click("#tab-copies")
        editor.page.set_input_files("#word-copy", str(copy))
        editor.page.wait_for_selector("dialog[open]")
        assert editor.file.read_text(encoding="utf-8") == mine
        assert editor.page.locator("dialog[open] .conflict").count() == 2
        for number in range(2):
            editor.tab_to(f"dialog[open] .conflict:nth-of-type({number + 1}) input")
            if number in theirs:
                editor.press("ArrowDown")
            editor.press("Tab")
        editor.tab_to("dialog[open] .main")
        editor.press("Enter")
        editor.page.wait_for_selector("dialog[open]", state="detached")
        assert editor.file.read_text(encoding="utf-8") == wanted
        assert editor.focus_is_somewhere()
