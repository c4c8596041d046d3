"""Sources: what the text names (a statement, an interview), and the notes that it gives."""

from __future__ import annotations

from exporter.suggestions.analysis.flags import ENDER, PREPOSITION, PUNCTUATION
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.names.people import Entity
from exporter.suggestions.speech.suggester import Attributed
from exporter.suggestions.workspace import Workspace

__all__ = ["suggest_sources"]

_OCCASIONS = ("statement", "interview", "briefing", "conference", "social", "document", "report")


def suggest_sources(work: Workspace, speeches: list[Attributed]) -> None:
    """Give each speech the source that its sentence names ("in a statement on Friday"): an entry
    of the register, and the words that name it are marked."""
    for each in speeches:
        cue = each.speech.cue
        if cue is None or each.reference is None or each.reference.entity.kind == "source":
            continue
        block, _first, end = cue
        prose = work.document.prose[block]
        found = _occasion(work, prose, end)
        if found is None:
            continue
        start, stop, kind = found
        entity = _entity(work, each.reference.entity, prose, (start, stop), kind)
        place = work.characters(block, start, stop)
        if work.document.is_annotated("name", *place):
            continue
        work.suggest(
            "source",
            "rs",
            place,
            [("ref", f"#{work.key(entity)}")],
            score=0.7,
            reason=f"a source that the text names: {entity.name}",
            entities=(entity,),
            prefix="n",
        )
        each.speech.source = entity.number


def _occasion(work: Workspace, prose: Prose, at: int) -> tuple[int, int, str] | None:
    """``in a statement``, ``at a news conference``, right after a cue."""
    tokens, known = prose.tokens, work.cast.known.sources
    k = at
    while k < len(tokens) and k - at < 10 and not tokens[k].flags & (PUNCTUATION & ~ENDER):
        if tokens[k].flags & PREPOSITION and tokens[k].low in ("in", "at", "on", "bei", "auf"):
            for m in range(k + 1, min(k + 6, len(tokens))):
                if tokens[m].flags & PUNCTUATION:
                    break
                kind = known.get(tokens[m].low)
                if kind in _OCCASIONS:
                    return k + 1, m + 1, kind
        k += 1
    return None


def _entity(
    work: Workspace, speaker: Entity, prose: Prose, place: tuple[int, int], kind: str
) -> Entity:
    words = " ".join(prose.words(*place).split())
    article, _, rest = words.partition(" ")
    noun = rest if article.lower() in ("a", "an", "the", "his", "her", "their", "its") else words
    name = f"{speaker.name}, {noun or words}"
    for entity in work.cast.entities:
        if entity.kind == "source" and entity.name == name:
            return entity
    made = work.cast.add("source", name)
    made.type = kind
    return made
