"""Whose verb it is: the subject before a cue, after it, or of an earlier verb."""

from __future__ import annotations

from exporter.suggestions.analysis.clauses import clause_subject
from exporter.suggestions.analysis.flags import (
    ADVERB,
    CAPITAL,
    CLOSE,
    COMMA,
    COMPLEMENTIZER,
    CONJUNCTION,
    DASH,
    DETERMINER,
    ENDER,
    PERSON,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    TEXT,
    TIME,
)
from exporter.suggestions.analysis.phrases import (
    Span,
    phrase_after,
    phrase_before,
)
from exporter.suggestions.analysis.prose import Prose

__all__ = ["subject_of"]


def subject_of(
    prose: Prose, sentence: Span, first: int, k: int, earlier: Span | None
) -> tuple[Span | None, str]:
    tokens, language = prose.tokens, prose.language
    start = sentence[0]
    j = first - 1
    while j >= start and prose.quoted[j] < 0 and _passed_over(prose, j, start):
        j -= 1
    if j < start:
        return _after(prose, sentence, k)
    flags = tokens[j].flags
    if prose.quoted[j] >= 0:
        return _after_quotation(prose, sentence, j, k)
    if flags & (SUBJECT | RELATIVE) and not flags & DETERMINER:
        if _free_relative(prose, sentence, (j, j + 1)):
            return None, ""
        return (j, j + 1), "finite"
    if flags & COMPLEMENTIZER and not flags & DETERMINER:
        return (j, j + 1), "finite"
    if flags & (COMMA | CLOSE | DASH):
        inverted = _after(prose, sentence, k) if flags & (COMMA | DASH) else (None, "")
        if inverted[0] is not None and _names_end(prose, sentence, inverted[0], j):
            return inverted
        return _parenthesis(prose, sentence, j, first)
    if flags & CONJUNCTION:
        return _shared(prose, sentence, j, earlier), "shared"
    subject = phrase_before(tokens, j + 1, _clause_start(prose, sentence, j), language)
    if subject is None or _free_relative(prose, sentence, subject):
        return None, ""
    return _object_of_preposition(prose, sentence, subject)


def _free_relative(prose: Prose, sentence: Span, subject: Span) -> bool:
    """``what officials say was``: what is said stands around the cue, in no place of its own."""
    if subject[0] <= sentence[0]:
        return False
    before = prose.tokens[subject[0] - 1]
    earlier = prose.tokens[subject[0] - 2] if subject[0] - 2 >= sentence[0] else None
    if earlier is not None and earlier.flags & PREPOSITION:
        return False
    return bool(before.flags & RELATIVE) and not before.flags & (COMPLEMENTIZER | SUBORDINATOR)


def _object_of_preposition(prose: Prose, sentence: Span, subject: Span) -> tuple[Span | None, str]:
    before = prose.tokens[subject[0] - 1] if subject[0] > sentence[0] else None
    if (
        before is not None
        and before.flags & PREPOSITION
        and not before.flags & (SUBORDINATOR | ADVERB | COMPLEMENTIZER)
    ):
        return None, ""
    return subject, "finite"


def _clause_start(prose: Prose, sentence: Span, j: int) -> int:
    """The first token after the last quotation before ``j`` in the sentence."""
    start = sentence[0]
    for quotation in prose.quotations:
        if start <= quotation.last < j and quotation.last - quotation.first > 4:
            start = quotation.last + 1
    return start


def _passed_over(prose: Prose, j: int, start: int) -> bool:
    """Whether a word between subject and verb is an adverb or a time ("on Monday")."""
    tokens = prose.tokens
    flags = tokens[j].flags
    if flags & ADVERB and not flags & (RELATIVE | COMPLEMENTIZER | DETERMINER | SUBJECT):
        return j > start
    if flags & TIME or prose.language.has("words.floating", tokens[j].low):
        return j > start
    if flags & (DETERMINER | ADVERB) and tokens[j + 1].flags & TIME:
        return j > start
    if tokens[j].low in ("last", "next", "past", "ago") and j > start:
        return True
    if flags & PREPOSITION and j + 1 < len(tokens):
        return bool(tokens[j + 1].flags & TIME) and j > start
    return False


