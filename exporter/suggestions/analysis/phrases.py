"""Noun phrases, found by their edges: no parser, only what each word may be."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.suggestions.analysis.flags import (
    ADVERB,
    AUXILIARY,
    BINDING,
    CAPITAL,
    COMPLEMENTIZER,
    CONJUNCTION,
    CUE,
    DETERMINER,
    FUNCTION,
    GENITIVE,
    INFINITIVE,
    MODAL,
    NEGATION,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB,
    WORD,
)
from exporter.suggestions.analysis.language import Language
from exporter.suggestions.analysis.tokens import Token

__all__ = ["Span", "begins_phrase", "noun_group_end", "phrase_after", "phrase_before", "plain_noun"]

Span = tuple[int, int]
"""Tokens from the first to before the second."""

_BREAKING = (
    PREPOSITION
    | CONJUNCTION
    | SUBORDINATOR
    | RELATIVE
    | SUBJECT
    | OBJECT
    | AUXILIARY
    | MODAL
    | NEGATION
    | INFINITIVE
    | COMPLEMENTIZER
)


def plain_noun(token: Token, language: Language) -> bool:
    """Whether a word may be a noun, an adjective or a name."""
    flags = token.flags
    if not flags & WORD or flags & PUNCTUATION:
        return False
    if flags & CAPITAL and (
        not flags & (SUBJECT | OBJECT | DETERMINER | POSSESSIVE)
        or (len(token.text) > 1 and token.text.isupper())
    ):
        return True
    if flags & (FUNCTION & ~DETERMINER):
        return False
    if flags & CUE:
        return (
            token.low in language.lists["cues.ambiguous"]
            or token.low in language.lists["cues.noun"]
        )
    return not flags & VERB


def begins_phrase(token: Token, language: Language) -> bool:
    """Whether a noun phrase or pronoun may begin here."""
    if token.flags & (SUBJECT | DETERMINER | POSSESSIVE):
        return True
    return plain_noun(token, language) and not token.flags & ADVERB


def phrase_before(tokens: Sequence[Token], end: int, start: int, language: Language) -> Span | None:
    """The noun phrase that ends before ``end``, with the phrases it is bound to by prepositions
    and "and" (``a spokesman for the ministry``); None where there is none."""
    core = _core_before(tokens, end, start, language)
    if core is None:
        return None
    first = core
    while first - 1 > start:
        before = tokens[first - 1]
        if before.flags & CONJUNCTION and before.low in ("and", "or", "&", "und", "oder"):
            longer = _core_before(tokens, first - 1, start, language)
            if longer is None or not _joins(tokens, longer, start):
                break
        elif before.flags & BINDING:
            longer = _core_before(tokens, first - 1, start, language)
            if longer is None or tokens[first - 2].flags & (TIME | ADVERB):
                break
        else:
            break
        first = longer
    return first, end


def _joins(tokens: Sequence[Token], first: int, start: int) -> bool:
    """Whether what stands before "and" is a part of the subject: it begins a clause."""
    if first <= start:
        return True
    before = tokens[first - 1]
    return bool(before.flags & (PUNCTUATION | COMPLEMENTIZER | SUBORDINATOR | CONJUNCTION))


def _core_before(tokens: Sequence[Token], end: int, start: int, language: Language) -> int | None:
    # Long: one case after the other of what may belong to a noun phrase.
    k = end - 1
    noun = False
    while k >= start:
        token = tokens[k]
        flags = token.flags
        if flags & GENITIVE:
            if not k > start or not tokens[k - 1].flags & WORD:
                break
        elif flags & PUNCTUATION:
            if not (flags & QUOTE and noun and _scare(tokens, k, start)):
                break
        elif flags & (DETERMINER | POSSESSIVE) and not flags & CAPITAL:
            if not noun and not flags & DETERMINER:
                break
            noun = True
        elif (
            (flags & TIME and noun and not _in_name(tokens, k))
            or (
                flags & _BREAKING
                and not (
                    flags & CAPITAL
                    and noun
                    and k > start
                    and flags & WORD
                    and not flags & (SUBJECT | OBJECT | CONJUNCTION | PREPOSITION | SUBORDINATOR)
                )
            )
            or (flags & ADVERB and not noun)
            or (
                not plain_noun(token, language)
                and not (flags & DETERMINER)
                and not (
                    noun
                    and (token.low.endswith("ed") or flags & ADVERB)
                    and _determined(tokens, k, start)
                )
            )
        ):
            break
        else:
            noun = True
        k -= 1
        if flags & (DETERMINER | POSSESSIVE) and not (k >= start and tokens[k].flags & DETERMINER):
            break
    k += 1
    while (
        k < end
        and tokens[k].flags & (ADVERB | QUOTE | GENITIVE)
        and not tokens[k].flags & DETERMINER
    ):
        k += 1
    return k if k < end and noun else None


def _in_name(tokens: Sequence[Token], k: int) -> bool:
    """``The Sunday Times``, ``April Ryan``: a word of time that is a part of a name."""
    return bool(tokens[k].flags & CAPITAL and k and tokens[k - 1].low in ("the", "der", "die"))


def _scare(tokens: Sequence[Token], k: int, start: int) -> bool:
    """Whether a closing mark ends a word or two in quotation marks inside a phrase."""
    return any(
        tokens[m].flags & QUOTE and m > start and tokens[m - 1].flags & (DETERMINER | POSSESSIVE)
        for m in range(max(start, k - 4), k)
    )


def _determined(tokens: Sequence[Token], k: int, start: int) -> bool:
    return k - 1 >= start and bool(
        tokens[k - 1].flags & (DETERMINER | POSSESSIVE | ADVERB | GENITIVE)
    )


def phrase_after(tokens: Sequence[Token], at: int, end: int, language: Language) -> Span | None:
    """The noun phrase or pronoun that begins at ``at``, with those bound to it by ``of`` and the
    like and by "and"; None where there is none."""
    if at >= end or (
        tokens[at].flags & TIME
        and not (
            at + 1 < end
            and tokens[at].flags & CAPITAL
            and tokens[at + 1].flags & CAPITAL
            and not tokens[at + 1].flags & TIME
        )
    ):
        return None
    if tokens[at].flags & (SUBJECT | OBJECT) and not tokens[at].flags & DETERMINER:
        return at, at + 1
    last = noun_group_end(tokens, at, end, language)
    if last is None:
        return None
    while last + 1 < end:
        token = tokens[last]
        if token.flags & BINDING or token.low in ("and", "or", "&", "und", "oder"):
            if tokens[last + 1].flags & TIME or _to_a_verb(token, tokens[last + 1]):
                break
            longer = noun_group_end(tokens, last + 1, end, language)
            if longer is None or (token.flags & CONJUNCTION and _verb_at(tokens, longer, end)):
                break
            last = longer
        else:
            break
    return at, last


def _to_a_verb(token: Token, following: Token) -> bool:
    """``advisers to figure out``: after "to" a bare lower-case word is taken for a verb."""
    return bool(token.flags & INFINITIVE) and not following.flags & (
        DETERMINER | POSSESSIVE | CAPITAL
    )


def _verb_at(tokens: Sequence[Token], at: int, end: int) -> bool:
    """After "and": the phrase that follows has a verb of its own, so it is another clause's."""
    return at < end and bool(tokens[at].flags & (AUXILIARY | MODAL | VERB))


