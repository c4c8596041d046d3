"""A scanned file by its elements: names, children, words of their own, and what stands off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from exporter.editing import Element, Kind, Source
from exporter.tei.metadata.header import is_verification, standing
from exporter.tei.tree.claims import CLAIM_WORDS
from exporter.tei.tree.suggestions import APPLICATION
from exporter.values import Struct, Value, field

__all__ = ["Crossing", "Facts", "Outline", "Registered", "outlined"]

REGISTERS: Mapping[str, str] = {
    "person": "person",
    "personGrp": "person",
    "org": "organisation",
    "place": "place",
    "bibl": "source",
    "biblStruct": "source",
}
"""The register that an entry belongs to, by its element's name."""

_CLAIMS = frozenset(CLAIM_WORDS)
_LINKS = frozenset(("ref", "note"))
_NAMES = ("persName", "orgName", "placeName")


class Registered(Value):
    """An entry of a register: its ``kind`` is that of the register, ``label`` its first name."""

    id: str
    kind: str
    label: str
    element: int


class Crossing(Value):
    """A claim that is a ``span`` between two anchors: its number, and the offsets of
    what lies between them."""

    element: int
    start: int
    end: int


class Facts(Value):
    """What stands off from the prose. ``kinds`` are the registers of entries by id. ``statuses``
    are standing and label of each category by its id; ``assessed`` the category's id that a record
    of verification gives, by the claim's; ``drafts`` are the pointers that mark a suggestion."""

    entries: Mapping[str, Registered]
    kinds: Mapping[str, str]
    statuses: Mapping[str, tuple[str, str]]
    assessed: Mapping[str, str]
    crossings: tuple[Crossing, ...]
    drafts: frozenset[str]


class Outline(Struct):
    """``names`` are local names by element number, ``children`` numbers of child elements;
    ``worded`` are the elements that have words of their own between their tags; ``memory`` keeps
    what is found out about the file, by the name of what it is."""

    source: Source
    names: list[str]
    children: list[list[int]]
    worded: set[int]
    facts: Facts
    ids: Mapping[str, Element]
    memory: dict[str, Any] = field(default_factory=dict)

    def texts(self) -> Iterator[Element]:
        """The outermost ``text`` elements, in order; the root where there is none."""
        end = 0
        for number, name in enumerate(self.names):
            element = self.source.elements[number]
            if name == "text" and element.start >= end:
                end = element.end
                yield element
        if not end:
            yield self.source.elements[0]

    def words_of(self, element: Element) -> str:
        """Its text, white space folded."""
        return " ".join(self.source.content(element.inner, element.outer).string.split())


def outlined(source: Source) -> Outline:
    """Read the file's elements once."""
    elements = source.elements
    names = [element.local for element in elements]
    children: list[list[int]] = [[] for _ in elements]
    for number, element in enumerate(elements):
        if element.parent >= 0:
            children[element.parent].append(number)
    worded: set[int] = set()
    text = source.text
    for token in source.tokens:
        if token.parent in worded:
            continue
        if (token.kind is Kind.TEXT and not text[token.start : token.end].isspace()) or (
            token.kind is Kind.CDATA and text[token.start + 9 : token.end - 3].strip()
        ):
            worded.add(token.parent)
    ids = source.identified()
    outline = Outline(source, names, children, worded, _NO_FACTS, ids)
    outline.facts = _facts(outline)
    return outline


_NO_FACTS = Facts({}, {}, {}, {}, (), frozenset())


def _facts(outline: Outline) -> Facts:
    source = outline.source
    entries: dict[str, Registered] = {}
    statuses: dict[str, tuple[str, str]] = {}
    assessed: dict[str, str] = {}
    crossings: list[Crossing] = []
    for number, name in enumerate(outline.names):
        if name not in _FACTUAL:
            continue
        element = source.elements[number]
        given = source.attributes(element)
        own = given.get("xml:id", "")
        if name in REGISTERS and own:
            entries[own] = Registered(own, REGISTERS[name], _label(outline, element), number)
        elif name == "category" and own and _is_status(outline, element):
            label = _label(outline, element)
            statuses[own] = (standing(own, label), label)
        elif name == "annotation" and given.get("ana"):
            for target in given.get("target", "").split():
                assessed[target.removeprefix("#")] = given["ana"].split()[0].removeprefix("#")
        elif name == "span":
            crossings += _crossing(outline, element, given)
    kinds = {key: entry.kind for key, entry in entries.items()}
    return Facts(entries, kinds, statuses, assessed, tuple(crossings), _drafts(outline))


_FACTUAL = frozenset((*REGISTERS, "category", "annotation", "span"))


def _is_status(outline: Outline, category: Element) -> bool:
    """As ``exporter.tei.metadata.header.read_statuses`` decides it."""
    for around in outline.source.ancestors(category):
        if outline.names[around.number] == "taxonomy":
            given = outline.source.attributes(around)
            return is_verification(given.get("xml:id", ""), given.get("n", ""))
    return False


def _label(outline: Outline, element: Element) -> str:
    for number in outline.children[element.number]:
        if outline.names[number] in (*_NAMES, "catDesc"):
            return outline.words_of(outline.source.elements[number])
    for without in (_LINKS, frozenset[str]()):
        content = outline.source.content(element.inner, element.outer, without=without)
        words = re.sub(r"[\s,;.]+$", "", " ".join(content.string.split()))
        if words:
            return words if len(words) <= 80 else f"{words[:79].rstrip()}…"
    given = [outline.source.attributes(each) for each in outline.source.children(element)]
    address = next((each["target"] for each in given if "target" in each), "")
    return address or outline.source.attributes(element).get("xml:id", "")


def _crossing(outline: Outline, element: Element, given: Mapping[str, str]) -> Iterator[Crossing]:
    around = outline.source.parent(element)
    group = outline.source.attributes(around).get("type", "") if around is not None else ""
    if (
        not given.get("xml:id")
        or not {given.get("type", "").casefold(), group.casefold()} & _CLAIMS
    ):
        return
    ends = [outline.ids.get(given.get(key, "").removeprefix("#")) for key in ("from", "to")]
    first, last = ends
    if first is not None and last is not None and first.start <= last.start:
        yield Crossing(element.number, first.start, last.end)


def _drafts(outline: Outline) -> frozenset[str]:
    """As ``exporter.tei.tree.suggestions.draft_ids``, from the scanned file."""
    source = outline.source
    own: set[str] = set()
    found: set[str] = set()
    for number, name in enumerate(outline.names):
        if name == "application":
            given = source.attributes(source.elements[number])
            if given.get("ident") == APPLICATION and given.get("xml:id"):
                own.add(f"#{given['xml:id']}")
    for number, name in enumerate(outline.names) if own else ():
        if name == "respStmt":
            given = source.attributes(source.elements[number])
            inner = (source.attributes(source.elements[n]) for n in outline.children[number])
            if given.get("xml:id") and any(
                own & set(each.get("ref", "").split()) for each in inner
            ):
                found.add(f"#{given['xml:id']}")
    return frozenset(found)
