"""A day that stands alone on a line, in any language that there is a table of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

__all__ = ["day_written"]

_LEAD = r"(?:[^\W\d_]{2,12}:?\s+){0,2}"
"""What may stand before: “Published on”, “Stand:”, a day of the week."""
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_SLASHED = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
"""The day or the month may stand first: only what can be read in one way is."""
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")


@cache
def _months() -> Mapping[str, int]:
    from exporter.suggestions.analysis.language import available, language

    known: dict[str, int] = {}
    for tag in available():
        table = language(tag)
        assert table is not None
        known.update(table.table["dates"]["months"])
    return known


@cache
def _worded() -> re.Pattern[str]:
    month = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    return re.compile(
        rf"{_LEAD}(?:[^\W\d_]+,\s)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?P<month>{month})\.?,?"
        rf"|(?P<month2>{month})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?)\s(?P<year>\d{{4}})\.?",
        re.IGNORECASE,
    )


def day_written(line: str) -> str:
    """``14 May 2026``, ``Thursday, May 14, 2026``, ``14. Mai 2026``, ``14.05.2026`` as
    ``2026-05-14``; nothing for a line that says anything else, or a day that is none."""
    for pattern in (_ISO, _DOTTED, _SLASHED, _worded()):
        found = pattern.fullmatch(line)
        if found is None:
            continue
        said = found.groupdict()
        month, day = said["month"] or said["month2"], int(said["day"] or said["day2"])
        number = int(month) if month.isdigit() else _months()[month.casefold()]
        if pattern is _SLASHED and number > 12:
            number, day = day, number
        elif pattern is _SLASHED and day <= 12 and day != number:
            return ""
        try:
            return date(int(said["year"]), number, day).isoformat()
        except ValueError:
            return ""
    return ""
