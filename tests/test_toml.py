"""Plain TOML is read as the library reads it, only sooner."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import exporter
from exporter import toml
from exporter.resources import styles

PACKAGE = Path(exporter.__file__).parent
OURS = [
    *sorted((styles() / "themes").glob("*.toml")),
    *sorted(PACKAGE.rglob("tei/*.toml")),
    *sorted(PACKAGE.rglob("wording/*.toml")),
]


def library(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return "an error"


def ours(text: str) -> object:
    try:
        return toml.loads(text)
    except tomllib.TOMLDecodeError:
        return "an error"


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_our_own_files_are_plain(file: Path):
    text = file.read_text(encoding="utf-8")
    assert toml._plain(text) == tomllib.loads(text)


LINES = [
    *("", "# words", "  ", "[a]", "[a.b]", "[b]", "[a-b]", '["a"]', "[[a]]", "[a] # b", "[.a]"),
    *('"a" = "x"', 'a = "x"', 'a = 1', "a = -0.5", "a = true", "a = [1, 2]", 'a = ["x", "y"]'),
    *('b = "\\u00a0"', 'b = "\\ud800"', 'b = "\\/"', 'b = "\x7f"', 'b = "\t"', 'b = "\\n"'),
    *("b = null", "b = {}", "b = [null]", "b = [[1]]", "b = [1,]", "b = 'x'", "b = 1e3"),
    *("b = 1979-05-27", "b = 0x1F", "b = 1_000", "b = 01", "b = inf", "b = 12345678901234567890"),
    *("c=1", "c = 1 # x", "c.d = 1", "c = ", "c", '"" = 1', '"c\\n" = 1', "ä = 1", ' c = "x"'),
    *('c = """x"""', 'c = "x', 'c = "x" "y"', "c = 1.", "c = .5", "c = +1", "b.c = 1"),
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=6).map("\n".join))
def test_whatever_it_says_the_library_says_too(text: str):
    assert ours(text) == library(text)
    assert repr(ours(text)) == repr(library(text))


@given(st.dictionaries(st.text("ab-_ é", min_size=1), st.text() | st.integers() | st.booleans()))
def test_any_words(words: dict[str, object]):
    from msgspec.json import encode

    lines = [f'"{key}" = {encode(value).decode()}' for key, value in words.items()]
    assert ours("\n".join(lines)) == library("\n".join(lines))
