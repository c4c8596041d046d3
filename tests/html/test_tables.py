"""Tables as a browser lays them out."""

from __future__ import annotations

from typing import Any

import pytest

from exporter import model as m
from exporter.html import render
from exporter.theme import load
from exporter.values import replace
from tests.html.pages import drawn
from tests.judges.browser import Fonts, opened, overflowing
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


@pytest.fixture(params=["ours", "dejavu"])
def fonts(request: pytest.FixtureRequest) -> Any:
    """What the reader's machine has."""
    return request.param


REMARK = "A remark that runs over several lines of its cell. " * 9


@pytest.mark.parametrize("width", [490, 1280])
@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
@pytest.mark.parametrize(
    "short",
    [("Town 13", "14 March 2026"), ("12 300", "€ 4.2 million"), ("Ada Mills", "17 September 2026")],
)
def test_short_cells_beside_a_long_remark_hold(
    short: tuple[str, str], theme: str, width: int, fonts: Fonts
) -> None:
    whole = table(("Place", "Date", "Remark"), (*short, REMARK))
    made = replace(edition(), blocks=(whole,), notes=(), appendices=(), spans={})
    page = render(made, load(theme)).data
    with opened(page, fonts=fonts, width=width) as window:
        assert lines(window, "tbody tr > *")[:2] == [1, 1]
    assert overflowing(page, fonts=fonts, width=width) == []


def test_where_there_is_no_room_short_cells_give_way(fonts: Fonts) -> None:
    """Else the page would have to be moved sideways."""
    row = ("17 September 2026", "18 September 2026", "19 September 2026", "20 September 2026")
    page = drawn(table(("A", "B", "C", "D"), row)).data
    for width in (320, 390, 490, 640):
        assert overflowing(page, fonts=fonts, width=width) == []


def test_the_fonts_of_this_machine_are_not_seen() -> None:
    """Each set is itself: in the other, letters have another width."""
    made = drawn(p(*t("Weighed in the balance"))).data
    with opened(made, fonts="ours") as ours, opened(made, fonts="dejavu") as dejavu:
        measured = [
            window.evaluate(
                "() => { const range = document.createRange();"
                "range.selectNodeContents(document.querySelector('#text p'));"
                "return range.getBoundingClientRect().width }"
            )
            for window in (ours, dejavu)
        ]
    assert measured[0] != measured[1]


def test_no_word_of_a_tables_head_is_divided_on_a_phone(fonts: Fonts) -> None:
    """Arabic letters join: a word cut in two is another word."""
    rows = ("السنة", "التقدير", "المصدر"), ("٢٠٢٦", "٤٫٢", "مكتب تدقيق الموانئ والسفن")
    whole = replace(
        edition(), blocks=(table(*rows),), notes=(), appendices=(), spans={}, direction="rtl"
    )
    with opened(render(whole, load("large-print")).data, width=390, fonts=fonts) as window:
        assert lines(window, "thead tr > *") == [1, 1, 1]


def test_a_right_to_left_table_begins_at_its_edge() -> None:
    whole = replace(
        edition(), blocks=(table(("a", "b"), ("c", "d")),), appendices=(), spans={}, direction="rtl"
    )
    inset = "cell => getComputedStyle(cell).paddingInlineStart"
    with opened(render(whole, load()).data) as window:
        assert window.locator("thead tr > *").first.evaluate(inset) == "0px"
