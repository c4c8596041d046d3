"""What the suggesters share while one article is worked on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from exporter.suggestions.document import Document
from exporter.suggestions.names.entities import Cast
from exporter.suggestions.names.people import Entity, EntityKind
from exporter.suggestions.suggestion import Entry, EntryKind, Kind, Suggestion
from exporter.values import Struct, field

__all__ = ["Workspace"]

_PREFIX: dict[EntityKind, str] = {
    "person": "p",
    "organisation": "o",
    "place": "pl",
    "source": "s",
}
_ENTRY: dict[EntityKind, EntryKind] = {
    "person": "person",
    "organisation": "org",
    "place": "place",
    "source": "bibl",
}


class Workspace(Struct):
    """``made`` are the suggestions so far; ``keys`` the ids that entities have or get."""

    document: Document
    cast: Cast
    made: list[Suggestion] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)

    def fresh(self, prefix: str) -> str:
        """An id that neither the article nor another suggestion has."""
        while True:
            self.counts[prefix] = self.counts.get(prefix, 0) + 1
            key = f"{prefix}{self.counts[prefix]}"
            if key not in self.taken:
                self.taken.add(key)
                return key

    def key(self, entity: Entity) -> str:
        """The ``xml:id`` of an entity's entry: the article's own, or one made of its name."""
        if entity.identifier:
            return entity.identifier
        if entity.number not in self.keys:
            last = entity.words[-1:] if entity.kind == "person" and not entity.unnamed else ()
            stem = _slug(last or entity.words[:4])
            key = base = f"{_PREFIX[entity.kind]}.{stem or 'x'}"
            number = 2
            while key in self.taken:
                key, number = f"{base}-{number}", number + 1
            self.taken.add(key)
            self.keys[entity.number] = key
        return self.keys[entity.number]

    def entry(self, entity: Entity) -> tuple[Entry, ...]:
        """The register entry that has to be made for an entity; none where there is one."""
        if entity.identifier:
            return ()
        return (
            Entry(
                _ENTRY[entity.kind],
                self.key(entity),
                entity.name,
                "unnamed-source" if entity.unnamed and entity.kind == "person" else "",
                type=entity.type,
                occupation=entity.occupation,
                affiliation=entity.affiliation,
            ),
        )

    def suggest(
        self,
        kind: Kind,
        element: str,
        place: tuple[int, int, int],
        attributes: Iterable[tuple[str, str]],
        *,
        score: float,
        reason: str,
        entities: Iterable[Entity] = (),
        prefix: str = "",
        sure: bool = False,
        precision: str = "",
    ) -> Suggestion:
        """Make and keep a suggestion for a range of characters of a block."""
        number, start, end = place
        block = self.document.blocks[number]
        made = Suggestion(
            id=self.fresh(prefix or element[0]),
            kind=kind,
            element=element,
            block=number,
            start=start,
            end=end,
            words=block.text[start:end],
            path=self._path(number),
            attributes=tuple(attributes),
            precision=precision,
            entries=tuple(entry for entity in entities for entry in self.entry(entity)),
            score=round(max(0.0, min(1.0, score)), 3),
            sure=sure,
            reason=reason,
        )
        self.made.append(made)
        return made

    def _path(self, number: int) -> str:
        if number not in self.paths:
            self.paths[number] = self.document.blocks[number].path
        return self.paths[number]

    def characters(self, block: int, first: int, end: int) -> tuple[int, int, int]:
        """A range of a block's tokens as one of characters."""
        tokens = self.document.prose[block].tokens
        return block, tokens[first].start, tokens[end - 1].end


def _slug(words: Iterable[str]) -> str:
    text = unicodedata.normalize("NFKD", "-".join(words))
    plain = "".join(c for c in text if not unicodedata.combining(c)).replace("ß", "ss")
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:40]
