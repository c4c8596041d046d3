"""Text → tokens."""

from __future__ import annotations

import re

from exporter.suggestions.analysis.flags import (
    ADVERB,
    CAPITAL,
    CLOSE,
    COMMA,
    DASH,
    ENDER,
    GENITIVE,
    MARK,
    NUMBER,
    OPEN,
    QUOTE,
    WORD,
)
from exporter.suggestions.analysis.language import Language
from exporter.values import Struct

__all__ = ["QUOTES", "Token", "tokenize"]


class Token(Struct, gc=False):
    """``start`` and ``end`` are places in the block's text; ``low`` is the word in lower case
    with plain apostrophes; ``flags`` are those of ``flags.py``."""

    text: str
    low: str
    start: int
    end: int
    flags: int

    def may(self, flags: int) -> bool:
        return bool(self.flags & flags)


QUOTES = "\"“”„‟«»‘’‚‛‹›`'＂"
_PATTERN = re.compile(
    r"""(?P<space>\s+)
    | (?P<number>[$€£¥]?\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s|m|bn|k|km|kg|pm|am)\b)?%?)
    | (?P<dotted>(?:[^\W\d_]-)?(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b(?!\.))?)
    | (?P<clitic>(?<=\w)['’](?:s|S|re|ve|ll|d|m)\b)
    | (?P<word>[^\W\d_]+(?:[\-‐‑&/][^\W_]+|['’](?!(?:s|S|re|ve|ll|d|m)\b)[^\W\d_]+)*)
    | (?P<ellipsis>\.{2,}|…|(?:\.\s){2,}\.)
    | (?P<dash>--+|[—–―])
    | (?P<quote>``|''|[“”"„‟«»‘’‚‛‹›`'＂])
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_PUNCTUATION = {
    ",": COMMA,
    ";": MARK,
    ":": MARK,
    ".": ENDER,
    "!": ENDER,
    "?": ENDER,
    "(": OPEN,
    "[": OPEN,
    ")": CLOSE,
    "]": CLOSE,
    "-": DASH,
}


def tokenize(text: str, language: Language) -> list[Token]:
    """Tokens in order; white space is none. Clitics (``'s``, ``'ll``) stand alone, abbreviations
    keep their full stop."""
    tokens: list[Token] = []
    flags, abbreviations = language.flags, language.abbreviations
    ending = tuple(language.lists["words.adverb_ending"]) or ("\0",)
    acronyms = language.lists["words.acronyms"]
    not_adverbs = language.lists["words.not_adverb"]
    position, length = 0, len(text)
    match = _PATTERN.match
    while position < length:
        found = match(text, position)
        assert found is not None
        kind, start, position = found.lastgroup, position, found.end()
        if kind == "space":
            continue
        word = found[0]
        if kind == "word":
            low = word.lower().replace("’", "'")
            if text.startswith(".", position) and (
                f"{low}." in abbreviations or (len(word) == 1 and word.isupper() and word != "I")
            ):
                word, low, position = f"{word}.", f"{low}.", position + 1
            known = 0 if low in acronyms and word.isupper() else flags.get(low, 0)
            own = WORD | known | (CAPITAL if word[0].isupper() else 0)
            if own == WORD and low.endswith(ending) and low not in not_adverbs:
                own |= ADVERB
            if low.endswith("n't"):
                own |= flags.get("not", 0) | flags.get(low[:-3], 0)
        else:
            low, own = _other(kind or "", word, flags)
        tokens.append(Token(word, low, start, position, own))
    return tokens


def _other(kind: str, word: str, flags: object) -> tuple[str, int]:
    assert isinstance(flags, dict)
    low = word.lower().replace("’", "'")
    if kind == "number":
        return low, NUMBER | WORD
    if kind == "dotted":
        return low, WORD | flags.get(low, 0) | (CAPITAL if word[0].isupper() else 0)
    if kind == "clitic":
        return low, flags.get(low, 0) | (GENITIVE if low == "'s" else 0)
    if kind == "dash":
        return word, DASH
    if kind == "quote":
        return word, QUOTE
    if kind == "ellipsis":
        return word, MARK
    return word, _PUNCTUATION.get(word, flags.get(word, 0) | MARK)
