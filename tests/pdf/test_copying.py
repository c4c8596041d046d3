"""Words are found whole by programs that copy text from a page, and by those that read it aloud."""

from __future__ import annotations

import io
import subprocess
import unicodedata
import zlib
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from exporter import model as m
from exporter.pdf.fonts.document_fonts import Fonts, Setting
from exporter.pdf.fonts.subset import program
from exporter.pdf.inline.word_cache import Words
from tests.judges.missing import node_module, python_module, tool
from tests.judges.pdf import pdf as judged
from tests.judges.pdf import text_from_pdf
from tests.pdf.made import drawn, made

ARABIC = "المكتبة مغلقة ولكن الكتاب كثير والكراسي خالية الحجرة الملح خير"
HEBREW = "הספרייה סגורה אבל הספרים רבים והכיסאות ריקים"
POINTED = "שָׁלוֹם עוֹלָם סֵפֶר גָּדוֹל"
VOCALISED = "كَتَبَ مُحَمَّد مَدِين"
PERSIAN = "می‌خوانم کتاب‌ها نمی‌دانم"
MARKED = "x̄yz am̃pla q̃ui p̱erro t͡ʃek s̈ome ŋ̍go ə̃bc"
THAI = "น้ำ ผู้ใหญ่ ที่นี่"
HINDI = "स्थिति हिन्दी राष्ट्रीय"
TEXTS = [(ARABIC, "ar"), (HEBREW, "he"), (POINTED, "he"), (VOCALISED, "ar"), (PERSIAN, "fa"),
         (MARKED, "la"), (THAI, "th"), (HINDI, "hi")]  # fmt: skip
JS = """
import fs from 'fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const data = new Uint8Array(fs.readFileSync(0));
const found = await getDocument({ data, verbosity: 0 }).promise;
const text = await (await found.getPage(1)).getTextContent();
console.log(text.items.map(item => item.str + (item.hasEOL ? '\\n' : '')).join(''));
"""


def page(text: str, lang: str) -> bytes:
    block = m.Paragraph((m.Run(text, (m.Language(lang),)),), lang=lang)
    direction = "rtl" if lang in ("ar", "he", "fa") else "ltr"
    return drawn(made(block, lang=lang, direction=direction)).data


def bare(text: str) -> str:
    """Composed, without marks of direction and joiners, which no letter is."""
    marks = [0x202A, 0x202B, 0x202C, 0x200C, 0x200E, 0x200F, 0x2069, 0x2067]
    return unicodedata.normalize("NFC", text).translate(dict.fromkeys(marks))


def lost(text: str, found: str) -> list[str]:
    words = bare(found)
    return [word for word in bare(text).split() if word not in words]


def by_pdfium(data: bytes) -> str:
    with python_module("pypdfium2").PdfDocument(io.BytesIO(data)) as document:
        return str(document[0].get_textpage().get_text_range())


