"""Taking annotations away: their words stay, and nothing is left that points at them."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.editing import Delete, Edit, Element, SetAttribute, Unwrap
from exporter.errors import EditError
from exporter.workbench.actions.action import Planned
from exporter.workbench.drawing.kinds import kind_of
from exporter.workbench.source.versions import State

__all__ = ["kind_at", "parts_of", "removed_line", "unmarked"]

_POINTING = ("target", "corresp", "from", "to", "next", "prev", "sameAs", "copyOf")


def kind_at(state: State, element: Element) -> str:
    """The kind of annotation that an element is; empty where it is none."""
    name = state.outline.names[element.number]
    if name in ("hi", "emph"):
        return "emphasis"
    if name == "span" and any(c.element == element.number for c in state.outline.facts.crossings):
        return "claim"
    return kind_of(name, state.source.attributes(element), state.outline.facts.kinds)


def parts_of(state: State, element: Element) -> list[Element]:
    """An element and those that it goes on in or goes on from, in the order of the text."""
    found = [element]
    for each in found:
        given = state.source.attributes(each)
        for key in ("next", "prev"):
            other = state.outline.ids.get(given.get(key, "").removeprefix("#"))
            if other is not None and other not in found:
                found.append(other)
    return sorted(found, key=lambda each: each.start)


def unmarked(state: State, element: Element) -> Planned:
    """The edits that take an annotation away, with all its parts. Raises EditError."""
    kind = kind_at(state, element)
    if not kind:
        raise EditError(f"<{element.name}> is no annotation that the page knows.")
    parts = parts_of(state, element)
    edits: list[Edit] = []
    for part in parts:
        edits += _one(state, part)
    gone = {state.source.attributes(part).get("xml:id", "") for part in parts} - {""}
    edits += _unpointed(state, gone, {part.number for part in parts})
    return Planned(tuple(edits), "said.unmark", {"kind": kind}, -1)


def _one(state: State, part: Element) -> Iterator[Edit]:
    name = state.outline.names[part.number]
    if name == "note":
        yield Delete(part.start, part.end)
        return
    if name == "span":
        yield from _crossing(state, part)
        return
    for number in state.outline.children[part.number]:
        if state.outline.names[number] in ("precision", "certainty"):
            child = state.source.elements[number]
            yield Delete(child.start, child.end)
    yield Unwrap(part.start)


def _crossing(state: State, span: Element) -> Iterator[Edit]:
    """The span, its group where it is the last in it, and anchors that nothing else needs."""
    source, outline = state.source, state.outline
    group = source.parent(span)
    alone = group is not None and outline.children[group.number] == [span.number]
    gone = group if alone and group is not None else span
    yield Delete(*removed_line(state, gone))
    given = source.attributes(span)
    for key in ("from", "to"):
        own = given.get(key, "").removeprefix("#")
        anchor = outline.ids.get(own)
        if anchor is None or outline.names[anchor.number] != "anchor":
            continue
        if source.text.count(f'#{own}"') + source.text.count(f"#{own} ") <= 1:
            yield Delete(anchor.start, anchor.end)


def _unpointed(state: State, gone: set[str], parts: set[int]) -> Iterator[Edit]:
    """Pointers at what is gone go too; a record of verification of nothing else goes whole."""
    source, outline = state.source, state.outline
    for number, element in enumerate(source.elements) if gone else ():
        if number in parts or not any(f"#{own}" in _tag(state, element) for own in gone):
            continue
        for key, value in source.attributes(element).items():
            if key not in _POINTING:
                continue
            left = [token for token in value.split() if token.removeprefix("#") not in gone]
            if len(left) == len(value.split()):
                continue
            if outline.names[number] == "annotation" and not left:
                yield from _record(state, element)
            else:
                yield SetAttribute(element.start, key, " ".join(left) or None)


def _record(state: State, annotation: Element) -> Iterator[Edit]:
    group = state.source.parent(annotation)
    alone = group is not None and state.outline.children[group.number] == [annotation.number]
    yield Delete(*removed_line(state, group if alone and group is not None else annotation))


def _tag(state: State, element: Element) -> str:
    return state.source.text[element.start : element.inner]


def removed_line(state: State, element: Element) -> tuple[int, int]:
    """The range of an element, and of the line that it has alone."""
    text = state.source.text
    start, end = element.start, element.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    line_ends = end < len(text) and text[end : end + 2].startswith(("\n", "\r"))
    if start > 0 and text[start - 1] in "\r\n" and line_ends:
        return start, end + (2 if text[end : end + 2] == "\r\n" else 1)
    return element.start, element.end
