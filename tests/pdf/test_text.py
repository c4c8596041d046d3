"""Text before it is a line: breaks, hyphens, directions, faces."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from exporter import model as m
from exporter.errors import OutputError
from exporter.notices import Severity
from exporter.pdf.fonts.diagnostics import font_notices
from exporter.pdf.fonts.document_fonts import Fonts, Setting
from exporter.pdf.fonts.matching import families_for, family
from exporter.pdf.inline.bidi import levels, visual_order
from exporter.pdf.inline.hyphenation import hyphenator
from exporter.text.language_tags import direction
from exporter.text.line_break import blind, pieces
from exporter.values import replace
from tests import judges
from tests.pdf.made import THEME, drawn, made, paragraph, prose
from tests.pdf.reading import faults, read
from tests.sample import edition

SERIF = Setting(("Source Serif 4",), 10.0)
MISSING = "missing-glyph"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain,", ["plain,"]),
        ("well-known", ["well-", "known"]),
        ("x—y", ["x—", "y"]),
        ("2019-20", ["2019-20"]),
        ("https://a.example/b/c.html", ["https://", "a", ".example/", "b/", "c", ".html"]),
        ("(me@www.example)", ["(me", "@www", ".example)"]),
        ("(កម្ពុជា),", ["(ក", "ម្ពុ", "ជា),"]),
        ("\u1019\u103c\u1014\u103a\u1019\u102c", ["\u1019\u103c\u1014\u103a", "\u1019\u102c"]),
        ("ខ្មែរ\u200bកម្ពុជា", ["ខ្មែរ\u200b", "កម្ពុជា"]),
        ("他说：“你好！”（测试）", ["他", "说：", "“你", "好！”", "（测", "试）"]),
        ("テスト、です。", ["テ", "ス", "ト、", "で", "す。"]),
    ],
)
def test_where_text_may_part(text: str, parts: list[str]) -> None:
    assert [part for part, _, _ in pieces(text)] == parts


def test_thai_is_divided_between_words_where_they_are_known() -> None:
    pytest.importorskip("budoux")
    parts = [part for part, _, _ in pieces("(วันนี้อากาศดีมากๆ)")]
    assert parts == ["(วัน", "นี้", "อากาศ", "ดี", "มากๆ)"]
    assert not blind("วันนี้อากาศดีมาก")


def test_scripts_divided_without_regard_to_words_are_told_once() -> None:
    block = m.Paragraph((m.Run("កម្ពុជា ខ្មែរ កម្ពុជា"),), line=7)
    told = [n for n in drawn(made(block)).notices if n.rule == "divided-blindly"]
    assert [(n.severity, n.line) for n in told] == [(Severity.INFO, 7)]
    assert "Khmer" in told[0].message
    assert not blind("ខ្មែរ\u200bកម្ពុជា")


@pytest.mark.parametrize(
    ("lang", "word", "divided"),
    [
        ("en", "announcement", "an-nounce-ment"),
        ("en", "international", "in-ter-na-tional"),
        ("en", "arithmetic", "arith-metic"),
        ("de", "Anerkennung", "An-er-ken-nung"),
        ("en-GB", "tree", "tree"),
    ],
)
def test_hyphens_stand_where_pyphen_puts_them(lang: str, word: str, divided: str) -> None:
    import pyphen

    patterns = hyphenator(lang)
    assert patterns is not None
    name = {"en": "en_US", "de": "de_DE", "en-GB": "en_GB"}[lang]
    theirs = pyphen.Pyphen(lang=name, left=patterns.left, right=patterns.right)
    assert list(patterns.positions(word)) == [int(at) for at in theirs.positions(word)]
    pieces_ = [word[a:b] for a, b in pairwise((0, *patterns.positions(word), None))]
    assert "-".join(pieces_) == divided


@pytest.mark.parametrize(
    "run",
    [
        m.Run("www.communication-internationalization.example"),
        m.Run("communication@administration"),
        m.Run("https://internationalization.example/documentation"),
        m.Run("att.lexicographic.normalization", (m.Emphasis("monospace"),)),
    ],
    ids=lambda run: run.text,
)
def test_addresses_and_code_get_no_hyphen(run: m.Run) -> None:
    for words in range(20, 60):
        text = (m.Run("a " * words), run)
        assert "\u00ad" not in read(drawn(made(m.Paragraph(text))).data).text()


def test_languages_without_patterns_have_no_hyphenator() -> None:
    assert hyphenator("zh") is None
    assert hyphenator("") is None


def test_mixed_directions() -> None:
    text = "abc שלום 12 def"
    found = levels((m.Run(text),), rtl=False)
    assert found == [0] * 4 + [1] * 5 + [2] * 2 + [0] * 4
    words = [0, 0, 1, 1, 2, 0, 0]
    assert visual_order(words) == [0, 1, 4, 3, 2, 5, 6]
    assert visual_order([1, 1, 2]) == [2, 1, 0]


def test_a_language_of_the_other_direction_stands_apart() -> None:
    english = (m.Language("en"),)
    inlines = (m.Run("قال "), m.Run("C++", english), m.Run(" و "), m.Run("“Why?”", english))
    assert levels(inlines, rtl=True) == [1] * 4 + [2] * 3 + [1] * 3 + [2] * 6
    arabic = m.Run("«مرحبا»", (m.Language("ar"),))
    assert levels((arabic, m.Run(" 5 times")), rtl=False) == [1] * 7 + [0] * 8
    alone = m.Run("\u2067!\u2069", (m.Language("ar"),))
    assert len(levels((alone,), rtl=False)) == 3


@pytest.mark.parametrize(
    ("lang", "rtl"),
    [("ar", True), ("he-IL", True), ("ar-Latn", False), ("az-Arab-IR", True), ("en", False)],
)
def test_direction_of_a_language(lang: str, rtl: bool) -> None:
    assert (direction(lang) == "rtl") is rtl


def test_ligature_is_its_letters() -> None:
    fonts = Fonts()
    (word,) = fonts.shape("office", SERIF)
    assert word.count == 4
    face = fonts.face(SERIF)
    assert "ffi" in [text for _, text in face.codes.glyphs.values()]


def test_codes_need_no_escape() -> None:
    face = Fonts().face(SERIF)
    codes = [face.code(n, f"{n}") for n in range(1, 600)]
    assert not set(b"".join(codes)) & set(b"()\\\r\n")
    assert len(set(codes)) == len(codes)


def test_documents_share_nothing() -> None:
    one = drawn(made(paragraph(prose(80)))).data
    drawn(made(paragraph("Другие слова в другом порядке."), lang="ru"))
    assert drawn(made(paragraph(prose(80)))).data == one


def test_each_character_finds_a_face() -> None:
    text = "Ελληνικά Москва हिन्दी עברית العربية 中文 → é ẽ"
    output = drawn(made(paragraph(text)))
    assert output.notices == ()
    assert "中文" in read(output.data).text()
    assert family("No Such Font") is None
    assert next(families_for("ع", "ar")).name == "Amiri"


@pytest.mark.parametrize(
    ("stack", "severity", "stand_in"),
    [
        (("No Such Font",), Severity.WARNING, "Noto Serif"),
        (("No Such Font", "Noto Sans"), Severity.INFO, "Noto Sans"),
    ],
)
def test_missing_font_is_named_with_what_stands_in(
    stack: tuple[str, ...], severity: Severity, stand_in: str
) -> None:
    theme = replace(THEME, type=replace(THEME.type, text=stack))
    (notice,) = drawn(made(paragraph("Text.")), theme).notices
    assert (notice.rule, notice.severity) == ("missing-font", severity)
    assert "No Such Font" in notice.message
    assert stand_in in notice.message


def test_missing_character_is_named_with_its_place() -> None:
    output = drawn(made(m.Paragraph((m.Run("A \ufdd0 sign"),), line=41)))
    (notice,) = output.notices
    assert (notice.rule, notice.line) == ("missing-glyph", 41)
    assert "U+FDD0" in notice.message
    assert "\ufdd0" in read(output.data).text()


def test_missing_characters_of_a_script_are_told_at_once_and_shown_as_no_text() -> None:
    text = "".join(map(chr, range(0x13000, 0x13020)))
    output = drawn(made(paragraph(f"{prose(800)} {text} \U0003ffff")))
    assert [n.rule for n in output.notices] == ["missing-glyph"] * 2
    assert "U+13000" in output.notices[0].message
    assert "27 more" in output.notices[0].message
    assert text in read(output.data).text()
    fonts = Fonts()
    (word,) = fonts.shape("\U00013000", SERIF)
    sign = word.face.instance.glyph("\ufffd")
    assert sign
    assert word.face.codes[sign, "\U00013000"] == word.code
    assert judges.pdf(output.data) == []


def test_right_to_left_is_read_in_its_order() -> None:
    text = "قال «مرحبا 123 abc» ثم مضى."
    file = read(drawn(made(paragraph(text), lang="ar", direction="rtl")).data)
    assert "".join(file.text().split()) == "Title" + "".join(text.split())


def test_a_link_from_right_to_left_begins_where_its_word_does() -> None:
    link = m.Run("مرحبا", (m.Link("https://a.example/"),))
    block = m.Paragraph((link, m.Run(" عالم")), lang="ar")
    data = drawn(made(block, lang="ar", direction="rtl")).data
    annotations: Any = PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    (annotation,) = annotations
    edge = (THEME.page.width - THEME.page.right) * 72 / 25.4
    assert float(annotation.get_object()["/Rect"][2]) == pytest.approx(edge, abs=0.02)


def test_capitals_are_read_as_written() -> None:
    run = m.Run("lower", (m.Emphasis("capitals"),))
    assert read(drawn(made(m.Paragraph((run,)))).data).text() == "Titlelower"


def test_arabic_letters_join_over_a_change_of_style() -> None:
    """The lam before a bold word keeps the form it has inside one run."""
    fonts = Fonts()
    setting = Setting(("Amiri",), 10.0)
    (alone,) = fonts.shape("ال", setting, 1)
    (joined,) = fonts.shape("ال", setting, 1, ("", "ث"))
    assert alone.code != joined.code
    bold = m.Run("ثلاثة", (m.Emphasis("bold"),))
    file = read(drawn(made(m.Paragraph((m.Run("ال"), bold)), lang="ar", direction="rtl")).data)
    assert file.text().endswith("الثلاثة")


def test_text_after_a_private_character_belongs_to_its_paragraph() -> None:
    data = drawn(made(paragraph("one m\ue000on and more"))).data
    assert faults(data) == []
    assert judges.tagged_text(data).endswith("on and more")
    said = PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert said is not None
    assert b" EMC/Span<</MCID 2/ActualText<FEFF" in said.get_data()


def test_a_weight_that_a_font_lacks_is_drawn_with_a_stroke() -> None:
    bold = m.Run("战争", (m.Emphasis("bold"),))
    data = drawn(made(m.Paragraph((m.Run("他说"), bold, m.Run("。"))), lang="zh")).data
    content = PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert content is not None
    strokes = [line for line in content.get_data().split(b"\n") if b" Tr" in line]
    assert [line.split()[0] for line in strokes] == [b"2", b"0", b"2", b"0"]
    assert judges.pdf(data) == []


def test_letters_and_their_marks_are_composed() -> None:
    (word,) = Fonts().shape("α\u0345\u0301", SERIF)
    assert word.text == "ᾴ"


@pytest.mark.parametrize("text", ["κ\u0305", "m\u0305", "aκ\u0305"])
def test_a_mark_is_set_in_the_face_of_its_letter(text: str) -> None:
    words = Fonts().shape(text, SERIF)
    assert words[-1].text == text[-2:] or len(words) == 1


def test_a_mark_without_a_place_in_the_font_stands_over_or_under_its_letter() -> None:
    fonts = Fonts()
    (word,) = fonts.shape("γ\u0323", SERIF)
    (letter,) = fonts.shape("γ", SERIF)
    assert word.width == pytest.approx(letter.width)
    (glyph, text), (unseen, dot) = word.face.codes.glyphs[1], word.face.codes.glyphs[2]
    assert (text, dot, unseen) == ("γ", "\u0323", (0, ()))
    assert isinstance(glyph, tuple)
    (_, _, on), (_, right, down) = glyph[1]
    assert on == 0
    assert right > 0 > down  # under the letter, and lowered below its tail


def test_variation_selectors_draw_nothing() -> None:
    fonts = Fonts()
    words = fonts.shape("葛\U000e0100城\ufe00", SERIF)
    assert not fonts.missing
    assert "".join(word.text for word in words) == "葛\U000e0100城\ufe00"
    assert sum(word.width for word in words) == pytest.approx(
        sum(word.width for word in fonts.shape("葛城", SERIF))
    )


def test_a_copy_that_no_font_can_show_is_refused() -> None:
    """Lydian has no font here; one letter of more than a hundred others is only reported."""
    lydian = "\U00010920\U00010921\U00010922"
    with pytest.raises(
        OutputError, match=r"No font here has 3 of its 8 letters \(Lydian\)"
    ) as error:
        drawn(made(paragraph(lydian)))
    assert "Noto Sans Lydian" in error.value.message
    few = drawn(made(paragraph("a " * 400 + lydian)))
    assert "missing-glyph" in {notice.rule for notice in few.notices}


def test_one_letter_that_no_font_has_refuses_no_text() -> None:
    (notice,) = drawn(made(paragraph("The sign \U0001e900 alone."))).notices
    assert notice.rule == "missing-glyph"
    assert "Noto Sans Adlam" in notice.fix
    with pytest.raises(OutputError, match="2 of its"):
        drawn(made(paragraph("The signs \U0001e900\U0001e901 alone.")))


@pytest.mark.parametrize(
    ("char", "font"),
    [
        ("\U00010080", "Noto Sans Linear B"),
        ("\U00010a80", "Noto Sans Old North Arabian"),
        ("\U00013000", "Noto Sans Egyptian Hieroglyphs"),
        ("\ua7f6", "Noto Sans, DejaVu Sans"),
        ("\U0001f71a", "Noto Sans Symbols 2"),
    ],
)
def test_what_to_install_is_named(char: str, font: str) -> None:
    fonts = Fonts()
    fonts.missing[char] = 3
    found = [notice for notice in font_notices(fonts, THEME, made()) if notice.rule == MISSING]
    assert [font in notice.fix for notice in found] == [True]
    assert [notice.line for notice in found] == [3]


def test_a_letter_without_a_font_that_the_title_has_is_told_where_the_text_has_it() -> None:
    what = made(paragraph(prose(60)), m.Paragraph((m.Run("So \U0001e900."),), line=17))
    title = m.Front((m.Run("On \U0001e900"),))
    (notice,) = drawn(replace(what, front=title)).notices
    assert (notice.rule, notice.line) == (MISSING, 17)


@pytest.mark.parametrize(
    "place",
    [
        lambda text: m.Heading((m.Run(text),), 2, "h"),
        lambda text: m.ListBlock((m.Item((paragraph("x"),), label=(m.Run(text),)),)),
        lambda text: m.Verse((m.VerseLine((m.Run(text),)),)),
        lambda text: m.Table((m.Row((m.Cell((paragraph(text),)),)),), caption=(m.Run(text),)),
        lambda text: m.Picture("", text, (paragraph(text, lang="de"),)),
        lambda text: m.Paragraph((m.Run(text, (m.Emphasis("capitals"), m.Emphasis("bold"))),)),
    ],
)
def test_a_letter_without_a_font_is_read_everywhere(place: Callable[[str], m.Block]) -> None:
    """Seen as a sign, copied as what it is, in conforming files."""
    sign = "\U0001e900"
    output = drawn(made(paragraph(prose(300)), place(f"The {sign} one")))
    assert sign in judges.text_from_pdf(output.data)
    assert judges.pdf(output.data) == []
    assert faults(output.data) == []


@pytest.mark.parametrize("text", ["ა", "ƒ", "straße", "ϟ"])
def test_a_letter_whose_capital_no_font_has_is_shown_as_it_is(text: str) -> None:
    fonts = Fonts()
    words = fonts.shape(text, replace(SERIF, features=("caps",)))
    assert "".join(word.text for word in words) == text
    glyphs = [glyph for face in fonts.faces.values() for glyph, _ in face.codes.glyphs.values()]
    assert 0 not in glyphs


def test_letters_beside_one_without_a_capital_are_capitals() -> None:
    fonts = Fonts()
    (word,) = fonts.shape("aß", replace(SERIF, features=("caps",)))
    assert word.face.codes.glyphs[1] == (word.face.instance.glyph("A"), "a")


@pytest.mark.parametrize(
    "char", ["\u034f", "\u115f", "\u180b", "\U0001bca0", "\U0001d173", "\U000e0041"]
)
def test_what_is_not_to_be_seen_draws_nothing(char: str) -> None:
    fonts = Fonts()
    words = fonts.shape(f"a{char}b", SERIF)
    assert not fonts.missing
    assert "".join(word.text for word in words) == f"a{char}b"
    assert sum(word.width for word in words) == pytest.approx(fonts.shape("ab", SERIF)[0].width)


def test_symbols_and_private_characters_are_no_letters() -> None:
    assert drawn(made(paragraph("\ue0ff\ue0fe \U0001cc00"))).data


@pytest.mark.skipif(find_spec("fontpkg_hind_siliguri") is None, reason="extra scripts")
def test_bengali_has_a_font() -> None:
    assert Fonts().shape("বাংলা", SERIF)[0].face.instance.file.path.count("HindSiliguri")


def test_notes_that_nothing_calls_stand_after_the_text() -> None:
    given = replace(edition(), blocks=(paragraph("Only this."),))
    said = read(drawn(given).data).text()
    assert said.index("Only this.") < said.index("Traditional.")


def test_a_stage_direction_beside_a_name_is_in_italics() -> None:
    stage = m.Run("aside", (m.Emphasis("stage"),))
    data = drawn(made(m.Turn((m.Run("Ada "), stage), (paragraph("Yes."),)))).data
    fonts: dict[str, str] = {}

    def visit(text: str, _cm: object, _tm: object, font: Any, _size: object) -> None:
        if font:
            fonts[text.strip()] = font["/BaseFont"]

    PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=visit)
    assert ("Italic" in fonts["Ada"], "Italic" in fonts["aside"]) == (False, True)
