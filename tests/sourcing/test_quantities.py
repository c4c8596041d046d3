"""Values of figures, in words."""

from decimal import Decimal
from typing import Any

import pytest

from exporter.model import DateValue, Figure
from exporter.sourcing.wording.phrases import speak
from exporter.sourcing.wording.quantities import UNITS, spoken_value

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("given", "english", "german"),
    [
        ({"value": 4200000, "unit": "EUR"}, "€4,200,000", f"4.200.000{NBSP}€"),
        ({"value": "4.5", "unit": "EUR"}, "€4.50", f"4,50{NBSP}€"),
        ({"value": 10, "type": "percentage"}, "10%", f"10{NBSP}%"),
        ({"value": "2.5", "unit": "%"}, "2.5%", f"2,5{NBSP}%"),
        ({"value": 50, "unit": "km"}, "50 kilometres", "50 Kilometer"),
        (
            {"value": 10000, "unit": "person", "commodity": "troops"},
            "10,000 troops",
            "10.000 troops",
        ),
        ({"value": 3, "unit": "round"}, "3 rounds", "3 round"),
        ({"at_most": 40000}, "up to 40,000", "höchstens 40.000"),
        ({"at_least": 2}, "at least 2", "mindestens 2"),
        (
            {"at_least": 30, "at_most": 40, "unit": "km"},
            "30 to 40 kilometres",
            "30 bis 40 Kilometer",
        ),
        ({"value": 8000, "precision": "low"}, "about 8,000", "etwa 8.000"),
        ({"at_most": 9, "precision": "low"}, "up to 9, rough figure", "höchstens 9, grobe Angabe"),
        (
            {"value": 4, "unit": "km", "commodity": "wall"},
            "4 kilometres (wall)",
            "4 Kilometer (wall)",
        ),
        ({}, "", ""),
    ],
)
def test_values(given: dict[str, Any], english: str, german: str) -> None:
    exact = {
        k: Decimal(v) if k in {"value", "at_least", "at_most"} else v for k, v in given.items()
    }
    figure = Figure("f", "quantity", "as printed", **exact)
    assert spoken_value(figure, speak("en")) == english
    assert spoken_value(figure, speak("de")) == german


@pytest.mark.parametrize("unit", sorted({*UNITS, "EUR", "XYZ", "TEU", "barrel"}))
@pytest.mark.parametrize("lang", ["en", "de", "ar"])
def test_every_unit_can_be_said(unit: str, lang: str) -> None:
    figure = Figure("f", "quantity", "as printed", value=Decimal("1234.5"), unit=unit)
    assert spoken_value(figure, speak(lang))


def test_what_is_counted_in_another_language_stands_apart() -> None:
    figure = Figure("f", "quantity", "ten men", value=Decimal(10), unit="person", commodity="men")
    assert spoken_value(figure, speak("de"), "en") == "10 (men)"
    assert spoken_value(figure, speak("en"), "en-GB") == "10 men"


def test_what_is_no_number_is_said_as_it_stands() -> None:
    figure = Figure("f", "quantity", "as printed", value=Decimal("Infinity"), unit="km")
    assert spoken_value(figure, speak("en")) == "Infinity"


def test_dates_are_values_too() -> None:
    figure = Figure("f", "date", "in July", date=DateValue(when="2024-07"))
    assert spoken_value(figure, speak("en")) == "July 2024"
