"""Character and entity references: what they stand for, and how text is written with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5

from exporter.text.patterns import pattern

__all__ = ["REFERENCE", "attribute_value", "declared", "escaped", "unescaped"]

REFERENCE = pattern(r"\r\n?|&#x[0-9a-fA-F]+;|&#[0-9]+;|&[^\s&;#]+;")
"""What is several characters in the file, or another than it is to a parser (XML 1.0, 2.11)."""

_ONE = pattern(r"&#x([0-9a-fA-F]+);|&#([0-9]+);|&([^\s&;#]+);")


_DECLARED = pattern(r"<!ENTITY\s+([^\s%]+)\s+(?:\"([^\"]*)\"|'([^']*)')")


def declared(doctype: str) -> dict[str, str]:
    """The characters that a document type declaration names; a name is given as it is written,
    ``&name;``, where it stands for more than one character."""
    found: dict[str, str] = {}
    for each in _DECLARED.finditer(doctype):
        value = unescaped(each[2] if each[2] is not None else each[3])
        found.setdefault(each[1], value if len(value) == 1 else f"&{each[1]};")
    return found


def unescaped(text: str, own: Mapping[str, str] | None = None) -> str:
    """Text with its references replaced by the characters that they stand for.

    ``own`` are the document's entities. One that is in no table stays as it is written, as the
    reader shows it: entities are never expanded.
    """
    return _ONE.sub(lambda found: _character(found, own or {}), text) if "&" in text else text


def _character(found: re.Match[str], own: Mapping[str, str]) -> str:
    name = found[3]
    if name is not None:
        return own[name] if name in own else html5.get(f"{name};", found[0])
    number = int(found[1], 16) if found[1] is not None else int(found[2])
    return chr(number) if number <= 0x10FFFF else found[0]


def escaped(text: str) -> str:
    """Text as it stands between tags; a carriage return is kept by its number."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def attribute_value(text: str) -> str:
    """A value in quotation marks; tabs and line ends are kept by their numbers."""
    text = escaped(text).replace("\t", "&#9;").replace("\n", "&#10;")
    return '"' + text.replace('"', "&quot;") + '"'
