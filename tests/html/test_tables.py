"""Tables as a browser lays them out."""

from __future__ import annotations

from typing import Any

from exporter import model as m
from exporter.html import render
from exporter.theme import load
from exporter.values import replace
from tests.html.pages import drawn
from tests.judges.browser import opened
from tests.sample import edition, p, t

_LINES = """cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
}"""


def table(*rows: tuple[str, ...]) -> m.Table:
    """The first row is its head."""
    return m.Table(
        tuple(
            m.Row(tuple(m.Cell((p(*t(words)),)) for words in row), header=not at)
            for at, row in enumerate(rows)
        )
    )


def lines(window: Any, cells: str) -> list[int]:
    """How many lines each of these cells has."""
    return [cell.evaluate(_LINES) for cell in window.locator(cells).all()]


def test_a_long_remark_leaves_room_for_the_dates_beside_it() -> None:
    remark = "A remark that runs over several lines of its cell. " * 9
    made = drawn(table(("Place", "Date", "Remark"), ("Town 13", "14 March 2026", remark))).data
    with opened(made) as window:
        place, date, _ = lines(window, "tbody tr > *")
        assert (place, date) == (1, 1)


def test_no_word_of_a_tables_head_is_divided_on_a_phone() -> None:
    """Arabic letters join: a word cut in two is another word."""
    rows = ("السنة", "التقدير", "المصدر"), ("٢٠٢٦", "٤٫٢", "مكتب تدقيق الموانئ والسفن")
    whole = replace(
        edition(), blocks=(table(*rows),), notes=(), appendices=(), spans={}, direction="rtl"
    )
    with opened(render(whole, load("large-print")).data, width=390) as window:
        assert lines(window, "thead tr > *") == [1, 1, 1]


def test_a_right_to_left_table_begins_at_its_edge() -> None:
    whole = replace(
        edition(), blocks=(table(("a", "b"), ("c", "d")),), appendices=(), spans={}, direction="rtl"
    )
    inset = "cell => getComputedStyle(cell).paddingInlineStart"
    with opened(render(whole, load()).data) as window:
        assert window.locator("thead tr > *").first.evaluate(inset) == "0px"
