"""Attributes that can be put in or put right without a question: the id of a claim, whether speech
is direct, which its quotation marks say, and the id of an element whose id another one has, to
which what points at it goes on to point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from exporter.editing import Element, SetAttribute
from exporter.editing.ids import Ids
from exporter.workbench.actions.marks import is_quoted
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.source.versions import State

__all__ = ["completed", "is_completable"]

_Made = Callable[[State, Element, Ids], str]


def is_completable(state: State, rule: str, element: Element) -> bool:
    """Whether a finding of a rule is ended by such an attribute here."""
    return any(True for _ in _wanted(state, rule, element))


def completed(state: State, findings: Iterable[tuple[str, Element]]) -> Iterator[SetAttribute]:
    """The edits that end findings: each is its rule and its element."""
    ids = Ids(state.source)
    for rule, element in findings:
        for name, made in _wanted(state, rule, element):
            yield SetAttribute(element.start, name, made(state, element, ids))


def _wanted(state: State, rule: str, element: Element) -> Iterator[tuple[str, _Made]]:
    given, tag = state.source.attributes(element), state.outline.names[element.number]
    own = given.get("xml:id", "")
    match rule:
        case "schema":
            if tag == "seg" and kind_at(state, element) == "claim" and not own:
                yield "xml:id", _claim
            if tag == "said" and "direct" not in given:
                yield "direct", _direct
        case "duplicate-id":
            first = state.outline.ids.get(own)
            if first is not None and first.number != element.number:
                yield "xml:id", _other


def _claim(state: State, element: Element, ids: Ids) -> str:
    del state, element
    return ids.fresh("claim")


def _other(state: State, element: Element, ids: Ids) -> str:
    return ids.fresh(state.source.attributes(element)["xml:id"])


def _direct(state: State, element: Element, ids: Ids) -> str:
    del ids
    return "true" if is_quoted(state.outline.words_of(element)) else "false"
