"""Numbers as people write them."""

from decimal import Decimal

import pytest

from exporter.text.numerals import is_vague, numbers, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("about 8,000 of them", "8000"),
        ("8.000 Menschen", "8000"),
        ("8 000 personnes", "8000"),
        ("4.2 million", "4200000"),
        ("€4.2m", "4200000"),
        ("rund 1,5 Millionen", "1500000"),
        ("four in five", "0.8"),
        ("1 in 10", "0.1"),
        ("half a million", "500000"),
        ("3½", "3.5"),
        ("three and a half", "3.5"),
        ("twenty-five", "25"),
        ("dreißig", "30"),
        ("two hundred and fifty thousand", "250000"),
        ("one million two hundred thousand", "1200000"),
        ("two dozen", "24"),
        ("a hundred", "100"),
        ("several thousand", "3000"),
        ("einige Millionen", "4000000"),
        ("nineteen eighty-four", "1984"),
        ("3 1/4 inches", "3.25"),
        ("two-and-a-half million", "2500000"),
        ("every fifth", "0.2"),
        ("jeder zehnte", "0.1"),
        ("anderthalb Millionen", "1500000"),
        ("dreieinhalb", "3.5"),
        ("the second time", "2"),
        ("up to 15 per cent", "15"),
        ("−3 °C", "-3"),
        ("١٣١،٥٠٣،٧٠٦", "131503706"),
    ],
)
def test_the_value_is_among_those_a_reader_could_take(text: str, value: str):
    assert Decimal(value) in numbers(text)


@pytest.mark.parametrize("text", ["millions of rounds", "weeks", "a man", "once", ""])
def test_words_that_name_no_number(text: str):
    assert numbers(text) == frozenset()


def test_vagueness_is_in_the_words():
    assert is_vague("about 8,000")
    assert is_vague("rund 8.000")
    assert not is_vague("8,000 men")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 to 4 million", [{3}, {4_000_000}, {3_000_000}]),
        ("3 million to 4 million", [{3_000_000}, {4_000_000}]),
        ("3 to 4", [{3}, {4}]),
    ],
)
def test_the_scale_of_a_range_is_that_of_both_ends(text: str, values: list[set[int]]):
    """Only where the first end has none of its own, and the second one has."""
    assert [set(each.values) for each in written(text)] == values
