"""The people, organisations and places of an article: entities, and where each is mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from exporter.values import Struct

__all__ = ["Entity", "EntityKind", "Mention"]

EntityKind: TypeAlias = Literal["person", "organisation", "place", "source"]


class Entity(Struct):
    """``name`` is its first full name as written; ``words`` the words it is known by, in lower
    case. ``unnamed``: only described ("officials"). ``identifier`` is the ``xml:id`` of the
    register entry that the article has already, or empty. ``members`` of a group are the numbers
    of its entities: the group itself has no entry."""

    number: int
    kind: EntityKind
    name: str
    words: tuple[str, ...]
    gender: str = ""
    plural: bool = False
    unnamed: bool = False
    identifier: str = ""
    occupation: str = ""
    affiliation: str = ""
    type: str = ""
    count: int = 0
    members: tuple[int, ...] = ()

    def everybody(self, entities: Sequence[Entity]) -> tuple[Entity, ...]:
        """Itself; of a group ("Mills and Okoye") its members."""
        return tuple(entities[number] for number in self.members) or (self,)


class Mention(Struct):
    """Tokens ``first`` to before ``end`` of block ``block`` mean entity ``entity``. ``form`` is
    ``name``, ``description`` or ``pronoun``; ``sentence`` counts through the whole article."""

    block: int
    first: int
    end: int
    entity: int
    form: str
    sentence: int
    subject: bool = False
    owner: bool = False
    quoted: bool = False
    score: float = 0.8
