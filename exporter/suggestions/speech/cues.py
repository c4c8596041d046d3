"""Cues: verbs that say that somebody says something, with their subjects."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.suggestions.analysis.clauses import clause_subject
from exporter.suggestions.analysis.flags import (
    AUXILIARY,
    CAPITAL,
    COMMA,
    COMPLEMENTIZER,
    DETERMINER,
    FUNCTION,
    GENITIVE,
    INFINITIVE,
    MODAL,
    PASSIVE,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    WORD,
)
from exporter.suggestions.analysis.language import Cue
from exporter.suggestions.analysis.phrases import (
    Span,
    phrase_after,
    phrase_before,
)
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.speech.subjects import subject_of
from exporter.suggestions.speech.verb_groups import (
    agrees,
    goes_on,
    group_of,
    is_adjective,
    is_verb,
)
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


_PUT = "put it"
_QUOTE = frozenset({"quote"})


def hits(prose: Prose, sentence: Span) -> Iterator[Hit]:
    """The cues of a sentence outside its quotations, in order."""
    tokens, language = prose.tokens, prose.language
    last: Hit | None = None
    main: Hit | None = None
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
        cue = language.cues.get(tokens[k].low) or _putting(prose, sentence, k)
        if cue is None or (
            tokens[k].flags & CAPITAL and not _heading_case(prose, sentence) and k > sentence[0]
        ):
            continue
        participle = cue.form == "participle" and main is not None
        hit = _hit(prose, sentence, k, cue, main if participle else last)
        if hit is not None:
            last = hit
            if main is None and hit.reports and hit.how in ("finite", "inverted"):
                main = hit
            yield hit


def _putting(prose: Prose, sentence: Span, k: int) -> Cue | None:
    """``as Mills put it``."""
    tokens, language = prose.tokens, prose.language
    if k + 1 >= sentence[1] or not language.has("cues.it_verbs", tokens[k].low):
        return None
    return Cue(_PUT, "past", _QUOTE) if language.has("cues.it", tokens[k + 1].low) else None


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
    ambiguous = tokens[k].low in language.lists["cues.ambiguous"]
    if ambiguous and prose.parse is not None and k not in prose.parse.verbs:
        return None
    first, seen, negated = group_of(prose, k, start)
    if seen & PASSIVE and cue.form == "past":
        return None
    if (
        ambiguous
        and not is_verb(prose, sentence, k, first)
        and not (prose.parse is not None and prose.parse.verbs.get(k))
    ):
        return None
    if cue.form == "past" and not seen & AUXILIARY and is_adjective(prose, k, start):
        return None
    modal = bool(seen & (MODAL | INFINITIVE))
    if seen & INFINITIVE and not goes_on(prose, first, start):
        return None
    if cue.form == "participle" and not seen & AUXILIARY:
        return _participle(prose, sentence, k, cue, last)
    earlier = last.subject if last is not None and last.how != "inverted" else None
    subject, how = subject_of(prose, sentence, first, k, earlier)
    if subject is None and (own := _parsed(prose, sentence, first, k)) is not None:
        subject, how = own
    if subject is None or not agrees(prose, cue, subject, seen, how):
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
    elif cue.lemma == _PUT or (
        end < sentence[1] and language.has("cues.separable", tokens[end].low)
    ):
        end += 1
    return Hit(k, cue, (first, end), subject, how=how, modal=modal, negated=negated)


def _parsed(prose: Prose, sentence: Span, first: int, k: int) -> tuple[Span, str] | None:
    """The subject that a parser gives a verb, where it is in the sentence."""
    subject = prose.parse.verbs.get(k) if prose.parse is not None else None
    if subject is None or not sentence[0] <= subject[0] < subject[1] <= sentence[1]:
        return None
    if any(prose.quoted[m] >= 0 for m in range(*subject)) or subject[1] > first > subject[0]:
        return None
    return subject, "inverted" if subject[0] > k else "finite"


def _participle(prose: Prose, sentence: Span, k: int, cue: Cue, last: Hit | None) -> Hit | None:
    """``…, adding that``: said by the speaker of the clause before."""
    tokens = prose.tokens
    opening = k == sentence[0] + 1 and tokens[k - 1].flags & (PREPOSITION | SUBORDINATOR)
    if k == sentence[0] or opening:
        commas = (m for m in range(k, sentence[1]) if tokens[m].flags & COMMA)
        comma = next(
            (
                m
                for m in commas
                if prose.quoted[m] < 0 or (m + 2 < len(tokens) and prose.quoted[m + 2] < 0)
            ),
            None,
        )
        if comma is None:
            return None
        leading = phrase_after(tokens, comma + 1, sentence[1], prose.language)
        return Hit(k, cue, (k, k + 1), leading, "participle") if leading else None
    before = tokens[k - 1]
    if before.flags & (DETERMINER | POSSESSIVE | GENITIVE | AUXILIARY):
        return None
    if before.flags & PREPOSITION and not _says_clause(prose, sentence, k, cue):
        return None
    subject = _heard(prose, sentence, k)
    if subject is None and last is not None:
        subject = last.subject
    subject = subject or clause_subject(tokens, sentence[0], k, prose.language)
    if subject is None:
        return None
    particle = (
        "particle" in cue.classes
        and k + 1 < sentence[1]
        and tokens[k + 1].low in prose.language.lists["cues.particles"]
    )
    return Hit(k, cue, (k, k + 1 + particle), subject, "participle")


def _says_clause(prose: Prose, sentence: Span, k: int, cue: Cue) -> bool:
    """``began by saying he would``, ``praised for saying that``: a clause follows at once."""
    following = prose.tokens[k + 1] if k + 1 < sentence[1] else None
    return following is not None and (
        "say" in cue.classes and bool(following.flags & (COMPLEMENTIZER | SUBJECT))
    )


def _heard(prose: Prose, sentence: Span, k: int) -> Span | None:
    """``footage of Mills saying``: whom a preposition and the participle stand around."""
    tokens = prose.tokens
    phrase = phrase_before(tokens, k, sentence[0], prose.language)
    if phrase is None or not tokens[k - 1].flags & (CAPITAL | PERSON):
        return None
    first = phrase[0]
    for m in range(*phrase):
        if tokens[m].flags & PREPOSITION and not tokens[m].flags & CAPITAL:
            first = m + 1
    is_governed = first > sentence[0] and bool(tokens[first - 1].flags & PREPOSITION)
    return (first, k) if is_governed and first < k else None


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
