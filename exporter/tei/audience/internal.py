"""What is internal: the one definition, for the reader, for the checks, and for every copy."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import unquote

import lxml.etree as etree

from exporter.notices import Severity
from exporter.tei.audience.passages import Passage, passage, since_block_begins, until_block_ends
from exporter.tei.tree.claims import is_called_claim
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import XML_BASE, Element, identifier, name, plain
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.prefixes import Prefixes, prefixes
from exporter.values import Value

__all__ = ["NO_PARTS", "Internal", "categories", "internal_parts"]


class Internal(Value):
    """What is kept from the public. ``elements`` are internal with all that is in them; of
    ``passages``, which cross element borders, the text goes as well."""

    elements: frozenset[Element]
    passages: tuple[Passage, ...] = ()

    def holds(self, element: Element) -> bool:
        """Whether an element, or something around it, is internal."""
        kept = self.elements
        return bool(kept) and any(e in kept for e in (element, *element.iterancestors()))


NO_PARTS = Internal(frozenset())


def categories(root: Element) -> frozenset[str]:
    """The names of all categories that keep an element from the public: ``internal``, and those
    of the taxonomy ``audience`` but one called public."""
    found = {"internal"}
    for taxonomy in root.iter("{*}taxonomy"):
        if identifier(taxonomy).casefold() == "audience":
            for category in taxonomy.iter("{*}category"):
                label = identifier(category).casefold()
                if label != "public" and plain(category).casefold() != "public":
                    found.add(label)
    return frozenset(found - {""})


def internal_parts(root: Element, census: Census, remarks: Remarks | None = None) -> Internal:
    """Everything in a tree that is for the newsroom alone.

    Internal is an element whose ``@ana`` points at a category of the audience taxonomy, however
    the pointer is written; every part that is joined to one by ``@next``, ``@prev``, ``join`` or
    the ``span`` of a claim; and the passage that an internal ``span`` is about. What is internal
    without being marked as the guidelines have it is said in ``remarks``, in words that give
    nothing of it away.
    """
    hidden = categories(root)
    private = prefixes(root)
    marked: list[Element] = []
    for element, own in census.noted:
        if "ana" in own and _hides(own["ana"], hidden, private):
            marked.append(element)
            if remarks is not None and not (_is_exact(own["ana"], hidden) and not _based(element)):
                _say_unclear(remarks, element)
    if not marked:
        return NO_PARTS
    finder = _Finder(census, private, remarks)
    finder.add(marked)
    passages = finder.passages()
    return Internal(frozenset(finder.kept), passages)


@lru_cache(maxsize=1024)
def _hides(ana: str, hidden: frozenset[str], private: Prefixes) -> bool:
    return any(
        meant in hidden
        for token in ana.split()
        for pointer in (token, *private.resolved(token))
        for meant in _names(pointer)
    )


def _names(pointer: str) -> list[str]:
    """The ids that a pointer may mean, however untidily it is written."""
    kept = "".join(c for c in unquote(pointer) if unicodedata.category(c) not in ("Cf", "Cc"))
    base, mark, fragment = unicodedata.normalize("NFKC", kept).casefold().partition("#")
    if not mark:
        fragment = re.split(r"[:/]", base.rstrip(":/"))[-1]
    return re.findall(r"[\w.\-·]*\w", fragment)


def _is_exact(ana: str, hidden: frozenset[str]) -> bool:
    """Whether one of the pointers is written as it should be: ``#internal``."""
    return any(token[0] == "#" and token[1:].casefold() in hidden for token in ana.split())


def _based(element: Element) -> bool:
    """Whether pointers here are relative to something else than the document is."""
    return any(
        around.get(XML_BASE) and around.getparent() is not None
        for around in (element, *element.iterancestors())
    )


def _say_unclear(remarks: Remarks, element: Element) -> None:
    remarks.count(
        "internal-unclear",
        "ana",
        Severity.WARNING,
        lambda n: (
            f"<{name(element)}> is kept from the public, but its @ana is not quite “#internal”."
            if n == 1
            else f"{n:,} elements are kept from the public, the first a <{name(element)}>, whose "
            "@ana is not quite “#internal”."
        ),
        element,
        fix='Write ana="#internal", or “#” and the id of a category of the audience taxonomy.',
    )


