"""Ids and pointers of a whole tree, looked through once."""

from __future__ import annotations

import re
from urllib.parse import unquote

import lxml.etree as etree

from exporter.notices import Severity
from exporter.tei.audience import Said
from exporter.tei.names import EXAMPLES, XML_BASE, XML_ID, XML_LANG, Element, name
from exporter.tei.remarks import Remarks

__all__ = ["Index"]

_EXAMPLES = f"{{{EXAMPLES}}}"
_NO_POINTERS = frozenset(
    {"n", "rend", "style", "key", "rendition", "scheme", "url", "color", XML_BASE}
)
_LOOKS = frozenset({"rend", "rendering", "rendition", "style"})
_BARE = {"id": XML_ID, "lang": XML_LANG}
"""How TEI P4, which has no namespace, writes these attributes."""

_GLOBAL = frozenset({*_BARE, *_BARE.values(), *_LOOKS})

_IMPLICIT = "#internal"
_NCNAME = re.compile(r"[^\W\d][\w.\-·]*")


class Index:
    """Every element's id, given or made; and which element an id stands for.

    A given id that is used twice is kept by the first element; the others get a number after it.
    Made ids (``b-12``, ``speech-3``) never meet a given one. ``languages`` holds what elements
    say of their language, ``styled`` those that say how they look, ``anchors`` those that a
    ``@target`` points at, ``noted`` both. All elements are held, so that lxml need not make them
    anew whenever the tree is walked. ``said`` are they with their attributes, if these were read.
    """

    def __init__(self, root: Element, remarks: Remarks, said: Said | None = None) -> None:
        self.said = said or {each: dict(each.items()) for each in root.iter(etree.Element)}
        self.ids: dict[Element, str] = {}
        self.elements: dict[str, Element] = {}
        self.anchors: set[Element] = set()
        self.languages: dict[Element, str] = {}
        self.styled: set[Element] = set()
        self._made: dict[str, int] = {}
        self._renamed: dict[str, int] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        twice: list[tuple[Element, str]] = []
        pointers: list[tuple[Element, str, str]] = []
        examples = next(root.iter(f"{_EXAMPLES}*"), None) is not None
        for element, own in self.said.items():
            is_example = examples and element.tag.startswith(_EXAMPLES)
            for attribute, value in own.items():
                if "#" in value and attribute not in _NO_POINTERS and not is_example:
                    pointers.append((element, attribute, value))
                if attribute in _GLOBAL:
                    given = self._noted(element, attribute, value)
                    if given and not is_example:
                        self._keep(element, given, twice, remarks)
        for element, given in twice:
            self._rename(element, given, remarks)
        for element, attribute, value in pointers:
            if attribute == "target" or value not in self._found:
                self._look_up(element, attribute, value, remarks)
        self.noted = self.anchors | self.styled

    def _noted(self, element: Element, attribute: str, value: str) -> str:
        """Keep what an attribute says that any element may have; an id is given back."""
        if attribute in _LOOKS:
            self.styled.add(element)
            return ""
        if attribute in _BARE:
            if element.tag[0] == "{" or element.get(_BARE[attribute]) is not None:
                return ""
            attribute = _BARE[attribute]
        if attribute == XML_ID:
            return "-".join(value.split())
        self.languages[element] = value
        return ""

    def _keep(
        self, element: Element, given: str, twice: list[tuple[Element, str]], remarks: Remarks
    ) -> None:
        if given in self.elements:
            twice.append((element, given))
            return
        self.elements[given] = element
        self.ids[element] = given
        if not _NCNAME.fullmatch(given):
            message = (
                f"{given!r} cannot be an xml:id: it must be one word that begins with a letter."
            )
            remarks.say(
                "bad-id", Severity.WARNING, message, element, fix="Change it, and its pointers."
            )

    def _rename(self, element: Element, given: str, remarks: Remarks) -> None:
        number = self._renamed.get(given, 2)
        while f"{given}-{number}" in self.elements:
            number += 1
        self._renamed[given] = number + 1
        new = f"{given}-{number}"
        self.elements[new] = element
        self.ids[element] = new
        remarks.count(
            "duplicate-id",
            given,
            Severity.WARNING,
            lambda n: f"xml:id {given!r} is given {n + 1} times; pointers go to the first.",
            element,
            fix="Give every element an xml:id of its own.",
        )

    def _look_up(self, element: Element, attribute: str, value: str, remarks: Remarks) -> None:
        found = self._found.get(value)
        if found is None:
            for token in value.split():
                if token.startswith("#") and token != _IMPLICIT:
                    target = unquote(token[1:])
                    if target not in self.elements and "(" not in target:
                        self._dangling(element, attribute, token, remarks)
            found = self._all(value)
        if attribute == "target":
            self.anchors.update(self.elements[target] for target in found)

    def _dangling(self, element: Element, attribute: str, token: str, remarks: Remarks) -> None:
        tag, short = name(element).rpartition("}")[2], attribute.rpartition("}")[2]
        remarks.count(
            "dangling-pointer",
            short,
            Severity.WARNING,
            lambda n: (
                f"{tag}/@{short} points at {token}, which this file does not hold."
                if n == 1
                else f"{n:,} pointers in @{short} go to what this file does not hold; the first "
                f"is {tag}/@{short} to {token}."
            ),
            element,
            fix="Add what is pointed at, or correct the pointer.",
        )

    def new(self, prefix: str) -> str:
        """An id that nothing has: ``prefix-1``, ``prefix-2`` …"""
        number = self._made.get(prefix, 0) + 1
        while (made := f"{prefix}-{number}") in self.elements:
            number += 1
        self._made[prefix] = number
        return made

    def id(self, element: Element, prefix: str) -> str:
        """The element's id; one is made, and kept, where it has none."""
        found = self.ids.get(element)
        if found is None:
            found = self.ids[element] = self.new(prefix)
            self.elements[found] = element
        return found

    def given(self, element: Element) -> str:
        """The element's id, or an empty string where it has none."""
        return self.ids.get(element, "")

    def target(self, token: str) -> str:
        """The id that a pointer names, if this file holds it; else an empty string."""
        if not token.startswith("#"):
            return ""
        target = unquote(token[1:])
        return target if target in self.elements else ""

    def targets(self, element: Element, attribute: str) -> tuple[str, ...]:
        """The ids that an attribute points at, each once, as far as this file holds them."""
        value = self.said[element].get(attribute, "")
        if "#" not in value:
            return ()
        return self._found.get(value) or self._all(value)

    def _all(self, value: str) -> tuple[str, ...]:
        targets = [self.target(token) for token in value.split()]
        found = tuple(dict.fromkeys(filter(None, targets)))
        if all(targets):
            self._found[value] = found
        return found
