"""Numbers that are no figures: codes, ordinals, addresses, parts of names."""

from __future__ import annotations

import re
from decimal import Decimal

from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.figures.numerals import Numeral
from exporter.suggestions.figures.units import units_of

__all__ = ["MINUS", "address", "in_a_name", "no_number"]

MINUS = re.compile(r"(?<!\w)(?:(?:minus|negative)[\s-]|(?<![\w\s][\s])[-−])$", re.IGNORECASE)


def no_number(prose: Prose, number: Numeral) -> bool:
    """Whether digits belong to a word or code (``F-16``, ``2-0``), are an ordinal, or count
    what came before (``page 3``)."""
    text = prose.text
    label = re.search(r"([^\W\d_]+\.?)\s$", text[max(0, number.start - 16) : number.start])
    if label and label[1].lower() in prose.language.table["numbers"]["labels"].split():
        return number.kind == "digits" and not number.scaled
    if number.kind == "digits" and re.match(r"[-–]\d{1,3}\b(?![.,]\d|%)", text[number.end :]):
        other = re.match(r"[-–](\d{1,3})", text[number.end :])
        if other and Decimal(other[1]) <= number.value < 1000 and number.value == int(number.value):
            return True
    if number.kind == "digits" and re.search(
        r"(?<![\d.,])\d{1,3}[-–]$", text[max(0, number.start - 4) : number.start]
    ):
        other = re.search(r"(\d{1,3})[-–]$", text[max(0, number.start - 4) : number.start])
        if other and Decimal(other[1]) >= number.value and not number.scaled:
            return True
    if (
        number.kind == "digits"
        and re.search(r"\w, $", text[max(0, number.start - 3) : number.start])
        and re.match(r",|\.$", text[number.end : number.end + 1])
        and number.value < 110
    ):
        return True
    before, after = text[number.start - 1 : number.start], text[number.end : number.end + 2]
    if number.kind == "digits":
        if before.isalpha() and not units_of(prose.language).signs.search(
            text[max(0, number.start - 6) : number.start]
        ):
            return True
        if before in "#§@_/" and before:
            return True
        if before in ("-", "–") and before and text[number.start - 2 : number.start - 1].isalpha():
            return MINUS.search(text[max(0, number.start - 12) : number.start]) is None
        if (
            text[number.end : number.end + 1] == "s"
            and not text[number.end + 1 : number.end + 2].isalnum()
        ):
            return True
        endings = prose.language.table["numbers"]["ordinal_endings"].split()
        if after.lower() in endings and not text[number.end + 2 : number.end + 3].isalpha():
            return True
        return bool(re.match(r"[:/]\d|\.\d", text[number.end : number.end + 3]))
    return before in ("-", "’", "'") and before != ""


def address(prose: Prose, unit: str) -> bool:
    """``22 Avenue Foch``, ``16-18 Mill Road``."""
    streets = prose.language.table["numbers"]["streets"].split()
    words = unit.lower().split()
    return bool(words) and unit[0].isupper() and any(w in streets for w in words)


def in_a_name(prose: Prose, number: Numeral) -> bool:
    """``iPhone 11``, ``Unit 3``, ``Nikkei 225``: digits after a capitalised word."""
    before = prose.text[: number.start]
    found = re.search(r"(\w[\w’'&.]*)[\s-]$", before)
    if found is None or not any(c.isupper() for c in found[1]):
        return False
    start = found.start()
    lead = before[:start].rstrip()
    return (bool(lead) and lead[-1] not in '.!?:;“"') or found[1].isupper()
