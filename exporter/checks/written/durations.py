"""Durations as people write them: “2h30”, “2:30 h”, “2 Std. 30 Min.”, “deux heures trente”; and as
``@dur`` does, “PT2H30M”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from exporter.text.numerals import Written
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["Duration", "durations", "seconds_of"]

_HOURS = r"(?:h(?:ou)?rs?|h|hours?|std|stunden?|heures?|horas?)(?![^\W\d_])\.?"
_MINUTES = r"(?:m|mins?|minutes?|minuten?|minutos?)(?![^\W\d_])\.?"
_LONG_MINUTES = r"(?:mins?|minutes?|minuten?|minutos?)(?![^\W\d_])\.?"
_SECONDS = r"(?:s|secs?|seconds?|sek|sekunden?|secondes?|segundos?)(?![^\W\d_])\.?"
_AND = r"(?:\s*(?:,|\band\b|\bund\b|\bet\b|\by\b)\s*)"
_ALONE = r"(?![\d.,:]*\d)"
_H = rf"(?<![\w.,:])(?P<h>\d{{1,4}})\s*{_HOURS}"
_FORMS = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"{_H}(?:\s*|{_AND})(?P<m>[0-5]?\d)\s*{_MINUTES}(?:(?:\s*|{_AND})(?P<s>[0-5]?\d)\s*{_SECONDS})?",
        rf"{_H}\s*(?P<m>[0-5]?\d){_ALONE}(?!\s*{_SECONDS})(?!\s+(?!(?:de|d|of|von)\b)[^\W\d_])",
        rf"(?<![\w.,:])(?P<m>\d{{1,4}})\s*{_LONG_MINUTES}(?:\s*|{_AND})(?P<s>[0-5]?\d){_ALONE}(?!\s*[^\W\d_])",
        rf"(?<![\w.,:])(?P<m>\d{{1,4}})\s*{_MINUTES}(?:\s*|{_AND})(?P<s>[0-5]?\d)\s*{_SECONDS}",
        r"(?<![\w.,:])(?P<h>\d{1,4}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?![:\d])",
        rf"(?<![\w.,:])(?P<h>\d{{1,4}}):(?P<m>[0-5]\d)\s*{_HOURS}",
        rf"(?<![\w.,:])(?P<m>\d{{1,4}}):(?P<s>[0-5]\d)\s*{_LONG_MINUTES}",
    )
)
_UNSURE = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        r"(?<![\w.,:])(?P<h>\d{1,4}):(?P<m>[0-5]\d)(?![:\w])",
        r"(?<![\w.,:])(?P<m>\d{1,4}):(?P<s>[0-5]\d)(?![:\w])",
        rf"(?<![\w.,:])(?P<h>\d{{1,4}})\.(?P<m>[0-5]\d)\s*{_HOURS}",
        r"(?<![\w.,:])(?P<m>\d{1,4})\s*[′'’]\s*(?P<s>[0-5]?\d)\s*(?:[″\"”]|[′'’]{2})",
    )
)
"""Forms that may be something else: a ratio, a decimal, feet and inches."""
_BETWEEN = pattern(rf"\s*{_HOURS}(?:\s*|{_AND})(?:{_LONG_MINUTES})?", re.IGNORECASE)


class Duration(Value):
    """So many seconds, from ``start`` to ``end`` (characters); ``is_sure``: nothing else is meant
    by the numbers that it is made of."""

    start: int
    end: int
    seconds: Decimal
    is_sure: bool


def durations(text: str, numbers: tuple[Written, ...]) -> Iterator[Duration]:
    """The durations of a text that are made of several numbers; ``numbers`` are those of it."""
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for found in form.finditer(text):
            start, end = found.span()
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield Duration(start, end, _seconds(found), True)
    for form in _UNSURE:
        for found in form.finditer(text):
            start, end = found.span()
            if not any(a < end and start < b for a, b in taken):
                yield Duration(start, end, _seconds(found), False)
    yield from _in_words(text, numbers, taken)


def _seconds(found: re.Match[str]) -> Decimal:
    parts = found.groupdict()
    steps = (("h", 3600), ("m", 60), ("s", 1))
    return Decimal(sum(int(parts.get(key) or 0) * by for key, by in steps))


def _in_words(
    text: str, numbers: tuple[Written, ...], taken: list[tuple[int, int]]
) -> Iterator[Duration]:
    """“two hours thirty”, “deux heures trente”."""
    plain = [n for n in numbers if len(n.values) == 1 and not n.is_share]
    for a in plain:
        for b in plain:
            if b.start < a.end or not _BETWEEN.fullmatch(text[a.end : b.start]):
                continue
            hours, minutes = next(iter(a.values)), next(iter(b.values))
            if any(x < b.end and a.start < y for x, y in taken) or not 0 < minutes < 60:
                continue
            yield Duration(a.start, b.end, hours * 3600 + minutes * 60, True)


_ISO = pattern(
    r"(?P<sign>[-+]?)P(?:(?P<y>\d+(?:[.,]\d+)?)Y)?(?:(?P<mo>\d+(?:[.,]\d+)?)M)?"
    r"(?:(?P<w>\d+(?:[.,]\d+)?)W)?(?:(?P<d>\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<m>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?"
)
_STEPS = {"y": 31557600, "mo": 2629800, "w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}


def seconds_of(value: str) -> Decimal | None:
    """The seconds of a duration as XML Schema and ISO 8601 write it; None for anything else."""
    found = _ISO.fullmatch(value.strip())
    if not found or not any(found[key] for key in _STEPS):
        return None
    parts = (Decimal((found[key] or "0").replace(",", ".")) * by for key, by in _STEPS.items())
    return sum(parts, Decimal(0))
