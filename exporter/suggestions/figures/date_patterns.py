"""How a language writes dates: the compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from exporter.suggestions.analysis.language import Language
from exporter.suggestions.figures.numerals import reading
from exporter.values import Struct, Value

__all__ = ["Moment", "Patterns", "patterns_of"]


class Moment(Struct):
    """A date in a block's text. ``attributes`` are those of ``date``; none for a time of day or a
    date that cannot be reckoned. ``reason`` says how it was read; ``relative``: from the day of
    publication; ``certain``: no choice had to be made."""

    start: int
    end: int
    attributes: tuple[tuple[str, str], ...]
    reason: str
    relative: bool = False
    certain: bool = True


class Patterns(Value, eq=False):
    absolute: re.Pattern[str]
    relative: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    directions: Mapping[str, int]
    periods: Mapping[str, str]
    future: frozenset[str]
    numbers: Mapping[str, int]
    seasons: Mapping[str, Any]


def _either(listed: object) -> str:
    assert isinstance(listed, list | dict)
    return "|".join(re.escape(w) for w in sorted(listed, key=len, reverse=True))


_YEAR = r"(?:1[5-9]|20)\d\d"


_TIME = (
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|(?:am|pm|uhr)\b)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:uhr|gmt|et)\b)?"
)


@cache
def patterns_of(language: Language) -> Patterns:
    table: Mapping[str, Any] = language.table["dates"]
    periods = {w: name for name, forms in table["periods"].items() for w in forms.split()}
    numbers = dict(reading(language).units)
    numbers.update(dict.fromkeys(reading(language).articles, 1))
    return Patterns(
        absolute=re.compile("|".join(_absolute(table)), re.IGNORECASE),
        relative=re.compile(
            "|".join(_relative(table, list(periods), list(numbers))), re.IGNORECASE
        ),
        months=table["months"],
        weekdays=table["weekdays"],
        days=table["relative"],
        directions=table["direction"],
        periods=periods,
        future=frozenset(table["future"].split()),
        numbers=numbers,
        seasons=table["seasons"],
    )


def _months(table: Mapping[str, Any]) -> tuple[str, str, str]:
    """All names of months; those written out; those that are short."""
    months = table["months"]
    full = _either([m for m in months if len(m) > 3])
    return _either(months), full, _either([m for m in months if len(m) <= 4])


def _absolute(table: Mapping[str, Any]) -> list[str]:
    of, the = _either(table["of"].split()), _either(table["the"].split())
    every, full, short = _months(table)
    month = rf"(?P<{{0}}>{every})\b\.?"
    day = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?(?![\d%]|[.,]\d)"
    week = rf"(?:(?:{_either(table['weekdays'])})\b\.?,?\s+(?:(?:{of}|{the})\s+)?)?"
    through = rf"\s*(?:-|–|{_either(table['through'].split())})\s*"
    return [
        r"(?P<iso>\b\d{4}-\d\d-\d\d\b)",
        (
            rf"(?P<mdy>{week}\b{month.format('m1')}\s+(?:{the}\s+)?{day.format('d1')}"
            rf"(?:{through}(?P<e1>0?[1-9]|[12]\d|3[01])(?!\d))?(?:,?\s+(?P<y1>{_YEAR})\b)?)"
        ),
        (
            rf"(?P<dmy>{week}\b(?:{the}\s+)?{day.format('d2')}"
            rf"(?:{through}(?P<e2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?)?\s+(?:{of}\s+)?"
            rf"{month.format('m2')}(?:,?\s+(?P<y2>{_YEAR})\b)?)"
        ),
        rf"(?P<my>\b{month.format('m3')},?\s+(?:{of}\s+)?(?P<y3>{_YEAR})\b)",
        r"(?P<numeric>\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y4>\d{4})\b)",
        rf"(?P<decade>\b(?:{the}\s+)?(?P<y5>(?:1[5-9]|20)\d0)(?:{table['decade']})\b)",
        rf"(?P<years>\b(?P<y6>{_YEAR})\s*[-–]\s*(?P<y7>{_YEAR}|\d\d)\b(?![-/.]\d))",
        rf"(?P<clock>(?<![\d.,])(?:{_TIME}))",
        rf"(?P<month>\b(?:{full}|(?:{short})\.)(?!\s*\d)(?!\w))",
        rf"(?P<year>(?<![\w.,$€£/-]){_YEAR}(?![\w%]|[.,:/-]\d|-[^\W\d]))",
    ]


def _relative(table: Mapping[str, Any], periods: list[str], numbers: list[str]) -> list[str]:
    the, weekdays = _either(table["the"].split()), table["weekdays"]
    _, full, _ = _months(table)
    units, ago = _either(periods), table["ago"]
    count = rf"(?P<count>\d{{1,3}}|{_either(numbers)})\s+(?P<unit>{units})"
    back = _either(ago["words"].split()) if ago["words"] else "(?!)"
    ahead = _either(ago["before"].split()) if ago["before"] else "(?!)"
    return [
        rf"(?P<day>\b(?:{_either(table['relative'])})\b)",
        (
            rf"(?P<moved>\b(?:(?:{the})\s+)?(?P<way>{_either(table['direction'])})\s+"
            rf"(?P<what>{_either(weekdays)}|{full}|{units}|{_either(table['seasons'])})\b)"
        ),
        rf"(?P<ago>\b(?:{count}\s+(?:{back})|(?:{ahead})\s+{_again(count)})\b)",
        rf"(?P<weekday>\b(?:{_either([w for w in weekdays if len(w) > 4])})\b)",
    ]


def _again(pattern: str) -> str:
    """The same pattern a second time, its groups under names of their own."""
    return pattern.replace("<count>", "<count2>").replace("<unit>", "<unit2>")
