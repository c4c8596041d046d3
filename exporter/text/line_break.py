"""Where a text without spaces may be divided without a hyphen (the part of UAX #14 we need).

Between ideographs and kana, but never before closing or after opening punctuation; after hyphens
and dashes inside words; in addresses after their separators; at U+200B; before a soft hyphen's
next letter. Scripts written without spaces that need a dictionary (Thai, Khmer, Lao, Burmese) are
divided at U+200B where a text has some; else Thai where BudouX, if it is installed, sees words end,
and all others between clusters of letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec

from exporter.text.patterns import pattern

__all__ = ["blind", "is_address", "pieces"]

_WIDE = (
    "\u1100-\u11ff\u2e80-\u2fff\u3003-\u3007\u3012\u3013\u3020-\u302f\u3031-\u303f\u3041-\u3096"
    "\u309f-\u30fa\u30ff-\u31ff\u3200-\u4dbf\u4e00-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff10-\uff19"
    "\uff21-\uff3a\uff41-\uff5a\uff66-\uff9d\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_OPEN = (
    "([{\u2018\u201c\u00ab\u3008\u300a\u300c\u300e"
    "\u3010\u3014\u3016\u3018\u301a\u301d\uff08\uff3b\uff5b\uff5f\uff62"
)
_CLOSE = (
    ")]}\u2019\u201d\u00bb!,.:;?\u2026\u2025\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015"
    "\u3017\u3019\u301b\u301e\u301f\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e"
    "\u3095\u3096\u309b-\u309e\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5"
    "\u30f6\u30fb-\u30fe\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\uff60\uff61\uff63\uff64"
    "\uff65\u00b7\u2014\u2013\u301c\ufe0f\u200d"
)
_BLIND = {
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Lao": pattern("[\u0e80-\u0eff]"),
    "Burmese": re.compile("[\u1000-\u109f]"),
    "Khmer": re.compile("[\u1780-\u17ff]"),
}
_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"
_AFTER = (
    "\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec6-\u0ecd\u102b-\u103e\u104a\u104b"
    "\u17b4-\u17d3\u17d4-\u17d7"
)
_COMPLEX = re.compile(f"[{_LETTERS}]")
_CLUSTER = pattern(f"[{_BEFORE}]?.(?:[\u1039\u17d2].|[\u1000-\u102a]\u103a|[{_AFTER}])*")
_JOINT = pattern(f"(?!\\d\\d)(?![{_BEFORE}])[{_LETTERS}](?![{_AFTER}\u0e2f])[{_LETTERS}]")
_ADDRESS = re.compile(r"://|\bwww\.|\b10\.\d{4,}/|\w@\w")
_IN_ADDRESS = re.compile(r"(?<=[/?&=_#%+~-])(?![/\d]?$)(?=[^/])|(?<=\w)(?=[.]\w{2}|@)")
_IN_WORD = re.compile(
    r"(?<=[^\W\d_][-‐])(?=[^\W\d_])|(?<=\w[–—])(?=[\w“‘«(])|(?<=[”’»)][—])(?=\w)|(?<=\u200b)|(?<=\u00ad)(?=\w)"
)
_PLAIN = re.compile(r"[^\W_]*(?:[’'][^\W_]*)?[.,;:!?)”’»\]]*")

Piece = tuple[str, bool, bool]
_LONGEST = 2000
"""Letters."""


@cache
def _cjk() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A wide character; a piece of text that has some. Compiled when first needed: so large
    classes take milliseconds."""
    opening, closing = re.escape(_OPEN), re.escape(_CLOSE)
    piece = (
        f"[{opening}]*(?:[{_WIDE}]|[^{_WIDE}{opening}]+)[{closing}\u0300-\u036f\u3099\u309a]*"
        f"|[{opening}]+"
    )
    return re.compile(f"[{_WIDE}]"), re.compile(piece.replace("\\-", "-"))


def _may_be_wide(text: str) -> bool:
    return not text.isascii() and any(
        char >= "\u2e80" or "\u1100" <= char <= "\u11ff" for char in text
    )


@cache
def _thai() -> Callable[[str], list[str]] | None:
    """BudouX's division of Thai, where it is installed."""
    if find_spec("budoux") is None:
        return None
    parse: Callable[[str], list[str]] = import_module("budoux").load_default_thai_parser().parse
    return parse


def blind(text: str) -> str:
    """The script of a text that is divided without regard to its words; empty for any other."""
    if text.isascii() or "\u200b" in text:
        return ""
    found = (script for script, letters in _BLIND.items() if letters.search(text))
    return next((script for script in found if script != "Thai" or _thai() is None), "")


def _unspaced(text: str) -> list[str]:
    """Words or clusters; numbers and punctuation stay with what stands beside them."""
    thai = _thai() if _BLIND["Thai"].search(text) else None
    parts: list[str] = []
    for part in thai(text) if thai else _CLUSTER.findall(text):
        if parts and not _JOINT.fullmatch(parts[-1][-1] + part[0]):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def is_address(text: str) -> bool:
    """Whether a hyphen would change what it leads to."""
    return _ADDRESS.search(text) is not None


@lru_cache(maxsize=1 << 13)
def pieces(text: str) -> list[Piece]:
    """(text, may a line end after it, may justification open it), in order. What is no word of any
    language is taken in parts, so that it costs what its length costs."""
    if len(text) > _LONGEST:
        parts = (text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST))
        return [piece for part in parts for piece in pieces(part)]
    if _may_be_wide(text):
        wide, piece = _cjk()
        if wide.search(text):
            return [(part, True, bool(wide.search(part))) for part in piece.findall(text)]
    if _PLAIN.fullmatch(text) and (text.isascii() or not _COMPLEX.search(text)):
        return [(text, False, False)]
    if is_address(text):
        cuts = _IN_ADDRESS.split(text)
    elif "\u200b" not in text and _COMPLEX.search(text):
        cuts = _unspaced(text)
    else:
        cuts = _IN_WORD.split(text)
    found = [part for part in cuts if part]
    if not found:
        return [(text, False, False)]
    return [(part, True, False) for part in found[:-1]] + [(found[-1], False, False)]