def _after(prose: Prose, sentence: Span, k: int) -> tuple[Span | None, str]:
    """``…, said Ada Mills``; "told" has its hearer there, not its speaker."""
    cue = prose.language.cues.get(prose.tokens[k].low)
    if cue is not None and not cue.classes & {"say", "quote"}:
        return None, ""
    subject = phrase_after(prose.tokens, k + 1, sentence[1], prose.language)
    return subject, "inverted"


def _bare_end(prose: Prose, sentence: Span, at: int) -> bool:
    """Whether after an inverted subject comes no verb: end, comma, a word of place or time."""
    if at >= sentence[1]:
        return True
    flags = prose.tokens[at].flags
    return bool(flags & (PUNCTUATION | PREPOSITION | TIME | RELATIVE)) and not flags & QUOTE


def _names_end(prose: Prose, sentence: Span, subject: Span, comma: int) -> bool:
    """Whether a subject after the verb is a person's and ends the clause; after a quotation and
    its comma any may."""
    if comma > sentence[0] and prose.quoted[comma - 1] >= 0:
        return _bare_end(prose, sentence, subject[1])
    core = [k for k in range(*subject) if prose.tokens[k].flags & PREPOSITION] or [subject[1]]
    head = prose.tokens[max(core[0], subject[0] + 1) - 1]
    if not head.flags & (CAPITAL | PERSON):
        return False
    return subject[1] >= sentence[1] or bool(prose.tokens[subject[1]].flags & (ENDER | COMMA))


def _after_quotation(prose: Prose, sentence: Span, j: int, k: int) -> tuple[Span | None, str]:
    """The verb stands right after a quotation: ``“…” said Mills``, or the quotation belongs to
    the subject: ``the “gang of eight” said``."""
    quotation = prose.quotations[prose.quoted[j]]
    subject, how = _after(prose, sentence, k)
    if subject is not None and _bare_end(prose, sentence, subject[1]):
        return subject, how
    if quotation.last - quotation.first < 7:
        whole = phrase_before(prose.tokens, quotation.first, sentence[0], prose.language)
        if whole is not None:
            return (whole[0], quotation.last + 1), "finite"
    return None, ""


def _parenthesis(prose: Prose, sentence: Span, j: int, first: int) -> tuple[Span | None, str]:
    """``Mills, the harbour master, said``: what stands before the parenthesis."""
    tokens, language = prose.tokens, prose.language
    start = _clause_start(prose, sentence, j)
    if tokens[j].flags & CLOSE:
        m = j
        while m > start and tokens[m].text not in ("(", "["):
            m -= 1
        found = phrase_before(tokens, m, start, language)
        if found is not None:
            return found, "finite"
    best: Span | None = None
    for m in range(j - 1, start, -1):
        if not tokens[m].flags & (COMMA | DASH) or prose.quoted[m] >= 0:
            continue
        found = phrase_before(tokens, m, start, language)
        if found is None or not _apposition(prose, m + 1):
            continue
        if _speaker_like(prose, found):
            return found, "finite"
        best = best or found
    subject = clause_subject(tokens, start, first, language)
    if best is not None and (subject is None or best[0] >= subject[0]):
        return best, "finite"
    return subject, "finite"


def _apposition(prose: Prose, at: int) -> bool:
    """Whether what follows a comma may tell more of the noun before it."""
    flags = prose.tokens[at].flags
    return not flags & (CONJUNCTION | SUBJECT) and prose.tokens[at].low != "that"


def _speaker_like(prose: Prose, found: Span) -> bool:
    head = prose.tokens[found[1] - 1]
    return bool(head.flags & (CAPITAL | PERSON | TEXT)) and not head.flags & TIME


def _shared(prose: Prose, sentence: Span, j: int, earlier: Span | None) -> Span | None:
    """``Mills criticized the plan and said``: the subject of the first verb."""
    if earlier is not None:
        return earlier
    return clause_subject(prose.tokens, _clause_start(prose, sentence, j), j, prose.language)
