"""An edited Word copy comes back on the page."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.workbench.page.articles import MARKED
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
