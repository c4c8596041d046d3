"""Where the words after a cue begin."""

from __future__ import annotations

from typing import TypeAlias

from exporter.suggestions.analysis.flags import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    COMPLEMENTIZER,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    ENDER,
    INFINITIVE,
    MODAL,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    TEXT,
    TIME,
)
from exporter.suggestions.analysis.phrases import Span, begins_phrase, phrase_after
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.speech.clauses import begins_clause, is_finite, is_graded
from exporter.suggestions.speech.cues import Hit

__all__ = ["Opening", "opening"]

Opening: TypeAlias = tuple[int | None, str]


_NONE: Opening = (None, "")


def opening(prose: Prose, sentence: Span, hit: Hit, last: int, before: bool) -> Opening:
    """Where what comes after the cue begins, and by what it is known; None where nothing does.
    ``last`` is the first token after verb and subject; ``before`` says that words before the cue
    are reported already."""
    tokens, end = prose.tokens, sentence[1]
    token = tokens[last]
    clause = bool(hit.cue.classes & {"say", "show", "believe"})
    marked = _after_mark(prose, sentence, hit, last, before)
    if marked is not None:
        return marked
    if token.flags & COMPLEMENTIZER and hit.how != "inverted":
        return last + 1, "that"
    if hit.how == "inverted" or (before and token.flags & ENDER):
        return _beyond(prose, sentence, last, quotation_only=True)
    if "tell" in hit.cue.classes:
        found = _told(prose, sentence, hit, last)
        if found[0] is not None or not clause:
            return found
    if "infinitive" in hit.cue.classes and token.flags & INFINITIVE:
        return last, "infinitive"
    if "topic" in hit.cue.classes and _topical(prose, hit, token.low):
        return _topic(prose, last, end)
    if "object" in hit.cue.classes and not clause:
        return _object(prose, last, end)
    if token.flags & (PREPOSITION | TIME | ADVERB | INFINITIVE) and not (
        token.flags & (SUBJECT | DETERMINER)
    ):
        found = _beyond(prose, sentence, last, quotation_only=not clause or before)
        led = found[0] is None and clause and not before
        led = led and (_leads(prose, last, end) or is_graded(prose, last, end))
        return (last, "clause") if led else found
    return _clause(prose, sentence, hit, last, before) if clause else _NONE


def _after_mark(prose: Prose, sentence: Span, hit: Hit, last: int, before: bool) -> Opening | None:
    """After a colon, a quotation mark, a comma or a dash; None where none of them stands."""
    token, end = prose.tokens[last], sentence[1]
    if token.text == ":":
        return (last + 1, "colon") if last + 1 < end else _NONE
    if token.flags & QUOTE and prose.quoted[last] >= 0:
        return last, "quotation"
    if not token.flags & (COMMA | DASH):
        return None
    if last + 1 < end and prose.quoted[last + 1] >= 0:
        return last + 1, "quotation"
    if prose.language.table["cues"]["comma_clause"] and not before and hit.how != "inverted":
        return _after_comma(prose, last, end)
    if before and prose.quoted[last] < 0 and hit.how == "finite":
        after_quotation = prose.quoted[max(hit.edges[0] - 2, 0)] >= 0
        found = _resumed(prose, sentence, last, quotation_only=after_quotation)
        if found[0] is None and after_quotation:
            return _after_apposition(prose, sentence, last)
        return found
    return _after_apposition(prose, sentence, last) if before else _NONE


def _after_comma(prose: Prose, comma: int, end: int) -> Opening:
    """Where a comma stands before every clause: ``sagte, dass …``, ``sagte, die …``."""
    if comma + 1 >= end or not prose.tokens[comma].flags & COMMA:
        return _NONE
    following = prose.tokens[comma + 1]
    if following.flags & COMPLEMENTIZER:
        return comma + 2, "that"
    return (comma + 1, "clause") if begins_phrase(following, prose.language) else _NONE


def _after_apposition(prose: Prose, sentence: Span, comma: int) -> Opening:
    """``“The wall,” said Mills, the harbour master, “is old”``, ``Mills said, naming nobody,
    “is old”``: the quotation goes on."""
    for k in range(comma + 1, min(comma + 25, sentence[1])):
        if prose.quoted[k] >= 0:
            resumed = prose.tokens[k - 1].flags & (COMMA | DASH)
            return (k, "quotation") if resumed else _NONE
        if prose.tokens[k].flags & ENDER:
            return _NONE
    return _NONE


def _topic(prose: Prose, last: int, end: int) -> Opening:
    """After "of", "about": what is spoken of."""
    k = last + 1
    while k < end and prose.language.has("cues.topic_words", prose.tokens[k].low):
        k += 1
    return (k, "topic") if k < end and not prose.tokens[k].flags & (TIME | ENDER) else _NONE


def _clause(prose: Prose, sentence: Span, hit: Hit, last: int, before: bool) -> Opening:
    """A clause without "that": it needs a verb with a tense, save after "say"."""
    tokens, end = prose.tokens, sentence[1]
    token = tokens[last]
    if not begins_phrase(token, prose.language) and not (
        token.flags & (RELATIVE | SUBORDINATOR | NUMBER)
    ):
        return _NONE
    if before and prose.quoted[last] < 0 and hit.how == "finite":
        return _NONE
    asked = token.flags & RELATIVE and "say" in hit.cue.classes
    plainest = prose.language.table["cues"]["plainest"]
    if asked or hit.cue.lemma == plainest or is_finite(prose, last, end):
        return last, "clause"
    if token.low.endswith("ing") and not token.flags & CAPITAL:
        return last, "object"
    text = hit.subject is not None and any(
        t.flags & TEXT for t in tokens[hit.subject[0] : hit.subject[1]]
    )
    if "show" in hit.cue.classes and text:
        return last, "clause"
    return _object(prose, last, end) if "object" in hit.cue.classes else _NONE


