"""Attributes that the schema asks for and that nobody need be asked about: the id of a claim, and
whether speech is direct, which its quotation marks say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from exporter.editing import Element, SetAttribute
from exporter.editing.ids import Ids
from exporter.workbench.actions.marks import is_quoted
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.source.versions import State

__all__ = ["completed", "is_completable"]

_Made = Callable[[State, Element, Ids], str]


def is_completable(state: State, element: Element) -> bool:
    """Whether such an attribute is missing here."""
    return any(True for _ in _missing(state, element))


def completed(state: State, elements: Iterable[Element]) -> Iterator[SetAttribute]:
    """The edits that put in what is missing."""
    ids = Ids(state.source)
    for element in elements:
        for name, made in _missing(state, element):
            yield SetAttribute(element.start, name, made(state, element, ids))


def _missing(state: State, element: Element) -> Iterator[tuple[str, _Made]]:
    given, tag = state.source.attributes(element), state.outline.names[element.number]
    if tag == "seg" and kind_at(state, element) == "claim" and "xml:id" not in given:
        yield "xml:id", _fresh
    if tag == "said" and "direct" not in given:
        yield "direct", _direct


def _fresh(state: State, element: Element, ids: Ids) -> str:
    del state, element
    return ids.fresh("claim")


def _direct(state: State, element: Element, ids: Ids) -> str:
    del ids
    return "true" if is_quoted(state.outline.words_of(element)) else "false"
