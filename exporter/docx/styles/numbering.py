"""Numbering definitions: one abstract list of each sort, one ``w:num`` for each numbered list."""

from __future__ import annotations

from lxml import etree

from exporter.docx.opc.xml import DECLARATION, W
from exporter.values import whole_number

__all__ = ["Numbering"]

_W = f"{{{W}}}"
_DEEPEST = 8


class Numbering:
    """``ours`` is our ``numbering.xml``; ``theirs`` a template's, to which ours is added."""

    def __init__(self, ours: bytes, theirs: bytes | None = None) -> None:
        self._root = etree.fromstring(ours)
        self._bullets, self._numbers = 1, 2
        self._abstract = 2
        if theirs is not None:
            self._join(etree.fromstring(theirs))
        self._next = 1 + max(self._ids("num", "numId"), default=0)

    def bullets(self) -> int:
        """The ``w:numId`` of every bulleted list."""
        return self._bullets

    def numbers(self, level: int, start: int) -> int:
        """A ``w:numId`` that counts from ``start`` at this level (0 is outermost)."""
        number, level = self._next, min(level, _DEEPEST)
        self._next += 1
        self._root.append(
            etree.fromstring(
                f'<w:num xmlns:w="{W}" w:numId="{number}">'
                f'<w:abstractNumId w:val="{self._abstract}"/>'
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{max(start, 0)}"/>'
                "</w:lvlOverride></w:num>"
            )
        )
        return number

    def mapped(self) -> dict[str, str]:
        """Our ``w:numId`` in ``styles.xml`` → the one it has here."""
        return {"1": str(self._bullets), "2": str(self._numbers)}

    def xml(self) -> bytes:
        return DECLARATION.encode() + bytes(etree.tostring(self._root))

    def _ids(self, element: str, attribute: str) -> list[int]:
        found = (each.get(_W + attribute, "") for each in self._root.iterfind(_W + element))
        return [number for value in found if (number := whole_number(value)) is not None]

    def _join(self, theirs: etree._Element) -> None:
        ours, self._root = self._root, theirs
        abstract = 1 + max(self._ids("abstractNum", "abstractNumId"), default=0)
        number = 1 + max(self._ids("num", "numId"), default=0)
        at = len(self._root.findall(_W + "numPicBullet"))
        for shift, element in enumerate(ours.findall(_W + "abstractNum")):
            element.set(_W + "abstractNumId", str(abstract + shift))
            self._root.insert(at + shift, element)
        last = self._root.findall(_W + "num") or self._root.findall(_W + "abstractNum")
        for shift, element in enumerate(reversed(ours.findall(_W + "num"))):
            element.set(_W + "numId", str(number + 1 - shift))
            element[0].set(_W + "val", str(abstract + 1 - shift))
            last[-1].addnext(element)
        self._bullets, self._numbers, self._abstract = number, number + 1, abstract + 1
