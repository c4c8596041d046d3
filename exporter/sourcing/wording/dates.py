"""Dates in words, as exact as the source is and no more (TEI att.datable.w3c)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from exporter.model import DateValue
from exporter.sourcing.wording import british
from exporter.sourcing.wording.phrases import Voice, speak
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["moment", "spoken_date", "spoken_day"]

_ISO = re.compile(r"(-?\d{4,9})(?!\d)(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?(?:Z|[+-]\d\d:\d\d)?$")
_YEARLESS = pattern(r"--(?:-(\d\d)|(\d\d)(?:-(\d\d))?)(?:Z|[+-]\d\d:\d\d)?$")
_EARLY = 100
"""Years up to here bear their era: 14 alone might be a day."""


class _Day(Value):
    """``year`` is -44 for 44 BC, as TEI counts (XML Schema 1.0: there is no year 0), and None where
    a day comes round every year, or month; ``month`` and ``day`` are 0 where the source leaves
    them open."""

    year: int | None
    month: int
    day: int


@lru_cache(maxsize=4096)
def _parsed(iso: str) -> _Day | None:
    found = _ISO.match(iso.strip())
    yearless = None if found else _YEARLESS.match(iso.strip())
    if yearless:
        month, day = int(yearless[2] or 0), int(yearless[1] or yearless[3] or 0)
        return _Day(None, month, day) if _is_in_calendar(2000, month, day) else None
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    return _Day(year or -1, month, day) if _is_in_calendar(year, month, day) else None


def _is_in_calendar(year: int, month: int, day: int) -> bool:
    try:
        date(_alike(year), month or 1, day or 1)
    except ValueError:
        return False
    return True


def _alike(year: int) -> int:
    """A year of Python's with the same days: the calendar comes round every 400 years."""
    return year if 1 <= year <= 9999 else (year + (year < 0)) % 400 + 2000


def moment(value: DateValue | None) -> datetime | None:
    """Midnight UTC of the first day that a date may mean, or None."""
    if value is None:
        return None
    for iso in value.bounds:
        day = _parsed(iso)
        if day and day.year and 0 < day.year <= 9999:
            return datetime(day.year, day.month or 1, day.day or 1, tzinfo=UTC)
    return None


def spoken_day(iso: str, voice: Voice) -> str:
    """``2026-03-04`` → ``4 March 2026``; ``2026-03`` → ``March 2026``; else as it stands."""
    return _spoken_day(iso, voice.lang)


@lru_cache(maxsize=4096)
def _spoken_day(iso: str, lang: str) -> str:
    voice = speak(lang)
    day = _parsed(iso)
    if day is None:
        return iso
    if day.year is None and not day.month:
        return voice.text("date-any-month", day=_ordinal(day.day, voice))
    if day.year is None:
        return _skeleton(day, "MMMMd" if day.day else "LLLL", voice)
    if not _EARLY <= day.year <= 9999:
        years = voice.localised(str(abs(day.year)))
        if day.year < _EARLY:
            years = voice.text("date-bc" if day.year < 0 else "date-ad", year=years)
        return (
            f"{_skeleton(day, 'MMMMd' if day.day else 'LLLL', voice)} {years}"
            if day.month
            else years
        )
    if not day.month:
        return voice.localised(str(day.year))
    if not day.day:
        return _skeleton(day, "yMMMM", voice)
    if british.is_british(voice.spoken):
        return british.spoken(day.month, day=day.day, year=day.year)
    from babel.dates import format_date

    text = format_date(date(day.year, day.month, day.day), "long", locale=voice.locale)
    return voice.localised(text)


def _ordinal(day: int, voice: Voice) -> str:
    """``5th`` in English; the figures alone in other languages, whose words have the sign."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")
    number = voice.localised(str(day))
    return f"{number}{ending}" if voice.catalogue.lang == "en" else number


def spoken_date(value: DateValue | None, voice: Voice) -> str:
    """The whole date, with the honest word for a range, a bound or a doubt; empty for None."""
    return "" if value is None else _spoken_date(value, voice.lang)


@lru_cache(maxsize=4096)
def _spoken_date(value: DateValue, lang: str) -> str:
    voice = speak(lang)
    text = _extent(value, voice) or value.text
    if not text:
        return ""
    key = f"date-cert-{value.certainty}"
    if not value.certainty or not voice.knows(key) or (value.not_before and value.not_after):
        return text
    bound = value.not_before or value.not_after
    return voice.text(key if not bound else "date-uncertain", date=text)


def _extent(value: DateValue, voice: Voice) -> str:
    if value.when:
        return spoken_day(value.when, voice)
    pairs = (("not_before", "not_after", "between"), ("start", "end", "from-to"))
    for low, high, key in pairs:
        first, last = getattr(value, low), getattr(value, high)
        if first and first == last:
            return spoken_day(first, voice)
        if first and last and key == "between" and _next_day(first, last):
            return voice.text("date-or", a=_opening(first, last, voice), b=spoken_day(last, voice))
        if first and last:
            loose = "-loose" if key == "between" and not _exact(first, last) else ""
            a, b = _opening(first, last, voice), spoken_day(last, voice)
            return voice.text(f"date-{key}{loose}", a=a, b=b)
        if first:
            return voice.text(f"date-{key}-open", date=spoken_day(first, voice))
        if last:
            return voice.text(f"date-{key}-until", date=spoken_day(last, voice))
    return ""


def _exact(*isos: str) -> bool:
    """Whether each names a day."""
    return all(day is not None and day.day for day in map(_parsed, isos))


def _next_day(first: str, last: str) -> bool:
    a, b = _parsed(first), _parsed(last)
    if not (a and b and a.day and b.day and a.year and b.year and 0 < a.year <= b.year <= 9999):
        return False
    return (date(b.year, b.month, b.day) - date(a.year, a.month, a.day)).days == 1


def _opening(first: str, last: str, voice: Voice) -> str:
    """The first date of two, without what the second says again."""
    a, b = _parsed(first), _parsed(last)
    if a is None or b is None or not (a.day and b.day and a.year) or a.year != b.year:
        return spoken_day(first, voice)
    if a.month == b.month and _day_first(voice.spoken):
        return voice.text("date-day", day=voice.localised(str(a.day)))
    return _skeleton(a, "MMMMd", voice)


@lru_cache(maxsize=256)
def _day_first(lang: str) -> bool:
    """Whether a date begins with its day."""
    if british.is_british(lang):
        return True
    pattern = str(speak(lang).locale.date_formats["long"].pattern)
    return pattern.index("d") < pattern.index("M")


def _skeleton(day: _Day, skeleton: str, voice: Voice) -> str:
    if british.is_british(voice.spoken):
        year = (day.year or 0) if "y" in skeleton else 0
        return british.spoken(day.month, day=day.day if "d" in skeleton else 0, year=year)
    from babel.dates import format_skeleton

    if skeleton == "LLLL":
        from babel.dates import get_month_names

        names = get_month_names("wide", "stand-alone", locale=voice.locale)
        return voice.localised(str(names[day.month]))
    whole = date(_alike(day.year or 2000), day.month, day.day or 1)
    return voice.localised(format_skeleton(skeleton, whole, locale=voice.locale))
