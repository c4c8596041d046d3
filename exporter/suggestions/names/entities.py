"""Candidates → entities and their mentions, first full name first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exporter.suggestions.analysis.flags import (
    CAPITAL,
    COMMA,
    CUE,
    DETERMINER,
    FUNCTION,
    GENITIVE,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    WORD,
)
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.names.candidates import Candidate, candidates
from exporter.suggestions.names.lexicon import Lexicon, lexicon
from exporter.suggestions.names.offices import apposition, office_before
from exporter.suggestions.names.people import Entity, EntityKind, Mention
from exporter.values import Struct

__all__ = ["Cast", "cast"]


class Cast(Struct):
    """``sentence_numbers``: for each block, its first sentence's number in the article."""

    blocks: Sequence[Prose]
    known: Lexicon
    entities: list[Entity]
    mentions: list[Mention]
    sentence_numbers: list[int]

    def sentence(self, block: int, token: int) -> int:
        """The number of a token's sentence, counted through the article."""
        for place, (_, end) in enumerate(self.blocks[block].sentences):
            if token < end:
                return self.sentence_numbers[block] + place
        return self.sentence_numbers[block] + len(self.blocks[block].sentences) - 1

    def add(self, kind: EntityKind, name: str, words: tuple[str, ...] = ()) -> Entity:
        entity = Entity(len(self.entities), kind, name, words or tuple(name.lower().split()))
        self.entities.append(entity)
        return entity


def cast(blocks: Sequence[Prose], headings: frozenset[int], existing: Iterable[Entity]) -> Cast:
    """Everybody who is named. ``headings`` are blocks whose capitals prove nothing; ``existing``
    are the entries of the article's registers."""
    numbers, total = [], 0
    for prose in blocks:
        numbers.append(total)
        total += max(1, len(prose.sentences))
    known = lexicon(blocks[0].language) if blocks else None
    made = Cast(blocks, known, [], [], numbers)  # type: ignore[arg-type]
    for entity in existing:
        entity.number = len(made.entities)
        made.entities.append(entity)
    if known is None:
        return made
    found = [
        c for prose in blocks for c in candidates(prose, known, heading=prose.number in headings)
    ]
    _enter_full(made, found)
    for candidate in found:
        _mention(made, candidate)
    made.mentions.sort(key=lambda m: (m.block, m.first))
    _describe(made)
    return made


def _text(made: Cast, candidate: Candidate) -> str:
    text = made.blocks[candidate.block].words(candidate.first, candidate.end)
    return " ".join(text.split())


def _words(made: Cast, candidate: Candidate) -> tuple[str, ...]:
    tokens = made.blocks[candidate.block].tokens[candidate.first : candidate.end]
    words = tuple(t.low for t in tokens)
    while len(words) > 1 and words[-1] in made.known.suffixes:
        words = words[:-1]
    return words


_ENTITY: dict[str, EntityKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "place?": "place",
}


def _enter_full(made: Cast, found: Sequence[Candidate]) -> None:
    """Entities for all names that say of themselves what they are, longer before shorter."""
    capitals = made.blocks[0].language.table["dates"]["nouns_capital"]
    surnames = {_words(made, c)[-1] for c in found if c.kind == "person" and c.end - c.first > 1}
    titled = {_words(made, c)[-1] for c in found if c.titled and c.kind == "person"}
    speaking = {_words(made, c) for c in found if c.kind == "speaker"}
    for candidate in sorted(found, key=lambda c: (-(c.end - c.first > 1), c.block, c.first)):
        words = _words(made, candidate)
        kind = candidate.kind
        if kind in ("unknown", "speaker", "place?") and not capitals:
            if len(words) in (2, 3) and words[-1] in titled | surnames:
                kind = "person"
            elif kind == "speaker" or words in speaking:
                kind = "person" if len(words) in (2, 3) else "organisation"
        elif kind == "place?":
            kind = "unknown"
        if kind not in _ENTITY or candidate.weak:
            continue
        if kind == "person" and len(words) == 1 and words[-1] in surnames:
            continue
        if kind == "organisation" and len(words) == 1 and words[0] in surnames | titled:
            continue
        if _same(made, words, _ENTITY[kind]) is None:
            entity = made.add(_ENTITY[kind], _text(made, candidate), words)
            entity.gender = made.known.given.get(words[0], "") if kind == "person" else ""
            entity.plural = False


