"""A source file with places: its tags and its text, each with its range in the decoded file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

import lxml.etree as etree

from exporter.editing.content import Content, Gathered
from exporter.editing.references import unescaped
from exporter.errors import EditError
from exporter.files.encoding import Decoded, byte_offsets
from exporter.text.patterns import pattern
from exporter.values import Struct, Value

__all__ = ["Element", "Kind", "Source", "Token"]

_ATTRIBUTE = pattern(r"\s+([^\s=/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_IDENTIFIED = pattern(r"\sxml:id\s*=\s*(?:\"\s*([^\"\s]+)\s*\"|'\s*([^'\s]+)\s*')")
_SPACE = pattern(r"[ \t\r\n]")


class Kind(Enum):
    """What stands between two tags, and the tags themselves."""

    OPEN = "a start tag"
    EMPTY = "a tag"
    CLOSE = "an end tag"
    TEXT = "text"
    CDATA = "a CDATA section"
    COMMENT = "a comment"
    INSTRUCTION = "a processing instruction"
    DOCTYPE = "the document type declaration"


class Token(Struct, frozen=True, gc=False):
    """``text[start:end]`` of the file; ``parent`` is the number of the element that it is in (of
    the element itself for a tag), -1 outside the root."""

    kind: Kind
    start: int
    end: int
    parent: int


class Element(Struct, frozen=True, gc=False):
    """An element by the offsets of its tags in the file's text: the start tag is
    ``text[start:inner]``, the end tag ``text[outer:end]``; of ``<a/>`` inner, outer and end are
    the same. ``name`` is as written, with its prefix. ``number`` counts in document order from 0,
    as ``root.iter("*")`` of the parsed tree does; ``parent`` is the parent's, -1 for the root."""

    number: int
    name: str
    start: int
    inner: int
    outer: int
    end: int
    parent: int

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def is_empty_tag(self) -> bool:
        """Whether it is written ``<a/>``."""
        return self.inner == self.end


