"""What tells that a clause begins, as far as words do."""

from __future__ import annotations

from exporter.suggestions.analysis.flags import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CUE,
    ENDER,
    FUNCTION,
    MARK,
    MODAL,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
    VERB,
)
from exporter.suggestions.analysis.phrases import plain_noun
from exporter.suggestions.analysis.prose import Prose

__all__ = ["begins_clause", "is_finite", "is_graded"]


def is_finite(prose: Prose, first: int, end: int) -> bool:
    """Whether a verb with a tense is in a clause before its first comma, as far as words
    tell."""
    tokens = prose.tokens
    for k in range(first, end):
        flags = tokens[k].flags
        if prose.quoted[k] >= 0 or flags & (AUXILIARY | MODAL | VERB):
            return True
        if flags & (COMMA | ENDER | MARK) and k > first + 3:
            return False
        if (
            k > first
            and not flags & (CAPITAL | FUNCTION)
            and (tokens[k].low.endswith("ed") or flags & CUE)
        ):
            return True
    return False


def is_graded(prose: Prose, k: int, end: int) -> bool:
    """Whether a clause begins with a word of degree: ``said too much is made of it``."""
    token = prose.tokens[k]
    return (
        bool(token.flags & ADVERB)
        and not token.flags & (PREPOSITION | TIME | SUBORDINATOR)
        and k + 1 < end
        and plain_noun(prose.tokens[k + 1], prose.language)
        and is_finite(prose, k + 1, end)
    )


def begins_clause(prose: Prose, k: int) -> bool:
    """Whether a clause of its own begins: "…, because", "…, according to a report that"."""
    token = prose.tokens[k]
    return bool(token.flags & SUBORDINATOR) or token.low in prose.language.according