def _leads(prose: Prose, k: int, end: int) -> bool:
    """Whether a clause begins with a phrase that is set off: ``said in May, they would go``."""
    tokens = prose.tokens
    if not tokens[k].flags & (PREPOSITION | SUBORDINATOR | TIME | ADVERB):
        return False
    for m in range(k + 1, min(k + 12, end - 1)):
        if tokens[m].flags & COMMA:
            following = tokens[m + 1]
            is_according = following.low in prose.language.according
            return not is_according and begins_phrase(following, prose.language)
    return False


def _resumed(prose: Prose, sentence: Span, comma: int, *, quotation_only: bool) -> Opening:
    """``The wall, she said, will cost more``: the clause goes on after the comma."""
    tokens = prose.tokens
    if comma + 1 >= sentence[1]:
        return None, ""
    following = tokens[comma + 1]
    if following.low.endswith("ing") and not is_finite(prose, comma + 2, sentence[1]):
        return None, ""
    if following.low.endswith("ing") and following.flags & CUE:
        return None, ""
    if following.flags & CONJUNCTION and comma + 2 < sentence[1] and prose.quoted[comma + 2] >= 0:
        return comma + 2, "quotation"
    if quotation_only:
        return None, ""
    if (
        following.flags & (RELATIVE | SUBORDINATOR | CONJUNCTION)
        and not following.flags & COMPLEMENTIZER
    ):
        return None, ""
    return comma + 1, "resumed"


def _told(prose: Prose, sentence: Span, hit: Hit, last: int) -> Opening:
    """``told reporters that …``: after the one who is told."""
    tokens, end = prose.tokens, sentence[1]
    heard = phrase_after(tokens, last, end, prose.language)
    k = heard[1] if heard is not None else last
    if k >= end:
        return None, ""
    if tokens[k].flags & COMPLEMENTIZER:
        return k + 1, "that"
    if tokens[k].flags & (COMMA | QUOTE) or tokens[k].text == ":":
        place = k if prose.quoted[k] >= 0 else k + 1
        if place < end and (prose.quoted[place] >= 0 or tokens[k].text == ":"):
            return place, "quotation"
        return None, ""
    if heard is None and not (hit.cue.lemma == "ask" and not tokens[k].flags & INFINITIVE):
        return None, ""
    if tokens[k].flags & (INFINITIVE | SUBJECT | DETERMINER | RELATIVE) or tokens[k].low in (
        "whether",
        "if",
    ):
        return k, "clause"
    if tokens[k].low in ("about", "of", "against"):
        return k + 1, "topic"
    return _beyond(prose, sentence, k, quotation_only=False)


def _topical(prose: Prose, hit: Hit, word: str) -> bool:
    """Whether a preposition leads to what is spoken of: ``spoke of``, ``called for``."""
    language = prose.language
    if word in ("to", "for"):
        return language.has(f"cues.topic_{word}", hit.cue.lemma)
    return language.has("cues.topic_words", word)


def _object(prose: Prose, last: int, end: int) -> Opening:
    """``called the plan “reckless”``, ``called for a strike``, ``accused him of lying``."""
    tokens = prose.tokens
    token = tokens[last]
    if token.flags & PREPOSITION and token.low in ("for", "on", "upon", "against", "about", "of"):
        return (last + 1, "object") if last + 1 < end else (None, "")
    if token.flags & OBJECT or begins_phrase(token, prose.language) or token.flags & POSSESSIVE:
        return last, "object"
    if token.low.endswith("ing"):
        return last, "object"
    return None, ""


def _beyond(prose: Prose, sentence: Span, k: int, *, quotation_only: bool) -> Opening:
    """After words of time and place ("said on Monday in Kyiv that"): a quotation, "that", or a
    clause."""
    tokens, end, language = prose.tokens, sentence[1], prose.language
    limit = min(end, k + 25)
    m = k
    while m < limit:
        token = tokens[m]
        if prose.quoted[m] >= 0:
            quotation = prose.quotations[prose.quoted[m]]
            if quotation.last - quotation.first > 4 or not quotation_only:
                return m, "quotation"
            return None, ""
        if token.text == ":":
            return (m + 1, "colon") if m + 1 < end else (None, "")
        if token.flags & ENDER or token.flags & AUXILIARY or token.flags & MODAL:
            return None, ""
        if token.flags & COMPLEMENTIZER and not quotation_only:
            return m + 1, "that"
        if token.flags & COMMA and m + 1 < end and begins_clause(prose, m + 1):
            return _NONE
        if token.flags & (PREPOSITION | INFINITIVE):
            phrase = phrase_after(tokens, m + 1, limit, language)
            m = phrase[1] if phrase is not None else m + 1
            continue
        if (
            m > k
            and not quotation_only
            and token.flags & (SUBJECT | DETERMINER | POSSESSIVE | CAPITAL)
            and not token.flags & TIME
        ):
            return m, "clause"
        m += 1
    return None, ""
