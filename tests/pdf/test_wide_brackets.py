"""Brackets of Chinese and Japanese in other texts: drawn narrow, read as they were written."""

from __future__ import annotations

import pymupdf
import pytest

import exporter
from exporter.pdf.fonts.document_fonts import Fonts, Setting
from exporter.pdf.fonts.wide_brackets import NARROW, composed
from tests import judges
from tests.tei.sketch import tei

SETTING = Setting(("Source Serif 4",), 10.0)


def width(text: str, lang: str = "la") -> float:
    setting = Setting(SETTING.stack, SETTING.size, lang=lang)
    return sum(word.width for word in Fonts().shape(text, setting))


@pytest.mark.parametrize("wide", sorted(NARROW))
def test_a_wide_bracket_is_as_wide_as_the_narrow_one(wide: str) -> None:
    for text in (wide, f"d{wide}omi", f"λό{wide}γος", f"{wide}{wide}a"):
        narrow = "".join(NARROW.get(char, char) for char in text)
        assert width(text) == pytest.approx(width(narrow))
        assert "".join(word.text for word in Fonts().shape(text, SETTING)) == text


@pytest.mark.parametrize(
    ("text", "lang"),
    [("〈書", "en"), ("名〉", ""), ("〈a", "ja"), ("《", "zh"), ("〉", "zh-Hant"), ("〈", "ko")],
)
def test_wide_brackets_stay_at_home(text: str, lang: str) -> None:
    narrow = "".join(NARROW.get(char, char) for char in text)
    assert width(text, lang) > width(narrow, lang)


def test_a_bracket_that_has_a_twin_is_kept_as_it_is_written() -> None:
    assert composed("e\u0301\u2329a\u0301\u232a") == "\u00e9\u2329\u00e1\u232a"
    assert composed("e\u0301") == "\u00e9"


@pytest.mark.parametrize("pair", ["\u2329\u232a", "\u3008\u3009", "\u300a\u300b", "\u301a\u301b"])
def test_the_letters_of_the_source_are_read(pair: str) -> None:
    text = f"Senatus {pair[0]}consultum{pair[1]} fe{pair[0]}ce{pair[1]}runt."
    edition = exporter.plan(exporter.read(tei(f"<p>{text}</p>")))
    data = exporter.render(edition, "pdf").data
    with pymupdf.open(stream=data, filetype="pdf") as book:
        assert text in book[0].get_text()
    assert text in judges.text_from_pdf(data)
