"""Cues: verbs that say that somebody says something, with their subjects."""

from __future__ import annotations

from collections.abc import Iterator

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
    FUNCTION,
    GENITIVE,
    INFINITIVE,
    MODAL,
    NEGATION,
    OBJECT,
    PASSIVE,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    SUBJECT,
    TEXT,
    WORD,
)
from exporter.suggestions.analysis.language import Cue
from exporter.suggestions.analysis.phrases import (
    Span,
    begins_phrase,
    clause_subject,
    phrase_after,
    phrase_before,
)
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.speech.subjects import subject_of
from exporter.values import Struct

__all__ = ["Hit", "hits"]


class Hit(Struct):
    """``verb`` is the cue's token, ``group`` the range of the verb with its auxiliaries,
    ``subject`` that of the speaker. ``how``: ``finite``, ``inverted``, ``participle`` or
    ``shared`` (the subject stands at an earlier verb)."""

    verb: int
    cue: Cue
    group: Span
    subject: Span | None
    how: str
    modal: bool = False
    negated: bool = False

    @property
    def reports(self) -> bool:
        """Whether the cue is one of saying, which may have the words said before it."""
        return bool(self.cue.classes & {"say", "tell", "quote"})

    @property
    def edges(self) -> Span:
        """The range of verb and subject together."""
        if self.subject is None or self.how in ("participle", "shared", "noun"):
            return self.group
        return min(self.subject[0], self.group[0]), max(self.subject[1], self.group[1])


def hits(prose: Prose, sentence: Span) -> Iterator[Hit]:
    """The cues of a sentence outside its quotations, in order."""
    tokens, language = prose.tokens, prose.language
    last: Hit | None = None
    for k in range(*sentence):
        if prose.quoted[k] >= 0:
            continue
        noun = _noun(prose, sentence, k)
        if noun is not None:
            yield noun
            continue
        according = _according(prose, sentence, k)
        if according is not None:
            yield according
            continue
        cue = language.cues.get(tokens[k].low)
        if cue is None or (
            tokens[k].flags & CAPITAL and not _heading_case(prose, sentence) and k > sentence[0]
        ):
            continue
        hit = _hit(prose, sentence, k, cue, last)
        if hit is not None:
            last = hit
            yield hit


def _noun(prose: Prose, sentence: Span, k: int) -> Hit | None:
    """``his claim that …``, ``Mills's repeated warning that …``."""
    tokens, language = prose.tokens, prose.language
    if not language.has("cues.noun", tokens[k].low) or k + 1 >= sentence[1]:
        return None
    if not tokens[k + 1].flags & COMPLEMENTIZER:
        return None
    first = k
    while (
        first > sentence[0]
        and k - first < 3
        and not tokens[first - 1].flags & (POSSESSIVE | GENITIVE | PUNCTUATION | FUNCTION)
    ):
        first -= 1
    before = tokens[first - 1] if first > sentence[0] else None
    if before is None:
        return None
    if before.flags & POSSESSIVE and not before.flags & RELATIVE:
        subject: Span | None = (first - 1, first)
    elif before.flags & GENITIVE:
        subject = phrase_before(tokens, first - 1, sentence[0], language)
    else:
        return None
    cue = Cue(tokens[k].low, "noun", frozenset({"noun"}))
    return Hit(k, cue, (first, k + 1), subject, "noun") if subject else None


def _heading_case(prose: Prose, sentence: Span) -> bool:
    words = [
        t for t in prose.tokens[sentence[0] : sentence[1]] if t.flags & WORD and len(t.text) > 3
    ]
    return len(words) > 2 and sum(1 for t in words if t.flags & CAPITAL) > 0.8 * len(words)


