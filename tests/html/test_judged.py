"""The judges: nothing to report on the sample, in every theme and view; something on bad pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import exporter
from exporter import model as m
from exporter.html import HtmlOptions, render
from exporter.theme import load
from exporter.values import replace
from tests.html.pages import drawn, fragment, page
from tests.judges.browser import View, axe, ibm, opened, overflowing
from tests.judges.html import vnu
from tests.sample import edition, p, t

VIEWS: dict[str, View] = {
    "light": {},
    "dark": {"scheme": "dark"},
    "forced colours": {"scheme": "forced"},
    "320 pixels": {"width": 320},
    "zoom 400 %": {"zoom": 4},
    "text spacing": {"spacing": True},
    "print": {"media": "print"},
}
THEMES = ("newspaper", "archive", "large-print")


@pytest.mark.parametrize("theme", THEMES)
def test_the_nu_checker_reports_nothing(theme: str) -> None:
    assert vnu(page(theme)) == []


def test_the_nu_checker_reports_nothing_on_a_page_with_assets_or_a_fragment() -> None:
    assert vnu(render(edition(), load(), HtmlOptions(assets="files")).data) == []
    head = b'<!DOCTYPE html><html lang="en"><head><title>CMS</title></head><body>\n'
    inside = fragment(assets="files").data
    assert vnu(head + inside + b"</body></html>") == []


def test_the_nu_checker_reports_a_broken_page() -> None:
    assert vnu(page().replace(b"<caption>", b"<caption><td>")) != []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_ibm_and_reflow_report_nothing(theme: str, view: str) -> None:
    seen = VIEWS[view]
    assert (
        axe(page(theme), **seen) + ibm(page(theme), **seen) + overflowing(page(theme), **seen) == []
    )


def test_axe_reports_nothing_at_level_aaa() -> None:
    assert axe(page(), aaa=True) == []


def test_the_judges_report_a_page_that_shuts_people_out() -> None:
    bad = page().replace(b' alt="A stone sea wall with a gap two metres wide."', b"")
    assert any(found.startswith("image-alt") for found in axe(bad))
    bad = page().replace(b"<th scope", b"<td data-scope").replace(b"</th>", b"</td>")
    assert any("table_headers" in found for found in ibm(bad))
    wide = page().replace(b"<h1", b'<p style="width:900px">wide</p><h1')
    assert overflowing(wide, width=320) != []


def test_a_table_without_header_cells_is_not_given_any() -> None:
    """A judge and our own check say so; it stays a table, whose cells a reader can walk."""
    rows = tuple(m.Row(tuple(m.Cell((p(*t(c)),)) for c in row)) for row in ("ab", "cd"))
    made = drawn(m.Table(rows)).data
    assert b"<th" not in made
    assert axe(made) == []
    assert [found.split(":")[0] for found in ibm(made)] == ["table_headers_exists"]


def wide_page(theme: str) -> bytes:
    """Figures under spanning heads, German words, and a picture like a strip in the line."""
    head = tuple(m.Cell((p(*t(word)),), header=True, columns=n) for word, n in HEADS)
    rows = [m.Row(tuple(m.Cell((p(*t(word)),)) for word in row)) for row in CELLS]
    strip = m.Graphic("strip", "strip.svg", "image/svg+xml", STRIP, 1200, 10)
    made = replace(
        edition(),
        blocks=(
            m.Table((m.Row(head, header=True), *rows), caption=t("Budget")),
            m.Table((m.Row(tuple(m.Cell((p(*t(LONG)),)) for _ in range(4)), header=True), rows[0])),
            p(m.Image("strip", "A strip")),
        ),
        notes=(),
        appendices=(),
        spans={},
    )
    made = replace(made, article=replace(made.article, graphics={"strip": strip}))
    return render(made, load(theme)).data


STRIP = b'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="10"/>'
LONG = "Donaudampfschifffahrtsgesellschaft"
HEADS = (("Department", 1), ("Administrative expenditure", 2), ("Infrastructure", 2), ("Of", 1))
CELLS = (
    ("Telecommunications", "4,200,000", "4,300,000", "14,200,000", "14,300,000", "Commissioner"),
    ("Environmental", "1,200,000", "1,300,000", "24,200,000", "24,300,000", "Intergovernmental"),
)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 481, 560, 660, 1280])
def test_what_is_wide_scrolls_in_a_place_of_its_own(theme: str, width: int) -> None:
    html = wide_page(theme)
    assert overflowing(html, width=width) == []
    assert axe(html, width=width) == []


def test_a_wide_table_scrolls_by_keyboard() -> None:
    html = wide_page("newspaper")
    assert b'<div class="scroll" role="region" tabindex="0" aria-label="Budget">' in html
    assert vnu(html) == []
    with opened(html, width=481) as window:
        window.locator(".scroll").first.focus()
        window.keyboard.press("ArrowRight")
        window.wait_for_function("document.activeElement.scrollLeft > 0")
    assert b'class="scroll"' not in page()


def test_a_term_that_comes_again_begins_another_list() -> None:
    items = tuple(m.Item((p(*t(word)),), t(term)) for term, word in ("ab", "ac", "bd"))
    made = drawn(m.ListBlock(items, "gloss", id="terms", lang="de")).data
    assert vnu(made) == []
    assert made.count(b'<dl lang="de">') == made.count(b'<dl id="terms" lang="de">') == 1


OURS = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"


@pytest.fixture(scope="module")
def ours() -> m.Edition:
    return exporter.plan(exporter.read(OURS))


@pytest.mark.parametrize("theme", THEMES)
def test_our_own_article_is_reported_by_no_judge(theme: str, ours: m.Edition) -> None:
    html = render(ours, load(theme)).data
    assert vnu(html) == []
    for view in ("dark", "320 pixels", "print") if theme == "newspaper" else ("light",):
        seen = VIEWS[view]
        assert axe(html, **seen) + ibm(html, **seen) + overflowing(html, **seen) == [], view
