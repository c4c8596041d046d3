"""Confirmed articles as examples: what the rules find in one, and whether it is annotated so."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.suggestions.document import Document, open_document
from exporter.suggestions.learning.features import features
from exporter.suggestions.names.cast import cast
from exporter.suggestions.speech.suggester import Attributed, attributed
from exporter.suggestions.workspace import Workspace
from exporter.tei.tree.elements import Element, identifier, name
from exporter.tei.tree.suggestions import draft_ids, is_suggestion

__all__ = ["ALL", "examples"]

ALL = 0.01
"""Even unlikely speeches are examples: of what is not confirmed."""

Places = set[tuple[int, int]]


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


def _marked(document: Document) -> list[tuple[Places, frozenset[str]]]:
    """The places (block, character) of each speech that is no suggestion, and its speakers; parts
    that are joined are one."""
    drafts = draft_ids(document.root)
    found: dict[Element, Places] = {}
    for block in document.blocks:
        for piece in block.pieces:
            held = (piece.element.tail if piece.tail else piece.element.text) or ""
            inside = piece.element.getparent() if piece.tail else piece.element
            while inside is not None and inside is not block.element:
                if name(inside) in ("said", "q") and not is_suggestion(inside, drafts):
                    places = found.setdefault(inside, set())
                    places |= {(block.number, piece.start + k) for k in range(len(held))}
                inside = inside.getparent()
    groups: dict[str, tuple[Places, frozenset[str]]] = {}
    for number, (element, places) in enumerate(found.items()):
        key = (element.get("prev") or "").removeprefix("#") or str(number)
        own = identifier(element) or str(number)
        before, who = groups.pop(key, (set(), frozenset((element.get("who") or "").split())))
        groups[own] = (before | places, who)
    return list(groups.values())


def _is_marked(
    work: Workspace, each: Attributed, marked: list[tuple[Places, frozenset[str]]]
) -> bool:
    """Whether half of the characters are those of a speech, of the same speaker."""
    places: Places = set()
    for part in each.speech.parts:
        number, start, end = work.characters(*part)
        places |= {(number, k) for k in range(start, end)}
    who: set[str] = set()
    if each.reference is not None:
        entities = each.reference.entity.everybody(work.cast.entities)
        who = {f"#{work.key(entity)}" for entity in entities}
    return any(
        2 * len(places & theirs) >= 0.5 * (len(places) + len(theirs))
        and (not speakers or not who or bool(who & speakers))
        for theirs, speakers in marked
    )
