"""The TEI into a Word copy, and back out of it."""

from __future__ import annotations

import re

from lxml import etree

from exporter.docx.opc.xml import escape
from exporter.files.reading import LARGEST

__all__ = ["TEI", "WRAPPER", "recover", "wrapped"]

TEI = "http://www.tei-c.org/ns/1.0"
WRAPPER = "urn:x-tei-exporter:"
_WRAPPER = f"{{{WRAPPER}}}tei"
_P4 = frozenset({"TEI", "TEI.2", "teiCorpus", "teiCorpus.2", "text", "body", "div"})
_OURS = b"<?xml version='1.0' encoding='UTF-8'?>"
_ID = re.compile(rb'="([A-Za-z_][A-Za-z0-9_.-]*)"')
_START = 65536
"""Bytes of a part within which its root stands."""


def recover(data: bytes, most: int = LARGEST) -> bytes | None:
    """The custom XML part that holds TEI, or None where there is none.

    An editor may have serialised it anew: compare its canonical form. ``most`` bytes are unpacked.
    Raises InputError where the data are no Word document, LimitExceeded where they unpack to more.
    """
    from exporter.files.zip_reader import opened

    with opened(data, most, "Word document") as package:
        for name in package.names:
            if not name.lower().startswith("customxml/") or not name.endswith(".xml"):
                continue
            root = _root(package.start(name, _START))
            if root == _WRAPPER:
                return _unwrapped(package.read(name))
            if root.startswith(f"{{{TEI}}}") or root in _P4:
                return package.read(name)
    return None


def wrapped(tei: bytes) -> bytes:
    """TEI that a strict reader refuses, for an ``xml:id`` that is no NCName or stands twice
    (xml:id 4), as the text of one element; other TEI as it is."""
    if _is_strict(tei):
        return tei
    try:
        etree.fromstring(tei, _parser())
    except etree.XMLSyntaxError:
        words = escape(tei.decode()).replace("\r", "&#13;")
        return f'<tei xmlns="{WRAPPER}">{words}</tei>'.encode()
    return tei


class _Nothing:
    """What a parser makes where nothing is to be made."""

    def close(self) -> None:
        pass


def _is_strict(tei: bytes) -> bool:
    """Whether it is told without a tree that a strict reader takes it: no complaint, and whatever
    looks like an ``xml:id`` is plain and stands once."""
    if not tei.startswith(_OURS) or b"<!DOCTYPE" in tei:
        return False
    parser = etree.XMLParser(
        target=_Nothing(), resolve_entities=False, no_network=True, huge_tree=True
    )
    try:
        etree.fromstring(tei, parser)
    except etree.XMLSyntaxError:
        return False
    found = [_ID.match(rest) for rest in tei.split(b"xml:id")[1:]]
    return not parser.error_log and len({name[1] for name in found if name}) == len(found)


def _unwrapped(part: bytes) -> bytes | None:
    try:
        return (etree.fromstring(part, _parser()).text or "").encode()
    except etree.XMLSyntaxError:
        return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _root(part: bytes) -> str:
    """The name of the root; empty where there is none."""
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, recover=True
    )
    try:
        parser.feed(part)
    except etree.XMLSyntaxError:
        return ""
    return next((str(element.tag) for _, element in parser.read_events()), "")