def by_poppler(data: bytes, folder: Path, *mode: str) -> str:
    file = folder / "a.pdf"
    file.write_bytes(data)
    command = [tool("pdftotext"), *mode, str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def by_pdf_js(data: bytes) -> str:
    folder = node_module("pdfjs-dist/package.json").parents[2]
    command = [tool("node"), "--input-type=module", "-e", JS]
    done = subprocess.run(command, input=data, cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize(("text", "lang"), TEXTS)
def test_words_are_whole_for_pdfium_and_poppler(text: str, lang: str, tmp_path: Path) -> None:
    data = page(text, lang)
    assert lost(text, by_pdfium(data)) == []
    assert lost(text, by_poppler(data, tmp_path)) == []
    assert lost(text, by_poppler(data, tmp_path, "-layout")) == []


@pytest.mark.parametrize(("text", "lang"), TEXTS)
def test_words_are_whole_for_pdf_js(text: str, lang: str) -> None:
    """It gives a mark that ends a word to what was painted before."""
    ends = text.replace("كَتَبَ", "كَتَب")
    assert lost(ends, by_pdf_js(page(ends, lang))) == []


@pytest.mark.parametrize("text", [ARABIC, HEBREW, PERSIAN, MARKED])
def test_words_are_whole_for_poppler_in_the_order_of_the_file(text: str, tmp_path: Path) -> None:
    lang = next(lang for known, lang in TEXTS if known == text)
    assert lost(text, by_poppler(page(text, lang), tmp_path, "-raw")) == []


@pytest.mark.parametrize(
    ("text", "whole", "lang"),
    [
        ("co\u00adoper\u00adation", "cooperation", "en"),
        ("خا\u00adلية كت\u00adاب", "خالية كتاب", "ar"),
    ],
)
def test_a_soft_hyphen_that_is_not_seen_divides_no_word(
    text: str, whole: str, lang: str, tmp_path: Path
) -> None:
    data = page(text, lang)
    for found in (by_pdfium(data), by_poppler(data, tmp_path), by_pdf_js(data)):
        assert lost(whole, found) == []


def test_letters_join_across_a_soft_hyphen() -> None:
    fonts = Fonts()
    setting = Setting(("Amiri",), 12)
    (first, _, _), (second, _, _) = Words(fonts, setting).at("بت\u00adاب", 1).parts
    (alone,) = fonts.shape("بت", setting, 1)
    assert first.code != alone.code
    assert second.text == "اب"


@pytest.mark.parametrize(("text", "lang"), TEXTS)
def test_what_is_made_of_several_glyphs_conforms(text: str, lang: str) -> None:
    assert judged(page(text, lang)) == []


def spoken(data: bytes) -> list[str]:
    """Texts that structure elements say, in the order of the tree."""
    root: Any = PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]
    found: list[str] = []
    waiting = [root["/K"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += [kid for kid in node[::-1] if not isinstance(kid, int)]
            continue
        if "/ActualText" in node:
            found.append(str(node["/ActualText"]))
        if "/K" in node and not isinstance(node["/K"], int):
            waiting.append(node["/K"])
    return found


@pytest.mark.parametrize(("text", "lang"), [(ARABIC, "ar"), (POINTED, "he"), (PERSIAN, "fa")])
def test_elements_say_text_from_right_to_left_in_its_order(text: str, lang: str) -> None:
    assert " ".join("".join(spoken(page(text, lang))).split()) == unicodedata.normalize("NFC", text)


def test_only_what_is_from_right_to_left_is_said_once_more() -> None:
    inlines = (
        m.Run("The word "),
        m.Run("שלום עולם", (m.Language("he"),)),
        m.Run(" is a greeting."),
    )
    (said,) = spoken(drawn(made(m.Paragraph(inlines))).data)
    assert said.strip() == "שלום עולם"
    assert spoken(page(MARKED, "la")) == []


def test_a_note_called_in_text_from_right_to_left_stays_outside_what_is_said() -> None:
    inlines = (m.Run("הספרייה"), m.NoteCall("n1", "c1", "1"), m.Run(" סגורה"))
    data = drawn(made(m.Paragraph(inlines), notes=("הערה",), lang="he", direction="rtl")).data
    assert [text.strip() for text in spoken(data)][:2] == ["הספרייה", "סגורה"]


def test_private_characters_are_said_as_unknown_in_pdf_2() -> None:
    block = m.Paragraph((m.Run("ספר \ue000 גדול"),), lang="he")
    edition = made(block, lang="he", direction="rtl")
    assert "\ue000" not in "".join(spoken(drawn(edition, standard="ua-2+a-4f").data))


def test_composites_stand_behind_the_glyphs_of_a_font() -> None:
    hb = python_module("uharfbuzz")
    face = Fonts().face(Setting(("Amiri",), 12)).instance
    kept = program(face, frozenset([face.glyph("ب"), face.glyph("ل")]))
    made_of = program(
        face, frozenset([(400, ((face.glyph("ب"), 10, 20), (face.glyph("ل"), 5, 0)))])
    )
    assert made_of.length > kept.length
    font = hb.Font(hb.Face(zlib.decompress(made_of.data)))
    new = max(made_of.gids.values())
    assert font.get_glyph_h_advance(new) == 400
    parts = [font.get_glyph_extents(gid) for gid in sorted(made_of.gids.values())[:-1]]
    whole = font.get_glyph_extents(new)
    assert whole.width >= max(part.width for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        "1759\u2014 1805",
        "\u0661\u0667\u0665\u0669\u2014 \u0661\u0668\u0660\u0665",
        "564] [\u2026]",
        "(12) [13] \u2013 14",
        "12, 13/14",
        "\u00ab7\u00bb 8",
    ],
)
@pytest.mark.parametrize("lang", ["ar", "he"])
def test_a_line_of_figures_alone_is_copied_in_its_order(text: str, lang: str) -> None:
    """In a text from right to left poppler takes a line without letters for one from left to
    right."""
    word = "\u0643\u0644\u0645\u0629" if lang == "ar" else "\u05de\u05d9\u05dc\u05d4"
    blocks = (m.Paragraph((m.Run(word),)), m.Paragraph((m.Run(text),)))
    data = drawn(made(*blocks, lang=lang, direction="rtl")).data
    told = "".join(char for char in text_from_pdf(data) if unicodedata.category(char) != "Cf")
    assert text in told.splitlines()


def test_a_line_of_code_that_is_too_long_is_cut_behind_a_sign() -> None:
    code = "<choice><sic>gunhilde</sic><corr>gunhildr</corr></choice>" * 4
    data = drawn(made(m.Preformatted((m.Run(code),)))).data
    lines = [line for line in text_from_pdf(data).splitlines() if ">" in line]
    assert len(lines) > 2
    assert "".join(lines) == code
    assert all(line[-1] == ">" for line in lines)
