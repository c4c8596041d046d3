"""A title in a language of the other direction begins at its own side, in every format."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

import exporter
from exporter.model import Generated, Language, Run
from exporter.rendering.line_language import turned_language
from exporter.text.language_tags import Direction

HEBREW, FRENCH = Run("ספינות", (Language("he"),)), Run("navires", (Language("fr"),))
SOURCE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="he"><teiHeader><fileDesc><titleStmt>'
    "<title>ספינות</title></titleStmt></fileDesc></teiHeader><text><body><p>ים</p></body></text></TEI>"
).encode()


@pytest.mark.parametrize(
    ("line", "base", "expected"),
    [
        ((HEBREW,), "ltr", "he"),
        ((HEBREW, Run(" ")), "ltr", "he"),
        ((HEBREW,), "rtl", ""),
        ((FRENCH,), "ltr", ""),
        ((FRENCH,), "rtl", "fr"),
        ((Run("By ", (Generated(),)), HEBREW), "ltr", ""),
        ((), "ltr", ""),
    ],
)
def test_the_language_of_a_line(line: tuple[Run, ...], base: Direction, expected: str) -> None:
    assert turned_language(line, base) == expected


def test_a_title_from_right_to_left_under_english_words() -> None:
    edition = exporter.plan(exporter.read(SOURCE))
    assert edition.lang == "en"
    page = exporter.render(edition, "html").data.decode()
    assert re.search(r'<h1 class="title"[^>]* lang="he" dir="rtl">', page)
    with zipfile.ZipFile(io.BytesIO(exporter.render(edition, "docx").data)) as book:
        word = book.read("word/document.xml").decode()
    assert re.search(r'<w:pStyle w:val="Title"/>(?:(?!</w:pPr>).)*<w:bidi/>', word)
    places: list[float] = []
    sheet = PdfReader(io.BytesIO(exporter.render(edition, "pdf").data)).pages[0]
    sheet.extract_text(visitor_text=lambda text, _, at, *__: places.append(at[4]) if text else None)
    assert max(places) > sheet.mediabox.width / 2