class Source(Value):
    """What ``scan`` gives: the bytes of a file, its text, and everything in it in order.

    Offsets count characters of ``text``, which is the decoded file without its byte order mark.
    Every edit names its place by them; ``bytes_of`` tells the bytes.
    """

    decoded: Decoded
    file: str | None
    tokens: tuple[Token, ...]
    elements: tuple[Element, ...]
    newline: str
    lines: tuple[int, ...]
    starts: Sequence[int]
    entities: Mapping[str, str]

    @property
    def text(self) -> str:
        """The decoded file."""
        return self.decoded.text

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.decoded.data

    def at(self, offset: int) -> tuple[int, int]:
        """1-based line and column of an offset."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def bytes_of(self, start: int, end: int) -> tuple[int, int]:
        """The range in the file's bytes of ``text[start:end]``."""
        first, last = byte_offsets(self.decoded, [start, end])
        return first, last

    def error(self, message: str, offset: int | None = None) -> EditError:
        """An error that says the line of an offset."""
        line = self.at(offset)[0] if offset is not None else None
        return EditError(message, file=self.file, line=line)

    # ------------------------------------------------------------------ tokens

    def token_at(self, offset: int) -> Token | None:
        """The token that an offset is strictly inside of, or None where it is between two."""
        number = bisect_left(self.starts, offset) - 1
        token = self.tokens[number] if number >= 0 else None
        return token if token is not None and token.start < offset < token.end else None

    def between(self, start: int, end: int) -> Iterator[Token]:
        """The tokens that a range has characters of, in order."""
        number = max(0, bisect_right(self.starts, start) - 1)
        while number < len(self.tokens) and (token := self.tokens[number]).start < end:
            if token.end > start:
                yield token
            number += 1

    # ---------------------------------------------------------------- elements

    def element(self, start: int) -> Element:
        """The element whose start tag begins at an offset. Raises EditError where none does."""
        token = self.tokens[max(0, bisect_right(self.starts, start) - 1)]
        if token.start != start or token.kind not in (Kind.OPEN, Kind.EMPTY):
            raise self.error("No start tag begins here: was the file changed meanwhile?", start)
        return self.elements[token.parent]

    def around(self, offset: int) -> Element | None:
        """The innermost element whose content an offset is in, or None outside the root."""
        number = bisect_right(self.starts, offset) - 1
        if number < 0:
            return None
        token = self.tokens[number]
        within = token.start < offset
        if token.kind is Kind.OPEN and not within:
            return self.parent(self.elements[token.parent])
        if token.kind is Kind.EMPTY and (not within or offset >= token.end):
            return self.parent(self.elements[token.parent])
        if token.kind is Kind.CLOSE and offset >= token.end:
            return self.parent(self.elements[token.parent])
        return self.elements[token.parent] if token.parent >= 0 else None

    def parent(self, element: Element) -> Element | None:
        """The element around an element."""
        return self.elements[element.parent] if element.parent >= 0 else None

    def ancestors(self, element: Element) -> Iterator[Element]:
        """The elements around it, from the inside."""
        while element.parent >= 0:
            element = self.elements[element.parent]
            yield element

    def children(self, element: Element, local: str | None = None) -> Iterator[Element]:
        """Child elements, or those of a local name."""
        number = element.number + 1
        while number < len(self.elements):
            child = self.elements[number]
            if child.start >= element.outer:
                return
            if local is None or child.local == local:
                yield child
            number = self._after(child)

    def _after(self, element: Element) -> int:
        """The number of the first element that begins after one ends."""
        return bisect_left(self.elements, element.end, element.number, key=_start)

    def attributes(self, element: Element) -> dict[str, str]:
        """Its attributes by their names as written, as a parser gives their values."""
        tag = self.text[element.start : element.inner]
        return {
            name: unescaped(_SPACE.sub(" ", value[1:-1]), self.entities)
            for name, value in _pairs(tag)
        }

    def attribute_range(self, element: Element, name: str) -> tuple[int, int, int] | None:
        """Where an attribute stands: of the white space before it, of its value's first quotation
        mark, after its last; None where it is not there."""
        tag = self.text[element.start : element.inner]
        for found in _ATTRIBUTE.finditer(tag, 1 + len(element.name)):
            if found[1] == name:
                return (
                    element.start + found.start(),
                    element.start + found.start(2),
                    element.start + found.end(),
                )
        return None

    def identified(self) -> dict[str, Element]:
        """The first element of each ``xml:id``."""
        found: dict[str, Element] = {}
        for each in _IDENTIFIED.finditer(self.text):
            token = self.token_at(each.start())
            if token is not None and token.kind in (Kind.OPEN, Kind.EMPTY):
                found.setdefault(each[1] or each[2], self.elements[token.parent])
        return found

    def namespaces(self, element: Element) -> dict[str, str]:
        """The namespaces in scope inside an element, by prefix; the default one's is empty."""
        found: dict[str, str] = {}
        for each in (element, *self.ancestors(element)):
            if "xmlns" in self.text[each.start : each.inner]:
                for name, value in self.attributes(each).items():
                    if name == "xmlns" or name.startswith("xmlns:"):
                        found.setdefault(name[6:], value)
        return found

    def paired(self, root: etree._Element) -> dict[etree._Element, Element]:
        """The place of each element of a tree that was parsed from these bytes and not changed;
        empty where the two do not match."""
        nodes = list(root.getroottree().getroot().iter(etree.Element))
        fits = len(nodes) == len(self.elements)
        return dict(zip(nodes, self.elements, strict=True)) if fits else {}

    # --------------------------------------------------------------------- text

    def content(self, start: int, end: int, *, without: frozenset[str] = frozenset()) -> Content:
        """The text of a range as a parser gives it, with each character's place.

        Comments and instructions are no text; neither is what is in elements whose local
        names are in ``without``. Use ``element.inner`` and ``element.outer`` for an element's.
        """
        found = Gathered(self.text, self.entities)
        hidden = 0
        for token in self.between(start, end):
            if token.start < hidden:
                continue
            if token.kind is Kind.OPEN and without:
                element = self.elements[token.parent]
                hidden = element.end if element.local in without else 0
            elif token.kind is Kind.TEXT:
                found.take(max(start, token.start), min(end, token.end))
            elif token.kind is Kind.CDATA:
                low, high = max(start, token.start + 9), min(end, token.end - 3)
                found.take(low, high, refers=False)
        return found.content()


def _start(element: Element) -> int:
    return element.start


def _pairs(tag: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(tag):
        yield found[1], found[2]
