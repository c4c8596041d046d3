"""``<?exporter ignore="rule-id …" reason="…"?>``: a finding that is meant to stand.

The instruction holds for the element it is in and all that is in that; before the root
element it holds for the file. It needs a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

import lxml.etree as etree

from exporter.tei.tree.elements import Element
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["Ignore", "ignores"]

_PSEUDO = pattern(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Ignore(Value):
    """``scope`` is the element it holds for, None for the whole file; ``node`` the instruction."""

    rules: frozenset[str]
    reason: str
    scope: Element | None
    node: Element

    def covers(self, rule: str, element: Element | None) -> bool:
        """Whether it silences a finding of this rule at this element."""
        if rule not in self.rules or not self.reason:
            return False
        if self.scope is None:
            return True
        while element is not None:
            if element is self.scope:
                return True
            element = element.getparent()
        return False


def ignores(root: Element) -> tuple[Ignore, ...]:
    """The instructions of a file, in its order."""
    return tuple(_read(node) for node in _nodes(root) if node.target == "exporter")


def _nodes(root: Element) -> Iterator[Element]:
    top = root.getroottree().getroot()
    before = [node for node in top.itersiblings(preceding=True) if node.tag is etree.PI]
    return iter([*reversed(before), *top.iter(etree.PI)])


def _read(node: Element) -> Ignore:
    given = {key: double or single for key, double, single in _PSEUDO.findall(node.text or "")}
    rules = frozenset(given.get("ignore", "").replace(",", " ").split())
    return Ignore(rules, given.get("reason", "").strip(), node.getparent(), node)
