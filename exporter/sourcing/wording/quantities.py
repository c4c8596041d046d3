"""Figures in words: values with their units, ranges and vagueness, in a language's own way."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from exporter.model import Figure
from exporter.sourcing.wording.dates import spoken_date
from exporter.sourcing.wording.locales import exactly
from exporter.sourcing.wording.phrases import Voice, speak
from exporter.values import replace

__all__ = ["UNITS", "spoken_value"]

UNITS = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "km": "length-kilometer",
    "kilometre": "length-kilometer",
    "kilometres": "length-kilometer",
    "m": "length-meter",
    "metre": "length-meter",
    "metres": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "mi": "length-mile",
    "mile": "length-mile",
    "miles": "length-mile",
    "ft": "length-foot",
    "feet": "length-foot",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "t": "mass-tonne",
    "tonne": "mass-tonne",
    "tonnes": "mass-tonne",
    "l": "volume-liter",
    "litre": "volume-liter",
    "litres": "volume-liter",
    "ha": "area-hectare",
    "km2": "area-square-kilometer",
    "m2": "area-square-meter",
    "year": "duration-year",
    "years": "duration-year",
    "month": "duration-month",
    "months": "duration-month",
    "week": "duration-week",
    "weeks": "duration-week",
    "day": "duration-day",
    "days": "duration-day",
    "hour": "duration-hour",
    "hours": "duration-hour",
    "h": "duration-hour",
    "minute": "duration-minute",
    "minutes": "duration-minute",
    "min": "duration-minute",
    "second": "duration-second",
    "seconds": "duration-second",
    "s": "duration-second",
    "km/h": "speed-kilometer-per-hour",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "kWh": "energy-kilowatt-hour",
}
_CLDR = frozenset(UNITS.values())
_APART = "-"
_SPACES = re.compile(r"[ \t\n]+")
_COUNTED = frozenset(
    ["", "count", "item", "items", "people", "person", "persons", "piece", "unit", "units"]
)


def spoken_value(figure: Figure, voice: Voice, lang: str = "") -> str:
    """The value as it is encoded, empty where nothing is: ``about 10,000 troops``. What is
    counted is named in ``lang``, the article's; where that is another, it stands apart."""
    if figure.kind == "date":
        return spoken_date(figure.date, voice)
    if not voice.speaks(lang) and figure.unit in _COUNTED and figure.commodity:
        figure = replace(figure, unit=_APART)
    text = _extent(figure, voice)
    vague = bool(text) and figure.precision in {"low", "medium"}
    if vague and figure.value is not None:
        text = voice.text("value-about", value=text)
    what, unit = figure.commodity, figure.unit
    if text and unit not in _COUNTED and what not in _COUNTED and what != unit:
        text = voice.text("value-of", value=text, what=what)
    if vague and figure.value is None:
        text = voice.text("value-rough", value=text)
    return _SPACES.sub(" ", text) if "  " in text or "\n" in text or "\t" in text else text


def _extent(figure: Figure, voice: Voice) -> str:
    low, high = figure.at_least, figure.at_most
    if figure.value is not None:
        return _amount(figure.value, figure, voice)
    if low is not None and high is not None:
        bare = low.is_finite() and not re.fullmatch("[A-Z]{3}", figure.unit)
        first = voice.number(low) if bare else _amount(low, figure, voice)
        return voice.text("value-range", a=first, b=_amount(high, figure, voice))
    if low is not None:
        return voice.text("value-at-least", value=_amount(low, figure, voice))
    if high is not None:
        return voice.text("value-at-most", value=_amount(high, figure, voice))
    return ""


def _amount(value: Decimal, figure: Figure, voice: Voice) -> str:
    if not value.is_finite():
        return str(value)
    unit = figure.unit
    kind = "percent" if figure.type == "percentage" and not unit else UNITS.get(unit, "")
    return _formatted(value, kind or unit, voice.lang) or _counted(value, figure, voice)


def _counted(value: Decimal, figure: Figure, voice: Voice) -> str:
    unit = figure.unit
    counted = (figure.commodity or unit) if unit in _COUNTED else _plural(unit, value, voice)
    number = voice.number(value)
    return f"{number} {counted}" if counted not in {"", _APART} else number


@lru_cache(maxsize=4096)
def _formatted(value: Decimal, unit: str, lang: str) -> str:
    """A percentage, a unit of CLDR or a currency; nothing for any other unit."""
    with exactly():
        return _with_unit(value, unit, speak(lang))


def _with_unit(value: Decimal, unit: str, voice: Voice) -> str:
    if unit == "percent":
        from babel.numbers import format_percent

        text = format_percent(value / 100, locale=voice.locale, decimal_quantization=False)
        return voice.localised(text)
    if unit in _CLDR:
        from babel.units import format_unit

        text = format_unit(value, unit, "long", locale=voice.locale)
        return voice.localised(text)
    if re.fullmatch("[A-Z]{3}", unit) and unit in voice.locale.currencies:
        return _money(value, unit, voice)
    return ""


def _plural(unit: str, value: Decimal, voice: Voice) -> str:
    """A unit that CLDR does not know, in the plural where that is sure."""
    plain = unit.isascii() and unit.isalpha() and unit.islower() and unit[-1] not in "sxyh"
    return (
        f"{unit}s" if plain and len(unit) > 3 and value != 1 and voice.spoken[:2] == "en" else unit
    )


def _money(value: Decimal, unit: str, voice: Voice) -> str:
    from babel.numbers import format_currency, get_currency_precision

    whole = value == value.to_integral_value()
    pattern = voice.locale.currency_formats["standard"].pattern
    if whole:
        pattern = re.sub(r"0\.0+", "0", pattern)
    elif get_currency_precision(unit) < -value.normalize().as_tuple().exponent:  # type: ignore[operator]
        pattern = re.sub(r"0\.0+", "0.00####", pattern)
    text = format_currency(value, unit, pattern, locale=voice.locale, currency_digits=False)
    return voice.localised(text)
