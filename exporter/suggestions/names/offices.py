"""Who somebody is: what stands beside a name tells office and affiliation."""

from __future__ import annotations

from exporter.suggestions.analysis.flags import (
    AUXILIARY,
    BINDING,
    CAPITAL,
    CLOSE,
    COMMA,
    CUE,
    DETERMINER,
    ENDER,
    FUNCTION,
    GENITIVE,
    MARK,
    OPEN,
    PERSON,
    POSSESSIVE,
    PUNCTUATION,
    SUBORDINATOR,
    TIME,
    VERB,
)
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.names.lexicon import Lexicon

__all__ = ["apposition", "office_before"]

_LONGEST = 16


def apposition(prose: Prose, at: int) -> tuple[str, str] | None:
    """``…, a Ukrainian defence analyst, …``: office and affiliation after a name that ends
    before ``at``; None where no person's office stands there."""
    tokens = prose.tokens
    if at >= len(tokens) or not tokens[at].flags & COMMA:
        return None
    first = at + 1
    while first < len(tokens) and (
        tokens[first].flags & DETERMINER
        or tokens[first].text.isdigit()
        or tokens[first].low == "now"
    ):
        first += 1
        if first < len(tokens) and tokens[first].text == "," and tokens[first - 1].text.isdigit():
            first += 1
    end = first
    while end < len(tokens) and end - first < _LONGEST:
        flags = tokens[end].flags
        if flags & (COMMA | ENDER | MARK | OPEN | CLOSE | SUBORDINATOR) or (
            flags & AUXILIARY and not flags & GENITIVE
        ):
            break
        if tokens[end].low in ("who", "which", "that", "whose") or (
            flags & (CUE | VERB)
            and not flags & CAPITAL
            and not (end > first and tokens[end - 1].flags & BINDING)
        ):
            break
        end += 1
    return _parted(prose, first, end)


def _parted(prose: Prose, first: int, end: int) -> tuple[str, str] | None:
    """Office, and after "of", "at", "for", "with" a name: the affiliation."""
    tokens = prose.tokens
    if end - first < 1 or tokens[first].flags & (FUNCTION | TIME) & ~DETERMINER:
        return None
    head = first
    while head < end and not tokens[head].flags & BINDING:
        head += 1
    office = tokens[first:head]
    if not any(t.flags & PERSON or t.low in prose.language.lists["names.offices"] for t in office):
        return None
    if tokens[head - 1].flags & PUNCTUATION:
        return None
    following = head + 1
    while following < end and tokens[following].flags & (DETERMINER | POSSESSIVE):
        following += 1
    if following < end and tokens[following].flags & CAPITAL and head < end:
        last = following
        while last < end and (
            tokens[last].flags & CAPITAL
            or (tokens[last].low in ("of", "for", "the", "and", "&", "on", "in") and last + 1 < end)
        ):
            last += 1
        while not tokens[last - 1].flags & CAPITAL:
            last -= 1
        return _plain(prose.words(first, head)), _plain(prose.words(following, last))
    return _plain(prose.words(_with_owner(prose, first, end), end)), ""


def _with_owner(prose: Prose, first: int, end: int) -> int:
    """Where an office begins: with the article of whose it is (``the board’s chief engineer``)."""
    tokens = prose.tokens
    owned = any(t.flags & GENITIVE or t.low in ("’s", "'s") for t in tokens[first:end])
    article = (
        owned and tokens[first - 1].flags & DETERMINER and tokens[first].low == tokens[first].text
    )
    return first - 1 if article else first


def office_before(prose: Prose, at: int, known: Lexicon) -> tuple[str, str] | None:
    """``White House press secretary`` before a name that begins at ``at``."""
    tokens = prose.tokens
    first = at
    while first > 0 and at - first < 8:
        token = tokens[first - 1]
        if token.flags & PUNCTUATION or token.flags & FUNCTION or token.flags & TIME:
            break
        if token.flags & (CUE | VERB) and not token.flags & (CAPITAL | PERSON):
            break
        first -= 1
    words = tokens[first:at]
    useful = [
        t
        for t in words
        if t.flags & PERSON or (t.low in known.offices and t.low not in ("mr.", "mrs.", "ms."))
    ]
    if not useful or words[-1].low.rstrip(".") in ("mr", "mrs", "ms", "dr"):
        return None
    return _plain(prose.words(first, at)), ""


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,")
