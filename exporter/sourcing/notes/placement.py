"""Where in a line of text a note's call stands.

After punctuation and closing quotation marks, before a dash, and never inside a word
(Chicago 18, 13.26–29).
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["call_offset", "excerpt", "one_sentence"]

_CLOSING = frozenset(".,;:!?…‥)]}’”\"'»››،؛؟۔。，、；：？！）］｝」』】〉》״׳·")
_EITHER = frozenset("“‘«‹")
_SPACES = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
_AFTER_SPACE = frozenset("»›?!;:")
_TIED = frozenset("%‰°")
_JOINERS = frozenset("-‐\N{NON-BREAKING HYPHEN}/'’_@&")
_NUMERIC = frozenset(".,:’'")
_TYING = _JOINERS | _NUMERIC
_SENTENCE_END = re.compile(r"[.!?…؟۔]['’”“\"»«)\]]*\s|[。！？]")


def call_offset(text: str, end: int) -> int:
    """The offset for a call that belongs to what ends at ``end``."""
    if text[end : end + 1] in {"", " "}:
        return end
    return _past_punctuation(text, _past_word(text, end))


def one_sentence(text: str, start: int, end: int) -> bool:
    """Whether no sentence ends between two offsets."""
    return _SENTENCE_END.search(text, max(start - 1, 0), end) is None


def _past_word(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at] != " " and _continues(text, at):
        at += 1
    return at


def _continues(text: str, at: int) -> bool:
    before, here, after = text[at - 1], text[at], text[at + 1 : at + 2]
    if here not in _CLOSING:
        if unicodedata.category(here)[0] == "M" or here == "\N{ZERO WIDTH JOINER}":
            return True
        if _wordy(here):
            return _wordy(before) or (before in _TYING and _wordy(text[at - 2 : at - 1]))
        if here in _TIED:
            return _wordy(before)
    if here in _NUMERIC and before.isdigit() and after.isdigit():
        return True
    return here in _JOINERS and _wordy(before) and _wordy(after)


def _wordy(char: str) -> bool:
    """A letter or digit of a script that puts spaces between words."""
    if not char or not (char.isalnum() or unicodedata.category(char)[0] == "M"):
        return False
    code = ord(char)
    return not (
        0x0E00 <= code <= 0x0EFF  # Thai, Lao
        or 0x1000 <= code <= 0x109F  # Myanmar
        or 0x1780 <= code <= 0x17FF  # Khmer
        or 0x2E80 <= code <= 0x30FF  # CJK radicals, kana
        or 0x31F0 <= code <= 0x9FFF  # kana, Han
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )


def _past_punctuation(text: str, at: int) -> int:
    while at < len(text) and text[at] != " ":
        after = text[at + 1 : at + 2]
        if text[at] in _CLOSING or (text[at] in _EITHER and not after.isalnum()):
            at += 1
        elif text[at] in _SPACES and after and after in _AFTER_SPACE:
            at += 2
        else:
            break
    return at


def excerpt(text: str, limit: int = 48) -> str:
    """The start of a text, cut between words."""
    start = " ".join(text[: 4 * limit].split())
    text = start if len(start) > limit else " ".join(text.split())
    if len(text) <= limit:
        return text.rstrip(" ,;:.")
    cut = text.rfind(" ", 0, limit)
    return text[: cut if cut > limit // 2 else limit].rstrip(" ,;:.–—-") + "…"
