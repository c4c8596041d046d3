"""Text as WordprocessingML holds it.

Parts are written as text, not as trees: for a long document that takes a third of lxml's time.
Everything from outside passes through :func:`escape`, :func:`quote` or :func:`text`, which drop
what XML 1.0 cannot hold.
"""

from __future__ import annotations

import re

from exporter.text.patterns import pattern

__all__ = ["DECLARATION", "NAMESPACES", "W", "escape", "illegal", "part_xml", "quote", "text"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

_SIMPLE = re.compile("[0-9A-Za-z.:_#/-]+(?: [0-9A-Za-z.:_,-]+)*")
_SPECIAL = re.compile("\r\n|[\t\n\r\u00ad\u2011]")
_ELEMENTS = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\r": "<w:br/>",
    "\r\n": "<w:br/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2011": "<w:noBreakHyphen/>",
}


_ILLEGAL = pattern("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def illegal(value: str) -> bool:
    """Whether it holds a character that no XML 1.0 document can."""
    return not _plain(value) and _ILLEGAL.search(value) is not None


def _plain(value: str) -> bool:
    """Whether all of it is seen; Python counts no space but the usual one among that."""
    return value.isprintable() or value.replace("\xa0", " ").isprintable()


def escape(value: str) -> str:
    """Character data."""
    if not _plain(value):
        value = _ILLEGAL.sub("", value)
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(value: str) -> str:
    """The inside of an attribute in double quotes; white space becomes single spaces."""
    if _SIMPLE.fullmatch(value):
        return value
    return escape(" ".join(value.split())).replace('"', "&quot;")


def text(value: str) -> str:
    """The content of a ``w:r``: ``w:t``, with line ends, tabs and special hyphens as elements.

    A newline inside ``w:t`` is lost by Word, so there never is one (ECMA-376 17.3.3.31).
    """
    if (value.isprintable() or _plain(value)) and not (
        "&" in value or "<" in value or ">" in value or "\u2011" in value
    ):
        return f'<w:t xml:space="preserve">{value}</w:t>'
    out: list[str] = []
    at = 0
    for found in _SPECIAL.finditer(value):
        out.append(_words(value[at : found.start()]))
        out.append(_ELEMENTS[found.group()])
        at = found.end()
    out.append(_words(value[at:]))
    return "".join(out)


def _words(value: str) -> str:
    value = escape(value)
    return f'<w:t xml:space="preserve">{value}</w:t>' if value else ""


def part_xml(root: str, *content: str) -> bytes:
    """A part of WordprocessingML."""
    start = f"{DECLARATION}<w:{root} {NAMESPACES}>"
    return b"".join(map(str.encode, (start, *content, f"</w:{root}>")))
