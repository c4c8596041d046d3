"""Which way a language is written."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

__all__ = ["RIGHT_TO_LEFT", "Direction", "direction"]

Direction = Literal["ltr", "rtl"]

RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "mzn", "nqo", "pnb", "ps", "sd", "sdh",
     "syr", "ug", "ur", "yi")
)  # fmt: skip
"""Languages written from right to left unless their tag names another script."""
_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa")
)


@lru_cache(maxsize=256)
def direction(lang: str, default: Direction = "ltr") -> Direction:
    """By the script of a BCP 47 tag, or else by its language; an empty tag means the default."""
    if not lang:
        return default
    language, *rest = lang.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    leftward = script in _SCRIPTS if script else language in RIGHT_TO_LEFT
    return "rtl" if leftward else "ltr"
