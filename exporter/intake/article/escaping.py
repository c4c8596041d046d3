"""Text as XML."""

from __future__ import annotations

import re
from html import escape

__all__ = ["attribute", "escaped", "uri"]

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (2.2, Char): none of it is visible."""
_NO_URI = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f]")


def escaped(text: str) -> str:
    """Text between tags: what XML cannot hold is left out; a carriage return is kept as one."""
    return escape(_NO_XML.sub("", text), quote=False).replace("\r", "&#13;")


def attribute(text: str) -> str:
    """Text between quotation marks."""
    return escape(_NO_XML.sub("", text))


def uri(address: str) -> str:
    """An address with what no URI may hold written as ``%XX`` (RFC 3986, 2.1)."""
    return _NO_URI.sub(
        lambda found: "".join(f"%{b:02X}" for b in found[0].encode("utf-8", "replace")),
        address.strip(),
    )
