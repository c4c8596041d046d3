"""An article of any length: the text of another, many times over, each time with fresh ids."""

from __future__ import annotations

import copy
import re
from typing import Any

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
_POINTER = re.compile(r"#([^\s#]+)")
_PER_COPY = ("spanGrp", "listAnnotation")
"""What stands off but belongs to the prose, and so is multiplied with it."""


def words(tree: Any) -> int:
    """How many words the body has, notes included."""
    body = tree.find(f".//{TEI}body")
    return len(" ".join(body.itertext()).split())


def grown(tei: bytes, wanted: int) -> bytes:
    """The article with its body repeated until it has about ``wanted`` words."""
    tree = etree.fromstring(tei)
    times = max(1, round(wanted / words(tree)))
    moved = [tree.find(f".//{TEI}body")]
    moved += [part for name in _PER_COPY for part in tree.iter(f"{TEI}{name}")]
    local = {element.get(ID) for part in moved for element in part.iter() if element.get(ID)}
    for part in moved:
        inner = list(part)
        for n in range(1, times):
            for child in inner:
                fresh = copy.deepcopy(child)
                for element in fresh.iter(etree.Element):
                    _rename(element, local, f".{n}")
                part.append(fresh)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


def _rename(element: Any, local: set[str], suffix: str) -> None:
    for name, value in element.attrib.items():
        if name == ID:
            element.set(name, value + suffix)
        elif "#" in value:
            element.set(
                name,
                _POINTER.sub(lambda found: found[0] + (suffix if found[1] in local else ""), value),
            )
