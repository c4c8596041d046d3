"""The words that a cue reports: before it, after it, or on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.suggestions.analysis.flags import (
    ADVERB,
    COMMA,
    COMPLEMENTIZER,
    CONJUNCTION,
    DASH,
    ENDER,
    MARK,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    TIME,
)
from exporter.suggestions.analysis.phrases import Span, phrase_after
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.speech.closings import closing, other_clause, trimmed
from exporter.suggestions.speech.cues import Hit
from exporter.suggestions.speech.openings import opening
from exporter.values import Struct

__all__ = ["Content", "content"]


class Content(Struct):
    """``parts`` are ranges of tokens. ``quoted`` says how much of it stands between quotation
    marks: ``direct``, ``mixed`` or ``indirect``; ``way`` how it was found."""

    parts: list[Span]
    quoted: str
    way: str


def content(prose: Prose, sentence: Span, hit: Hit, following: Sequence[Hit]) -> Content | None:
    """What the cue of a hit reports; ``following`` are the next hits of the sentence."""
    first, last = hit.edges
    if hit.how == "according":
        return _according(prose, sentence, first, last, following)
    before = _before(prose, sentence, hit, first)
    after, way = _after(prose, sentence, hit, last, following, before is not None)
    if before is not None and after is not None and way != "resumed":
        quotation = prose.quoted[before[1] - 1]
        if quotation < 0 or (
            way in ("clause", "that", "colon") and _inside_phrase(prose, sentence, quotation)
        ):
            before = None
    parts = [part for part in (before, after) if part is not None and part[0] < part[1]]
    if not parts:
        return None
    if before is not None:
        way = "around" if after is not None else "before"
    return Content(parts, _quoted(prose, parts), way)


def _according(
    prose: Prose, sentence: Span, first: int, last: int, following: Sequence[Hit]
) -> Content | None:
    """``According to Mills, …``; ``…, according to Mills``."""
    tokens, end = prose.tokens, sentence[1]
    start = _skip_conjunction(prose, sentence[0], first)
    parts: list[Span] = []
    if start < first - 1 and not (first - start < 4 and tokens[start].flags & PREPOSITION):
        stop = first
        while stop > start and tokens[stop - 1].flags & (COMMA | DASH):
            stop -= 1
        for k in range(stop - 1, start, -1):
            if tokens[k].text == ";" and prose.quoted[k] < 0:
                start = k + 1
                break
        parts.append((start, stop))
    comma = next(
        (
            k
            for k in range(last, end)
            if tokens[k].flags & (COMMA | MARK)
            and prose.quoted[k] < 0
            and k + 1 < end
            and not tokens[k + 1].flags & RELATIVE
        ),
        None,
    )
    if comma is None and not parts and not prose.language.table["cues"]["according_comma"]:
        comma = last - 1
    if comma is not None and not parts:
        stop = trimmed(prose, end)
        for other in following:
            stop = min(stop, other_clause(prose, other, other, comma + 1, stop))
        parts.append((comma + 1, stop))
    parts = [p for p in parts if p[0] < p[1]]
    return Content(parts, _quoted(prose, parts), "according") if parts else None


def _inside_phrase(prose: Prose, sentence: Span, quotation: int) -> bool:
    """Whether a quotation is a title or a word in what leads up to the subject: ``In the book
    “…,” Mills said that``."""
    first = prose.quotations[quotation].first
    return first > sentence[0] and not prose.tokens[first - 1].flags & PUNCTUATION


def _quoted(prose: Prose, parts: list[Span]) -> str:
    words = [
        prose.quoted[k] >= 0
        for first, end in parts
        for k in range(first, end)
        if not prose.tokens[k].flags & PUNCTUATION
    ]
    if not any(words):
        return "indirect"
    return "direct" if all(words) else "mixed"


def _before(prose: Prose, sentence: Span, hit: Hit, first: int) -> Span | None:
    """What stands before the cue: a quotation, or a clause and a comma."""
    if hit.how in ("participle", "shared", "noun") or not (
        hit.reports or "infinitive" in hit.cue.classes
    ):
        return None
    tokens = prose.tokens
    k = first - 1
    while (
        k >= sentence[0]
        and prose.quoted[k] < 0
        and (tokens[k].flags & (CONJUNCTION | ADVERB | TIME) and not tokens[k].flags & COMMA)
        and hit.how == "finite"
        and k > sentence[0]
    ):
        k -= 1
    if k < sentence[0]:
        return None
    if prose.quoted[k] < 0 and tokens[k].flags & (COMMA | DASH):
        k -= 1
        comma = True
    else:
        comma = False
    if k < sentence[0]:
        return None
    if prose.quoted[k] >= 0:
        return _quotation_before(prose, sentence, k)
    if not comma or not hit.cue.classes & {"say", "tell"}:
        return None
    if not _ends_or_pauses(prose, sentence, hit):
        return None
    start = _skip_conjunction(prose, sentence[0], k)
    is_parenthesis = bool(tokens[min(hit.edges[1], len(tokens) - 1)].flags & COMMA)
    return (start, k + 1) if k - start >= 1 or is_parenthesis else None


def _quotation_before(prose: Prose, sentence: Span, k: int) -> Span | None:
    """The quotation that ends at ``k``, with the clause that leads into it."""
    quotation = prose.quotations[prose.quoted[k]]
    start = _skip_conjunction(prose, sentence[0], quotation.first)
    if start >= quotation.first or quotation.first - start > 60:
        return quotation.first, quotation.last + 1
    tokens = prose.tokens
    if any(tokens[m].text == ":" for m in range(start, quotation.first)):
        return quotation.first, quotation.last + 1
    return start, quotation.last + 1


def _skip_conjunction(prose: Prose, start: int, end: int) -> int:
    while start < end and prose.tokens[start].flags & (CONJUNCTION | DASH | COMMA):
        start += 1
    return start


def _ends_or_pauses(prose: Prose, sentence: Span, hit: Hit) -> bool:
    """Whether after "…, officials said" nothing comes that could be what they said."""
    tokens = prose.tokens
    k = hit.edges[1]
    if hit.cue.classes & {"tell"} and (
        heard := phrase_after(tokens, k, sentence[1], prose.language)
    ):
        k = heard[1]
    if k >= sentence[1]:
        return True
    if hit.how == "inverted":
        return True
    flags = tokens[k].flags
    if flags & (ENDER | COMMA):
        return True
    if flags & (TIME | ADVERB | PREPOSITION) and not flags & COMPLEMENTIZER:
        return not any(
            tokens[m].flags & COMPLEMENTIZER or tokens[m].flags & QUOTE
            for m in range(k, min(k + 14, sentence[1]))
        )
    return False


def _after(
    prose: Prose,
    sentence: Span,
    hit: Hit,
    last: int,
    following: Sequence[Hit],
    before: bool,
) -> tuple[Span | None, str]:
    end = sentence[1]
    if last >= end:
        return None, ""
    start, way = opening(prose, sentence, hit, last, before)
    if start is None and not before:
        own = _parsed(prose, sentence, hit, last)
        return own, "clause" if own is not None else ""
    if start is None or start >= sentence[1]:
        return None, ""
    return (start, closing(prose, sentence, hit, start, following)), way


def _parsed(prose: Prose, sentence: Span, hit: Hit, last: int) -> Span | None:
    """The clause that a parser sees as the object of a verb, where there is a parser."""
    own = prose.parse.contents.get(hit.verb) if prose.parse is not None else None
    if not hit.cue.classes & {"say", "tell", "show"}:
        return None
    if own is None or hit.how == "inverted" or not last <= own[0] < own[1] <= sentence[1]:
        return None
    return None if any(prose.quoted[k] >= 0 for k in range(*own)) else own
