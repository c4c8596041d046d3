"""Dates that count from the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

from exporter.suggestions.analysis.flags import PUNCTUATION
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.figures.date_patterns import Moment, Patterns, patterns_of

__all__ = ["is_to_come", "looks_ahead", "relative"]


def looks_ahead(prose: Prose, at: int, known: Patterns) -> bool:
    """Whether the clause around a place speaks of what is to come."""
    for first, end in prose.sentences:
        tokens = prose.tokens[first:end]
        if tokens and tokens[0].start <= at < tokens[-1].end:
            near = [t.low for t in tokens if at - 80 < t.start < at + 60]
            return any(word in known.future for word in near if word != "to")
    return False


def is_to_come(prose: Prose, at: int, known: Patterns) -> bool:
    """Whether the verb that a date belongs to speaks of what is to come."""
    return looks_ahead(prose, at, known) and _future_verb(prose, at)


def relative(prose: Prose, match: re.Match[str], known: Patterns, published: date) -> Moment | None:
    place = match.span()
    if match["day"]:
        days = known.days[" ".join(match["day"].lower().split())]
        return _on(place, published + timedelta(days), "day of publication", certain=True)
    if match["weekday"]:
        if not match[0][0].isupper():
            return None
        wanted = known.weekdays[match["weekday"].lower()]
        back = (published.weekday() - wanted) % 7
        if is_to_come(prose, match.start(), known):
            return _on(place, published + timedelta((7 - back) % 7 or 7), "weekday ahead")
        return _on(place, published - timedelta(back), "weekday")
    if match["ago"]:
        return _ago(match, known, published)
    return _moved(match, known, published)


def _future_verb(prose: Prose, at: int) -> bool:
    """Whether the nearest verb before a place is one of the future, or else the next after it."""
    known = patterns_of(prose.language).future
    before = [t for t in prose.tokens if t.end <= at][-9:]
    for token in reversed(before):
        if token.text in (".", "?", "!", "”", '"', ";"):
            break
        if token.low in known and token.low != "to":
            return True
        cue = prose.language.cues.get(token.low)
        if token.low.endswith("ed") or (cue is not None and cue.form != "base"):
            return False
    for token in [t for t in prose.tokens if t.start > at][:8]:
        if token.flags & PUNCTUATION or token.low.endswith("ed"):
            return False
        if token.low in known and token.low != "to":
            return True
    return False


def _on(place: tuple[int, int], day: date, reason: str, *, certain: bool = False) -> Moment:
    value = (("when", day.isoformat()),)
    return Moment(*place, value, f"{reason}, from publication", relative=True, certain=certain)


def _ago(match: re.Match[str], known: Patterns, published: date) -> Moment | None:
    count = (match["count"] or match["count2"]).lower()
    number = int(count) if count.isdigit() else known.numbers[count]
    match known.periods[(match["unit"] or match["unit2"]).lower()]:
        case "day":
            return _on(match.span(), published - timedelta(number), "days ago", certain=True)
        case "week":
            return _on(match.span(), published - timedelta(7 * number), "weeks ago")
        case "month":
            months = published.year * 12 + published.month - 1 - number
            value = f"{months // 12}-{months % 12 + 1:02}"
        case "year":
            value = str(published.year - number)
        case _:
            return None
    return Moment(
        match.span()[0],
        match.span()[1],
        (("when", value),),
        "reckoned",
        relative=True,
        certain=False,
    )


def _moved(match: re.Match[str], known: Patterns, published: date) -> Moment | None:
    """``last week``, ``next Friday``, ``this year``, ``last October``, ``last summer``."""
    way, what = known.directions[match["way"].lower()], match["what"].lower()
    start, end = match.span()
    if what in known.weekdays:
        back = (published.weekday() - known.weekdays[what]) % 7
        days = -(back or 7) if way < 0 else (7 - back if way > 0 else -back)
        return _on((start, end), published + timedelta(days), "weekday")
    if what in known.months:
        month = known.months[what]
        year = published.year
        if way < 0 and month >= published.month:
            year -= 1
        elif way > 0 and month <= published.month:
            year += 1
        return _period(start, end, f"{year}-{month:02}")
    if what in known.seasons:
        first, last = known.seasons[what]
        year = (
            published.year
            - (way < 0 and last >= published.month)
            + (way > 0 and first <= published.month)
        )
        later = year + (last < first)
        return _span(start, end, f"{year}-{first:02}", f"{later}-{last:02}")
    return _of_period(start, end, known.periods[what], way, published)


def _of_period(start: int, end: int, period: str, way: int, published: date) -> Moment | None:
    match period:
        case "day":
            return None
        case "week":
            monday = published - timedelta(published.weekday() - 7 * way)
            return _span(start, end, monday.isoformat(), (monday + timedelta(6)).isoformat())
        case "month":
            months = published.year * 12 + published.month - 1 + way
            return _period(start, end, f"{months // 12}-{months % 12 + 1:02}")
        case "quarter":
            quarter = published.year * 4 + (published.month - 1) // 3 + way
            year, first = quarter // 4, quarter % 4 * 3 + 1
            return _span(start, end, f"{year}-{first:02}", f"{year}-{first + 2:02}")
        case "year":
            return _period(start, end, str(published.year + way))
        case _:
            first = (published.year // 10 + way) * 10
            return _span(start, end, str(first), str(first + 9))


def _period(start: int, end: int, value: str) -> Moment:
    return Moment(start, end, (("when", value),), "from publication", relative=True, certain=False)


def _span(start: int, end: int, first: str, last: str) -> Moment:
    values = (("notBefore", first), ("notAfter", last))
    return Moment(start, end, values, "from publication", relative=True, certain=False)
