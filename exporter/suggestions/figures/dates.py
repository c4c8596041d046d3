"""Dates in prose: absolute ones, and those that count from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.figures.date_patterns import Moment, Patterns, patterns_of
from exporter.suggestions.figures.relative_dates import is_to_come, looks_ahead, relative

__all__ = ["Moment", "date_ranges", "moments"]


def date_ranges(prose: Prose) -> list[tuple[int, int]]:
    """Where dates and times of day stand, whatever they are worth: no quantities begin there."""
    known = patterns_of(prose.language)
    return [m.span() for m in known.absolute.finditer(prose.text) if _a_date(prose, m, known)]


def moments(prose: Prose, published: date | None, region: str = "") -> Iterator[Moment]:
    """The dates of a block, in order. ``published`` is the day that relative ones and those
    without a year are reckoned from; without it they are left out. ``region`` of the language
    tag decides what 3/4/2024 means."""
    known = patterns_of(prose.language)
    found: list[Moment] = []
    for match in known.absolute.finditer(prose.text):
        if _a_date(prose, match, known):
            moment = _absolute(prose, match, known, published, region)
            if moment is not None:
                found.append(moment)
    taken = [m.span() for m in known.absolute.finditer(prose.text) if m.lastgroup != "clock"]
    if published is not None:
        for match in known.relative.finditer(prose.text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                moment = relative(prose, match, known, published)
                if moment is not None:
                    found.append(moment)
    yield from sorted(found, key=lambda m: m.start)


def _kind(match: re.Match[str]) -> str:
    order = ("iso", "mdy", "dmy", "my", "numeric", "decade", "years", "clock", "month", "year")
    return next(name for name in order if match[name] is not None)


_COUNTED = re.compile(r"\s+([^\W\d_]+)")


def _a_date(prose: Prose, match: re.Match[str], known: Patterns) -> bool:
    """Whether it is one: "May" may be a verb or a name, four digits may count something."""
    kind = _kind(match)
    if kind in ("mdy", "month", "my", "dmy"):
        name = next((match[g] for g in ("m1", "m2", "m3") if match[g]), match[0])
        if not name[0].isupper():
            return False
    if kind == "month":
        return _a_month(prose, match, known)
    return kind != "year" or _a_year(prose, match)


def _word_before(prose: Prose, at: int) -> str:
    words = prose.text[:at].split()[-1:] if at else []
    return words[0].lower() if words else ""


def _a_month(prose: Prose, match: re.Match[str], known: Patterns) -> bool:
    table = prose.language.table["dates"]
    if match[0].lower().strip(".") in table["ambiguous_months"].split():
        return _word_before(prose, match.start()) in table["before_month"].split()
    following = _COUNTED.match(prose.text, match.end())
    return not (
        following and following[1][0].isupper() and following[1].lower() not in known.months
    ) or bool(table["nouns_capital"])


def _a_year(prose: Prose, match: re.Match[str]) -> bool:
    following = _COUNTED.match(prose.text, match.end())
    if _word_before(prose, match.start()) in prose.language.table["dates"]["counted"].split():
        return not (following and following[1].endswith("s"))
    return not (following and following[1].lower() in prose.language.lists["words.plural"])


def _absolute(
    prose: Prose, match: re.Match[str], known: Patterns, published: date | None, region: str
) -> Moment | None:
    start, end = match.span()
    kind = _kind(match)
    if match[0].endswith(".") and match[0].lower().split()[-1] not in prose.language.abbreviations:
        end -= 1
    match kind:
        case "iso":
            return _checked(start, end, match[0])
        case "mdy" | "dmy":
            n = "1" if kind == "mdy" else "2"
            month = known.months[match[f"m{n}"].lower()]
            return _day(
                prose,
                (start, end),
                (match[f"y{n}"], month, int(match[f"d{n}"]), match[f"e{n}"]),
                known,
                published,
            )
        case "my":
            month = known.months[match["m3"].lower()]
            return Moment(start, end, (("when", f"{match['y3']}-{month:02}"),), "month and year")
        case "numeric":
            return _numeric(prose, match, region)
        case "decade":
            first = int(match["y5"])
            return Moment(start, end, (("from", str(first)), ("to", str(first + 9))), "decade")
        case "years":
            last = match["y7"] if len(match["y7"]) == 4 else match["y6"][:2] + match["y7"]
            return Moment(start, end, (("from", match["y6"]), ("to", last)), "years")
        case "month":
            return _month(prose, match, known, published)
        case "year":
            return Moment(start, end, (("when", match[0]),), "year")
    return None


def _checked(start: int, end: int, value: str) -> Moment | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return Moment(start, end, (("when", value),), "date")


def _numeric(prose: Prose, match: re.Match[str], region: str) -> Moment | None:
    table = prose.language.table["dates"]
    first, second = int(match["a"]), int(match["b"])
    month_first = table["order"] == "mdy" and region.lower() not in table["dmy"].split()
    month, day = (first, second) if month_first else (second, first)
    if month > 12 >= day:
        month, day = day, month
    moment = _checked(match.start(), match.end(), f"{match['y4']}-{month:02}-{day:02}")
    if moment is not None:
        moment.certain = first == second or first > 12 or second > 12 or not month_first
    return moment


def _day(
    prose: Prose,
    place: tuple[int, int],
    read: tuple[str | None, int, int, str | None],
    known: Patterns,
    published: date | None,
) -> Moment | None:
    """A day and month, the last of a range of days, and perhaps a year."""
    year, month, day, last = read
    joined = None if year else _joined_year(prose, place[1], known, month)
    number = int(year) if year else joined or 0
    if not number:
        if published is None:
            return None
        number = _nearest_year(prose, place, known, published, month, day)
    try:
        first = date(number, month, day)
        ending = date(number, month, int(last)) if last else None
    except ValueError:
        return None
    if ending is not None and ending < first:
        return None
    reason = "date" if year or joined else "date without a year"
    if ending is not None:
        values = (("from", first.isoformat()), ("to", ending.isoformat()))
    else:
        values = (("when", first.isoformat()),)  # type: ignore[assignment]
    return Moment(
        *place, values, reason, relative=not (year or joined), certain=bool(year or joined)
    )


def _nearest_year(
    prose: Prose,
    place: tuple[int, int],
    known: Patterns,
    published: date,
    month: int,
    day: int,
) -> int:
    """The year of a day that is named without one: the nearest such day, a past one unless its
    verb speaks of what is to come."""
    ahead = is_to_come(prose, place[0], known)
    best = published.year
    distance = None
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            days = (date(year, month, day) - published).days
        except ValueError:
            continue
        cost = abs(days) + (0 if (days > 0) == ahead or days == 0 else 400 if ahead else 200)
        if distance is None or cost < distance:
            best, distance = year, cost
    return best


def _joined_year(prose: Prose, end: int, known: Patterns, month: int) -> int | None:
    """The year that stands after the second of two days or months: ``2 May to 4 June 2025``."""
    words = "|".join(map(re.escape, prose.language.table["dates"]["joining"].split()))
    between = re.compile(rf"\s*(?:[-–,/]|\b(?:{words})\b)\s*").match(prose.text, end)
    following = known.absolute.match(prose.text, between.end()) if between else None
    if following is None or (kind := _kind(following)) not in ("my", "mdy", "dmy"):
        return None
    number = {"mdy": "1", "dmy": "2", "my": "3"}[kind]
    if following[f"y{number}"] is None:
        return None
    later = known.months[following[f"m{number}"].lower()]
    return int(following[f"y{number}"]) - (later < month)


def _month(
    prose: Prose, match: re.Match[str], known: Patterns, published: date | None
) -> Moment | None:
    """A month without a year: that of the month it is joined to ("January and March 2025"), else
    the last of that name, or the next where the clause looks ahead."""
    month = known.months[match[0].lower().strip(".")]
    if joined := _joined_year(prose, match.end(), known, month):
        return Moment(*match.span(), (("when", f"{joined}-{month:02}"),), "month and year")
    if published is None:
        return None
    year = published.year
    ahead = looks_ahead(prose, match.start(), known)
    if month > published.month and not ahead:
        year -= 1
    elif month < published.month and ahead:
        year += 1
    value = (("when", f"{year}-{month:02}"),)
    return Moment(*match.span(), value, "month without a year", relative=True, certain=False)
