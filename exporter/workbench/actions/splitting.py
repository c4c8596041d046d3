"""Taking words out of a speech or claim: “she said” between two parts of what she said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.editing import Edit, Element, SetAttribute, Splice, attribute_value
from exporter.editing.ids import Ids
from exporter.errors import EditError
from exporter.values import Struct
from exporter.workbench.actions.action import Planned
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.places import trimmed
from exporter.workbench.source.versions import State

__all__ = ["split"]

_CHAINED = frozenset(("said", "q", "quote", "seg"))
_PUNCTUATION = re.compile(r"[,.;:!?]*\s*(?:[–—]\s*)?")


class _Part(Struct):
    """An element that is split: its attributes, and the ids of its parts so far."""

    element: Element
    given: dict[str, str]
    ids: list[str]


def split(state: State, element: Element, ranges: Sequence[tuple[int, int]]) -> Planned:
    """The edits that take ranges out of an annotation: its parts are a chain. Raises EditError."""
    kind = kind_at(state, element)
    source = state.source
    cuts = [_cut(state, element, *trimmed(source, *each)) for each in sorted(ranges)]
    around = _between(state, element, cuts)
    ids = Ids(source)
    parts = [_part(state, each, ids) for each in around]
    edits: list[Edit] = []
    for place, (start, end) in enumerate(cuts):
        first = place == 0 and _is_empty(state, element.inner, start)
        last = place == len(cuts) - 1 and _is_empty(state, end, element.outer)
        if first or last:
            edits += _moved(state, around, start, end, first=first)
            continue
        closing = "".join(f"</{each.element.name}>" for each in parts)
        opening = "".join(_opened(each, ids) for each in reversed(parts))
        edits += [Splice(start, start, closing), Splice(end, end, opening)]
    for each in parts:
        edits += _linked(state, each)
    return Planned(finished(edits, parts), "said.split", {"kind": kind}, element.start)


def _cut(state: State, element: Element, start: int, end: int) -> tuple[int, int]:
    """What comes out of the annotation: the range, white space before it, and the punctuation
    after it."""
    if not element.inner <= start < end <= element.outer:
        raise EditError("These words are not in the annotation. Choose some that are.")
    text = state.source.text
    around = state.source.around(start)
    low = around.inner if around is not None else element.inner
    while start > low and text[start - 1].isspace():
        start -= 1
    found = _PUNCTUATION.match(text, end, around.outer if around is not None else element.outer)
    return start, found.end() if found else end


def _between(state: State, element: Element, cuts: Sequence[tuple[int, int]]) -> list[Element]:
    """The elements that are open where the words are, from the inside to the annotation."""
    found: list[list[Element]] = []
    for start, end in cuts:
        first, last = state.source.around(start), state.source.around(end)
        if first is None or first is not last:
            raise EditError("These words are half in another annotation. Choose others.")
        open_ = [first]
        while open_[-1].number != element.number:
            above = state.source.parent(open_[-1])
            if above is None:
                raise EditError("These words are not in the annotation. Choose some that are.")
            open_.append(above)
        found.append(open_)
    if any(each != found[0] for each in found):
        raise EditError("These words stand in several annotations. Take them out one by one.")
    for each in found[0]:
        if state.outline.names[each.number] not in _CHAINED:
            raise EditError(f"<{each.name}> cannot be taken apart. Choose words outside of it.")
    return found[0]


def _part(state: State, element: Element, ids: Ids) -> _Part:
    given = state.source.attributes(element)
    own = given.get("xml:id") or ids.fresh(given.get("type") or state.outline.names[element.number])
    return _Part(element, given, [own])


def _opened(part: _Part, ids: Ids) -> str:
    """The start tag of a further part."""
    own = ids.fresh(part.ids[0])
    before = part.ids[-1]
    part.ids.append(own)
    kept = [(k, v) for k, v in part.given.items() if k not in ("xml:id", "next", "prev")]
    said = [*kept, ("xml:id", own), ("prev", f"#{before}"), ("next", f"\0{own}\0")]
    shown = "".join(f" {key}={attribute_value(value)}" for key, value in said)
    return f"<{part.element.name}{shown}>"


def _linked(state: State, part: _Part) -> Iterator[Edit]:
    """The first part goes on in the second; what followed the element follows the last."""
    if len(part.ids) == 1:
        return
    if "xml:id" not in part.given:
        yield SetAttribute(part.element.start, "xml:id", part.ids[0])
    yield SetAttribute(part.element.start, "next", f"#{part.ids[1]}")
    after = state.outline.ids.get(part.given.get("next", "").removeprefix("#"))
    if after is not None:
        yield SetAttribute(after.start, "prev", f"#{part.ids[-1]}")


def finished(edits: Sequence[Edit], chains: Sequence[_Part]) -> tuple[Edit, ...]:
    """The start tags of further parts with what each goes on in."""
    follows = {}
    for each in chains:
        for one, other in zip(each.ids[1:], [*each.ids[2:], ""], strict=False):
            follows[one] = f"#{other}" if other else each.given.get("next", "")
    return tuple(_with_next(each, follows) if isinstance(each, Splice) else each for each in edits)


def _with_next(edit: Splice, follows: dict[str, str]) -> Splice:
    def filled(found: re.Match[str]) -> str:
        target = follows[found[1]]
        return f" next={attribute_value(target)}" if target else ""

    return Splice(edit.start, edit.end, re.sub(' next="\0([^\0]*)\0"', filled, edit.text))


def _is_empty(state: State, start: int, end: int) -> bool:
    return start >= end or not state.source.content(start, end).string.strip()


def _moved(
    state: State, around: Sequence[Element], start: int, end: int, *, first: bool
) -> Iterator[Edit]:
    """Words at the border of an annotation: its tag is moved over them."""
    if len(around) > 1:
        raise EditError("These words are in another annotation. Take them out of that one first.")
    element, text = around[0], state.source.text
    if first:
        yield Splice(element.start, element.inner, "")
        yield Splice(end, end, text[element.start : element.inner])
    else:
        yield Splice(start, start, text[element.outer : element.end])
        yield Splice(element.outer, element.end, "")
