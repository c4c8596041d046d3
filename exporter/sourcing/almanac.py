"""Dates, numbers and lists of the languages that are asked for most, as CLDR has them.

Babel knows every language, and takes longer to load one than to export an article: what stands
here need not be asked of it. The tests hold each line against Babel.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from exporter.values import Value, replace

__all__ = ["Almanac", "almanac"]

_EXACT = 15
"""So many digits, before the point and after it, that Babel rounds none either."""


class Almanac(Value):
    """``long``, ``year_month`` and ``month_day`` are dates with ``{d}``, ``{m}`` and ``{y}``;
    ``lists`` CLDR's patterns of that name; ``units`` singular and plural, by CLDR's names."""

    months: tuple[str, ...]
    long: str
    year_month: str
    month_day: str
    lists: Mapping[str, str]
    group: str
    point: str
    percentage: str
    units: Mapping[str, tuple[str, str]]

    def date(self, pattern: str, year: int, month: int, day: int) -> str:
        return pattern.format(y=year, m=self.months[month - 1], d=day)

    def number(self, value: Decimal) -> str | None:
        """Grouped, with every digit it has; None for one too long to be sure of."""
        if not value.is_finite() or not -_EXACT < value.adjusted() < _EXACT:
            return None
        _, digits, exponent = value.as_tuple()
        if len(digits) > _EXACT or (not digits[-1] and int(exponent) < 0):
            return None
        return f"{value:,f}".translate({ord(","): self.group, ord("."): self.point})

    def percent(self, value: Decimal) -> str | None:
        """A number of hundredths."""
        number = self.number(value)
        return number and self.percentage.format(number)

    def measure(self, value: Decimal, unit: str) -> str | None:
        """A number of units, to three places; None where Babel must be asked."""
        exponent = value.as_tuple().exponent
        if unit not in self.units or value < 0 or not isinstance(exponent, int) or exponent < -3:
            return None
        number = self.number(value)
        return number and f"{number}{self.units[unit][value != 1]}"


def almanac(tag: str) -> Almanac | None:
    """That of a language (BCP 47); None where Babel must be asked."""
    return _ALMANACS.get(tag)


_BRITISH = Almanac(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    long="{d} {m} {y}",
    year_month="{m} {y}",
    month_day="{d} {m}",
    lists={"start": "{0}, {1}", "middle": "{0}, {1}", "end": "{0} and {1}", "2": "{0} and {1}"},
    group=",",
    point=".",
    percentage="{}%",
    units={
        "length-kilometer": (" kilometre", " kilometres"),
        "length-meter": (" metre", " metres"),
        "length-mile": (" mile", " miles"),
        "mass-kilogram": (" kilogram", " kilograms"),
        "mass-tonne": (" tonne", " tonnes"),
        "area-hectare": (" hectare", " hectares"),
        "area-square-kilometer": (" square kilometre", " square kilometres"),
        "duration-year": (" year", " years"),
        "duration-month": (" month", " months"),
        "duration-week": (" week", " weeks"),
        "duration-day": (" day", " days"),
        "duration-hour": (" hour", " hours"),
        "duration-minute": (" minute", " minutes"),
    },
)
_AMERICAN = replace(
    _BRITISH,
    long="{m} {d}, {y}",
    month_day="{m} {d}",
    lists={**_BRITISH.lists, "end": "{0}, and {1}"},
    units={
        **_BRITISH.units,
        "length-kilometer": (" kilometer", " kilometers"),
        "length-meter": (" meter", " meters"),
        "mass-tonne": (" metric ton", " metric tons"),
        "area-square-kilometer": (" square kilometer", " square kilometers"),
    },
)
_GERMAN = Almanac(
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    long="{d}. {m} {y}",
    year_month="{m} {y}",
    month_day="{d}. {m}",
    lists={"start": "{0}, {1}", "middle": "{0}, {1}", "end": "{0} und {1}", "2": "{0} und {1}"},
    group=".",
    point=",",
    percentage="{}\N{NO-BREAK SPACE}%",
    units={
        "length-kilometer": (" Kilometer", " Kilometer"),
        "length-meter": (" Meter", " Meter"),
        "mass-kilogram": (" Kilogramm", " Kilogramm"),
        "mass-tonne": ("\N{NO-BREAK SPACE}Tonne", "\N{NO-BREAK SPACE}Tonnen"),
        "area-hectare": (" Hektar", " Hektar"),
        "area-square-kilometer": (" Quadratkilometer", " Quadratkilometer"),
        "duration-year": (" Jahr", " Jahre"),
        "duration-month": (" Monat", " Monate"),
        "duration-week": (" Woche", " Wochen"),
        "duration-day": (" Tag", " Tage"),
        "duration-hour": (" Stunde", " Stunden"),
        "duration-minute": (" Minute", " Minuten"),
    },
)
_ALMANACS = {
    "en": _BRITISH,
    "en-GB": _BRITISH,
    "en-US": _AMERICAN,
    "de": _GERMAN,
    "de-DE": _GERMAN,
}
