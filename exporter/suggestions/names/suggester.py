"""Names in prose → suggestions."""

from __future__ import annotations

from exporter.suggestions.suggestion import Kind
from exporter.suggestions.workspace import Workspace

__all__ = ["suggest_names"]

_ELEMENTS: dict[str, tuple[Kind, str]] = {
    "person": ("person", "persName"),
    "organisation": ("organisation", "orgName"),
    "place": ("place", "placeName"),
}


def suggest_names(work: Workspace) -> None:
    """Add an element for each mention of somebody by name."""
    for mention in work.cast.mentions:
        entity = work.cast.entities[mention.entity]
        if mention.form != "name" or entity.kind not in _ELEMENTS or entity.members:
            continue
        place = work.characters(mention.block, mention.first, mention.end)
        if work.document.is_annotated("name", *place):
            continue
        kind, element = _ELEMENTS[entity.kind]
        full = len(entity.words) > 1 or bool(entity.identifier) or entity.count > 2
        work.suggest(
            kind,
            element,
            place,
            [("ref", f"#{work.key(entity)}")],
            score=0.85 if full else 0.65,
            reason=f"a name: {entity.name}",
            entities=(entity,),
            prefix="n",
        )
