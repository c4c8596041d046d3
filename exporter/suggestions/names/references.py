"""Who is meant by "she", "the mayor", "who": references to entities."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.suggestions.analysis.flags import (
    BINDING,
    CAPITAL,
    COMMA,
    DETERMINER,
    GENITIVE,
    NUMBER,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    TEXT,
    TIME,
)
from exporter.suggestions.analysis.phrases import phrase_before
from exporter.suggestions.analysis.tokens import Token
from exporter.suggestions.names.entities import Cast
from exporter.suggestions.names.people import Entity, Mention
from exporter.values import Struct

__all__ = ["Reference", "resolve"]


class Reference(Struct):
    """The tokens to mark and whom they mean; ``form`` as in ``Mention``."""

    first: int
    end: int
    entity: Entity
    form: str
    score: float


_REACH = 9
"""How many sentences back a pronoun may point."""

_ARTICLES = ("the", "der", "die", "das", "dem", "den", "des")


def resolve(cast: Cast, block: int, first: int, end: int) -> Reference | None:
    """Whom a speaker's phrase means. A phrase that names nobody becomes an unnamed person, a
    body or a source; None for the author's own "I" and "we"."""
    prose = cast.blocks[block]
    tokens = prose.tokens
    if end - first == 1:
        token = tokens[first]
        pronouns = prose.language.lists
        if token.low in pronouns["pronouns.first"] or token.low in ("you", "there"):
            return None
        for group in ("singular", "plural", "thing"):
            if token.low in pronouns[f"pronouns.{group}"]:
                return _pronoun(cast, block, first, group)
        if token.flags & RELATIVE:
            return _relative(cast, block, first)
        if token.low in cast.known.indefinite:
            return None
    return _phrase(cast, block, first, end)


def _phrase(cast: Cast, block: int, first: int, end: int) -> Reference | None:
    prose = cast.blocks[block]
    tokens = prose.tokens
    head = _core_end(cast, block, first, end)
    group = _group(cast, block, first, end)
    if group is not None:
        return Reference(first, end, group, "description", 0.8)
    named = [
        m
        for m in cast.mentions
        if m.block == block and first <= m.first and m.end <= head and m.form == "name"
    ]
    if named and named[-1].end == head and not tokens[head - 1].flags & GENITIVE:
        mention = named[-1]
        return Reference(
            mention.first, mention.end, cast.entities[mention.entity], "name", mention.score
        )
    while first < head and tokens[first].flags & DETERMINER and tokens[first].low in _ARTICLES:
        first += 1
    if first >= head:
        return None
    return _description(cast, block, first, head, end)


def _group(cast: Cast, block: int, first: int, end: int) -> Entity | None:
    """``Mills and Okoye``: two names and nothing else; the group is an entity of its own."""
    tokens = cast.blocks[block].tokens
    named = [
        m
        for m in cast.mentions
        if m.block == block and first <= m.first and m.end <= end and m.form == "name"
    ]
    if len(named) < 2 or not any(t.low in ("and", "und", "&") for t in tokens[first:end]):
        return None
    covered = {k for m in named for k in range(m.first, m.end)}
    rest = [
        t.low
        for k, t in enumerate(tokens[first:end], first)
        if k not in covered and t.low not in cast.known.titles
    ]
    if any(word not in (",", "and", "und", "&", "both") for word in rest):
        return None
    members = tuple(dict.fromkeys(m.entity for m in named))
    for entity in cast.entities:
        if entity.members == members:
            return entity
    made = cast.add("person", " ".join(cast.blocks[block].words(first, end).split()))
    made.plural, made.members = True, members
    return made


def _core_end(cast: Cast, block: int, first: int, end: int) -> int:
    """Where the phrase's own noun ends, before prepositions and parentheses."""
    tokens = cast.blocks[block].tokens
    for m in cast.mentions:
        if (
            m.block == block
            and m.form == "name"
            and first <= m.first < end
            and not any(tokens[k].flags & (PREPOSITION | COMMA) for k in range(first, m.first))
        ) and (m.end >= end or not tokens[m.end].flags & GENITIVE):
            after = tokens[m.end] if m.end < end else None
            if after is None or (
                not after.flags & CAPITAL and (after.flags & (BINDING | COMMA | PREPOSITION))
            ):
                return m.end
    k = first
    while k < end and not (k > first and tokens[k].flags & (BINDING | PREPOSITION | COMMA)):
        k += 1
    return k


def _description(cast: Cast, block: int, first: int, head: int, end: int) -> Reference | None:
    """``the mayor``, ``officials``, ``the ministry``, ``a new report``."""
    prose = cast.blocks[block]
    tokens = prose.tokens
    while head > first + 1 and tokens[head - 1].low.endswith(("ed", "ing")):
        head = end = head - 1
    noun = tokens[head - 1].low
    definite = first > 0 and tokens[first - 1].low in ("the", "der", "die", "das")
    text = " ".join(prose.words(first, end).split())
    kind = cast.known.sources.get(noun) or cast.known.sources.get(noun.removesuffix("s"))
    if kind:
        return Reference(first, end, _source(cast, text, kind), "description", 0.6)
    if tokens[head - 1].flags & (NUMBER | TIME) and not tokens[head - 1].flags & PERSON:
        return None
    owned = any(t.flags & GENITIVE for t in tokens[first : head - 1])
    known = _by_office(cast, block, first, noun, owned=owned) if definite else None
    if known is not None:
        return Reference(first, head, known, "description", 0.6)
    if tokens[head - 1].flags & (DETERMINER | POSSESSIVE) and end - head < 2:
        return None
    known_noun = any(t.flags & (PERSON | TEXT | CAPITAL | GENITIVE) for t in tokens[first:end])
    score = 0.7 if known_noun else 0.45
    organisation = noun in cast.known.organisations and not tokens[head - 1].flags & PERSON
    return Reference(
        first, end, _unnamed(cast, text, tokens[head - 1].low, organisation), "description", score
    )


