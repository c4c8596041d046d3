"""How columns share the width of a table: sums stay, least widths hold, nothing is wasted."""

from __future__ import annotations

import pytest

from exporter.model import Break, Item, ListBlock, Paragraph, Picture, Run
from exporter.rendering.table_widths import by_weight, cell_text, lowest, widened


def test_the_text_of_a_cell_is_that_at_any_depth() -> None:
    items = (Item((Paragraph((Run("one"),)),)), Item((Paragraph((Run("two"),)),), (Run("2."),)))
    blocks = (Paragraph((Run("a"), Break(), Run("b"))), ListBlock(items, "bullet"))
    assert cell_text(blocks) == "a b one 2. two "
    assert cell_text(()) == " "


def test_a_picture_counts_as_a_long_word() -> None:
    assert cell_text((Picture("g", "A wall"),)).strip() == "x" * 12


@pytest.mark.parametrize(
    ("weights", "least", "width", "shared"),
    [
        ((1, 1), (0, 0), 100, [50, 50]),
        ((1, 3), (0, 0), 100, [25, 75]),
        ((1, 9), (30, 0), 100, [30, 70]),
        ((1, 1, 8), (20, 15, 0), 100, [20, 15, 65]),
        ((1, 1), (60, 60), 90, [45, 45]),
        ((1, 1), (50, 50), 100, [50, 50]),
        ((1, 1), (0, 1000), 1, [1, 1]),
    ],
)
def test_a_width_is_shared_by_weight_where_no_column_gets_too_little(
    weights: tuple[float, ...], least: tuple[int, ...], width: int, shared: list[int]
) -> None:
    assert by_weight(weights, least, width) == shared


def test_narrow_columns_take_from_those_that_have_to_spare() -> None:
    assert widened([10, 50, 40], [20, 20, 30]) == [20, pytest.approx(42.5), pytest.approx(37.5)]
    assert widened([10, 10], [10, 10]) == [10, 10]


def test_room_goes_where_it_makes_the_table_lower() -> None:
    rows = [[(0, 400.0), (1, 20.0)], [(0, 300.0), (1, 20.0)]]
    long, short = lowest(rows, [40, 40], 200, 5, 8)
    assert long + short == pytest.approx(200)
    assert long > 3 * short
    assert short >= 40


def test_two_long_texts_of_a_row_are_widened_in_turn() -> None:
    first, second = lowest([[(0, 300.0), (1, 300.0)]], [40, 40], 200, 5, 8)
    assert abs(first - second) <= (200 - 80) / 32 + 0.01
