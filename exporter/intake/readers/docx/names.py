"""Names in WordprocessingML (ECMA-376), transitional and strict alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

__all__ = ["Element", "attribute", "child", "children", "local", "on"]

Element: TypeAlias = Any
_OFF = frozenset({"0", "false", "off", "none"})


def local(element: Element) -> str:
    """The name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """An attribute by its local name, whatever its namespace; empty where it is not there."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Child elements of these local names."""
    for each in element if element is not None else ():
        if local(each) in names:
            yield each


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of this name, and of it the first of the next, or None."""
    for name in path:
        element = next(children(element, name), None)
        if element is None:
            return None
    return element


def on(element: Element | None) -> bool:
    """Whether a toggle such as ``w:b`` stands there and is not switched off."""
    return element is not None and attribute(element, "val").casefold() not in _OFF
