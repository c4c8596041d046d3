"""Languages and directions as Word wants them.

Word keeps three languages of a run, for Latin, East Asian and complex scripts, and lays out a run
from right to left only if ``w:rtl`` says so (ECMA-376 17.3.2.20, 17.3.2.30).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

from exporter.docx.xml import quote
from exporter.pdf.levels import resolve

__all__ = ["direction", "has_rtl", "is_tag", "pieces", "run_language", "tokens"]

_RTL = {
    "ar",
    "arc",
    "ckb",
    "dv",
    "fa",
    "he",
    "iw",
    "ks",
    "nqo",
    "ps",
    "sd",
    "syr",
    "ug",
    "ur",
    "yi",
}
_RTL_SCRIPTS = {"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr"}
_COMPLEX = _RTL | {"am", "as", "bn", "bo", "gu", "hi", "km", "kn", "lo", "ml", "mr", "my", "ne"} | {
    "or", "pa", "sa", "si", "ta", "te", "th",
}  # fmt: skip
_EAST_ASIAN = {"zh": "SimSun", "ja": "Yu Mincho", "ko": "Batang"}
_REGIONS = {
    "ar": "ar-SA",
    "en": "en-US",
    "de": "de-DE",
    "fr": "fr-FR",
    "he": "he-IL",
    "fa": "fa-IR",
}
_STRONG_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def is_tag(tag: str) -> bool:
    """Whether Word can take it for a language (ST_Lang is any text, but Word refuses some)."""
    return bool(_TAG.match(tag)) and len(tag) <= 35


def has_rtl(text: str) -> bool:
    """Whether a character of it is written from right to left."""
    return not text.isascii() and _strong().search(text) is not None


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(f"[{_STRONG_RTL}]")


@cache
def _leftward() -> re.Pattern[str]:
    """A letter written from left to right."""
    return re.compile(f"(?![{_STRONG_RTL}])[^\\W\\d_]")


@lru_cache(maxsize=256)
def direction(tag: str, default: Literal["ltr", "rtl"] = "ltr") -> Literal["ltr", "rtl"]:
    """The direction a language is written in; an empty tag means the default."""
    if not tag:
        return default
    parts = tag.lower().split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RTL else "ltr"


def pieces(text: str, base: Literal["ltr", "rtl"]) -> list[tuple[str, bool]]:
    """The text cut where its direction turns (UAX #9): (piece, from right to left).

    A number alone goes from right to left with the letters around it: Word turns its digits.
    """
    if not (has_rtl(text) if base == "ltr" else _leftward().search(text)):
        return [(text, base == "rtl")]
    out: list[tuple[str, bool]] = []
    at = 0
    for level, places in groupby(resolve(text, int(base == "rtl"))):
        piece = text[at : at + len(list(places))]
        at += len(piece)
        rtl = bool(level % 2 or (level and not _leftward().search(piece)))
        if out and out[-1][1] == rtl:
            piece = out.pop()[0] + piece
        out.append((piece, rtl))
    return out


@lru_cache(maxsize=256)
def run_language(tag: str) -> str:
    """``w:lang`` of a run in this language; empty where the tag is none."""
    if not is_tag(tag):
        return ""
    primary = tag.split("-")[0].lower()
    if primary in _EAST_ASIAN:
        return f'<w:lang w:eastAsia="{quote(tag)}"/>'
    if primary in _COMPLEX:
        return f'<w:lang w:bidi="{quote(_region(tag))}"/>'
    return f'<w:lang w:val="{quote(_region(tag))}"/>'


def tokens(lang: str, base: Literal["ltr", "rtl"]) -> dict[str, object]:
    """The document's languages, its fonts for scripts the theme has none for, its direction."""
    tag = _region(lang) if is_tag(lang) else "en-US"
    primary = tag.split("-")[0].lower()
    own = primary not in _EAST_ASIAN and primary not in _COMPLEX
    font = _EAST_ASIAN.get(primary, "SimSun")
    if primary == "zh" and re.search("(?i)hant|tw|hk", tag):
        font = "PMingLiU"
    return {
        "lang": quote(tag) if own else "en-US",
        "east_asian_lang": quote(tag) if primary in _EAST_ASIAN else "zh-CN",
        "complex_lang": quote(tag) if primary in _COMPLEX else "ar-SA",
        "east_asian_font": font,
        "complex_font": "Times New Roman",
        "bidi": "<w:bidi/>" if base == "rtl" else "",
    }


def _region(tag: str) -> str:
    return _REGIONS.get(tag.lower(), tag)
