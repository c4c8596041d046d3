"""What a Word document's styles say of its text, through those they are based on."""

from __future__ import annotations

from exporter.tei.tree.elements import Element
from exporter.values import Struct

__all__ = ["Styles"]

_OFF = frozenset({"0", "false", "off"})


class _Style(Struct):
    name: str
    base: str = ""
    italic: bool | None = None


class Styles:
    """``paragraph`` is the style of the paragraph that is being read."""

    __slots__ = ("_known", "default", "paragraph")

    def __init__(self, tree: Element | None) -> None:
        self._known: dict[str, _Style] = {}
        self.default = self.paragraph = ""
        for each in tree.iter("{*}style") if tree is not None else ():
            attributes = {name.rpartition("}")[2]: value for name, value in each.attrib.items()}
            ident = attributes.get("styleId", "")
            style = _Style("")
            for child in each:
                kind = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
                if kind in ("name", "basedOn"):
                    value = next(iter(child.attrib.values()), "")
                    if kind == "name":
                        style.name = value.lower()
                    else:
                        style.base = value
                elif kind == "rPr":
                    style.italic = _slanted(child)
            self._known[ident] = style
            if attributes.get("type") == "paragraph" and attributes.get("default") in ("1", "true"):
                self.default = self.paragraph = ident

    def name(self, ident: str) -> str:
        """A style's name in lower case; its id where it has none."""
        found = self._known.get(ident)
        return found.name if found is not None and found.name else ident.lower()

    def italic(self, properties: Element | None) -> bool:
        """Whether a run with these properties is set in italics."""
        own = None
        style = ""
        for each in properties if properties is not None else ():
            kind = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
            if kind == "rStyle":
                style = next(iter(each.attrib.values()), "")
        if properties is not None:
            own = _slanted(properties)
        for found in (own, self._of(style), self._of(self.paragraph)):
            if found is not None:
                return found
        return False

    def _of(self, ident: str) -> bool | None:
        seen: set[str] = set()
        while ident in self._known and ident not in seen:
            seen.add(ident)
            style = self._known[ident]
            if style.italic is not None:
                return style.italic
            ident = style.base
        return None


def _slanted(properties: Element) -> bool | None:
    for each in properties:
        if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == "i":
            return next(iter(each.attrib.values()), "1").lower() not in _OFF
    return None