def _hit(prose: Prose, sentence: Span, k: int, cue: Cue, last: Hit | None) -> Hit | None:
    tokens, language = prose.tokens, prose.language
    start = sentence[0]
    first, seen, negated = _group(prose, k, start)
    if seen & PASSIVE and cue.form == "past":
        return None
    if tokens[k].low in language.lists["cues.ambiguous"] and not _verb_here(
        prose, sentence, k, first
    ):
        return None
    if cue.form == "past" and not seen & AUXILIARY and _adjective(prose, k, start):
        return None
    modal = bool(seen & (MODAL | INFINITIVE))
    if seen & INFINITIVE and not _going_on(prose, first, start):
        return None
    if cue.form == "participle" and not seen & AUXILIARY:
        return _participle(prose, sentence, k, cue, last)
    earlier = last.subject if last is not None and last.how != "inverted" else None
    subject, how = subject_of(prose, sentence, first, k, earlier)
    if subject is None or not _agrees(prose, cue, subject, seen, how):
        return None
    if how != "inverted" and language.has("cues.inverted_only", cue.lemma):
        return None
    end = k + 1
    if (
        end < sentence[1]
        and "particle" in cue.classes
        and (tokens[end].low in language.lists["cues.particles"])
    ):
        end += 1
    elif cue.classes == {"particle"}:
        return None
    elif end < sentence[1] and language.has("cues.separable", tokens[end].low):
        end += 1
    return Hit(k, cue, (first, end), subject, how=how, modal=modal, negated=negated)


def _adjective(prose: Prose, k: int, start: int) -> bool:
    """Whether a past form is an adjective: ``an estimated``, ``his recently revealed``."""
    while k - 1 > start and prose.tokens[k - 1].flags & ADVERB:
        k -= 1
    flags = prose.tokens[k - 1].flags if k > start else 0
    if flags & GENITIVE and _contracted(prose, k - 1):
        return False
    return bool(flags & (DETERMINER | POSSESSIVE | PREPOSITION | GENITIVE)) and not flags & SUBJECT


def _agrees(prose: Prose, cue: Cue, subject: Span, seen: int, how: str) -> bool:
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


def _group(prose: Prose, k: int, start: int) -> tuple[int, int, bool]:
    """Where the verb's group begins, what is in it, and whether it is denied."""
    tokens = prose.tokens
    first, seen, negated = k, 0, False
    while first > start and prose.quoted[first - 1] < 0:
        flags = tokens[first - 1].flags
        if flags & CAPITAL and flags & MODAL and first - 1 > start:
            break
        if flags & GENITIVE and not _contracted(prose, first - 1):
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


def _contracted(prose: Prose, k: int) -> bool:
    """Whether ``'s`` is "is" or "has": after a pronoun, or before a participle."""
    tokens = prose.tokens
    if k and tokens[k - 1].flags & (SUBJECT | RELATIVE):
        return True
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    return following is not None and following.low.endswith("ing") and not following.flags & CAPITAL


def _verb_here(prose: Prose, sentence: Span, k: int, first: int) -> bool:
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


def _going_on(prose: Prose, first: int, start: int) -> bool:
    """Whether an infinitive is said all the same: "went on to say"."""
    tokens = prose.tokens
    k = first - 1
    if k >= start and prose.language.has("cues.going_on", tokens[k].low):
        return True
    return k > start and tokens[k].low == "on" and tokens[k - 1].low in ("went", "goes", "going")


def _participle(prose: Prose, sentence: Span, k: int, cue: Cue, last: Hit | None) -> Hit | None:
    """``…, adding that``: said by the speaker of the clause before."""
    tokens = prose.tokens
    if k == sentence[0]:
        comma = next((m for m in range(k, sentence[1]) if tokens[m].flags & COMMA), None)
        if comma is None:
            return None
        subject = phrase_after(tokens, comma + 1, sentence[1], prose.language)
        return Hit(k, cue, (k, k + 1), subject, "participle") if subject else None
    before = tokens[k - 1]
    if before.flags & (PREPOSITION | DETERMINER | POSSESSIVE | GENITIVE | AUXILIARY):
        return None
    if last is not None and last.subject is not None:
        subject = last.subject
    else:
        subject = clause_subject(tokens, sentence[0], k, prose.language)
    if subject is None:
        return None
    particle = (
        "particle" in cue.classes
        and k + 1 < sentence[1]
        and tokens[k + 1].low in prose.language.lists["cues.particles"]
    )
    return Hit(k, cue, (k, k + 1 + particle), subject, "participle")


def _according(prose: Prose, sentence: Span, k: int) -> Hit | None:
    """``according to Mills``: the speaker stands after it."""
    tokens = prose.tokens
    first = k
    for phrase in prose.language.table["cues"]["according"]:
        words = phrase.split()
        if [t.low for t in tokens[first : first + len(words)]] == words:
            k = max(k, first + len(words))
    if k == first or k >= sentence[1]:
        return None
    subject = phrase_after(tokens, k, sentence[1], prose.language)
    if subject is None:
        return None
    cue = Cue("according", "base", frozenset({"according"}))
    return Hit(first, cue, (first, k), subject, "according")
