"""What an internal copy prints apart: notes for the newsroom outside the prose, and comments.

A public copy has none: what is read here has left its tree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import lxml.etree as etree

from exporter.model import Remark
from exporter.tei.audience.internal import Internal
from exporter.tei.tree.attribute_values import person_name, spaced
from exporter.tei.tree.elements import XML_ID, XML_LANG, Element, folded, name
from exporter.tei.tree.pointers import Index
from exporter.text.language_tags import tag as language_tag

__all__ = ["read_newsroom"]

_MACHINES = ("xml", "oxygen", "teipublisher", "exporter", "RNG", "php")
"""What a processing instruction is called that speaks to a program, not to a person."""


def read_newsroom(
    root: Element,
    texts: Collection[Element],
    index: Index,
    internal: Internal,
    written: Collection[str],
) -> tuple[Remark, ...]:
    """In document order: the outermost internal elements outside ``texts`` (what is internal in
    prose is shown there), and all comments and instructions to people. ``written`` are the ids of
    notes that are read as such."""
    said = list(_beside(root, after=False))
    apart: list[Element] = []
    in_text: Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            said += _remark(node, index)
        elif event == "end":
            in_text = None if node is in_text else in_text
            if apart and node is apart[-1]:
                apart.pop()
        elif in_text is None and node in texts:
            in_text = node
        elif in_text is None and not apart and node in internal.elements:
            if index.given(node) not in written:
                said += _entry(node, index)
            apart.append(node)
    return (*said, *_beside(root, after=True))


def _beside(root: Element, *, after: bool) -> Iterator[Remark]:
    """Comments before or after the root element."""
    nodes = list(root.itersiblings(preceding=not after)) if root.getparent() is None else []
    for node in nodes if after else reversed(nodes):
        yield from _remark(node, None)


def _remark(node: Element, index: Index | None) -> Iterator[Remark]:
    if node.tag is etree.PI and node.target.startswith(_MACHINES):
        return
    text = folded(node.text or "")
    if text:
        about = _about(node.getparent(), index) if index is not None else ()
        yield Remark("comment", about, text, node.sourceline or 0)


def _entry(element: Element, index: Index) -> Iterator[Remark]:
    names = ("persName", "orgName", "placeName", "name")
    tag = name(element).rpartition("}")[2]
    text = person_name(element) if tag in names else spaced(element, " ")
    if not text:
        given = (
            f"{key.rpartition('}')[2]} {value}"
            for key, value in element.items()
            if key not in ("ana", XML_ID)
        )
        text = f"{tag}: {', '.join(given)}"
    about = _about(element, index)
    lang = language_tag(element.get(XML_LANG) or "")
    yield Remark(tag, about, text, element.sourceline or 0, lang)


_ABOUT = {"annotation": "target", "change": "target", "note": "target", "relation": "active"}


def _about(node: Element | None, index: Index) -> tuple[str, ...]:
    """What an annotation, change or relation is about, else the nearest thing with an id."""
    while node is not None:
        if targets := index.targets(node, _ABOUT.get(name(node), "n")):
            return targets
        if given := index.given(node):
            return (given,)
        node = node.getparent()
    return ()
