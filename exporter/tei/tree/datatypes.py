"""TEI's data types of attributes: whether a value is one (``teidata.numeric``,
``teidata.temporal.w3c``)."""

from __future__ import annotations

import datetime as dt
import re

from exporter.text.patterns import pattern

__all__ = ["has_day", "is_numeric", "is_temporal"]

_NUMERIC = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|-?\d+/-?0*[1-9]\d*|-?INF|NaN")
_ZONE = r"(?:Z|[-+]\d\d:\d\d)?"
_FORMS = re.compile(
    rf"(?P<year>-?\d{{4,}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\S+))?)?)?{_ZONE}"
    rf"|--(?P<m>\d\d)(?:-(?P<d>\d\d))?{_ZONE}|---(?P<only>\d\d){_ZONE}|(?P<clock>\d\d:\S+)"
)
_CLOCK = pattern(rf"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?{_ZONE}|24:00:00(?:\.0+)?{_ZONE}")


def is_numeric(given: str) -> bool:
    """Whether it is a number, or a fraction of two."""
    return _NUMERIC.fullmatch(given.strip()) is not None


def is_temporal(given: str, *, gregorian: bool = True) -> bool:
    """Whether it has the form of a date or time and such a day exists; with ``gregorian=False``
    the days of a month are not counted, for another calendar may have others."""
    found = _FORMS.fullmatch(given.strip())
    if not found:
        return False
    clock = found["clock"] or found["time"]
    if clock and not _CLOCK.fullmatch(clock):
        return False
    month, day = found["month"] or found["m"], found["day"] or found["d"] or found["only"]
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return False
    if found["year"] and re.fullmatch(r"-?0+", found["year"]):
        return False
    if not (month and day and gregorian):
        return True
    year = found["year"] or "2000"
    last = int(year[-4:].lstrip("-"))  # 10,000 years are 25 rounds of the calendar
    return has_day(1 - last if year.startswith("-") else last, int(month), int(day))


def has_day(year: int, month: int, day: int) -> bool:
    """Whether the Gregorian calendar has a day; ``year`` as astronomers count, 0 for 1 BC. The
    calendar comes round every 400 years."""
    try:
        dt.date(year % 400 + 2000, month, day)
    except ValueError:
        return False
    return True
