"""The judges: nothing to report on the sample, in every theme and view; something on bad pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import exporter
from exporter import model as m
from exporter.html import HtmlOptions, render
from exporter.theme import load
from tests.html.pages import drawn, fragment, page
from tests.judges.browser import View, axe, ibm, overflowing
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
