"""Tokens → sentences; a quotation is never cut, however many sentences it holds."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.suggestions.analysis.flags import (
    CAPITAL,
    CUE,
    DASH,
    ENDER,
    NUMBER,
    OPEN,
    PUNCTUATION,
    QUOTE,
)
from exporter.suggestions.analysis.language import Language
from exporter.suggestions.analysis.quotations import Quotation
from exporter.suggestions.analysis.tokens import Token

__all__ = ["sentences"]


def sentences(
    tokens: list[Token], quoted: Sequence[Quotation], language: Language
) -> list[tuple[int, int]]:
    """Ranges of tokens, end exclusive: all tokens are in one."""
    inside = {q.first: q for q in quoted}
    found: list[tuple[int, int]] = []
    dateline = _dateline(tokens)
    start = at = 0
    while at < len(tokens):
        quotation = inside.get(at)
        if quotation is not None:
            at = quotation.last
            ends = not quotation.closed or _ends_after(tokens, quotation, start)
        else:
            ends = at == dateline or _ends_at(tokens, at, language)
        at += 1
        if ends:
            while at < len(tokens) and tokens[at].text in (")", "]"):
                at += 1
            found.append((start, at))
            start = at
    if start < len(tokens):
        found.append((start, len(tokens)))
    return found


_PLACE_TOKENS = 14
"""How long the line of place and day may be before which a dash stands."""


def _dateline(tokens: Sequence[Token]) -> int:
    """The dash after the place where a story is from, which begins its first paragraph: ``TARN
    FELL, 12 May –``, ``NESSPORT (AP) —``, ``Berlin (dpa) –``; -1 where there is none."""
    dash = next((k for k, t in enumerate(tokens[:_PLACE_TOKENS]) if t.text in _DASHES), -1)
    if dash < 1 or dash + 1 >= len(tokens) or tokens[dash + 1].text[0].islower():
        return -1
    line = tokens[:dash]
    capitals = line[0].text.isupper() and len(line[0].text) > 2
    desk = [k for k, t in enumerate(line) if t.text == "("]
    if not capitals and not (line[-1].text == ")" and desk and line[0].text[0].isupper()):
        return -1
    if any(t.flags & CUE and t.text.islower() for t in line):
        return -1
    return dash if desk or all(_of_dateline(t) for t in line) else -1


_DASHES = ("–", "—", "-", "--")


def _of_dateline(token: Token) -> bool:
    """A name in capitals, a sign, a number, or the name of a month or a region."""
    return bool(token.flags & (PUNCTUATION | NUMBER)) or token.text[0].isupper()


def _ends_at(tokens: list[Token], at: int, language: Language) -> bool:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return True
    if token.flags & ENDER:
        return bool(following.flags & (CAPITAL | NUMBER | QUOTE | OPEN | DASH))
    if token.low in language.sentence_final and following.flags & CAPITAL:
        return following.low in language.flags and following.low not in language.abbreviations
    return token.text in ("…", "...") and bool(following.flags & CAPITAL)


def _ends_after(tokens: list[Token], quotation: Quotation, start: int) -> bool:
    """Whether a sentence ends with the quotation: after a full stop yes, after a question or
    exclamation mark unless a verb of saying follows (“What?” Mills asked)."""
    last = quotation.last
    if last + 1 >= len(tokens):
        return True
    inner = tokens[quotation.inner[1] - 1]
    if not (inner.flags & ENDER or inner.text in ("…", "...", "-", "—")):
        return False
    following = tokens[last + 1]
    if following.flags & QUOTE:
        return True
    if not following.flags & (CAPITAL | NUMBER | OPEN):
        return False
    if inner.text == "." or start != quotation.first:
        return not (inner.text != "." and _cue_follows(tokens, last + 1))
    return not _cue_follows(tokens, last + 1)


def _cue_follows(tokens: list[Token], at: int) -> bool:
    for k in range(at, min(at + 6, len(tokens))):
        if tokens[k].flags & PUNCTUATION:
            return False
        if tokens[k].flags & CUE:
            return k > at
    return False
