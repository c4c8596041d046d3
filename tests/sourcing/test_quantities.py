"""Values of figures, in words."""

from decimal import Decimal
from typing import Any

import pytest

from exporter.model import DateValue, Figure
from exporter.sourcing.wording.phrases import speak
from exporter.sourcing.wording.quantities import spoken_value
from exporter.sourcing.wording.units import UNITS

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
    exact: dict[str, Any] = {
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


def worded(text: str, value: str, unit: str, lang: str = "en", **rest: Any) -> str:
    figure = Figure("f", "quantity", text, value=Decimal(value), unit=unit, **rest)
    return spoken_value(figure, speak(lang), "en")


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("three feet", "3", "foot", "3 feet"),
        ("12 inches", "12", "inch", "12 inches"),
        ("30 pence", "30", "pence", "30 pence"),
        ("some 900 sheep", "900", "sheep", "900 sheep"),
        ("two cities", "2", "city", "2 cities"),
        ("8,000 people", "8000", "person", "8,000 people"),
        ("about two dozen aircraft", "24", "aircraft", "24 aircraft"),
        ("nineteen", "19", "stop", "19 stops"),
        ("-4", "-4", "°C", "-4 degrees Celsius"),
        ("two fortnights", "2", "fortnight", "2 fortnights"),
    ],
)
def test_units_are_named_as_people_and_the_text_name_them(
    text: str, value: str, unit: str, words: str
) -> None:
    assert worded(text, value, unit) == words


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("millions of bricks for the wall", "2000000", "brick", "2,000,000 bricks"),
        ("about 400 of them", "400", "brick", "400 bricks"),
        ("thirty of their old boats", "30", "boat", "30 boats"),
        ("30 of the lorries", "30", "vehicle", "30 lorries"),
        ("900 wet Maltese divers", "900", "diver", "900 divers"),
        ("900 wet divers came", "900", "person", "900 wet divers"),
        ("900 divers drowned", "900", "person", "900 divers"),
        ("over 300 schools and 5 quays", "300", "school", "300 schools"),
        ("so", "4", "half-life", "4 half-lives"),
        ("so", "7", "box of salt", "7 boxes of salt"),
        ("so", "7", "policewoman", "7 policewomen"),
        ("so", "7", "dwt", "7 dwt"),
        ("so", "7", "human", "7 humans"),
        ("so", "4", "deck hand", "4 deck hands"),
        ("so", "2", "sister-in-law of his", "2 sisters-in-law of his"),
        ("so", "7", "wolf", "7 wolves"),
        ("so", "1", "people", "1 person"),
        ("so", "1", "persons", "1 person"),
        ("a fisherman", "1", "people", "1 fisherman"),
        ("a skipper", "1", "sailors", "1 skipper"),
        ("so", "1", "ferries", "1 ferry"),
        ("so", "1", "life-rafts", "1 life-raft"),
        ("so", "1", "boxes of salt", "1 box of salt"),
        ("so", "1", "policewomen", "1 policewoman"),
        ("so", "1", "buses", "1 bus"),
        ("so", "1", "warehouses", "1 warehouse"),
        ("so", "1", "churches", "1 church"),
        ("so", "1", "glasses", "1 glass"),
        ("so", "1", "axes", "1 axe"),
        ("so", "1", "shelves", "1 shelf"),
        ("so", "1", "gas", "1 gas"),
        ("so", "1", "series", "1 series"),
        ("so", "1", "bus", "1 bus"),
        ("so", "1", "lbs", "1 lbs"),
        ("a dozen oysters", "1", "dozen", "1 dozen"),
        ("so", "-1", "brick", "-1 brick"),
        ("so", "0.5", "brick", "0.5 bricks"),
    ],
)
def test_what_is_counted_stands_in_the_number_that_it_has(
    text: str, value: str, unit: str, words: str
) -> None:
    assert worded(text, value, unit) == words


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("zwei Millionen Ziegel", "2000000", "Ziegel", "2.000.000 Ziegel"),
        ("30 nasse Taucher", "30", "person", "30 nasse Taucher"),
        ("30 der Schiffe", "30", "Schiff", "30 Schiffe"),
        ("so", "30", "Schiff", "30 Schiff"),
        ("eine Fähre", "1", "Fähren", "1 Fähre"),
        ("ein Lotse", "1", "person", "1 Lotse"),
        ("so", "30", "person", "30"),
    ],
)
def test_what_is_counted_in_german(text: str, value: str, unit: str, words: str) -> None:
    figure = Figure("f", "quantity", text, value=Decimal(value), unit=unit)
    assert spoken_value(figure, speak("de"), "de") == words


@pytest.mark.parametrize(
    ("text", "value", "unit", "commodity", "words"),
    [
        ("one", "1", "count", "people", "1 person"),
        ("an envoy", "1", "", "envoys", "1 envoy"),
        ("nine", "9", "item", "lamp", "9 lamps"),
        ("a guardsman", "1", "", "troops", "1 guardsman"),
        ("a dozen oysters", "1", "dozen", "oysters", "1 dozen oysters"),
        ("2 million gulls", "2", "million", "gulls", "2 million gulls"),
        ("a crate of pears", "1", "crates", "pears", "1 crate (pears)"),
    ],
)
def test_what_is_counted_may_be_a_commodity(
    text: str, value: str, unit: str, commodity: str, words: str
) -> None:
    assert worded(text, value, unit, commodity=commodity) == words


def test_a_commodity_in_german_stands_as_the_text_has_it() -> None:
    how: Any = {"value": Decimal(1), "commodity": "Schafe"}
    assert spoken_value(Figure("f", "quantity", "ein Schaf", **how), speak("de"), "de") == "1 Schaf"


def test_units_in_another_language_are_clds_or_as_written() -> None:
    assert worded("three feet", "3", "foot", "de") == "3 Fuß"
    assert worded("two cities", "2", "city", "de") == "2 cities"
    assert worded("millions of bricks", "2000000", "brick", "de") == "2.000.000 bricks"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1e-9", "m", "0.000000001 metres"),
        ("0.0004", "kg", "0.0004 kilograms"),
        ("123456.78912", "km", "123,456.78912 kilometres"),
        ("1", "km", "1 kilometre"),
        ("1e30", "kg", "10³⁰ kilograms"),
        ("-1.989e30", "", "−1.989 × 10³⁰"),
        ("6.02e-20", "", "6.02 × 10⁻²⁰"),
        ("100000000000000000000", "", "100,000,000,000,000,000,000"),
    ],
)
def test_numbers_keep_all_their_digits(value: str, unit: str, words: str) -> None:
    assert worded("so", value, unit) == words


@pytest.mark.parametrize("value", ["2/3", "5/7", "-1/12", "22/7"])
def test_a_fraction_is_printed_as_one(value: str) -> None:
    over, under = value.split("/")
    figure = Figure("f", "number", "so", value=Decimal(over) / Decimal(under), type="fraction")
    assert spoken_value(figure, speak("en")) == value


@pytest.mark.parametrize(
    ("value", "printed"),
    [("1.25", "5/4"), ("0.4", "2/5"), ("0.5", "1/2"), ("2", "2"), ("0.6667", "0.6667")],
)
def test_what_is_called_a_fraction_is_printed_as_one(value: str, printed: str) -> None:
    figure = Figure("f", "number", "so", value=Decimal(value), type="fraction")
    assert spoken_value(figure, speak("en")) == printed
