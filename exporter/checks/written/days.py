"""The day that words name: “27 February 2026”, “April 10th”, “im März 2024”."""

from __future__ import annotations

import re

from exporter.tei.tree.datatypes import has_day

__all__ = ["MONTHS", "iso_date"]

MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "january januar jänner janvier jan", "february februar février feb",
            "march märz mars mar", "april avril apr", "may mai", "june juni juin jun",
            "july juli juillet jul", "august août aug", "september septembre sep sept",
            "october oktober octobre oct okt", "november novembre nov",
            "december dezember décembre dec dez",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.)?"
_FORMS = (
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?(?:\s+{_YEAR}\b)?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},?(?:\s+{_YEAR}\b)?(?!\s*\d)", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_YEAR}\b(?![-–/\d])"),
)


def iso_date(text: str, year: int | None = None) -> str:
    """The date as ``@when`` writes it, where the words name one and no more; else nothing.
    ``year`` is taken where they name none."""
    found = next((match for form in _FORMS if (match := form.search(text))), None)
    if found is None or _names_more(text[: found.start()] + text[found.end() :]):
        return ""
    parts = found.groupdict()
    given = int(parts["year"]) if parts.get("year") else year
    if given is None:
        return ""
    month, day = parts.get("month"), parts.get("day")
    if not month:
        return f"{given:04}"
    number = MONTHS[month.casefold()] if month.casefold() in MONTHS else int(month)
    if not day:
        return f"{given:04}-{number:02}"
    return f"{given:04}-{number:02}-{int(day):02}" if has_day(given, number, int(day)) else ""


def _names_more(rest: str) -> bool:
    words = re.findall(r"[^\W\d_]+", rest.casefold())
    loose = {"between", "until", "till", "to", "or", "und", "and", "bis", "before", "after"}
    return bool(re.search(r"\d", rest)) or any(w in MONTHS or w in loose for w in words)
