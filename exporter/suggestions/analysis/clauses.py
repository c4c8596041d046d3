"""Clauses: where their subject stands."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.suggestions.analysis.flags import (
    ADVERB,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    INFINITIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBORDINATOR,
    TIME,
)
from exporter.suggestions.analysis.language import Language
from exporter.suggestions.analysis.phrases import Span, begins_phrase, noun_group_end, phrase_after
from exporter.suggestions.analysis.tokens import Token

__all__ = ["clause_subject"]


def clause_subject(
    tokens: Sequence[Token], start: int, verb: int, language: Language
) -> Span | None:
    """The subject of the clause that begins at ``start``: its first noun phrase after what may
    stand before it ("On Tuesday, in a letter, Mills …")."""
    k = start
    for _ in range(6):
        while k < verb and (
            tokens[k].flags & (CONJUNCTION | PUNCTUATION)
            or (tokens[k].flags & ADVERB and not tokens[k].flags & (PREPOSITION | DETERMINER))
        ):
            k += 1
        if k >= verb:
            return None
        token = tokens[k]
        opening = (
            token.flags & (PREPOSITION | SUBORDINATOR | TIME | INFINITIVE)
            or (token.low.endswith(("ing", "ed")) and not token.flags & CAPITAL)
            or (token.low.endswith(("ing", "ed")) and k == start)
        )
        if not opening:
            return phrase_after(tokens, k, verb, language)
        comma = _comma_before_phrase(tokens, k, verb, language)
        if comma is None:
            last = noun_group_end(tokens, k + 1, verb, language)
            if last is None or last >= verb:
                return None
            k = last
        else:
            k = comma + 1
    return None


def _comma_before_phrase(
    tokens: Sequence[Token], at: int, end: int, language: Language
) -> int | None:
    for k in range(at, end - 1):
        if tokens[k].flags & (COMMA | DASH) and begins_phrase(tokens[k + 1], language):
            return k
    return None
