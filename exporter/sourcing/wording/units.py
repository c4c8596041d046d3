"""What units are called: CLDR's names, by Babel, for every unit that it knows in any form."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from exporter.sourcing.wording.locales import locale_of
from exporter.sourcing.wording.phrases import Voice
from exporter.tei.tree.elements import words
from exporter.text.language_tags import primary
from exporter.text.numerals import written

__all__ = ["UNITS", "named", "own_word", "unit_id"]

UNITS = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "nm": "length-nanometer",
    "mi": "length-mile",
    "ft": "length-foot",
    "in": "length-inch",
    "yd": "length-yard",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "t": "mass-tonne",
    "lb": "mass-pound",
    "oz": "mass-ounce",
    "l": "volume-liter",
    "L": "volume-liter",
    "ml": "volume-milliliter",
    "ha": "area-hectare",
    "km2": "area-square-kilometer",
    "m2": "area-square-meter",
    "m3": "volume-cubic-meter",
    "h": "duration-hour",
    "min": "duration-minute",
    "s": "duration-second",
    "km/h": "speed-kilometer-per-hour",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "C": "temperature-celsius",
    "°C": "temperature-celsius",
    "F": "temperature-fahrenheit",
    "°F": "temperature-fahrenheit",
}
"""Signs, as people write them into ``@unit``; names are CLDR's own."""
_KINDS = ("length", "mass", "volume", "area", "duration", "speed", "power", "energy",
          "temperature", "pressure", "frequency", "digital")  # fmt: skip
_MEANT_OTHERWISE = frozenset(("pound", "pounds", "stone", "point", "points", "dot", "light", "bar"))


def unit_id(unit: str, lang: str = "") -> str:
    """CLDR's id of a unit by its sign, or by its name in English or the article's language;
    nothing for any other unit."""
    if unit in UNITS:
        return UNITS[unit]
    folded = unit.casefold()
    if folded in _MEANT_OTHERWISE:
        return ""
    own = lang if lang and primary(lang) != "en" else ""
    return _english().get(folded) or (_names(own).get(folded, "") if own else "")


@cache
def _english() -> dict[str, str]:
    """The same for English, kept beside this file: Babel takes a while for it."""
    data = Path(__file__).with_name("english_units.json").read_bytes()
    found: dict[str, str] = json.loads(data)
    return found


@lru_cache(maxsize=16)
def _names(lang: str) -> dict[str, str]:
    """What CLDR calls units in a language, in every number, small letters."""
    from babel.units import format_unit

    found: dict[str, str] = {}
    for locale in (locale_of(lang), locale_of("en-US")) if lang == "en" else (locale_of(lang),):
        for ident in map(str, locale.unit_display_names):
            if ident.startswith(_KINDS):
                for count in (1, 2, 5):
                    text = format_unit(count, ident, "long", locale=locale)
                    name = re.sub(r"[^\W_]*\d+", "", text).strip()
                    found.setdefault(name.casefold(), ident)
    found.pop("", None)
    return found


def named(number: str, value: Decimal, unit: str, voice: Voice) -> str:
    """A number with the name of a unit of CLDR\'s, in the form that the value asks for."""
    from babel.units import format_unit

    # The number is put in by us: Babel would round it to three decimals.
    few = value if abs(value) < 10**6 and value == round(value, 3) else Decimal("5.5")
    text = format_unit(few, unit, "long", format="0.###;0.###", locale=voice.locale)
    return re.sub(r"\d+(?:[^\w\s]\d+)?", lambda _: number, text, count=1)


_NO_UNIT = words(
    "of in and or to per a an the for on at by from with more less than is are was were out other "
    "und von in der die das pro mehr weniger de du des et ou par plus"
)


@lru_cache(maxsize=1024)
def own_word(text: str, lang: str) -> str:
    """What a text counts, in the form that it has there: “people” of “about 8,000 people”."""
    numbers = written(text, lang)
    if not numbers:
        return ""
    end = max(number.end for number in numbers)
    found = re.match(r"[\s\u00a0\u202f-]*([^\W\d_]+(?:-[^\W\d_]+)*)", text[end:])
    return found[1] if found and found[1].casefold() not in _NO_UNIT else ""
