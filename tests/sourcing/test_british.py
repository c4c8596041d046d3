"""What stands in a table for British English is what Babel says."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from exporter.sourcing.wording import british, units
from exporter.sourcing.wording.locales import exactly, locale_of
from exporter.sourcing.wording.phrases import speak

LOCALE = Locale.parse("en_GB")
VALUES = [
    Decimal(text)
    for text in (
        "0", "-0", "1", "-1", "1.0", "1.50", "0.10", "-0.001", "12", "999", "1000", "-1234567.8900",
        "1E+3", "1.2E+7", "1E-9", "123456789012345678901234567890.123456789", "100.00", "5.5",
    )
]  # fmt: skip


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en-gb"])
def test_tags_of_british_english(tag: str) -> None:
    assert british.is_british(tag)
    assert locale_of(tag) == LOCALE


@pytest.mark.parametrize("tag", ["en-US", "en-IE", "de", "", "en-Latn-GB"])
def test_other_tags(tag: str) -> None:
    assert not british.is_british(tag)


@pytest.mark.parametrize("month", range(1, 13))
def test_dates(month: int) -> None:
    day = date(1987, month, 9)
    assert british.spoken(month, day=9, year=1987) == format_date(day, "long", locale=LOCALE)
    assert british.spoken(month, day=9) == format_skeleton("MMMMd", day, locale=LOCALE)
    assert british.spoken(month, year=1987) == format_skeleton("yMMMM", day, locale=LOCALE)
    assert british.spoken(month) == get_month_names("wide", "stand-alone", locale=LOCALE)[month]


@pytest.mark.parametrize("value", VALUES)
def test_numbers(value: Decimal) -> None:
    with exactly():
        told = format_decimal(value, locale=LOCALE, decimal_quantization=False)
        share = format_percent(value / 100, locale=LOCALE, decimal_quantization=False)
    assert british.number(value) == told
    assert f"{british.number(value)}%" == share


def test_lists() -> None:
    assert dict(LOCALE.list_patterns["standard"]) == british.LISTS


def test_the_table_of_units_is_whole() -> None:
    """Else write it anew: a unit's name is what follows the number."""
    told = {
        ident: [format_unit(count, ident, "long", locale=LOCALE) for count in (1, 2)]
        for ident in map(str, LOCALE.unit_display_names)
        if ident.startswith(units._KINDS)
    }
    wanted = {
        ident: [one[2:], several[2:]]
        for ident, (one, several) in told.items()
        if one.startswith("1 ") and several.startswith("2 ")
    }
    place = Path(british.__file__).with_name("british_units.json")
    assert json.loads(place.read_bytes()) == wanted


@pytest.mark.parametrize("value", VALUES)
def test_the_form_of_a_unit(value: Decimal, monkeypatch: pytest.MonkeyPatch) -> None:
    said = units.named("N", value, "length-mile", speak("en"))
    monkeypatch.setattr(british, "is_british", lambda _: False)
    assert said == units.named("N", value, "length-mile", speak("en"))
