"""Whether the words of a date name the day, month, year or time that its attributes do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from exporter.checks.written.days import MONTHS
from exporter.text.numerals import numbers
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["Bound", "bound_of", "names_another"]


class Bound(Value):
    """A year, month, day of an attribute; 0 where it names none."""

    year: int
    month: int = 0
    day: int = 0


_ISO = pattern(r"(-?\d{4,9})(?!\d)(?:-(\d\d))?(?:-(\d\d))?")


def bound_of(value: str) -> Bound | None:
    """What an attribute names; None for a day of no year and for what is no date."""
    found = _ISO.match(value)
    return Bound(int(found[1]), int(found[2] or 0), int(found[3] or 0)) if found else None


def names_another(text: str, bounds: Sequence[Bound], lang: str) -> bool:
    """Whether the words name another date than all of these; False where nobody can tell."""
    text = text.casefold()
    years = {bound.year for bound in bounds}
    if _era(text, years) or _decade(text, years) or _century(text, years, lang):
        return True
    if len(bounds) == 1 and _written_out(text, bounds[0]):
        return True
    named = set(_years(text))
    if named and not any(min(years) <= year <= max(years) for year in named):
        return True
    if len(bounds) > 1 and _short_end(text, max(years)):
        return True
    return _month_or_day(text, bounds) or (len(bounds) == 1 and _weekday(text, bounds[0]))


def _years(text: str) -> Iterator[int]:
    return (int(year) for year in re.findall(r"\b(1[0-9]{3}|20[0-9]{2})\b", text))


_BEFORE = pattern(r"\b(\d{1,4})\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.\s?chr|av\.\s?j)")
_AFTER = pattern(
    r"\ba\.?d\.?\s*(\d{1,4})\b|\b(\d{1,4})\s*(?:a\.d\.|ad\b|c\.?e\.?\b|n\.\s?chr|apr\.\s?j)"
)


def _era(text: str, years: set[int]) -> bool:
    """A year before Christ may be counted with a year 0 or without."""
    if found := _BEFORE.findall(text):
        told = {-int(year) for year in found}
        return not any(year in years or year + 1 in years for year in told)
    if pairs := _AFTER.findall(text):
        return not any(int(one or other) in years for one, other in pairs) and max(years) < 0
    return False


_DECADE = pattern(r"\b(1\d\d0|20\d0)(?:s|’s|'s|er\b)")


def _decade(text: str, years: set[int]) -> bool:
    starts = [int(start) for start in _DECADE.findall(text)]
    return bool(starts) and not any(
        min(years) <= start + 9 and max(years) >= start for start in starts
    )


_CENTURY = pattern(r"([\w-]+\.?)\s+(?:century|jahrhunderts?|siècle)\b")


def _century(text: str, years: set[int], lang: str) -> bool:
    """The middle of a range must lie in one of the centuries that are named."""
    if re.search(r"\b(?:b\.?c|v\.)", text):
        return False
    told = set()
    for word in _CENTURY.findall(text):
        digits = re.match(r"\d{1,2}", word)
        value = {int(digits[0])} if digits else {int(n) for n in numbers(word, lang) if n >= 1}
        told |= value
    middle = (min(years) + max(years)) / 2
    return bool(told) and not any(100 * n - 101 <= middle <= 100 * n + 1 for n in told)


_NUMERIC = pattern(
    r"(?<![\d./-])(?:(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)"
    r"|(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d))(?![\d/-])"
)


def _written_out(text: str, bound: Bound) -> bool:
    """“3.5.1900”, “05/03/1900”, “1900-05-03”: with points the day comes first."""
    found = _NUMERIC.search(text)
    if not found or not bound.day:
        return False
    if found["year"]:
        told = {(int(found["month"]), int(found["day"]))}
        year = int(found["year"])
    else:
        a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
        told = {(b, a)} if found["sep"] == "." else {(b, a), (a, b)}
    is_year = year == bound.year if len(found["y"] or "1900") == 4 else year == bound.year % 100
    return not is_year or (bound.month, bound.day) not in told


_RANGE = pattern(r"\b(1\d|20)\d\d\s?[-–/]\s?(\d\d)\b(?![-–/.]?\d)")


def _short_end(text: str, last: int) -> bool:
    """“1939–45”."""
    found = _RANGE.search(text)
    return found is not None and int(found[2]) > 12 and last % 100 != int(found[2])


_DAYS = pattern(r"\b([0-3]?\d)(?:st|nd|rd|th|er|\.)?\b(?![,.:]\d{2,3})")
_ORDINAL = pattern(r"\s*(?:the\s+)?([0-3]?\d)(?:st|nd|rd|th)\s*")


def _month_or_day(text: str, bounds: Sequence[Bound]) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    months = {MONTHS[word] for word in words if word in MONTHS}
    wanted = {bound.month for bound in bounds if bound.month}
    named = {bound.day for bound in bounds if bound.day}
    if (only := _ORDINAL.fullmatch(text)) and len(bounds) == len(named) == 1:
        return int(only[1]) not in named
    whole = all(bound.month for bound in bounds)
    if not months or not whole or len({bound.year for bound in bounds}) > 1:
        return False
    if not any(min(wanted) <= month <= max(wanted) for month in months):
        return True
    if len(months) > 1 and len(bounds) > 1 and _RANGED.search(text) and months != wanted:
        return True
    days = {int(day) for day in _DAYS.findall(text)}
    if not all(bound.day for bound in bounds) or len(days) != len(bounds):
        return False
    return days != named if len(bounds) > 1 and _RANGED.search(text) else not days & named


_RANGED = pattern(r"[-–]|\b(?:to|bis|au|until|and|und|et)\b")

_WEEKDAYS = {
    word: day
    for day, names in enumerate(
        (
            "monday montag lundi", "tuesday dienstag mardi", "wednesday mittwoch mercredi",
            "thursday donnerstag jeudi", "friday freitag vendredi",
            "saturday samstag sonnabend samedi", "sunday sonntag dimanche",
        )
    )
    for word in names.split()
}  # fmt: skip
_GREGORIAN = 1753
"""From this year on England counts as Rome does."""


def _weekday(text: str, bound: Bound) -> bool:
    told = {_WEEKDAYS[word] for word in re.findall(r"[^\W\d_]+", text) if word in _WEEKDAYS}
    if len(told) != 1 or not bound.day or not _GREGORIAN <= bound.year <= dt.MAXYEAR:
        return False
    return dt.date(bound.year, bound.month, bound.day).weekday() not in told
