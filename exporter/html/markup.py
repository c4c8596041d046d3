"""Text and attributes as markup that is safe in HTML and in XHTML alike."""

from __future__ import annotations

import re

__all__ = ["attribute", "text"]

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def text(value: str) -> str:
    """Escaped for content."""
    if "&" in value or "<" in value or ">" in value:
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value if value.isprintable() else _FORBIDDEN.sub("\ufffd", value)


def attribute(value: str) -> str:
    """Escaped for a value between double quotes."""
    if '"' in value or "&" in value or "<" in value or ">" in value:
        value = text(value).replace('"', "&quot;")
    if value.isprintable():
        return value
    return _FORBIDDEN.sub("\ufffd", value).replace("\n", "&#10;").replace("\t", "&#9;")