def noun_group_end(tokens: Sequence[Token], at: int, end: int, language: Language) -> int | None:
    """Where the noun with what stands before it ends that begins at ``at``; None where there is
    none."""
    k, noun, quotes = at, False, 0
    while k < end:
        token = tokens[k]
        flags = token.flags
        if flags & GENITIVE and noun:
            pass
        elif flags & QUOTE and not noun and quotes < 2:
            quotes += 1
        elif flags & PUNCTUATION:
            break
        elif flags & (DETERMINER | POSSESSIVE) and not (
            noun and not tokens[k - 1].flags & DETERMINER
        ):
            noun = noun or bool(flags & DETERMINER)
        elif flags & TIME and noun and not _in_name(tokens, k):
            break
        elif plain_noun(token, language):
            if flags & CUE and not flags & CAPITAL and noun and not _determined(tokens, k, at):
                break
            noun = True
        elif flags & ADVERB and not flags & (FUNCTION & ~DETERMINER) and k + 1 < end:
            if noun and not tokens[k - 1].flags & (DETERMINER | POSSESSIVE):
                break
        elif token.low.endswith("ed") and _determined(tokens, k, at):
            pass
        else:
            break
        k += 1
    while (
        k > at and tokens[k - 1].flags & (QUOTE | ADVERB) and not tokens[k - 1].flags & DETERMINER
    ):
        k -= 1
    return k if noun and k > at else None
