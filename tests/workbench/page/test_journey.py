"""From a reporter's Word file to checked copies with notes, on the page alone and by keys alone."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from exporter import draft, export
from exporter.checks import check
from exporter.notices import Severity
from tests.workbench.page.articles import BRIDGE_TEXT
from tests.workbench.page.desk import Desk
from tests.workbench.page.editor import editing
from tests.workbench.page.finding_tasks import resolved
from tests.workbench.page.tasks import ByCaret


def word_file() -> bytes:
    """The draft as a Word file, with nothing marked in it."""
    plain = draft(BRIDGE_TEXT.encode(), form="text", name="bridge.txt").plain
    made = io.BytesIO()
    export(plain, made, to="docx", name="bridge")
    return made.getvalue()


def test_from_the_word_file_to_the_copies(tmp_path: Path) -> None:
    article = draft(word_file(), form="docx", name="bridge.docx").tei.decode("utf-8")
    with editing(tmp_path, article) as editor:
        resolved(ByCaret(editor))
        assert [n for n in check(editor.file) if n.severity >= Severity.WARNING] == []
        Desk(editor).copies()
        assert editor.keys < 500
    copies = tmp_path / "build"
    assert {each.name for each in copies.iterdir()} == {
        "article.html", "article.docx", "article.pdf",
    }  # fmt: skip
    with zipfile.ZipFile(copies / "article.docx") as package:
        notes = package.read("word/footnotes.xml").decode("utf-8")
    said = " ".join(re.sub(r"<[^>]*>", " ", notes).split())
    assert "County Audit Board" in said
    assert "Review of the Orrin bridge" in said