class _Finder:
    """Looks up what belongs to what is marked; ``kept`` is what has been found."""

    def __init__(self, census: Census, private: Prefixes, remarks: Remarks | None) -> None:
        self.kept: set[Element] = set()
        self._census = census
        self._private = private
        self._remarks = remarks
        self._ids: dict[str, Element] = {}
        for element, _ in census.noted:
            self._ids.setdefault(identifier(element), element)
        self._parts = self._joined()

    def add(self, elements: Iterable[Element]) -> None:
        """These, and every part of what they, or what is in them, are parts of."""
        waiting = list(elements)
        self.kept.update(waiting)
        while waiting and self._parts:
            for element in waiting.pop().iter(etree.Element):
                for other in self._parts.get(element, ()):
                    if other not in self.kept:
                        if not self._holds(other):
                            self._say_whole(other, element)
                        self.kept.add(other)
                        waiting.append(other)

    def passages(self) -> tuple[Passage, ...]:
        """What internal spans are about from one place to another; what stands wholly within is
        kept too."""
        found = []
        for span in self._census.named("span"):
            each = self._passage(span)
            if each is not None:
                found.append(each)
                self.add(each.elements)
        return tuple(found)

    def _holds(self, element: Element) -> bool:
        return any(e in self.kept for e in (element, *element.iterancestors()))

    def _targets(self, value: str | None) -> list[Element]:
        """The elements of this file that an attribute points at."""
        found = []
        for token in (value or "").split():
            for pointer in (token, *self._private.resolved(token)):
                _, mark, fragment = pointer.partition("#")
                element = self._ids.get(unquote(fragment)) if mark else None
                if element is not None:
                    found.append(element)
        return found

    def _joined(self) -> Mapping[Element, list[Element]]:
        """What is internal together: the parts of one thing, and what a span or join is about."""
        joined: dict[Element, list[Element]] = defaultdict(list)
        for element, own in self._census.noted:
            for key in ("next", "prev"):
                for other in self._targets(own.get(key)) if key in own else ():
                    if name(other) == name(element):
                        joined[element].append(other)
                        joined[other].append(element)
        for group in self._census.named("join", "span", "interp"):
            parts = self._targets(group.get("target") or group.get("inst"))
            if parts:
                joined[group] += parts
            if name(group) == "join" or is_called_claim(group) or _is_in_claims(group):
                for part in filter(_is_in_text, parts):
                    joined[part].append(group)
        return joined

    def _passage(self, span: Element) -> Passage | None:
        start = [e for e in self._targets(span.get("from")) if _is_in_text(e)][:1]
        end = [e for e in self._targets(span.get("to")) if _is_in_text(e)][:1]
        if not (span.get("from") or span.get("to")):
            return None
        both = bool(start and end)
        if not self._holds(span) and not (both and any(map(self._holds, start + end))):
            return None
        if not (start or end):
            self._say_lost(span)
            return None
        self.kept.add(span)
        if both:
            found = passage(start[0], end[0])
        elif start and (span.get("to") or not (len(start[0]) or start[0].text)):
            found = until_block_ends(start[0])
        elif start:
            found = passage(start[0], start[0])
        else:
            found = since_block_begins(end[0])
        self._say_passage(span, found)
        return found

    def _say_whole(self, element: Element, other: Element) -> None:
        if self._remarks is not None:
            line = f" in line {other.sourceline}" if other.sourceline else ""
            self._remarks.count(
                "internal-as-a-whole",
                "parts",
                Severity.WARNING,
                lambda n: (
                    f"<{name(element)}> is kept from the public: the <{name(other)}>{line} that "
                    f"it belongs to is internal{_and_more(n)}."
                ),
                element,
                fix='Mark every part with ana="#internal", or none.',
            )

    def _say_passage(self, span: Element, found: Passage) -> None:
        if self._remarks is not None:
            self._remarks.count(
                "internal-as-a-whole",
                "passages",
                Severity.WARNING,
                lambda n: (
                    f"The passage from line {found.first} to line {found.last} is kept from the "
                    f"public: the <span> about it is internal{_and_more(n)}."
                ),
                span,
                fix="Take the mark off the <span> if the passage is for the public.",
            )

    def _say_lost(self, span: Element) -> None:
        if self._remarks is not None:
            self._remarks.say(
                "internal-passage-lost",
                Severity.ERROR,
                "This <span> is internal, but what it is about is not in the text: nothing else "
                "is kept from the public for it.",
                span,
                fix='Point with @from and @to into the text, or mark the words ana="#internal".',
            )


def _and_more(count: int) -> str:
    return f" (so for {count - 1:,} more)" if count > 1 else ""


def _is_in_claims(span: Element) -> bool:
    group = span.getparent()
    return group is not None and name(group) == "spanGrp" and is_called_claim(group)


def _is_in_text(element: Element) -> bool:
    return any(name(around) == "text" for around in element.iterancestors())
