"""Text from right to left is found whole by programs that copy text from a page."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest

from exporter import model as m
from tests.judges.missing import python_module, tool
from tests.pdf.made import drawn, made

ARABIC = "المكتبة مغلقة ولكن الكتاب كثير والكراسي خالية"
HEBREW = "הספרייה סגורה אבל הספרים רבים והכיסאות ריקים"


def page(text: str, lang: str) -> bytes:
    block = m.Paragraph((m.Run(text, (m.Language(lang),)),), lang=lang)
    return drawn(made(block, direction="rtl")).data


def bare(text: str) -> str:
    """Without marks of direction, which no letter is."""
    return text.translate(dict.fromkeys([0x202A, 0x202B, 0x202C, 0x200E, 0x200F, 0x2069, 0x2067]))


def by_pdfium(data: bytes) -> str:
    with python_module("pypdfium2").PdfDocument(io.BytesIO(data)) as document:
        return str(document[0].get_textpage().get_text_range())


def by_poppler(data: bytes, folder: Path, *mode: str) -> str:
    file = folder / "a.pdf"
    file.write_bytes(data)
    command = [tool("pdftotext"), *mode, str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("text", "lang"), [(ARABIC, "ar"), (HEBREW, "he")])
def test_words_are_whole_for_pdfium_and_poppler(text: str, lang: str, tmp_path: Path) -> None:
    data = page(text, lang)
    for found in (
        by_pdfium(data),
        by_poppler(data, tmp_path),
        by_poppler(data, tmp_path, "-layout"),
    ):
        words = bare(found)
        assert [word for word in text.split() if word not in words] == []


def test_letters_stand_on_one_line_for_poppler_in_raw_mode(tmp_path: Path) -> None:
    found = bare(by_poppler(page(HEBREW, "he"), tmp_path, "-raw"))
    assert [word for word in HEBREW.split() if word not in found] == []
