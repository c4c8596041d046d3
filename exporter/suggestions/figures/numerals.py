"""Numbers in digits and in words, where they stand and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from exporter.suggestions.analysis.language import Language
from exporter.values import Struct, Value

__all__ = ["Numeral", "Reading", "numerals", "plain", "reading"]


class Numeral(Struct):
    """``start`` and ``end`` are places in the text. ``high`` is the upper end of what is named
    vaguely ("millions": 1,000,000 to 9,999,999), else None. ``kind`` is ``digits``, ``words``,
    ``vague`` or ``fraction``; ``scaled`` says that a word like "million" belongs to it."""

    start: int
    end: int
    value: Decimal
    kind: str
    high: Decimal | None = None
    scaled: bool = False


class Reading(Value, eq=False):
    """How a language writes numbers: the compiled patterns and their values."""

    pattern: re.Pattern[str]
    units: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    fractions: Mapping[str, int]
    decimal: str
    thousands: str
    join: frozenset[str]
    articles: frozenset[str]
    half: frozenset[str]


_LETTER_SCALES = 2
"""Scales of so few letters ("m", "bn") count only right after digits."""


@cache
def reading(language: Language) -> Reading:
    table: Mapping[str, Any] = language.table["numbers"]
    scales = {str(k): int(v) for k, v in table["scales"].items()}
    longer = [s for s in scales if len(s) > _LETTER_SCALES]
    units, fractions = _compounds(table), table["fractions"]
    join, articles = _words(table["join"]), _words(table["article"])
    thousands, decimal = re.escape(table["thousands"]), re.escape(table["decimal"])
    word = _either([*units, *longer])
    out_of = _words(table["out_of"])
    digits = (
        rf"(?:\d{{1,3}}(?:[{thousands}\u00a0\u202f’]\d{{3}})+(?:{decimal}\d+)?"
        rf"|\d*(?:{decimal})\d+|\d+)"
    )
    many = _either([u for u in units if units[u] > 1])
    few = _either([*units, *articles])
    parts = [
        rf"(?P<vague>\b(?:{_either(table['vague'])})\b)",
        r"(?P<ratio>(?<![\d/.⁄])\d{1,2}[/⁄]\d{1,3}(?![\d/⁄]))",
        (
            rf"(?P<share>\b(?:{_either(units)})\s+(?:out\s+)?(?:{_either(out_of)})\s+"
            rf"(?:{many}|\d+)\b(?![\s-]+(?:{_either(longer)})))"
        ),
        rf"(?P<fraction>\b(?:(?:{few})[\s-]+)?(?:{_either(fractions)})\b(?!-))",
        (
            rf"(?P<words>\b(?:(?:{_either(articles)})\s+(?:{_either(longer)})|{word})"
            rf"(?:[\s-]+(?:(?:{_either(join)})[\s-]+)?(?:{word}))*\b)"
        ),
        (
            rf"(?P<digits>(?<![\d:/])(?<!\d[.,]){digits})"
            rf"(?P<scale>(?:[\s-]?(?:{_either(longer)})\b)+|(?:{_either(_letters(scales))})\b)?"
        ),
    ]
    return Reading(
        pattern=re.compile("|".join(parts), re.IGNORECASE),
        units=units,
        scales=scales,
        vague={k: (v[0], v[1]) for k, v in table["vague"].items()},
        fractions=fractions,
        decimal=table["decimal"],
        thousands=table["thousands"],
        join=join,
        articles=articles,
        half=_words(table["half"]),
    )


def _compounds(table: Mapping[str, Any]) -> dict[str, int]:
    """The words for numbers below a hundred, with those that are written as one word
    (``dreiundzwanzig``)."""
    units: dict[str, int] = dict(table["units"])
    if join := table.get("compound"):
        ones = [(w, n) for w, n in units.items() if 0 < n < 10]
        tens = [(w, n) for w, n in units.items() if n >= 20]
        units.update({f"{one}{join}{ten}": n + m for one, n in ones for ten, m in tens})
    return units


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _letters(scales: Mapping[str, int]) -> list[str]:
    return [s for s in scales if len(s) <= _LETTER_SCALES]


def _either(listed: object) -> str:
    assert isinstance(listed, list | dict | frozenset)
    return "|".join(re.escape(w) for w in sorted(listed, key=len, reverse=True))


def numerals(text: str, language: Language) -> Iterator[Numeral]:
    """All numbers of a text, in order; what they count is not looked at."""
    known = reading(language)
    for found in known.pattern.finditer(text):
        start, end = found.span()
        low = " ".join(re.split(r"[\s-]+", found[0].lower()))
        match found.lastgroup:
            case "vague":
                least, most = known.vague[" ".join(found[0].lower().split())]
                yield Numeral(start, end, Decimal(least), "vague", Decimal(most), scaled=True)
            case "fraction":
                value = _fraction(low, known)
                if value is not None:
                    yield Numeral(start, end, value, "fraction")
            case "ratio":
                above, below = (Decimal(part) for part in re.split("[/⁄]", found[0]))
                if 0 < above < below:
                    yield Numeral(start, end, above / below, "fraction")
            case "share":
                ends = [known.units.get(w) or int(w) for w in (low.split()[0], low.split()[-1])]
                if ends[0] < ends[1]:
                    yield Numeral(start, end, Decimal(ends[0]) / ends[1], "fraction")
            case "words":
                yield from _in_words(found, low, known)
            case _:
                yield _in_digits(found, known)


def _in_words(found: re.Match[str], low: str, known: Reading) -> Iterator[Numeral]:
    words = low.split()
    value = _composed(words, known)
    if words[0] in known.scales:
        value = None
    if value is not None:
        scaled = any(w in known.scales for w in words)
        yield Numeral(found.start(), found.end(), value, "words", scaled=scaled)


def _composed(words: list[str], known: Reading) -> Decimal | None:
    """``two hundred and five thousand`` → 205,000; None where the words make no number."""
    total, group, before = 0, 0, 0
    for word in words:
        if word in known.join:
            continue
        if word in known.articles:
            group = 1
        elif word in known.scales:
            scale = known.scales[word]
            if scale >= 1000:
                total += max(group, 1) * scale
                group = 0
            else:
                group = max(group, 1) * scale
            before = 0
        else:
            unit = known.units[word]
            if before and not (before >= 20 and unit < 10):
                return None
            group += unit
            before = unit
    return Decimal(total + group)


def _fraction(low: str, known: Reading) -> Decimal | None:
    words = low.split()
    part = known.fractions[words[-1]]
    if len(words) == 1:
        return Decimal(1) / part if part == 2 else None
    count = 1 if words[0] in known.articles else known.units[words[0]]
    return Decimal(count) / part if count < part else None


def _in_digits(found: re.Match[str], known: Reading) -> Numeral:
    digits = re.sub(rf"[{re.escape(known.thousands)}\u00a0\u202f’]", "", found["digits"])
    value = Decimal(digits.replace(known.decimal, "."))
    scale = found["scale"]
    if scale:
        for word in re.split(r"[\s-]+", scale.lower().strip(" -\n\t")):
            value *= known.scales[word]
    return Numeral(found.start(), found.end(), value, "digits", scaled=bool(scale))


def plain(value: Decimal) -> str:
    """A number as an attribute's value: no exponent, no zeros at the end, at most 12 places."""
    text = f"{value:.12f}" if value.as_tuple().exponent != 0 else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
