"""Speeches and speakers → suggestions."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.suggestions.names.people import Entity, Mention
from exporter.suggestions.names.references import Reference, resolve
from exporter.suggestions.speech.detection import Speech, article_speeches
from exporter.suggestions.speech.scores import LEAST, SURE, reason, score
from exporter.suggestions.suggestion import Kind, Suggestion
from exporter.suggestions.workspace import Workspace
from exporter.values import Struct, replace

__all__ = ["Attributed", "attributed", "suggest_speeches"]


class Attributed(Struct):
    """A speech with who speaks: ``reference`` is None where that cannot be told."""

    speech: Speech
    reference: Reference | None


def attributed(work: Workspace, least: float = LEAST) -> Iterator[Attributed]:
    """The speeches that are likely enough, in order, each with its speaker."""
    prose = work.document.prose
    for speech in article_speeches(prose):
        speech.parts = [p for p in speech.parts if p[1] < p[2]]
        if not speech.parts:
            continue
        block = (speech.cue or speech.speaker or speech.parts[0])[0]
        speech.score = score(speech, prose[block])
        if speech.score < least:
            continue
        found = resolve(work.cast, *speech.speaker) if speech.speaker is not None else None
        if found is not None and speech.speaker is not None:
            _remember(work, speech.speaker[0], found)
        yield Attributed(speech, found)


def _remember(work: Workspace, block: int, found: Reference) -> None:
    """A speaker is a mention too: the next "she" may mean her."""
    if found.form == "name":
        return
    found.entity.count += 1
    sentence = work.cast.sentence(block, found.first)
    mention = Mention(
        block, found.first, found.end, found.entity.number, found.form, sentence, subject=True
    )
    place = len(work.cast.mentions)
    while place and (
        work.cast.mentions[place - 1].block,
        work.cast.mentions[place - 1].first,
    ) > (block, found.first):
        place -= 1
    work.cast.mentions.insert(place, mention)


def suggest_speeches(work: Workspace, speeches: list[Attributed]) -> None:
    """Add a ``said`` for each part of each speech."""
    for each in speeches:
        speech, found = each.speech, each.reference
        parts = _characters(work, speech)
        if not parts:
            continue
        likely = speech.score * (0.5 + 0.5 * found.score / 0.8 if found is not None else 0.6)
        sure = (
            speech.quoted == "direct"
            and speech.score >= SURE
            and found is not None
            and (found.form == "name" or found.score >= 0.6)
        )
        entities = found.entity.everybody(work.cast.entities) if found is not None else ()
        needed = entities
        if speech.source >= 0:
            needed = (*entities, work.cast.entities[speech.source])
        block = (speech.cue or speech.speaker or speech.parts[0])[0]
        text = reason(speech, work.document.prose[block])
        made = [
            work.suggest(
                "speech",
                "said",
                part,
                _attributes(work, speech, entities),
                score=min(0.99, likely),
                reason=text,
                entities=needed,
                prefix="q",
                sure=sure,
            )
            for part in parts
        ]
        _chain(work, each, made)


def _attributes(
    work: Workspace, speech: Speech, entities: tuple[Entity, ...]
) -> list[tuple[str, str]]:
    direct = "true" if speech.quoted == "direct" else "false"
    people = [e for e in entities if e.kind != "source"]
    sources = [e for e in entities if e.kind == "source"]
    if speech.source >= 0:
        sources.append(work.cast.entities[speech.source])
    found = [("who", " ".join(f"#{work.key(e)}" for e in people))] if people else []
    found.append(("direct", direct))
    if sources:
        found.append(("source", " ".join(f"#{work.key(e)}" for e in sources)))
    return found


def _chain(work: Workspace, each: Attributed, made: list[Suggestion]) -> None:
    """Join the parts, and tell where speaker and cue stand."""
    cue = each.speech.cue
    places = work.characters(*cue) if cue is not None else None
    for place, suggestion in enumerate(made):
        work.made[work.made.index(suggestion)] = replace(
            suggestion,
            prev=made[place - 1].id if place else "",
            next=made[place + 1].id if place + 1 < len(made) else "",
            speaker=_mention(work, each),
            cue=places[1:] if places is not None else None,
            cue_block=places[0] if places is not None else -1,
        )


def _mention(work: Workspace, each: Attributed) -> str:
    """The id of the suggestion that marks the speaker's mention; made where there is none."""
    found, speaker = each.reference, each.speech.speaker
    if speaker is None:
        return ""
    if found is None:
        return _unresolved(work, speaker)
    place = work.characters(speaker[0], found.first, found.end)
    for made in work.made:
        if made.kind != "speech" and (made.block, made.start, made.end) == place:
            return made.id
    if work.document.is_annotated("name", *place):
        return ""
    entities = found.entity.everybody(work.cast.entities)
    kind, element = _naming(found)
    text = {"name": "the speaker's name", "pronoun": "who is meant by it"}.get(
        found.form, "who speaks, unnamed"
    )
    attributes = [("ref", " ".join(f"#{work.key(e)}" for e in entities))]
    return work.suggest(
        kind,
        element,
        place,
        attributes,
        score=found.score,
        reason=text,
        entities=entities,
        prefix="n",
    ).id


def _unresolved(work: Workspace, speaker: tuple[int, int, int]) -> str:
    """A pronoun that could mean nobody in the text is marked all the same."""
    if speaker[2] - speaker[1] > 1:
        return ""
    place = work.characters(*speaker)
    if work.document.is_annotated("name", *place):
        return ""
    text = "who is meant could not be told"
    return work.suggest("person", "rs", place, (), score=0.4, reason=text, prefix="n").id


def _naming(found: Reference) -> tuple[Kind, str]:
    kind: Kind = found.entity.kind
    if found.form != "name":
        return kind, "rs"
    return kind, {"person": "persName", "organisation": "orgName", "place": "placeName"}.get(
        kind, "rs"
    )


def _characters(work: Workspace, speech: Speech) -> list[tuple[int, int, int]]:
    """The parts as ranges of characters; neighbours in one block with nothing between are one."""
    joined: list[tuple[int, int, int]] = []
    for part in sorted(speech.parts):
        number, start, end = work.characters(*part)
        if joined and joined[-1][0] == number and start <= joined[-1][2] + 1:
            joined[-1] = (number, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((number, start, end))
    return joined
