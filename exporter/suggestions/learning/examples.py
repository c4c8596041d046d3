"""Confirmed articles as examples: what the rules find in one, and whether it is annotated so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.suggestions.document import Document, open_document
from exporter.suggestions.learning.features import features
from exporter.suggestions.names.entities import cast
from exporter.suggestions.speech.suggester import Attributed, attributed
from exporter.suggestions.workspace import Workspace
from exporter.tei.tree.elements import Element, identifier, name
from exporter.tei.tree.suggestions import draft_ids, is_suggestion
from exporter.values import Struct, field

__all__ = ["ALL", "examples"]

ALL = 0.01
"""Even unlikely speeches are examples: of what is not confirmed."""

Places = set[tuple[int, int]]
"""Characters: the number of the block, and the offset in it."""

_NAMES = frozenset({"persName", "orgName", "placeName", "rs", "name"})


class Marked(Struct):
    """A speech that somebody has marked: its characters, and those of the names that point at
    whoever ``@who`` means; ``who`` are the pointers."""

    places: Places
    who: frozenset[str]
    names: Places = field(default_factory=set)


def examples(source: bytes) -> Iterator[tuple[list[str], bool]]:
    """Features, and whether somebody has marked it so. None of an article without speech."""
    document = open_document(source)
    marked = _marked(document)
    if not marked or not document.prose:
        return
    people = cast(document.prose, document.headings, document.entities)
    work = Workspace(document, people, taken=set(document.ids))
    for each in attributed(work, least=ALL):
        yield features(document, each), _is_marked(work, each, marked)


def _marked(document: Document) -> list[Marked]:
    """Each speech that is no suggestion; parts that are joined are one."""
    drafts = draft_ids(document.root)
    speeches: dict[Element, Places] = {}
    named: dict[str, Places] = {}
    for element, places in _annotated(document):
        tag = name(element)
        if tag in ("said", "q") and not is_suggestion(element, drafts):
            speeches.setdefault(element, set()).update(places)
        elif tag in _NAMES:
            for pointer in (element.get("ref") or "").split():
                named.setdefault(pointer, set()).update(places)
    groups: dict[str, Marked] = {}
    for number, (element, places) in enumerate(speeches.items()):
        key = (element.get("prev") or "").removeprefix("#")
        own = identifier(element) or str(number)
        who = frozenset((element.get("who") or "").split())
        group = groups.pop(key, None) or Marked(set(), who)
        group.places |= places
        groups[own] = group
    for group in groups.values():
        for pointer in group.who:
            group.names |= named.get(pointer, set())
    return list(groups.values())


def _annotated(document: Document) -> Iterator[tuple[Element, Places]]:
    """The elements inside blocks, with characters that they hold."""
    for block in document.blocks:
        for piece in block.pieces:
            held = (piece.element.tail if piece.tail else piece.element.text) or ""
            places = {(block.number, piece.start + k) for k in range(len(held))}
            inside = piece.element.getparent() if piece.tail else piece.element
            while inside is not None and inside is not block.element:
                yield inside, places
                inside = inside.getparent()


def _is_marked(work: Workspace, each: Attributed, marked: Sequence[Marked]) -> bool:
    """Whether half of the characters are those of a speech, of the same speaker."""
    places: Places = set()
    for part in each.speech.parts:
        number, start, end = work.characters(*part)
        places |= {(number, k) for k in range(start, end)}
    who: set[str] = set()
    head: Places = set()
    if each.reference is not None:
        entities = each.reference.entity.everybody(work.cast.entities)
        who = {f"#{work.key(entity)}" for entity in entities}
    if each.speech.speaker is not None:
        number, start, end = work.characters(*each.speech.speaker)
        head = {(number, k) for k in range(start, end)}
    return any(
        2 * len(places & one.places) >= 0.5 * (len(places) + len(one.places))
        and (not one.who or bool(who & one.who) or bool(head & one.names))
        for one in marked
    )
