"""A page printed from a browser, beside the PDF; and the narrowest screen."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

import exporter
from exporter.sourcing import Policy
from tests.judges.browser import opened, overflowing, printed
from tests.judges.pdf import text_from_pdf

OURS = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"
THEMES = ["newspaper", "archive", "large-print"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_printed_page_is_as_long_as_the_pdf(theme: str) -> None:
    """Give or take a fifth; indexes are open, and a high picture keeps its proportions."""
    edition = exporter.plan(exporter.read(OURS))
    look = exporter.load_theme(theme)
    html = exporter.render(edition, "html", theme=look).data
    paper = printed(html)
    drawn = exporter.render(edition, "pdf", theme=look).data
    lengths = [len(PdfReader(io.BytesIO(data)).pages) for data in (paper, drawn)]
    assert abs(lengths[0] - lengths[1]) <= lengths[1] / 5, lengths
    assert "How this article is sourced" in (shown := text_from_pdf(paper))
    assert shown.count("Corrected on") >= 2  # the note's, and the index's, which is folded
    with opened(html, media="print") as window:
        fit = "[...document.querySelectorAll('figure img')].map(e => getComputedStyle(e).objectFit)"
        assert set(window.evaluate(fit)) == {"contain"}


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_scrolls_sideways_at_320_pixels(theme: str, audience: str) -> None:
    article = exporter.read(OURS, audience=audience)  # type: ignore[arg-type]
    edition = exporter.plan(article, Policy(index="all"))
    html = exporter.render(edition, "html", theme=exporter.load_theme(theme)).data
    assert overflowing(html, width=320) == []


def test_our_page_without_its_pictures_is_small() -> None:
    html = exporter.render(exporter.plan(exporter.read(OURS)), "html").data
    assert len(re.sub(rb'data:image/[^"]+', b"", html)) <= 120_000
