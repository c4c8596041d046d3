"""Babel's locales by BCP 47 tag, and numbers in a language's digits.

Babel is loaded by the first that needs it, not by importing this module.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from exporter.sourcing.wording import british
from exporter.text.language_tags import primary

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["digits", "exactly", "locale_of", "number"]

_ZERO = {
    "adlm": 0x1E950,
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "deva": 0x966,
    "mymr": 0x1040,
    "nkoo": 0x7C0,
    "olck": 0x1C50,
    "rohg": 0x10D30,
    "tibt": 0xF20,
}


@lru_cache(maxsize=256)
def locale_of(tag: str) -> Locale:
    """The nearest locale that Babel knows; plain ``en`` writes dates as Britain does."""
    from babel import Locale, UnknownLocaleError

    if tag.lower() == "en":
        return Locale.parse("en_GB")
    parts = tag.split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse("en_GB")


_DIGITS = 4000
"""More than a number has that an attribute may give: 400 written out, and an exponent of 999."""


def exactly() -> AbstractContextManager[Context]:
    """Within it no digit of a number is rounded away; Babel raises where one would be."""
    return localcontext(Context(prec=_DIGITS))


@lru_cache(maxsize=4096)
def number(value: Decimal, tag: str) -> str:
    """A number, grouped, with every digit it has."""
    if british.is_british(tag):
        return british.number(value)
    from babel.numbers import format_decimal

    with exactly():
        text = format_decimal(value, locale=locale_of(tag), decimal_quantization=False)
    return digits(tag, text)


def digits(tag: str, text: str) -> str:
    """The text with the language's own digits."""
    zero = _zero(tag)
    if not zero:
        return text
    return "".join(chr(zero + int(char)) if "0" <= char <= "9" else char for char in text)


@lru_cache(maxsize=256)
def _zero(tag: str) -> int:
    """The code point of the language's zero; 0 where its digits are ours."""
    if primary(tag) in {"en", "de", "fr", "es", "it"}:
        return 0
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    likely = get_global("likely_subtags").get(tag)
    try:
        parts = likely.split("_") if likely else []
        locale = Locale.parse(f"{parts[0]}_{parts[-1]}") if parts else Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return 0
    return _ZERO.get(locale.default_numbering_system, 0)
