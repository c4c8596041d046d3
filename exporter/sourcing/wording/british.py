"""Dates, numbers, lists and units of British English, as CLDR has them.

An article in plain English pays for Babel and its locales with a twentieth of what its export
costs, for ten dates and a list. So what most of them need stands here; tests hold it against Babel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

__all__ = ["LISTS", "is_british", "number", "spoken", "unit_name"]

LISTS = {"start": "{0}, {1}", "middle": "{0}, {1}", "end": "{0} and {1}", "2": "{0} and {1}"}
"""CLDR's patterns of ``a, b and c``."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def is_british(tag: str) -> bool:
    """Whether a language tag (BCP 47) means it; plain ``en`` does."""
    return tag.lower() in ("en", "en-gb")


def spoken(month: int, *, day: int = 0, year: int = 0) -> str:
    """A date, or those parts of it that are not 0."""
    return " ".join(str(part) for part in (day, _MONTHS[month - 1], year) if part)


def number(value: Decimal) -> str:
    """A number, grouped by thousands, with every digit it has."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_name(value: Decimal, unit: str) -> str:
    """What CLDR's unit of this id is called after a number; empty where none is."""
    one, several = _units().get(unit, ("", ""))
    whole = value == value.to_integral_value() and "." not in str(value)
    return one if whole and abs(value) == 1 else several


@cache
def _units() -> Mapping[str, tuple[str, str]]:
    """The names of one and of several."""
    data = Path(__file__).with_name("british_units.json").read_bytes()
    found: dict[str, tuple[str, str]] = json.loads(data)
    return found
