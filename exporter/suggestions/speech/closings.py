"""Where the words that a cue reports end."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.suggestions.analysis.flags import (
    AUXILIARY,
    COMMA,
    COMPLEMENTIZER,
    CONJUNCTION,
    DASH,
    DETERMINER,
    ENDER,
    MARK,
    MODAL,
    SUBORDINATOR,
)
from exporter.suggestions.analysis.phrases import Span, phrase_after
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.speech.cues import Hit

__all__ = ["closing", "other_clause", "trimmed"]


def closing(prose: Prose, sentence: Span, hit: Hit, start: int, following: Sequence[Hit]) -> int:
    """Where the content that begins at ``start`` ends (a token, exclusive)."""
    tokens, end = prose.tokens, sentence[1]
    if start + 1 < end and tokens[start].flags & DETERMINER and prose.quoted[start + 1] >= 0:
        start += 1
    if prose.quoted[start] >= 0:
        quotation = prose.quotations[prose.quoted[start]]
        if not hit.reports:
            return quotation.last + 1
        inner = tokens[quotation.inner[1] - 1]
        if not quotation.closed or inner.flags & (ENDER | COMMA) or inner.text in ("…", "..."):
            return quotation.last + 1
        if quotation.last + 1 >= end or tokens[quotation.last + 1].flags & (ENDER | COMMA):
            return quotation.last + 1
    stop = trimmed(prose, end)
    if hit.how == "participle" and hit.subject is not None and start < hit.subject[0] < stop:
        stop = hit.subject[0] - 1
    for other in following:
        if other.verb > start:
            stop = min(stop, other_clause(prose, hit, other, start, stop))
    for k in range(start + 1, stop):
        if prose.quoted[k] >= 0 or not tokens[k].flags & COMMA or k + 1 >= end:
            continue
        after = tokens[k + 1]
        if after.low in prose.language.according:
            return k
        if not hit.reports and _new_clause(prose, k + 1, stop):
            return k
        if (
            hit.cue.classes & {"object", "infinitive"}
            and not hit.cue.classes & {"say"}
            and (after.flags & SUBORDINATOR and not after.flags & COMPLEMENTIZER)
        ):
            return k
    return stop


def _new_clause(prose: Prose, at: int, end: int) -> bool:
    """``…, but Mills would``: a clause with a subject and a verb of its own."""
    if not prose.tokens[at].flags & CONJUNCTION:
        return False
    subject = phrase_after(prose.tokens, at + 1, end, prose.language)
    return (
        subject is not None
        and subject[1] < end
        and bool(prose.tokens[subject[1]].flags & (AUXILIARY | MODAL))
    )


def other_clause(prose: Prose, hit: Hit, following: Hit, start: int, stop: int) -> int:
    """Where another speaker's clause begins in the same sentence: ``…, and Mills said``."""
    tokens = prose.tokens
    assert following.subject is not None
    at = following.group[0]
    if following.how == "finite":
        at = min(at, following.subject[0])
    if at <= start:
        return stop
    before = tokens[at - 1]
    if following.how in ("participle", "shared"):
        if before.flags & COMMA:
            return at - 1
        if before.flags & CONJUNCTION and hit.subject == following.subject:
            return at - 1 - bool(tokens[at - 2].flags & COMMA)
        return stop
    joined = before.flags & (CONJUNCTION | SUBORDINATOR) and at - 2 > start
    if joined and tokens[at - 2].flags & (COMMA | MARK | DASH):
        return at - 2
    if before.flags & MARK and before.text == ";":
        return at - 1
    return stop


def trimmed(prose: Prose, end: int) -> int:
    """Without the full stop that ends the sentence, unless it is in a quotation."""
    while (
        end > 0
        and prose.quoted[end - 1] < 0
        and prose.tokens[end - 1].flags & (ENDER | MARK | COMMA)
    ):
        end -= 1
    return end
