"""Brackets of Chinese and Japanese that editors of other texts use: set as narrow ones there."""

from __future__ import annotations

import unicodedata

from exporter.text.language_tags import script
from exporter.text.patterns import pattern

__all__ = ["NARROW", "composed", "is_wide_text"]

NARROW = {
    "\u2329": "\u27e8", "\u232a": "\u27e9", "\u3008": "\u27e8", "\u3009": "\u27e9",
    "\u300a": "\u27ea", "\u300b": "\u27eb", "\u301a": "\u27e6", "\u301b": "\u27e7",
}  # fmt: skip
"""What is drawn for each: angle brackets, double ones, white square ones."""
_WIDE_SCRIPTS = frozenset(("Hans", "Hant", "Jpan", "Kore"))
_SINGLETONS = pattern("([\u2329\u232a])")


def composed(text: str) -> str:
    """The text in NFC, but for the two brackets of which that would make others."""
    if "\u2329" not in text and "\u232a" not in text:
        return unicodedata.normalize("NFC", text)
    parts = _SINGLETONS.split(text)
    return "".join(
        part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts)
    )


def is_wide_text(text: str, lang: str) -> bool:
    """Whether wide brackets are at home there: beside wide letters, or in a language of such."""
    if script(lang) in _WIDE_SCRIPTS:
        return True
    return any(unicodedata.east_asian_width(char) in "WF" for char in text if char not in NARROW)
