"""A picture leaves no large part of a page blank before it."""

from __future__ import annotations

import pytest

from exporter.pdf.layout.boxes import Box, Foot, Plate, Row
from exporter.pdf.pagination import Filler

HEIGHT = 600.0


def text(height: float = 12.0) -> Plate:
    return Plate(0.0, 300.0, height, None)


def picture(height: float, **changes: object) -> Plate:
    return Plate(0.0, 300.0, height, None, graphic="g", **changes)  # type: ignore[arg-type]


def pages(*boxes: Box) -> list[list[Box]]:
    return [[box for _, box in leaf.body] for leaf in Filler(iter(boxes), HEIGHT, 10.0).pages()]


def test_a_picture_that_nearly_fits_is_made_a_little_smaller() -> None:
    lines, high = [text() for _ in range(20)], picture(400.0)
    first, *rest = pages(*lines, high, text())
    assert first == [*lines, high]
    assert (high.height, high.width, high.x) == pytest.approx((360.0, 270.0, 0.0))
    assert len(rest) == 1


def test_it_keeps_to_the_side_where_its_caption_begins() -> None:
    high = picture(400.0, rtl=True)
    pages(*(text() for _ in range(20)), high, text())
    assert (high.x, high.width) == pytest.approx((30.0, 270.0))


def test_one_is_made_smaller_where_what_follows_would_leave_a_band_blank() -> None:
    lines, high = [text() for _ in range(20)], picture(300.0)
    heading, after = text(80.0), text()
    heading.keep = True
    first, *rest = pages(*lines, high, heading, after)
    assert first == [*lines, high, heading, after]
    assert high.height == pytest.approx(255.0)
    assert rest == []


def test_it_keeps_its_size_where_that_would_not_do() -> None:
    lines, high = [text() for _ in range(20)], picture(300.0)
    heading = text(150.0)
    heading.keep = True
    first, second = pages(*lines, high, heading, text())
    assert first == [*lines, high]
    assert (high.height, high.width, high.fitted) == (300.0, 300.0, False)
    assert len(second) == 2


def test_it_keeps_its_size_where_the_page_is_full_enough() -> None:
    lines, high = [text() for _ in range(20)], picture(330.0)
    heading = text(60.0)
    heading.keep = True
    assert pages(*lines, high, heading, text())[0] == [*lines, high]
    assert high.height == 330.0


def test_one_that_would_leave_a_quarter_blank_moves_to_the_next_page() -> None:
    lines, high, more = [text() for _ in range(20)], picture(500.0), [text() for _ in range(40)]
    first, second = pages(*lines, high, *more)[:2]
    assert first == [*lines, *more[:30]]
    assert second[0] is high
    assert high.height == 500.0


def test_what_goes_on_below_it_keeps_clear_of_it() -> None:
    lines, high, after = [text() for _ in range(20)], picture(500.0), text()
    high.space, after.space = 10.0, 9.0
    more = [text() for _ in range(40)]
    _, second = pages(*lines, high, after, *more)[:2]
    assert after.space == 0.0, "it follows the text before the picture now"
    assert second[0] is high
    assert second[1].space == 9.0


def test_its_caption_goes_with_it() -> None:
    high, caption = picture(450.0, keep=True), text()
    first, second = pages(*(text() for _ in range(20)), high, caption, *(text() for _ in range(40)))
    assert high not in first
    assert second[:2] == [high, caption]


def test_one_that_fits_without_its_caption_is_made_smaller_for_it() -> None:
    lines, high, caption = [text() for _ in range(20)], picture(355.0, keep=True), text()
    assert pages(*lines, high, caption, text())[0] == [*lines, high, caption]
    assert high.height == pytest.approx(348.0)  # of the 360 points that were left


def test_or_moves_with_it() -> None:
    lines, high, caption = [text() for _ in range(40)], picture(100.0, keep=True), text(60.0)
    more = [text() for _ in range(20)]
    first, second = pages(*lines, high, caption, *more)
    assert first == [*lines, *more[:10]]
    assert second[:2] == [high, caption]


def test_one_whose_caption_calls_a_note_stays_where_it_is() -> None:
    called = text()
    called.notes = [Foot("1", [text()])]
    high, after = picture(450.0, keep=True), text()
    first, second = pages(*(text() for _ in range(20)), high, called, after)
    assert len(first) == 20
    assert second == [high, called, after]


def test_one_at_the_end_of_the_text_stays_there() -> None:
    high = picture(500.0)
    assert pages(*(text() for _ in range(20)), high)[1] == [high]


def test_notes_that_are_called_before_it_count() -> None:
    """With them it would have to be made smaller by more than a fifth: it moves whole."""
    lines, high = [text() for _ in range(20)], picture(400.0)
    lines[0].notes = [Foot("1", [text(60.0)])]
    first, second = pages(*lines, high, *(text() for _ in range(40)))[:2]
    assert high not in first
    assert second[0] is high
    assert high.height == 400.0


def test_pictures_keep_their_order() -> None:
    first, second = picture(500.0), picture(50.0)
    lines, more = [text() for _ in range(20)], [text() for _ in range(40)]
    one, two = pages(*lines, first, *more[:5], second, *more[5:])[:2]
    assert one == [*lines, *more[:30]]
    assert two[:2] == [first, second]


def test_no_more_than_three_move_at_once() -> None:
    high = [picture(500.0) for _ in range(4)]
    parts = [box for each in high for box in (each, text(), text())]
    first, second = pages(*(text() for _ in range(20)), *parts, *(text() for _ in range(40)))[:2]
    assert len(first) == 26
    assert second[0] is high[0]


def test_text_keeps_clear_of_the_picture_that_it_now_follows() -> None:
    low, high, after = picture(200.0), picture(500.0), text()
    low.space = high.space = after.space = high.above = 9.0
    first, _ = pages(low, high, after, *(text() for _ in range(60)))[:2]
    assert first[:2] == [low, after]
    assert after.space == 9.0


def test_the_rule_above_notes_keeps_clear_of_tables_and_pictures() -> None:
    """Text has space in its own lines; the last rule of a table has none."""
    for box, least in ((Row(12.0), 9.0), (picture(12.0), 9.0), (text(), 4.0)):
        box.notes = [Foot("1", [text(HEIGHT - 12.0 - 15.0)])]
        (leaf,) = Filler(iter([box]), HEIGHT, 10.0).pages()
        assert leaf.rule is not None
        assert leaf.rule - 12.0 >= least
