"""A theme's sign stands at the end of a span, and there alone, in every format."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import exporter
from exporter.rendering.span_marks import signed
from exporter.theme import Look, Theme, load
from exporter.values import replace
from tests import judges

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Walls</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body><p>The wall <seg type="claim">has <num value="3">three</num>
<note>Count them.</note> or <num value="4">four</num></seg> gates. It fell on
<date when="1806-10-14">14 October 1806</date>.</p></body></text></TEI>"""


@cache
def theme() -> Theme:
    plain = load(signs="full")
    look = Look(bold=True, sign="#")
    return replace(
        plain,
        looks={**plain.looks, "figure-number": look, "claim": Look(line="dotted", sign="!")},
    )


@cache
def made(to: str) -> bytes:
    return exporter.render(exporter.plan(exporter.read(TEI.encode())), to, theme()).data


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("pdf", judges.text_from_pdf),
        ("docx", judges.text_from_docx_pandoc),
        ("docx", judges.text_from_docx_mammoth),
    ],
)
def test_in_text(to: str, text: Callable[[bytes], str]) -> None:
    words = " ".join(text(made(to)).split())
    words = words[words.index("The wall") :]
    assert "four#! gates" in words
    assert "three#" in words.replace("1", "")
    assert words.count("#") == 2
    assert words.count("!") == 1


def test_on_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(made("html"))
    with judges.opened(page) as browser:
        shown = browser.evaluate(
            "[...document.querySelectorAll('.text .figure')].map("
            "figure => getComputedStyle(figure, '::after').content)"
        )
        assert shown == ['"#"', '"#"', "none"]
        browser.uncheck("#show-figure")
        assert (
            browser.evaluate(
                "getComputedStyle(document.querySelector('.text .figure'), '::after').content"
            )
            == "none"
        )
        mark = "getComputedStyle(document.querySelector('.text .status'), '::before').content"
        assert browser.evaluate(mark) == '"!"'


def test_a_theme_without_signs_changes_nothing() -> None:
    edition = exporter.plan(exporter.read(TEI.encode()))
    assert signed(edition, load()) is edition
