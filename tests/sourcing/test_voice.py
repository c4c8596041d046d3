"""Lists, digits, directions, and catalogues that are whole."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from exporter import model as m
from exporter.sourcing.inline_text import plain
from exporter.sourcing.wording import catalogue as catalogues
from exporter.sourcing.wording.catalogue import catalogue, languages
from exporter.sourcing.wording.phrases import run, speak
from exporter.text.language_tags import direction

FOLDER = Path(catalogues.__file__).parent
ROOT = FOLDER.parents[1]
CODE = "\n".join(
    path.read_text("utf-8") for part in ("sourcing", "tei") for path in (ROOT / part).rglob("*.py")
)


def test_lists_as_each_language_joins_them() -> None:
    parts = [run(name) for name in ("Mills", "Okoye", "the Board")]
    assert plain(speak("en").listed(parts)) == "Mills, Okoye and the Board"
    assert plain(speak("en-US").listed(parts)) == "Mills, Okoye, and the Board"
    assert plain(speak("de").listed(parts[:2])) == "Mills und Okoye"
    assert plain(speak("en").listed(parts[:1])) == "Mills"
    assert plain(speak("en").listed([*parts, *parts])) == (
        "Mills, Okoye, the Board, Mills, Okoye and the Board"
    )


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("en", "12"),
        ("ar", "١٢"),
        ("fa", "۱۲"),
        ("bn", "১২"),
        ("he", "12"),
        ("ar-TN", "12"),
        ("xx", "12"),
    ],
)
def test_note_labels_in_the_languages_digits(lang: str, label: str) -> None:
    assert speak(lang).label(12) == label


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "ltr"), ("ar-EG", "rtl"), ("he", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr")],
)
def test_direction(lang: str, expected: str) -> None:
    assert direction(lang) == expected


def test_a_phrase_keeps_the_marks_of_what_is_put_in() -> None:
    italic = m.Run("x", (m.Emphasis("italic"),))
    assert speak("en").phrase("citing", what=(italic,)) == (m.Run("citing "), italic)


@pytest.mark.parametrize("lang", languages())
def test_every_catalogue_has_every_key_and_the_same_fields(lang: str) -> None:
    own = tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))
    english = tomllib.loads((FOLDER / "en.toml").read_text("utf-8"))
    for part in ("words", "phrases"):
        assert own[part].keys() == english[part].keys()
        for key, pattern in english[part].items():
            fields = set(re.findall(r"\{(\w+)\}", pattern))
            assert set(re.findall(r"\{(\w+)\}", own[part][key])) == fields, key


def test_every_word_of_the_interface_is_explained() -> None:
    explained = catalogues.__doc__ or ""
    for key in catalogue("en").words:
        assert re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", explained), key


ASKED = re.compile(r"""(?:\.(?:word|phrase)|words\.get)\(\s*["']([a-z-]+)["']""")


def test_what_renderers_ask_for_is_in_every_catalogue() -> None:
    rooms = [ROOT / room for room in ("html", "docx", "pdf", "epub")]
    code = "".join(p.read_text("utf-8") for room in rooms for p in room.rglob("*.py"))
    families = {f"show-{kind}" for kind in ("speech", "figure", "claim")}
    families |= {f"certainty-{cert}" for cert in ("high", "medium", "low", "unknown")}
    families |= set(get_args(m.Standing))
    asked = {*ASKED.findall(code), *families}
    assert {"note-n", "checking-desk", "accessibility-summary"} <= asked
    for lang in languages():
        own = tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))["words"]
        assert asked - own.keys() == {"digits"}, "planning says which digits, no catalogue"


def test_every_phrase_is_used() -> None:
    families = (
        "date-",
        "type-",
        "cited-",
        "sign-",
        "caption-",
        "cert-",
        "value-",
        "part-",
        "unit-",
        "extent-",
        "reason-",
    )
    written = ("corrected", "added", "checked")
    for key in catalogue("en").phrases:
        plain_key = key.removesuffix("-undated")
        assert f'"{key}"' in CODE or key.startswith(families) or plain_key in written, key


def test_english_steps_in_for_a_language_without_words() -> None:
    assert catalogue("sw") == catalogue("en")
    assert catalogue("de-AT").words["notes"] == "Anmerkungen"
