"""Numbers with what they count: quantities, sums of money, percentages, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.figures.exclusions import MINUS, address, in_a_name, no_number
from exporter.suggestions.figures.numerals import Numeral, numerals
from exporter.suggestions.figures.units import Units, unit_after, units_of
from exporter.values import Struct

__all__ = ["Quantity", "quantities"]


class Quantity(Struct):
    """A figure in a block's text: ``start`` and ``end`` hold number and unit, and the words that
    make it vague. ``low`` and ``high`` are equal where it is one number; None is an open end.
    ``unit`` is a code of the table, or what is counted as written; ``known`` says which."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    known: str
    vague: bool
    numeral: Numeral


def quantities(prose: Prose, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """The quantities of a block, in order. ``taken`` are ranges of dates and times."""
    found = [
        n
        for n in numerals(prose.text, prose.language)
        if not any(n.start < end and start < n.end for start, end in taken)
    ]
    at = 0
    while at < len(found):
        made, used = _quantity(prose, found, at)
        if made is not None:
            yield made
        at += used


def _quantity(prose: Prose, found: list[Numeral], at: int) -> tuple[Quantity | None, int]:
    text, units = prose.text, units_of(prose.language)
    first = found[at]
    if no_number(prose, first):
        return None, 1
    start, currency = _sign_before(text, first.start, units)
    if _negative(text[start : first.start], units):
        first.value = -first.value
    low = high = first.value
    if first.high is not None:
        high = first.high
    last, used = first, 1
    if at + 1 < len(found):
        span = _range(prose, first, found[at + 1])
        if span:
            last, used = found[at + 1], 2
            scale = _scale_of(text, last, first)
            low, high = first.value * scale, last.value
    unit, known, end = unit_after(prose, last, currency, units)
    if used == 2 and not unit and not currency:
        _sign, currency = _sign_before(text, last.start, units)
        unit = currency
    if _letter_scale_is_unit(prose, last, currency, units, unit):
        letter = text[last.end - 1].lower()
        scale = Decimal(prose.language.table["numbers"]["scales"][letter])
        unit, known, end = units.attached[letter], "unit", last.end
        low, high = (low / scale if used == 1 else low), high / scale
        last = first if used == 1 else last
    made = Quantity(start, end, low, high, unit, known, vague=False, numeral=first)
    if first.kind in ("words", "fraction") and not _counts(prose, made):
        return None, used
    if (
        first.kind == "digits"
        and known in ("", "noun")
        and not currency
        and (((not unit or unit[0].isupper()) and in_a_name(prose, first)) or address(prose, unit))
    ):
        return None, used
    return _modified(prose, made, units), used


def _negative(sign: str, units: Units) -> bool:
    """Whether what stands before a number takes it below zero."""
    del units
    return sign.strip().lower().rstrip("-") in ("minus", "negative") or sign.endswith(("-", "−"))


def _scale_of(text: str, last: Numeral, first: Numeral) -> Decimal:
    """``10 to 15 million``: the first number is of the second's scale, where it has none."""
    if first.scaled or not last.scaled or first.value >= 1000 or first.value >= last.value:
        return Decimal(1)
    if text[first.start - 1 : first.start] in "$€£¥" and first.value >= 100:
        return Decimal(1)
    scale = Decimal(1)
    while first.value * scale * 1000 <= last.value * 10 and scale < Decimal(10) ** 12:
        scale *= 1000
    return scale if last.value % 1000 == 0 or scale > 1 else Decimal(1)


def _range(prose: Prose, first: Numeral, second: Numeral) -> bool:
    """Whether two numbers are the ends of a range: of one unit, joined by "to" or a dash."""
    text, table = prose.text, prose.language.table["numbers"]
    between = text[first.end : second.start]
    if first.high is not None or second.high is not None or len(between) > 24:
        return False
    if between.strip() in ("-", "–", "—", "−"):
        return second.value > first.value or second.scaled
    before = text[max(0, first.start - 16) : first.start].lower().split()
    signs = re.sub(r"US\s?\$|[$€£¥]", " ", between).lower().replace("per cent", "percent")
    words = signs.replace("-", " ").split()
    if not words:
        return False
    own = " ".join(words[:-1])
    joined = words[-1]
    opened = any(w in table["between"].split() for w in before[-3:])
    if joined not in table["range"].split() and not (
        opened and joined in table["between_join"].split()
    ):
        return False
    if joined == "or" and (second.value <= first.value or own):
        return False
    if before and before[-1].strip("$€£") in table["by"].split():
        return False
    return not own or own in text[second.end : second.end + 24].lower().replace(
        "per cent", "percent"
    )


def _sign_before(text: str, at: int, units: Units) -> tuple[int, str]:
    """Where a currency's sign before a number begins, and its code."""
    sign = units.signs.search(text[max(0, at - 6) : at])
    if sign is None:
        minus = MINUS.search(text[max(0, at - 12) : at])
        return (at - len(minus[0]) if minus else at), ""
    place = max(0, at - 6) + sign.start()
    return place, units.currencies[sign[0].strip(" =\u00a0-−\n").lower()]


def _counts(prose: Prose, made: Quantity) -> bool:
    """Whether a number in words counts something: "one of them" and "no one" do not."""
    text = prose.text
    if made.numeral.kind == "fraction":
        alone = text[made.numeral.start : made.numeral.end].lower().split()
        following = text[made.numeral.end :].split(maxsplit=1)[:1]
        return len(alone) > 1 or bool(
            following and following[0].lower() in ("of", "a", "the", "an")
        )
    if (
        made.known == "unit"
        and text[made.numeral.end : made.numeral.end + 1] == "-"
        and (made.unit in ("year", "month", "week", "day", "hour"))
    ):
        return False
    if made.numeral.value == 1 and not made.numeral.scaled:
        before = prose.text[max(0, made.numeral.start - 5) : made.numeral.start].lower()
        if before.endswith(("no ", "any", "some ", "the ", "this ", "that ", "each ", "every ")):
            return False
        return (
            made.unit != ""
            and made.known in ("noun", "unit", "currency")
            and (made.unit not in ("day", "another") or made.end > made.numeral.end + 8)
        )
    return True


def _modified(prose: Prose, made: Quantity, units: Units) -> Quantity:
    """With the words before it that make it vague or open it on one side."""
    text = prose.text
    window = max(0, made.start - 24)
    found = units.modifiers.search(text[window : made.start])
    if found is None:
        return made
    phrase = " ".join(found[0].lower().replace(" the ", " ").strip(" -").split())
    kind = units.kinds.get(phrase, {"~": "low", "≈": "low", "<": "less", ">": "more"}.get(phrase))
    made.start = window + found.start()
    match kind:
        case "low":
            made.vague = True
        case "least" | "more":
            made.high = None if made.low == made.high else made.high
        case "most" | "less":
            made.low = None if made.low == made.high else made.low
    return made


def _letter_scale_is_unit(
    prose: Prose, number: Numeral, currency: str, units: Units, unit: str
) -> bool:
    """``37m`` is metres; ``€37m`` and ``37m people`` are millions."""
    letter = prose.text[number.end - 1].lower()
    return (
        number.kind == "digits"
        and number.scaled
        and not currency
        and not unit
        and letter in units.attached
        and prose.text[number.end - 2].isdigit()
    )
