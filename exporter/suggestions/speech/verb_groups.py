"""The verb of a cue: what belongs to it, and whether it is one at all."""

from __future__ import annotations

from exporter.suggestions.analysis.flags import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CLOSE,
    COMMA,
    COMPLEMENTIZER,
    CONJUNCTION,
    DETERMINER,
    ENDER,
    GENITIVE,
    INFINITIVE,
    MODAL,
    NEGATION,
    OBJECT,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    SUBJECT,
    TEXT,
)
from exporter.suggestions.analysis.language import Cue
from exporter.suggestions.analysis.phrases import (
    Span,
    begins_phrase,
)
from exporter.suggestions.analysis.prose import Prose

__all__ = ["agrees", "goes_on", "group_of", "is_adjective", "is_contracted", "is_verb"]


def is_adjective(prose: Prose, k: int, start: int) -> bool:
    """Whether a past form is an adjective: ``an estimated``, ``his recently revealed``."""
    while k - 1 > start and prose.tokens[k - 1].flags & ADVERB:
        k -= 1
    flags = prose.tokens[k - 1].flags if k > start else 0
    if flags & GENITIVE and is_contracted(prose, k - 1):
        return False
    return bool(flags & (DETERMINER | POSSESSIVE | PREPOSITION | GENITIVE)) and not flags & SUBJECT


def agrees(prose: Prose, cue: Cue, subject: Span, seen: int, how: str) -> bool:
    """Whether a form without auxiliary fits its subject: ``officials say``, no ``Mills say``."""
    if seen & (AUXILIARY | MODAL | INFINITIVE) or how in ("participle", "shared"):
        return True
    if not prose.language.table["cues"]["agreement"]:
        return True
    head = prose.tokens[subject[1] - 1]
    if head.flags & RELATIVE:
        return True
    words = prose.tokens[subject[0] : subject[1]]
    plural = (
        head.low.endswith("s")
        or prose.language.has("words.plural", head.low)
        or any(
            t.low in ("and", "und")
            or prose.language.has("words.plural", t.low)
            or t.low.endswith("s")
            for t in words
        )
    )
    if cue.form == "base":
        return plural or head.low in ("many", "some", "others", "most", "few", "both", "all")
    if cue.form == "third":
        return not (len(words) == 1 and head.low in ("they", "we", "you", "i"))
    return True


def group_of(prose: Prose, k: int, start: int) -> tuple[int, int, bool]:
    """Where the verb's group begins, what is in it, and whether it is denied."""
    tokens = prose.tokens
    first, seen, negated = k, 0, False
    while first > start and prose.quoted[first - 1] < 0:
        flags = tokens[first - 1].flags
        if flags & CAPITAL and flags & MODAL and first - 1 > start:
            break
        if flags & GENITIVE and not is_contracted(prose, first - 1):
            break
        if flags & (AUXILIARY | MODAL | INFINITIVE) or flags & NEGATION:
            seen |= flags
            negated = negated or bool(flags & NEGATION)
        elif not flags & ADVERB or flags & (COMPLEMENTIZER | RELATIVE | DETERMINER | PREPOSITION):
            break
        first -= 1
    while first < k and tokens[first].flags & ADVERB and not seen and first == start:
        break
    return first, seen, negated


def is_contracted(prose: Prose, k: int) -> bool:
    """Whether ``'s`` is "is" or "has": after a pronoun, or before a participle."""
    tokens = prose.tokens
    if k and tokens[k - 1].flags & (SUBJECT | RELATIVE):
        return True
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    return following is not None and following.low.endswith("ing") and not following.flags & CAPITAL


def is_verb(prose: Prose, sentence: Span, k: int, first: int) -> bool:
    """Whether a word that may be a noun too is a verb here, by its neighbours."""
    tokens, language = prose.tokens, prose.language
    if first < k:
        return True
    before = tokens[k - 1] if k > sentence[0] else None
    after = tokens[k + 1] if k + 1 < sentence[1] else None
    if before is None or after is None:
        return False
    if before.flags & (DETERMINER | POSSESSIVE | PREPOSITION | GENITIVE | OBJECT):
        return False
    follows = (
        after.flags & (COMPLEMENTIZER | QUOTE | SUBJECT | DETERMINER | POSSESSIVE | CAPITAL)
        or after.low == ":"
        or (after.flags & COMMA and k + 2 < len(tokens) and tokens[k + 2].flags & QUOTE)
        or (after.flags & (ENDER | COMMA) and prose.quoted[sentence[0]] >= 0)
    )
    if before.flags & (SUBJECT | RELATIVE):
        return True
    if not follows and not (before.flags & CAPITAL and begins_phrase(after, language)):
        return False
    if prose.quoted[k - 1] >= 0:
        return True
    if not before.flags & (CAPITAL | PERSON | TEXT | CLOSE | COMMA | CONJUNCTION) and not (
        after.flags & COMPLEMENTIZER
    ):
        return False
    third = tokens[k].low.endswith("s")
    if third and before.flags & CAPITAL:
        return True
    plural = before.low.endswith("s") or before.low in language.lists["words.plural"]
    return third != plural or bool(before.flags & (CLOSE | COMMA | CONJUNCTION))


def goes_on(prose: Prose, first: int, start: int) -> bool:
    """Whether an infinitive is said all the same: "went on to say"."""
    tokens = prose.tokens
    k = first - 1
    if k >= start and prose.language.has("cues.going_on", tokens[k].low):
        return True
    return k > start and tokens[k].low == "on" and tokens[k - 1].low in ("went", "goes", "going")