def _same(made: Cast, words: tuple[str, ...], kind: str = "") -> Entity | None:
    """The entity of these words: the same, a part of the same person's name, an acronym."""
    for entity in made.entities:
        if entity.words == words and (not kind or entity.kind == kind):
            return entity
    for entity in reversed(made.entities):
        if kind and entity.kind != kind:
            continue
        if entity.kind == "person" and _part_of_name(words, entity.words):
            return entity
        if entity.kind == "organisation" and _short_for(words, entity.words):
            return entity
    return None


def _part_of_name(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """``Mills`` and ``Ada`` of ``Ada Mills``; ``Donald Trump`` of ``Donald J. Trump``."""
    if len(words) == 1:
        return words[0] in (full[-1], full[0]) and len(full) > 1 and len(words[0]) > 1
    return (len(words) < len(full) and words[-1] == full[-1] and words[0] == full[0]) or (
        len(words) > len(full) > 1 and words[-1] == full[-1] and words[0] == full[0]
    )


def _short_for(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(words) == 1 and len(words[0]) > 2:
        initials = "".join(w[0] for w in full if w not in ("of", "the", "for", "and", "on", "&"))
        if words[0].replace(".", "") == initials:
            return True
    return 1 < len(words) < len(full) and full[-len(words) :] == words


def _mention(made: Cast, candidate: Candidate) -> None:
    words = _words(made, candidate)
    kind = _ENTITY.get(candidate.kind, "")
    entity = _same(made, words, kind) or _same(made, words)
    if entity is None:
        return
    if len(words) == 1 and entity.words != words and candidate.kind == "place":
        return
    prose = made.blocks[candidate.block]
    if (
        candidate.weak
        and candidate.kind == "unknown"
        and len(words) == 1
        and not _likely(entity, words)
    ):
        return
    following = prose.tokens[candidate.end] if candidate.end < len(prose.tokens) else None
    owner = following is not None and following.low in ("'s", "'", "’")
    made.mentions.append(
        Mention(
            candidate.block,
            candidate.first,
            candidate.end,
            entity.number,
            "name",
            made.sentence(candidate.block, candidate.first),
            subject=_is_subject(prose, candidate),
            owner=owner,
            quoted=prose.quoted[candidate.first] >= 0,
        )
    )
    entity.count += 1
    if candidate.lead < candidate.first and not entity.gender:
        for token in prose.tokens[candidate.lead : candidate.first]:
            entity.gender = entity.gender or made.known.gendered.get(token.low, "")


def _likely(entity: Entity, words: tuple[str, ...]) -> bool:
    return (entity.kind == "person" and words[0] == entity.words[-1]) or entity.words == words


def _is_subject(prose: Prose, candidate: Candidate) -> bool:
    """Whether a verb follows a name that no preposition governs."""
    tokens = prose.tokens
    before = tokens[candidate.lead - 1] if candidate.lead else None
    if before is not None and before.flags & (PREPOSITION | GENITIVE | POSSESSIVE):
        return False
    after = tokens[candidate.end] if candidate.end < len(tokens) else None
    if after is None:
        return False
    if after.flags & COMMA:
        return before is None or bool(before.flags & PUNCTUATION)
    return bool(after.flags & (FUNCTION & ~PREPOSITION & ~DETERMINER | CUE)) or (
        after.low.endswith(("ed", "s")) and not after.flags & CAPITAL
    )


def _describe(made: Cast) -> None:
    """Occupation, affiliation and gender, from the first mention that tells them."""
    for mention in made.mentions:
        entity = made.entities[mention.entity]
        if entity.kind != "person" or entity.identifier:
            continue
        prose = made.blocks[mention.block]
        if not entity.occupation:
            told = apposition(prose, mention.end) or office_before(prose, mention.first, made.known)
            if told is not None:
                entity.occupation, entity.affiliation = told
                for word in entity.occupation.lower().split():
                    entity.gender = entity.gender or made.known.gendered.get(word, "")
                    if prose.language.flags.get(word, 0) & PERSON and not entity.gender:
                        entity.gender = made.known.gendered.get(word, "")
        _gender_after(made, mention, entity)


def _gender_after(made: Cast, mention: Mention, entity: Entity) -> None:
    """Nobody else is named in the sentence, and it says "her"."""
    if entity.gender:
        return
    prose = made.blocks[mention.block]
    for token in prose.tokens[mention.end : mention.end + 6]:
        if token.flags & WORD and token.low in ("his", "her", "himself", "herself"):
            entity.gender = made.known.gendered.get(token.low, "")
            return
        if token.flags & CAPITAL and token.flags & WORD:
            return
