"""Ids and pointers of a whole tree, looked through once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from exporter.notices import Severity
from exporter.tei.tree.element_index import LOOKS, Census
from exporter.tei.tree.elements import EXAMPLES, XML_BASE, XML_ID, XML_LANG, Element, name
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.prefixes import prefixes

__all__ = ["Index", "holds_pointers", "in_example", "local_target"]

_EXAMPLES = f"{{{EXAMPLES}}}"
_NO_POINTERS = frozenset(
    {
        "n",
        "rend",
        "style",
        "key",
        "rendition",
        "scheme",
        "url",
        "color",
        XML_BASE,
        "replacementPattern",
        "matchPattern",
    }
)
_IMPLICIT = "#internal"
_NCNAME = re.compile(r"[^\W\d][\w.\-·]*")


def holds_pointers(attribute: str) -> bool:
    """Whether ``#`` in an attribute points at something; of ``n``, ``style`` … it is a sign."""
    return attribute not in _NO_POINTERS


def in_example(element: Element) -> bool:
    """Whether an element only shows how TEI is written (``egXML``): its ids and pointers are
    none."""
    return str(element.tag).startswith(_EXAMPLES)


def local_target(token: str) -> str | None:
    """The id that a pointer names in its own file; None where it leads elsewhere, is TEI's own
    word for what is internal, or an XPointer that is more than an id."""
    if not token.startswith("#") or token == _IMPLICIT:
        return None
    target = unquote(token[1:])
    return None if "(" in target else target


class Index:
    """Every element's id, given or made; and which element an id stands for.

    A given id that is used twice is kept by the first element; the others get a number after it.
    Made ids (``b-12``, ``speech-3``) never meet a given one. ``languages`` holds what elements
    say of their language, ``styled`` those that say how they look, ``anchors`` those that a
    ``@target`` points at, ``noted`` both. ``census`` holds all elements, so that lxml need not
    make them anew whenever the tree is walked, and ``said`` are they with their attributes.
    """

    def __init__(self, root: Element, remarks: Remarks, census: Census | None = None) -> None:
        self.census = census or Census(root)
        self.prefixes = prefixes(root)
        self.said = self.census.said
        self.ids: dict[Element, str] = {}
        self.elements: dict[str, Element] = {}
        self.anchors: set[Element] = set()
        self.languages: dict[Element, str] = {}
        self.styled: set[Element] = set()
        self._made: dict[str, int] = {}
        self._holders: dict[str, frozenset[Element]] = {}
        self._renamed: dict[str, int] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        twice: list[tuple[Element, str]] = []
        targets: set[str] = set()
        for element, own in self.census.noted:
            is_bare = element.tag[0] != "{"
            given = _either(own, XML_ID, "id" if is_bare else "")
            lang = _either(own, XML_LANG, "lang" if is_bare else "")
            if lang is not None:
                self.languages[element] = lang
            if not LOOKS.isdisjoint(own):
                self.styled.add(element)
            if (given or "target" in own) and not in_example(element):
                targets.add(own.get("target", ""))
                if given and (given := "-".join(given.split())):
                    self._keep(element, given, twice, remarks)
        for element, given in twice:
            self._rename(element, given, remarks)
        self._look_up(remarks)
        for value in targets:
            self.anchors.update(self.elements[target] for target in self._pointed(value))
        self.noted = self.anchors | self.styled

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

    def _look_up(self, remarks: Remarks) -> None:
        """Look up every pointer once, and report those that lead nowhere."""
        lost = {value for value in self.census.values if "#" in value and not self._leads(value)}
        if not lost:
            return
        for element, own in self.said.items():
            if lost.isdisjoint(own.values()) or in_example(element):
                continue
            for attribute, value in own.items():
                if value in lost and holds_pointers(attribute):
                    for token in filter(self._is_lost, value.split()):
                        self._dangling(element, attribute, token, remarks)

    def _leads(self, value: str) -> bool:
        """Whether the pointers of an attribute lead to what this file holds, or to another."""
        self._all(value)
        return value in self._found or not any(map(self._is_lost, value.split()))

    def _is_lost(self, token: str) -> bool:
        target = local_target(token)
        return target is not None and target not in self.elements

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

    def holders(self, tag: str) -> frozenset[Element]:
        """What elements of this name are directly in; looked for once."""
        found = self._holders.get(tag)
        if found is None:
            found = frozenset(each.getparent() for each in self.census.named(tag))
            self._holders[tag] = found
        return found

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
            token = next((t for t in self.prefixes.resolved(token) if t.startswith("#")), "")
        target = unquote(token[1:])
        return target if target in self.elements else ""

    def targets(self, element: Element, attribute: str) -> tuple[str, ...]:
        """The ids that an attribute points at, each once, as far as this file holds them."""
        value = self.said.get(element, {}).get(attribute, "")
        if "#" not in value and not (self.prefixes.known and ":" in value):
            return self._without_sign(value) if attribute == "target" and value else ()
        return self._pointed(value)

    def _without_sign(self, value: str) -> tuple[str, ...]:
        """The id that a ``@target`` names where its ``#`` was forgotten: ``target="n01"``."""
        is_id = value in self.elements and _NCNAME.fullmatch(value) is not None
        return (value,) if is_id and name(self.elements[value]) == "note" else ()

    def _pointed(self, value: str) -> tuple[str, ...]:
        return self._found.get(value) or self._all(value)

    def _all(self, value: str) -> tuple[str, ...]:
        targets = [self.target(token) for token in value.split()]
        found = tuple(dict.fromkeys(filter(None, targets)))
        if all(targets):
            self._found[value] = found
        return found


def _either(own: Mapping[str, str], attribute: str, bare: str) -> str | None:
    """What an attribute says, else the one that TEI P4, which has no namespace, writes for it."""
    found = own.get(attribute)
    return own.get(bare) if found is None and bare else found
