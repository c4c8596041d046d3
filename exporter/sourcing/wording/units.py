"""What units are called: CLDR's names, by Babel, for every unit that it knows in any form."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from exporter.sourcing.wording import british
from exporter.sourcing.wording.locales import locale_of
from exporter.sourcing.wording.phrases import Voice
from exporter.sourcing.wording.plurals import is_plural, plural, singular
from exporter.text.language_tags import primary
from exporter.text.numerals import written
from exporter.text.patterns import pattern, words

__all__ = ["UNITS", "is_form", "named", "own_word", "unit_id"]

UNITS = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
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
    "Cel": "temperature-celsius",
    "F": "temperature-fahrenheit",
    "°F": "temperature-fahrenheit",
    "[degF]": "temperature-fahrenheit",
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
    if british.is_british(voice.spoken) and (name := british.unit_name(value, unit)):
        return f"{number} {name}"
    from babel.units import format_unit

    # The number is put in by us: Babel would round it to three decimals.
    few = value if abs(value) < 10**6 and value == round(value, 3) else Decimal("5.5")
    text = format_unit(few, unit, "long", format="0.###;0.###", locale=voice.locale)
    return re.sub(r"\d+(?:[^\w\s]\d+)?", lambda _: number, text, count=1)


_NO_UNIT = words(
    "of in and or to per a an the for on at by from with more less than is are was were has have "
    "had out other them these those which whom whose us it who that this every each all its their "
    "his her our my your up over under into since when while "
    "und von in der die das den dem pro mehr weniger ihnen denen dieser davon sich im am zu als "
    "de du des et ou par plus qui que dont eux elles les la le un une"
)
_PART = pattern(
    r"\s+(?:(?:of|von|de|des|du)\s+|d[’'])?(?:(?:all|the|these|those|their|its|his|her|our|my|your|den"
    r"|der|ihrer|seiner|dieser|diesen|ihren|seinen|les|la|le|ces)\s+)*(?=\w)"
)
"""What is between a number and what it counts a part of: “millions of rounds”."""
_NOUN = pattern(r"[\s\u00a0\u202f-]*([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_ONE = pattern(r"(?:an?|eine?[nmrs]?|une?|una)\b", re.IGNORECASE)
"""What stands for one where no number does: “a round”, “eine Person”."""
_MOST_WORDS = 4


@lru_cache(maxsize=1024)
def own_word(text: str, lang: str, unit: str, value: Decimal) -> str:
    """What a text counts with this value, in the form that it has there: “people” of “about 8,000
    people”, “rounds” of “millions of rounds of ammunition”; nothing where that is not plain."""
    numbers = written(text, lang)
    one = _ONE.match(text) if value == 1 and not numbers else None
    if not numbers and one is None:
        return ""
    ends = [number.end for number in numbers if value in number.values]
    at = one.end() if one else max(ends or [number.end for number in numbers])
    if part := _PART.match(text, at):
        at = part.end()
    found: list[str] = []
    while len(found) < _MOST_WORDS and (noun := _NOUN.match(text, at)):
        if noun[1].casefold() in _NO_UNIT:
            break
        found.append(noun[1])
        at = noun.end()
    if len(found) < 2:
        return "".join(found)
    return next((word for word in found if is_form(word, unit)), "") or _phrase(found, lang)


def _phrase(found: Sequence[str], lang: str) -> str:
    """The words up to the noun: “armoured trucks”; nothing where none is seen to be one."""
    if lang == "en":
        ends = [is_plural(word) for word in found]
    elif lang == "de":
        ends = [word[:1].isupper() for word in found]
    else:
        return found[0]
    at = next((at for at, end in enumerate(ends, 1) if end), 0)
    return " ".join(found[:at])


def is_form(word: str, unit: str) -> bool:
    """Whether a word is the unit in some number or case: “rounds”, “cities”, “Runden”."""
    low, same = word.casefold(), unit.casefold()
    if low in (same, plural(same), singular(same)):
        return True
    stem = max(3, min(len(low), len(same)) - 1)
    return low[:stem] == same[:stem] and abs(len(low) - len(same)) <= 2
