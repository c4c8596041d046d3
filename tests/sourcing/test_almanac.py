"""What stands in our own almanac is what Babel would say."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st

from exporter.sourcing.almanac import Almanac, almanac
from exporter.sourcing.voice import speak

TAGS = ("en", "en-GB", "en-US", "de", "de-DE")
NUMBERS = st.decimals(allow_nan=True, allow_infinity=True) | st.integers().map(Decimal)


def known(tag: str) -> Almanac:
    found = almanac(tag)
    assert found
    return found


def test_what_it_does_not_have_is_asked_of_babel() -> None:
    assert almanac("ar") is None
    assert known("en").measure(Decimal(3), "length-furlong") is None
    assert known("en").number(Decimal("NaN")) is None


@pytest.mark.parametrize("tag", TAGS)
def test_dates_and_lists(tag: str) -> None:
    ours, locale = known(tag), speak(tag).locale
    for month in range(1, 13):
        day = date(2024, month, month + 5)
        parts = (day.year, day.month, day.day)
        assert ours.date(ours.long, *parts) == format_date(day, "long", locale=locale)
        for pattern, skeleton in ((ours.year_month, "yMMMM"), (ours.month_day, "MMMMd")):
            assert ours.date(pattern, *parts) == format_skeleton(skeleton, day, locale=locale)
    assert ours.date(ours.long, 7, 1, 2) == format_date(date(7, 1, 2), "long", locale=locale)
    assert dict(ours.lists) == {
        key: str(pattern) for key, pattern in locale.list_patterns["standard"].items()
    }


@given(value=NUMBERS, tag=st.sampled_from(TAGS))
def test_numbers(value: Decimal, tag: str) -> None:
    ours, locale = known(tag), speak(tag).locale
    number = ours.number(value)
    if number is not None:
        assert number == format_decimal(value, locale=locale, decimal_quantization=False)
        assert ours.percent(value) == format_percent(
            value / 100, locale=locale, decimal_quantization=False
        )


@given(value=NUMBERS, tag=st.sampled_from(TAGS))
def test_measures(value: Decimal, tag: str) -> None:
    ours = known(tag)
    for unit in ours.units:
        measure = ours.measure(value, unit) if value.is_finite() else None
        if measure is not None:
            assert measure == format_unit(value, unit, "long", locale=speak(tag).locale)


@pytest.mark.parametrize("value", ["1", "1.0", "0", "0.8", "50", "1.5", "2000000", "1E+3"])
@pytest.mark.parametrize("tag", TAGS)
def test_common_measures(value: str, tag: str) -> None:
    test_measures.hypothesis.inner_test(Decimal(value), tag)
    test_numbers.hypothesis.inner_test(Decimal(value), tag)
