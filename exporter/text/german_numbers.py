"""German numbers in one word: “zweihundertfünfundzwanzig”, “anderthalb”."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from exporter.text.number_words import GERMAN
from exporter.text.patterns import pattern

__all__ = ["german"]

_HALF = pattern(r"(?:andert|(?P<before>[a-zäöüß]+)ein)halb(?:e[nrs]?)?")


def german(word: str) -> Decimal | None:
    """The number that a German word is, small letters; None where it is none, and where it is one
    that English has as well."""
    half = _HALF.fullmatch(word)
    if half:
        before = GERMAN.get(half["before"]) if half["before"] else 1
        return None if before is None else before + Decimal("0.5")
    whole = _whole(word)
    return None if whole is None else Decimal(whole)


_WHOLE = pattern(
    r"(?:(?P<thousands>[a-zäöüß]*?)tausend)?(?:(?P<hundreds>[a-zäöüß]*?)hundert)?(?:und)?"
    r"(?:(?P<unit>[a-zäöüß]+?)und(?P<ten>[a-zäöüß]+zig|dreißig)|(?P<plain>[a-zäöüß]+))?"
)


@lru_cache(maxsize=1024)
def _whole(word: str) -> int | None:
    """German numbers in one word, up to 999,999: “zweihundertfünfundzwanzig”."""
    found = _WHOLE.fullmatch(word)
    if not found or not (found["thousands"] or found["hundreds"] or found["ten"]):
        return None
    parts = [
        _whole(found["thousands"]) or GERMAN.get(found["thousands"])
        if found["thousands"]
        else 1
        if found["thousands"] == ""
        else 0,
        GERMAN.get(found["hundreds"]) if found["hundreds"] else int(found["hundreds"] == ""),
        GERMAN.get(found["unit"]) if found["unit"] else 0,
        GERMAN.get(found["ten"]) if found["ten"] else 0,
        GERMAN.get(found["plain"]) if found["plain"] else 0,
    ]
    if any(part is None for part in parts):
        return None
    return sum(part * by for part, by in zip(parts, (1000, 100, 1, 1, 1), strict=True) if part)
