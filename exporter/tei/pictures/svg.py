"""SVG without scripts and without what draws from elsewhere; for the public, without traces."""

from __future__ import annotations

import re
from collections.abc import Callable

import lxml.etree as etree

from exporter.tei.pictures.formats import svg_root
from exporter.text.patterns import pattern

__all__ = ["safe_svg", "strip_svg"]

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML_KEPT = ("lang", "space")
_DROPPED = frozenset({"script", "foreignObject", "handler", "listener"})
_COMMENT = pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ADDRESS = pattern(r"""url\(\s*(["']?)(.*?)\1\s*\)""", re.DOTALL | re.IGNORECASE)
_IMPORT = pattern(r"@import[^;]*(?:;|\Z)", re.IGNORECASE)

Clean = Callable[[str], "str | None"]
"""An address of data cleaned for the public, or None where it cannot be."""


def safe_svg(data: bytes, *, public: bool, clean: Clean | None = None) -> bytes:
    """SVG without scripts, event handlers and pointers to other files; for the public also
    without comments, metadata and what drawing programs note for themselves, with the pictures in
    it cleaned by ``clean``. Raises ValueError where it is not well-formed."""
    root = svg_root(data)
    strip_svg(root, public=public, clean=clean)
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def strip_svg(root: etree._Element, *, public: bool, clean: Clean | None = None) -> None:
    """The same in place, of a picture that is in a tree."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            if public or node.tag is etree.Entity:
                _drop(node)
            continue
        space, _, local = node.tag.rpartition("}")
        foreign = bool(space) and f"{space}}}" != _SVG
        if local in _DROPPED or (public and (local == "metadata" or foreign)):
            _drop(node)
            continue
        if local == "style" and node.text:
            node.text = _style(node.text, public, clean)
        for key, value in list(node.attrib.items()):
            kept = _attribute(str(key), str(value), public, clean)
            if kept is None:
                del node.attrib[key]
            elif kept != value:
                node.set(key, kept)

    if public:
        etree.cleanup_namespaces(root)


def _attribute(key: str, value: str, public: bool, clean: Clean | None) -> str | None:
    """What an attribute may say; None where it goes."""
    short = key.rpartition("}")[2]
    if short.startswith("on"):
        return None
    if public and (short.startswith("data-") or _of_a_program(key)):
        return None
    if short in ("href", "src"):
        return _address(value, public, clean)
    if "url(" in value.casefold() or (public and short == "style"):
        return _style(value, public, clean)
    return value


def _of_a_program(key: str) -> bool:
    if not key.startswith("{") or key == _XLINK:
        return False
    return "XML/1998" not in key or key.rpartition("}")[2] not in _XML_KEPT


def _address(value: str, public: bool, clean: Clean | None) -> str | None:
    bare = value.strip()
    if bare.startswith("#"):
        return value
    if not bare[:11].casefold().startswith("data:image/"):
        return None
    return clean(bare) if public and clean is not None else value


def _style(text: str, public: bool, clean: Clean | None) -> str:
    """Rules without comments, and without what they would fetch."""
    if public:
        text = _COMMENT.sub("", text)

    def inner(found: re.Match[str]) -> str:
        kept = _address(found[2], public, clean)
        return f"url({found[1]}{kept}{found[1]})" if kept else "none"

    return _ADDRESS.sub(inner, _IMPORT.sub("", text))


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    node.tail = None
    parent.remove(node)