def _source(cast: Cast, text: str, kind: str) -> Entity:
    for entity in cast.entities:
        if entity.kind == "source" and entity.name.lower() == text.lower():
            return entity
    entity = cast.add("source", text)
    entity.type = kind
    return entity


def _unnamed(cast: Cast, text: str, noun: str, organisation: bool) -> Entity:
    kind = "organisation" if organisation else "person"
    for entity in cast.entities:
        if entity.unnamed and entity.kind == kind and entity.name.lower() == text.lower():
            return entity
    entity = cast.add(kind, text)  # type: ignore[arg-type]
    entity.unnamed = True
    entity.plural = noun.endswith("s") or noun in cast.blocks[0].language.lists["words.plural"]
    entity.gender = cast.known.gendered.get(noun, "")
    return entity


def _by_office(cast: Cast, block: int, first: int, noun: str, *, owned: bool) -> Entity | None:
    """The nearest person or body before a place who is known by this noun, or was described by
    it ("an official … the official"). ``owned``: the phrase
    says whose ("the mayor's office"), so that it is no body known by its noun alone."""
    place = cast.sentence(block, first)
    for mention in reversed(cast.mentions):
        if (mention.block, mention.first) >= (block, first) or mention.quoted:
            continue
        if place - mention.sentence > 40:
            break
        entity = cast.entities[mention.entity]
        if entity.kind == "person" and noun in entity.occupation.lower().split():
            return entity
        if entity.kind == "person" and entity.unnamed and noun in entity.words:
            return entity
        if (
            entity.kind == "organisation"
            and not owned
            and noun in cast.known.head_organisations
            and (noun in entity.words)
        ):
            return entity
    return None


def _undated(tokens: Sequence[Token], end: int) -> int:
    """Before the date that a preposition joins to a noun: ``a letter of 12 May that …``."""
    first = end
    while first > 0 and tokens[first - 1].flags & (NUMBER | TIME):
        first -= 1
    dated = first < end and first > 1 and tokens[first - 1].flags & PREPOSITION
    return first - 1 if dated else end


def _relative(cast: Cast, block: int, at: int) -> Reference | None:
    """``who`` means what stands before it."""
    tokens = cast.blocks[block].tokens
    end = at
    while end > 0 and tokens[end - 1].flags & COMMA:
        end -= 1
    before = phrase_before(tokens, _undated(tokens, end), 0, cast.blocks[block].language)
    if before is None:
        return None
    found = _phrase(cast, block, *before)
    if found is None:
        return None
    return Reference(at, at + 1, found.entity, "pronoun", 0.9 * found.score)


def _pronoun(cast: Cast, block: int, at: int, group: str) -> Reference | None:
    """The likeliest mention before a pronoun: of its gender and number, near, a subject, often
    named."""
    prose = cast.blocks[block]
    gender = cast.known.gendered.get(prose.tokens[at].low, "")
    here = cast.sentence(block, at)
    ranked: dict[int, float] = {}
    for mention in cast.mentions:
        if (mention.block, mention.first) >= (block, at):
            break
        distance = here - mention.sentence
        if distance > _REACH:
            continue
        entity = cast.entities[mention.entity]
        fit = _fits(entity, group, gender)
        if fit is None:
            continue
        value = fit + _weight(cast, mention, block, distance)
        ranked[entity.number] = max(ranked.get(entity.number, -99.0), value)
    if not ranked:
        return None
    order = sorted(ranked.items(), key=lambda item: -item[1])
    best = order[0]
    lead = best[1] - order[1][1] if len(order) > 1 else 3.0
    score = max(0.3, min(0.93, 0.55 + 0.12 * lead))
    return Reference(at, at + 1, cast.entities[best[0]], "pronoun", score)


def _fits(entity: Entity, group: str, gender: str) -> float | None:
    """How well an entity suits a pronoun; None where it cannot be meant."""
    if group == "singular":
        if entity.kind != "person" or entity.plural:
            return None
        if gender and entity.gender and entity.gender != gender:
            return None
        return 1.0 if entity.gender == gender else (-0.3 if not entity.unnamed else -1.5)
    if group == "plural":
        if entity.plural:
            return 1.5
        return -1.0 if entity.kind == "organisation" else None
    if entity.kind in ("organisation", "source"):
        return 1.0
    return -1.0 if entity.kind == "place" else None


def _weight(cast: Cast, mention: Mention, block: int, distance: int) -> float:
    value = -0.9 * distance - (0.6 if mention.block != block else 0.0)
    if mention.subject:
        value += 1.4
    if mention.form == "pronoun":
        value += 0.6
    if mention.owner:
        value -= 0.5
    if mention.quoted:
        value -= 1.2
    return value + min(cast.entities[mention.entity].count, 8) * 0.12
