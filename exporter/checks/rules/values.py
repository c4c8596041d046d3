"""Values in attributes: whether they are any, and whether the text says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from exporter.checks.agreement import BOUNDS, best_value, disagreement
from exporter.checks.queries import (
    in_prose,
    is_annotated,
    language,
    publication_year,
    shown,
    words_of,
)
from exporter.checks.rule import Document, Finding, Rule
from exporter.checks.written.amounts import times_told
from exporter.checks.written.clock import clocks, minutes_of, written_clock
from exporter.checks.written.dates import bound_of, names_another
from exporter.checks.written.days import iso_date
from exporter.checks.written.durations import seconds_of
from exporter.notices import Severity
from exporter.tei.tree.datatypes import is_numeric, is_temporal
from exporter.tei.tree.elements import Element, plain, words
from exporter.text.numerals import is_vague, numbers

__all__ = ["RULES"]


def _mismatched(doc: Document) -> Iterator[Finding]:
    for figure in doc.all("measure", "num"):
        if not in_prose(figure) or _bad_numbers(figure):
            continue
        wrong = disagreement(figure)
        if wrong is None:
            continue
        says = f"The text says “{shown(figure)}”"
        fix = ""
        if wrong.attribute == "unit":
            message = f"{says}, which counts in {wrong.unit}, but @unit is {wrong.given}."
            fix = f'If the text is right, write unit="{wrong.meant}".'
        else:
            message = f"{says}, but @{wrong.attribute} is {wrong.given}."
            if wrong.meant:
                fix = f'If the text is right, write {wrong.attribute}="{wrong.meant}".'
        yield Finding(message, figure, wrong.attribute, fix)


_DATES = ("when", "from", "to", "notBefore", "notAfter")


def _misdated(doc: Document) -> Iterator[Finding]:
    for date in doc.all("date"):
        given = {key: date.get(key) for key in _DATES if date.get(key)}
        bounds = [bound for value in given.values() if (bound := bound_of(value))]
        if not bounds or date.get("calendar") not in (None, "#gregorian", "#Gregorian"):
            continue
        if not all(_is_date(value, date) for value in given.values()):
            continue
        text = plain(date, "note").casefold()
        if names_another(text, bounds, language(date)):
            key, value = next(iter(given.items()))
            meant = iso_date(text, _year_of(value)) if len(given) == 1 and key == "when" else ""
            fix = f'If the text is right, write when="{meant}".' if meant else ""
            yield Finding(f"The text says “{shown(date)}”, but @{key} is {value}.", date, key, fix)
    yield from _mistimed(doc)


def _mistimed(doc: Document) -> Iterator[Finding]:
    """Times of day, and durations, whose words say something else."""
    for time in doc.all("time"):
        told = clocks(plain(time, "note"), language(time)) if in_prose(time) else ()
        for key in ("when", "from", "to"):
            minute = minutes_of(time.get(key) or "")
            if told and minute is not None and not any(clock.is_at(minute) for clock in told):
                says = f"The text says “{shown(time)}”, but @{key} is {time.get(key)}."
                only = len(told) == 1 and told[0].is_sure and key == "when"
                fix = (
                    f'If the text is right, write when="{written_clock(told[0])}".' if only else ""
                )
                yield Finding(says, time, key, fix)
    for element in doc.all("date", "time", "measure", "num"):
        for key in ("dur", "dur-iso"):
            seconds = seconds_of(element.get(key) or "")
            if seconds is not None and in_prose(element) and _is_of_other_length(element, seconds):
                says = f"The text says “{shown(element)}”, but @{key} is {element.get(key)}."
                yield Finding(says, element, key)


def _is_of_other_length(element: Element, seconds: Decimal) -> bool:
    """Whether the words name lengths of time, and none is this one."""
    text = words_of(element)
    told = times_told(text, language(element))
    allowed = Decimal("0.05" if is_vague(text) or seconds > _WEEK else "0.01")
    return bool(told) and not any(abs(each - seconds) <= allowed * seconds for each in told)


_WEEK = 604800


def _year_of(value: str) -> int | None:
    found = re.match(r"\d{4}", value)
    return int(found[0]) if found else None


_DATED = words(
    "date time birth death docDate origDate custEvent residence affiliation occupation education "
    "event state trait change revisionDesc application acquisition floruit faith langKnowledge "
    "nationality persName placeName orgName name relation seal stamp when"
)


def _bad_numbers(figure: Element) -> list[str]:
    keys = (key for key in BOUNDS if figure.get(key) is not None)
    return [key for key in keys if not is_numeric(figure.get(key))]


def _invalid(doc: Document) -> Iterator[Finding]:
    for figure in doc.all("measure", "num"):
        for key in _bad_numbers(figure):
            given = figure.get(key)
            meant = _number_meant(given, figure)
            fix = f'Write {key}="{meant}", if that is meant.' if meant else ""
            yield Finding(f"“{given}” is not a number for @{key}.", figure, key, fix)
    for tag in sorted(_DATED):
        for element in doc.all(tag):
            for key in _DATES:
                given = (element.get(key) or "").strip()
                if given and not given.startswith("#") and not _is_date(given, element):
                    meant = _date_meant(given)
                    fix = f'Write {key}="{meant}", if that is meant.' if meant else ""
                    yield Finding(f"“{given}” is not a date for @{key}.", element, key, fix)
            yield from _turned(element)


_PAIRS = (("from", "to"), ("notBefore", "notAfter"))
"""The schema compares the bounds of numbers, and ``@from`` and ``@to`` that are whole days."""


def _turned(element: Element) -> Iterator[Finding]:
    """A range that ends before it begins."""
    for low, high in _PAIRS:
        first, last = element.get(low) or "", element.get(high) or ""
        told = low == "from" and len(first) == len(last) == len("1900-01-01")
        if first and last and not told and _is_turned(first, last):
            message = f"The range ends before it begins: @{low} is {first}, @{high} {last}."
            yield Finding(message, element, high, f'Write {low}="{last}" {high}="{first}".')


def _is_turned(first: str, last: str) -> bool:
    days = _DAY.fullmatch(first), _DAY.fullmatch(last)
    if days[0] and days[1]:
        length = min(len(days[0][1]), len(days[1][1]))
        return bool(last[:length] < first[:length])
    return False


_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T\S*)?")


def _number_meant(given: str, figure: Element) -> str:
    """“3,5” is 3.5, and “1,000” a thousand, if the text or the language says so."""
    from_text = best_value(figure)
    read = {f"{value.normalize():f}" for value in numbers(given, language(figure))}
    if from_text in read or not read:
        return from_text
    return read.pop() if len(read) == 1 else ""


def _is_date(given: str, element: Element) -> bool:
    calendar = element.get("calendar")
    return is_temporal(given, gregorian=calendar in (None, "#gregorian", "#Gregorian", "gregorian"))


def _date_meant(given: str) -> str:
    """A day as a person writes it, in the form of an attribute: “1.3.2024”, “2024/3/1”,
    “2024-3-1”, “1 March 2024”."""
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", given)
    if not found and (turned := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", given)):
        parts = turned[3], turned[2], turned[1]
    elif found:
        parts = found[1], found[2], found[3]
    else:
        return iso_date(given)
    year, month_text, day = parts
    made = f"{year}-{int(month_text):02}" + (f"-{int(day):02}" if day else "")
    return made if is_temporal(made) else ""


def _valueless(doc: Document) -> Iterator[Finding]:
    if not is_annotated(doc):
        return
    year = publication_year(doc)
    for date in doc.all("date"):
        given = any(
            key.removesuffix("-iso") in (*_DATES, "period", "sameAs") for key in date.attrib
        )
        meant = "" if given or not in_prose(date) else iso_date(plain(date, "note"), year)
        if meant:
            fix = f'Write when="{meant}", if that is the day.'
            yield Finding(f"The date “{shown(date)}” has no value.", date, "", fix)


RULES = (
    Rule(
        "date-without-value",
        "sourcing",
        Severity.INFO,
        "A date without @when cannot be sorted, compared or searched for.",
        "Write @when, or @from and @to, @notBefore and @notAfter.",
        _valueless,
    ),
    Rule(
        "invalid-value",
        "structure",
        Severity.ERROR,
        "An impossible date, or a value that is not a number, cannot be listed or computed with.",
        "Write numbers with a point and no other sign (3.5), dates as 2026-04-10.",
        _invalid,
    ),
    Rule(
        "figure-disagrees-with-text",
        "sourcing",
        Severity.ERROR,
        "Registers and machines take the value, readers the text: they must be the same.",
        "Correct the text or the attribute, whichever is wrong.",
        _mismatched,
    ),
    Rule(
        "date-disagrees-with-text",
        "sourcing",
        Severity.ERROR,
        "Registers and machines take the attribute, readers the text: they must be the same day.",
        "Correct the text or the attribute, whichever is wrong.",
        _misdated,
    ),
)
