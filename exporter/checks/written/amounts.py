"""Numbers of a text with their units: “9 litres”, “an hour and a half”, “6 ft 2 in”, “2h30”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from exporter.checks.units import Unit, unit_of, units_after, units_before
from exporter.checks.written.durations import durations
from exporter.text.numerals import Written, written
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["SECOND", "Amount", "Units", "amounts", "is_compatible", "times_told"]

Units: TypeAlias = tuple[Unit, ...]

SECOND = Unit("time", Decimal(1), "h:min:s")
"""What durations of several numbers count in."""


class Amount(Value):
    """``units``: several where it may be one of several, none where none is known."""

    written: Written
    units: Units


def amounts(text: str, lang: str) -> tuple[Amount, ...]:
    """The numbers of a text with their units, what “an hour” is, and the sums of several in one
    dimension (“6 ft 2 in”, “an hour and a half”)."""
    plain = written(text, lang)
    plain = (*plain, *_single(text, plain))
    found = []
    for number in plain:
        after, before = units_after(text, number.end), units_before(text, number.start)
        if not after and number.is_share and (of := _OF_ONE.match(text, number.end)):
            after = units_after(text, of.end())
        after = tuple(u for u in after if is_compatible((u,), before)) if before else after
        found.append(Amount(number, after or before))
    found.sort(key=lambda n: (n.written.start, n.written.end))
    whole = [*_timed(text, plain), *_parted(text), *_and_a_half(text, found)]
    spans = [(each.written.start, each.written.end) for each in whole if each.units]
    unsure = list(_timed(text, plain, sure=False))
    found = [n for n in found if not any(_is_within(n.written, *span) for span in spans)]
    found += _ranged(text, found)
    found = sorted((*found, *whole), key=lambda n: (n.written.start, n.written.end))
    return (*found, *_summed(found), *unsure)


_OF_ONE = pattern(r"\s+(?:of\s+)?an?(?=\s)", re.IGNORECASE)


def _is_within(number: Written, start: int, end: int) -> bool:
    return start <= number.start and number.end <= end


def times_told(text: str, lang: str) -> frozenset[Decimal]:
    """The lengths of time that a text tells, in seconds."""
    return frozenset(
        value * unit.factor
        for number in amounts(text, lang)
        for unit in number.units
        if unit.dimension == "time"
        for value in number.written.values
    )


def _timed(text: str, plain: tuple[Written, ...], *, sure: bool = True) -> Iterator[Amount]:
    for time in durations(text, plain):
        if time.is_sure == sure:
            yield Amount(Written(time.start, time.end, frozenset({time.seconds})), (SECOND,))


def _single(text: str, plain: tuple[Written, ...]) -> Iterator[Written]:
    """“an hour”: one of a unit, where “a” is no number otherwise; no “half an hour”."""
    shares = {number.end for number in plain if number.is_share}
    for article in _ARTICLE.finditer(text):
        units = units_after(text, article.end())
        before = len(text[: article.start()].rstrip())
        if text[:before].endswith(" of"):
            before -= 3
        if units and not units[0].dimension.startswith("money:") and before not in shares:
            yield Written(article.start(), article.end(), frozenset({Decimal(1)}))


_ARTICLE = pattern(r"\b(?:an?|eine?[nmrs]?|une?)\b", re.IGNORECASE)


def _ranged(text: str, found: list[Amount]) -> list[Amount]:
    """“15 to 20 per cent”: the first counts what the second does."""
    return [
        Amount(a.written, b.units)
        for a, b in pairwise(found)
        if b.units and not a.units and _TO.fullmatch(text[a.written.end : b.written.start])
    ]


_TO = pattern(r"\s*(?:[-–—]|to|and|or|bis|und|oder|à|et|ou)\s*")


def _and_a_half(text: str, found: list[Amount]) -> Iterator[Amount]:
    for a, b in pairwise(found):
        between = text[a.written.end : b.written.start]
        bare = a.units and b.written.is_share and not b.units
        if bare and _UNIT_AND.fullmatch(between):
            both = frozenset(x + y for x in a.written.values for y in b.written.values)
            yield Amount(Written(a.written.start, b.written.end, both), a.units)


_UNIT_AND = pattern(r"\s*[^\W\d_]+\s+(?:and|et|und)\s*(?:an?\s+)?")


def _parted(text: str) -> Iterator[Amount]:
    """“6′2″”, “1 m 80”, “12st 4lb”."""
    for found in _FEET.finditer(text):
        value = Decimal(found[1]) * 12 + Decimal(found[2])
        yield Amount(Written(*found.span(), frozenset({value})), unit_of("in"))
    for found in _METRES.finditer(text):
        value = Decimal(f"{found[1]}.{found[2]}")
        yield Amount(Written(*found.span(), frozenset({value})), unit_of("m"))
    for found in _STONE.finditer(text):
        value = Decimal(found[1]) * 14 + Decimal(found[2])
        yield Amount(Written(*found.span(), frozenset({value})), unit_of("lb")[:1])


_FEET = pattern(r"(?<![\w.,])(\d{1,2})\s?['’′]\s?(\d{1,2}(?:\.\d+)?)\s?(?:[\"”″]|['’′]{2})")
_STONE = pattern(r"(?<![\w.,])(\d{1,3})\s?st(?:one)?\s?(\d{1,2})\s?(?:lbs?|pounds?)\b")
_METRES = pattern(r"(?<![\w.,])(\d{1,3})\s?m\s?(\d\d)(?!\s*[\w.,])")


def _summed(found: list[Amount]) -> Iterator[Amount]:
    simple = [n for n in found if len(n.written.values) == 1 and n.units]
    kinds = {n.units[0].dimension for n in simple}
    if len(simple) < 2 or len(simple) != len(found) or len(kinds) != 1:
        return
    base = sum((next(iter(n.written.values)) * n.units[0].factor for n in simple), Decimal(0))
    whole = Unit(next(iter(kinds)), Decimal(1), "")
    start, end = simple[0].written.start, simple[-1].written.end
    yield Amount(Written(start, end, frozenset({base})), (whole,))


def is_compatible(a: Units, b: Units) -> bool:
    """Whether both may count the same."""
    return any(x.dimension == y.dimension for x in a for y in b)
