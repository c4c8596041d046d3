"""What a rule is, and what it is given.

A rule that another package adds is a :class:`Rule` under the entry point ``exporter.rules``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias

from exporter.checks.positions import Places
from exporter.model import Article, Audience
from exporter.notices import Severity
from exporter.tei.audience.internal import NO_PARTS, Internal
from exporter.tei.tree.elements import Element
from exporter.values import Value

__all__ = ["Area", "Document", "Finding", "Rule"]

Area: TypeAlias = Literal["structure", "sourcing", "accessibility", "audience"]


class Document(Value):
    """What a rule looks at: the tree as parsed (for ``audience``) and what was read from it.

    ``suggested`` are the suggestions that nobody has confirmed, also where this audience sees
    none of them. ``elements`` are all elements in document order by local name, ``ids`` the first
    element of each ``xml:id``, ``pointed`` every id that some attribute points at, ``internal``
    what is for the newsroom alone, ``claims`` the elements that state one.
    """

    root: Element
    article: Article
    places: Places
    file: str | None
    audience: Audience
    elements: Mapping[str, tuple[Element, ...]]
    ids: Mapping[str, Element]
    pointed: frozenset[str]
    internal: Internal = NO_PARTS
    suggested: tuple[Element, ...] = ()
    claims: tuple[Element, ...] = ()

    def all(self, *names: str) -> tuple[Element, ...]:
        """Elements of these local names, each name's in document order."""
        return tuple(e for name in names for e in self.elements.get(name, ()))

    def target(self, pointer: str) -> Element | None:
        """The element that ``#id`` points at, or None."""
        return self.ids.get(pointer.removeprefix("#")) if pointer.startswith("#") else None


class Finding(Value):
    """``attribute`` narrows the place to an attribute, as it is written (``xml:id``); ``line`` and
    ``column`` stand for findings that no element has. ``fix`` is said instead of the rule's."""

    message: str
    element: Element | None = None
    attribute: str = ""
    fix: str = ""
    line: int | None = None
    column: int | None = None


class Rule(Value):
    """``id`` in kebab case, stable; ``why`` and ``fix`` one sentence each, the one for the manual,
    the other for the person in front of the finding."""

    id: str
    area: Area
    severity: Severity
    why: str
    fix: str
    find: Callable[[Document], Iterable[Finding]]
