"""Which elements of the text are blocks, in reading order, and what is drawn around them."""

from __future__ import annotations

from html import escape

from exporter.editing import Element
from exporter.values import Struct, Value, field
from exporter.workbench.drawing.kinds import BLOCKISH, HIDDEN, NEUTRAL
from exporter.workbench.source.outline import Outline

__all__ = ["Layout", "Leaf", "laid_out"]


class Leaf(Value):
    """A block: the number of its element, its range in the file, and the HTML element that it
    becomes. ``inside`` is the number of the leaf that it is drawn in, -1 for one of its own."""

    element: int
    start: int
    end: int
    tag: str
    inside: int = -1


class Layout(Struct):
    """``parts`` are the article in order: markup, or the number of a leaf that is drawn there."""

    parts: list[str | int] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    by_element: dict[int, int] = field(default_factory=dict)
    ordered: list[Leaf] = field(default_factory=list)

    def by_start(self) -> list[Leaf]:
        """The leaves in the order of the file, those around others first."""
        if not self.ordered:
            self.ordered = sorted(self.leaves, key=lambda leaf: (leaf.start, -leaf.end))
        return self.ordered


_CONTAINERS = {
    "list": "ul",
    "item": "li",
    "table": "table",
    "row": "tr",
    "cell": "td",
    "figure": "figure",
    "quote": "blockquote",
    "cit": "div",
    "note": "aside",
    "front": "header",
    "div": "section",
}
_PARAGRAPHS = frozenset(("p", "ab", "head", "l", "byline", "salute", "signed", "label", "trailer"))


def laid_out(outline: Outline) -> Layout:
    """The layout of a file's texts."""
    work = _Work(outline)
    for text in outline.texts():
        work.put(text, 1)
    return work.layout


def container_tag(name: str, given: dict[str, str]) -> str:
    """The HTML element that is drawn around what an element holds."""
    if name == "list" and given.get("rend", given.get("type", "")) in ("numbered", "ordered"):
        return "ol"
    if name == "cell" and given.get("role") == "label":
        return "th"
    return "section" if name.startswith("div") else _CONTAINERS.get(name, "div")


class _Work:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.layout = Layout()

    def put(self, element: Element, level: int) -> None:
        name = self.outline.names[element.number]
        if name in HIDDEN or name in NEUTRAL:
            if name in ("graphic", "media"):
                self._leaf(element, level)
            return
        if not self.is_container(element):
            self._leaf(element, level)
            return
        source = self.outline.source
        tag = container_tag(name, source.attributes(element))
        self.layout.parts.append(opened(tag, name, source.attributes(element)))
        deeper = level + (name.startswith("div") and name != "div1")
        for number in self.outline.children[element.number]:
            self.put(source.elements[number], deeper)
        self.layout.parts.append(f"</{tag}>")

    def is_container(self, element: Element) -> bool:
        """Whether it has blocks in it and no words beside them."""
        return is_container(self.outline, element)

    def _leaf(self, element: Element, level: int) -> None:
        outline, layout = self.outline, self.layout
        name = outline.names[element.number]
        around = _around(outline, element, name)
        if around:
            layout.parts.append(opened(around, name, outline.source.attributes(element)))
        self._add(element, _tag(outline, element, level))
        self._notes(element, level)
        if around:
            layout.parts.append(f"</{around}>")

    def _add(self, element: Element, tag: str) -> None:
        layout = self.layout
        number = len(layout.leaves)
        layout.leaves.append(Leaf(element.number, element.start, element.end, tag))
        layout.by_element[element.number] = number
        layout.parts.append(number)
        for inner in self._inner_leaves(element):
            layout.by_element[inner.number] = len(layout.leaves)
            tag = _tag(self.outline, inner, 3)
            layout.leaves.append(Leaf(inner.number, inner.start, inner.end, tag, number))

    def _inner_leaves(self, element: Element) -> list[Element]:
        """The blocks that stand inside of a block, such as the items of a list in a paragraph."""
        found: list[Element] = []
        waiting = list(reversed(self.outline.children[element.number]))
        while waiting:
            number = waiting.pop()
            name = self.outline.names[number]
            if name in HIDDEN or name == "note":
                continue
            child = self.outline.source.elements[number]
            if name in BLOCKISH and not self.is_container(child):
                found.append(child)
            waiting.extend(reversed(self.outline.children[number]))
        return found

    def _notes(self, element: Element, level: int) -> None:
        """Notes come after the block that they are called in."""
        waiting = list(reversed(self.outline.children[element.number]))
        while waiting:
            number = waiting.pop()
            if self.outline.names[number] in HIDDEN:
                continue
            if self.outline.names[number] == "note":
                self.put(self.outline.source.elements[number], level)
            else:
                waiting.extend(reversed(self.outline.children[number]))


def is_container(outline: Outline, element: Element) -> bool:
    """Whether an element has blocks in it and no words beside them."""
    number = element.number
    if number in outline.worded or not outline.children[number]:
        return outline.names[number] in ("text", "body") and number not in outline.worded
    inner = [outline.names[child] for child in outline.children[number]]
    fits = all(_is_block(outline, child) for child in outline.children[number])
    return fits and any(name not in NEUTRAL for name in inner)


def _is_block(outline: Outline, number: int) -> bool:
    name = outline.names[number]
    if name in BLOCKISH or name in NEUTRAL or name in HIDDEN or name == "cit":
        return True
    around = outline.names[outline.source.elements[number].parent]
    beside = around.startswith("div") or around in ("text", "body", "front", "back", "figure")
    return beside or (name == "quote" and is_container(outline, outline.source.elements[number]))


_ALONE = frozenset(("item", "cell", "row", "list", "table", "note", "figure", "quote"))
"""Blocks that are drawn as a container with a paragraph in it."""


def _around(outline: Outline, element: Element, name: str) -> str:
    """What must be drawn around a block where it stands; empty where nothing need be."""
    parent = outline.names[element.parent] if element.parent >= 0 else ""
    if name == "head" and parent in ("table", "list"):
        return "caption" if parent == "table" else "li"
    if name not in _ALONE:
        return ""
    tag = container_tag(name, outline.source.attributes(element))
    return "div" if tag in ("ul", "ol", "table", "tr") else tag


def opened(tag: str, name: str, given: dict[str, str]) -> str:
    """A container's start tag."""
    shown = f"<{tag}" if tag == name else f'<{tag} class="{escape(name)}"'
    if lang := given.get("xml:lang"):
        shown += f' lang="{escape(lang)}"'
    for key, html in (("cols", "colspan"), ("rows", "rowspan")):
        if tag in ("td", "th") and given.get(key, "1").isdigit() and given.get(key, "1") != "1":
            shown += f' {html}="{given[key]}"'
    return f"{shown}>"


def _tag(outline: Outline, element: Element, level: int) -> str:
    name = outline.names[element.number]
    if name == "head":
        around = outline.names[element.parent] if element.parent >= 0 else ""
        if around in ("figure", "table", "list"):
            return "figcaption" if around == "figure" else "div"
        return f"h{min(6, max(2, level))}"
    holds = any(outline.names[n] in BLOCKISH for n in _below(outline, element))
    return "p" if name in _PARAGRAPHS and not holds else "div"


def _below(outline: Outline, element: Element) -> list[int]:
    found: list[int] = []
    waiting = list(outline.children[element.number])
    while waiting:
        number = waiting.pop()
        if outline.names[number] not in HIDDEN and outline.names[number] != "note":
            found.append(number)
            waiting.extend(outline.children[number])
    return found
