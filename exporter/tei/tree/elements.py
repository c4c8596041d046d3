"""Names in the tree: namespaces, local names, and the attributes that every element may have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

import lxml.etree as etree

from exporter.text.patterns import pattern, words

__all__ = [
    "EXAMPLES",
    "TEI",
    "Element",
    "children",
    "descendants",
    "first",
    "folded",
    "goes_on",
    "has_child",
    "identifier",
    "is_bare",
    "name",
    "named",
    "parent_name",
    "parts",
    "path",
    "plain",
    "single_spaced",
    "text_of",
    "words",
]

Element: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""

TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
_XML = "{http://www.w3.org/XML/1998/namespace}"
XML_ID = f"{_XML}id"
XML_LANG = f"{_XML}lang"
XML_BASE = f"{_XML}base"

_SPACES = pattern(r"[ \t\r\n]{2,}|[\t\r\n]")


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    if tag.startswith("{"):
        space, _, rest = tag[1:].partition("}")
        return rest if space == TEI else tag
    return tag


def name(element: Element) -> str:
    """The local name of an element in TEI's namespace or in none; ``{namespace}name`` of any
    other; empty for a comment, processing instruction or entity reference."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def parent_name(element: Element) -> str:
    """The name of what it is in; empty for a root."""
    parent = element.getparent()
    return "" if parent is None else name(parent)


@lru_cache(maxsize=512)
def _patterns(wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{{*}}{each}" for each in wanted)


def children(element: Element, *wanted: str) -> Iterator[Element]:
    """Child elements of these names, in order; all child elements where none is named."""
    if not len(element):
        return
    for child in element.iterchildren(*_patterns(wanted) or (etree.Element,)):
        if not wanted or name(child) in wanted:
            yield child


def parts(element: Element) -> list[tuple[str, Element]]:
    """Child elements with their names: for what has few, and is asked for several of them."""
    return [(tag, child) for child in element if (tag := name(child))]


def named(found: list[tuple[str, Element]], *wanted: str) -> list[Element]:
    """Those of ``parts`` that have one of these names."""
    return [element for tag, element in found if tag in wanted]


def has_child(element: Element, wanted: frozenset[str]) -> bool:
    """Whether it has a child element of one of these names; meant for elements with few."""
    return len(element) > 0 and any(name(child) in wanted for child in element)


def is_bare(element: Element) -> bool:
    """Whether there is no text between its children: only tags set them apart."""
    return not (element.text or "").strip() and not any(
        tail.strip() for child in element if (tail := child.tail)
    )


def descendants(element: Element, *wanted: str) -> Iterator[Element]:
    """Elements below of these names, in document order."""
    if not len(element):
        return
    for child in element.iter(*_patterns(wanted)):
        if child is not element and name(child) in wanted:
            yield child


def first(element: Element | None, *steps: str) -> Element | None:
    """Follow child names from an element: ``first(header, "fileDesc", "titleStmt")``."""
    for step in steps:
        if element is None:
            return None
        element = next(children(element, step), None)
    return element


def identifier(element: Element) -> str:
    """``@xml:id``, white space taken off; TEI P4's ``@id`` where the tree has no namespace."""
    given = element.get(XML_ID)
    if given is None and not element.tag.startswith("{"):
        given = element.get("id")
    return "-".join(given.split()) if given else ""


_string = etree.XPath("string()", smart_strings=False)


def text_of(element: Element) -> str:
    """All text below an element as it stands; comments and instructions are no text."""
    return str(_string(element)) if len(element) else element.text or ""


def plain(element: Element | None, *hidden: str) -> str:
    """The text of an element, white space folded; elements named in ``hidden`` are left out."""
    if element is None:
        return ""
    if not len(element):
        return folded(element.text or "")
    if next(descendants(element, *hidden, *_BREAKS), None) is None:
        return folded(text_of(element))
    pieces: list[str] = []
    skipped: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and skipped is None:
            if node is not element and name(node) in hidden:
                skipped = node
            else:
                pieces += [_break(node), node.text or ""]
        elif event == "end" and (skipped is None or skipped is node):
            skipped = None
            pieces.append((node.tail or "") if node is not element else "")
        elif event in ("comment", "pi") and skipped is None:
            pieces.append(node.tail or "")
    return folded(_JOINED.sub("", "".join(pieces)))


_BREAKS = ("lb", "space")
_JOINED = re.compile(r"\s*\x02\s*")


def _break(element: Element) -> str:
    """What a line's end or a space sets between words; a sign where a word goes on across it."""
    if name(element) not in _BREAKS:
        return ""
    return "\x02" if goes_on(element) else " "


def goes_on(element: Element) -> bool:
    """Whether a break says that a word goes on across it (TEI att.breaking)."""
    return element.get("break") == "no" or "hyphen" in (element.get("rend") or "")


def folded(text: str) -> str:
    """White space folded to single spaces, and none at the ends."""
    return single_spaced(text).strip(" ")


def single_spaced(text: str) -> str:
    """White space (XML 1.0, 2.3: a no-break space is none) folded to single spaces."""
    if "\t" in text or "\r" in text:
        return _SPACES.sub(" ", text)
    if "\n" in text:
        text = text.replace("\n", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def path(element: Element, known: dict[Element, dict[Element, str]] | None = None) -> str:
    """The element's path from the root, for a notice: ``TEI/text/body/p[3]``. ``known`` keeps the
    steps below each element for the next that is asked for."""
    known = {} if known is None else known
    steps = []
    while element is not None:
        parent = element.getparent()
        if parent is None:
            steps.append(_step(element))
        else:
            below = known.get(parent)
            if below is None or element not in below:
                below = known[parent] = _steps(parent)
            steps.append(below[element])
        element = parent
    return "/".join(reversed(steps))


def _step(element: Element) -> str:
    return name(element).rpartition("}")[2]


def _steps(parent: Element) -> dict[Element, str]:
    """The step to each element in another, numbered where several have its name."""
    children = list(parent)
    total = Counter(child.tag for child in children)
    seen: Counter[object] = Counter()
    steps = {}
    for child in children:
        seen[child.tag] += 1
        number = f"[{seen[child.tag]}]" if total[child.tag] > 1 else ""
        steps[child] = f"{_step(child)}{number}"
    return steps
