"""The lines of a source as a report on its public copy may quote them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.editing import Element as Place
from exporter.editing import Kind, Source, scan
from exporter.errors import ExporterError
from exporter.tei import Limits
from exporter.tei.audience.internal import internal_parts
from exporter.tei.audience.public_tree import filtered
from exporter.tei.audience.unnamed import said_in, secret_names
from exporter.tei.parse.parser import parse
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import Element

__all__ = ["public_text"]

_MASK = "░"
_VALUE = re.compile(r"""([^\s=<]+)\s*=\s*("[^"]*"|'[^']*')""")
_SHOWN = (Kind.OPEN, Kind.EMPTY, Kind.CLOSE, Kind.TEXT, Kind.CDATA)


def public_text(data: bytes, limits: Limits) -> str:
    """The text of a source with everything masked that no public copy holds: internal elements
    and passages, comments, instructions, pointers at what is internal, and the names of unnamed
    sources. Every other character stays where it was; nothing does where the source cannot be
    read."""
    try:
        parsed = parse(data, limits)
        source = scan(data)
        ranges = list(_ranges(parsed.root, source))
    except ExporterError:
        return ""
    text = list(source.text)
    for start, end in ranges:
        text[start:end] = [char if char in "\r\n" else _MASK for char in text[start:end]]
    return "".join(text)


def _ranges(root: Element, source: Source) -> Iterator[tuple[int, int]]:
    for token in source.tokens:
        if token.kind not in _SHOWN:
            yield token.start, token.end
    census = Census(root)
    internal = internal_parts(root, census)
    yield from said_in(source.text, secret_names(census, internal))
    elements = list(root.getroottree().getroot().iter("*"))
    if len(elements) != len(source.elements):
        yield 0, len(source.text)
        return
    places = dict(zip(elements, source.elements, strict=True))
    for passage in internal.passages:
        yield from (_slot(places, element, where) for element, where in passage.slots)
    before = {element: dict(element.items()) for element in elements}
    try:
        left = filtered(root, "public", None).census.said
    except ExporterError:
        yield 0, len(source.text)
        return
    for element, place in places.items():
        if element not in left and element is not root:
            yield place.start, place.end
        elif before[element] != dict(element.items()):
            yield from _values(source, place, before[element], dict(element.items()))


def _slot(places: dict[Element, Place], element: Element, where: str) -> tuple[int, int]:
    """The text before an element's first child, or after it."""
    place = places[element]
    children = [child for child in element if child in places]
    if where == "text":
        return place.inner, places[children[0]].start if children else place.outer
    following = next((e for e in element.itersiblings("*")), None)
    parent = element.getparent()
    end = places[following].start if following is not None else places[parent].outer
    return place.end, end


def _values(
    source: Source, place: Place, before: dict[str, str], after: dict[str, str]
) -> Iterator[tuple[int, int]]:
    """The values of a start tag that the public copy has not, or has in part."""
    changed = {key.rpartition("}")[2] for key in before if before[key] != after.get(key)}
    for found in _VALUE.finditer(source.text, place.start, place.inner):
        if found[1].rpartition(":")[2] in changed:
            yield found.start(2) + 1, found.end(2) - 1
