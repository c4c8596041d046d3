"""All elements of a tree with their attributes, which are dear to read and so are read once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from operator import methodcaller

import lxml.etree as etree

from exporter.tei.tree.elements import TEI, XML_ID, XML_LANG, Element

__all__ = ["LOOKS", "Census"]

LOOKS = frozenset({"rend", "rendering", "rendition", "style"})
"""What an element may say of its look."""

_NOTED = frozenset({XML_ID, "id", XML_LANG, "lang", *LOOKS, "ana", "key", "next", "prev", "target"})


class Census:
    """``said`` holds the attributes of every element, in document order. An element that leaves
    the tree is taken out of it."""

    def __init__(self, root: Element) -> None:
        self._elements: list[Element] = list(root.iter(etree.Element))
        attributes: Iterator[dict[str, str]] = map(dict, map(methodcaller("items"), self._elements))
        self.said = dict(zip(self._elements, attributes, strict=True))
        self._noted = [each for each, own in self.said.items() if not _NOTED.isdisjoint(own)]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, element in enumerate(self._elements):
            self._places[element.tag].append(place)

    @cached_property
    def positions(self) -> dict[Element, int]:
        """Where each element stands among all, for those who ask which of two comes first."""
        return {element: place for place, element in enumerate(self._elements)}

    @cached_property
    def values(self) -> set[str]:
        """Everything that an attribute said when it was first asked for."""
        return set(chain.from_iterable(own.values() for own in self.said.values()))

    @property
    def noted(self) -> list[tuple[Element, dict[str, str]]]:
        """The elements that say what any element may: an id, a language, a look, ``ana``,
        ``key``, ``next``, ``prev`` or ``target``; with all their attributes."""
        said = self.said
        return [(each, own) for each in self._noted if (own := said.get(each)) is not None]

    def named(self, *wanted: str) -> list[Element]:
        """The elements of these names, in TEI's namespace or in none, in document order."""
        return self._between(0, len(self._elements), wanted)

    def below(self, holder: Element, *wanted: str) -> list[Element]:
        """Those of them that stand below an element."""
        after: Element | None = holder
        following = None
        while after is not None and following is None:
            following = next(after.itersiblings(etree.Element), None)
            after = after.getparent()
        end = len(self._elements) if following is None else self._place(following)
        return self._between(self._place(holder) + 1, end, wanted)

    def _place(self, element: Element) -> int:
        """Where it stands among all; the end for one that is not of this tree."""
        places = self._places.get(element.tag, ())
        found = (place for place in places if self._elements[place] is element)
        return next(found, len(self._elements))

    def _between(self, start: int, end: int, wanted: tuple[str, ...]) -> list[Element]:
        places: list[int] = []
        for name in wanted:
            places += self._places.get(f"{{{TEI}}}{name}", ())
            places += self._places.get(name, ())
        places.sort()
        within = places[bisect_left(places, start) : bisect_left(places, end)]
        elements, said = self._elements, self.said
        return [e for place in within if (e := elements[place]) in said]

    def clear(self) -> None:
        """Forget all."""
        self.said.clear()
        self.values.clear()
        self.positions.clear()
        self._elements.clear()
        self._places.clear()
        self._noted.clear()
