"""Tags: mended, refused, and which way what they name is written."""

from __future__ import annotations

import pytest
from babel.core import get_global

from exporter.docx.styles.language import run_language, tokens
from exporter.text.language_tags import _ONE_SCRIPT, direction, is_tag, primary, script, tag


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("eng", "en"),
        ("en_gb", "en-GB"),
        (" ZH-hant-tw ", "zh-Hant-TW"),
        ("English", "en"),
        ("grc", "grc"),
        ("X-Own", "x-own"),
        ("de-x-ABCD", "de-x-abcd"),
        ("", ""),
        ("no such language!", ""),
        ("de-a", ""),
        ("en-toolongvariant", ""),
    ],
)
def test_a_tag_is_written_as_the_standard_does(given: str, made: str) -> None:
    assert tag(given) == made
    assert not made or is_tag(made)


@pytest.mark.parametrize(
    ("name", "written", "way"),
    [
        ("en", "Latn", "ltr"),
        ("de-AT", "Latn", "ltr"),
        ("ar", "Arab", "rtl"),
        ("syc", "Syrc", "rtl"),
        ("ota", "Arab", "rtl"),
        ("pa", "Guru", "ltr"),
        ("pa-PK", "Arab", "rtl"),
        ("pa-Guru-PK", "Guru", "ltr"),
        ("az", "Latn", "ltr"),
        ("az-IR", "Arab", "rtl"),
        ("az_ir", "Arab", "rtl"),
        ("sd-IN", "Deva", "ltr"),
        ("ug-KZ", "Cyrl", "ltr"),
        ("ar-Latn", "Latn", "ltr"),
        ("en-Hebr", "Hebr", "rtl"),
        ("dv", "Thaa", "rtl"),
        ("nqo", "Nkoo", "rtl"),
        ("zh", "Hans", "ltr"),
        ("zh-HK", "Hant", "ltr"),
        ("iw", "Hebr", "rtl"),
        ("en-x-arab", "Latn", "ltr"),
        ("und", "", "ltr"),
        ("und-Arab", "Arab", "rtl"),
        ("qqq", "", "ltr"),
        ("", "", "ltr"),
    ],
)
def test_script_and_direction(name: str, written: str, way: str) -> None:
    assert (script(name), direction(name)) == (written, way)


def test_no_tag_means_the_direction_around() -> None:
    assert direction("", "rtl") == "rtl"
    assert direction("en", "rtl") == "ltr"


def test_languages_of_one_script_are_so_in_every_region() -> None:
    """By CLDR: but where a script is named."""
    for name, likely in get_global("likely_subtags").items():
        language, *rest = name.split("_")
        if language in _ONE_SCRIPT and not any(len(part) == 4 for part in rest):
            assert likely.split("_")[1] == _ONE_SCRIPT[language], name


def test_primary() -> None:
    assert [primary(name) for name in ("de-AT", "EN_us", "x-own", "")] == ["de", "en", "x", ""]


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("fr", "w:val"),
        ("pa", "w:bidi"),
        ("pa-PK", "w:bidi"),
        ("syc", "w:bidi"),
        ("sa-Latn", "w:val"),
        ("yue", "w:eastAsia"),
        ("zh-Latn-pinyin", "w:val"),
    ],
)
def test_words_three_languages_are_chosen_by_script(name: str, attribute: str) -> None:
    assert run_language(name).startswith(f"<w:lang {attribute}=")


def test_what_word_refuses_is_no_language() -> None:
    assert run_language("x-own") == run_language("no such") == ""
    assert tokens("x-own", "ltr")["lang"] == "en-US"


def test_fonts_for_chinese_follow_the_script() -> None:
    fonts = [tokens(name, "ltr")["east_asian_font"] for name in ("zh", "zh-MO", "zh-Hans-TW", "ko")]
    assert fonts == ["SimSun", "PMingLiU", "SimSun", "Batang"]
