"""Where an element's start tag begins, to the column; the parser knows only lines, and the last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import zip_longest

import lxml.etree as etree

from exporter.editing.scanner import MARKUP
from exporter.files.encoding import decoded
from exporter.tei.tree.elements import Element
from exporter.values import Value

__all__ = ["Places", "locate"]

_DECLARATION = re.compile(r"<\?xml\s")


class Places(Value):
    """``offsets`` are those of start tags in ``text``; it is empty where the text could not be
    matched with the tree, and then only lines are known."""

    text: str
    lines: tuple[int, ...]
    offsets: Mapping[Element, int]

    def of(self, element: Element, attribute: str = "") -> tuple[int | None, int | None]:
        """1-based line and column of a start tag or instruction, or of an attribute in it."""
        offset = self.offsets.get(element)
        if offset is None:
            return element.sourceline, None
        if attribute:
            name = re.escape(attribute)
            found = re.compile(rf"\s({name})\s*=").search(self.text, offset, self.tag_end(element))
            offset = found.start(1) if found else offset
        return self.at(offset)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the text."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def tag_end(self, element: Element) -> int:
        """The offset after a start tag."""
        found = MARKUP.match(self.text, self.offsets[element])
        return found.end() if found else self.offsets[element]

    def line(self, number: int) -> str:
        """A line of the text, without its end; empty where there is no such line."""
        if not 0 < number <= len(self.lines):
            return ""
        end = self.lines[number] if number < len(self.lines) else len(self.text)
        return self.text[self.lines[number - 1] : end].rstrip("\r\n")


def locate(data: bytes, root: Element | None) -> Places:
    """The places of all elements of the tree that ``data`` was parsed into."""
    text = decoded(data)
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    offsets: dict[Element, int] = {}
    if root is not None:
        for element, offset in zip_longest(_nodes(root), _tags(text)):
            if element is None or offset is None:
                offsets = {}
                break
            offsets[element] = offset
    return Places(text, tuple(starts), offsets)


def _nodes(root: Element) -> Iterator[Element]:
    """Elements and processing instructions in the order of the file."""
    top = root.getroottree().getroot()
    yield from reversed([node for node in top.itersiblings(preceding=True) if node.tag is etree.PI])
    yield from top.iter(etree.Element, etree.PI)
    yield from (node for node in top.itersiblings() if node.tag is etree.PI)


def _tags(text: str) -> Iterator[int]:
    for found in MARKUP.finditer(text):
        if found["OPEN"] or (found["INSTRUCTION"] and not _DECLARATION.match(found["INSTRUCTION"])):
            yield found.start()
