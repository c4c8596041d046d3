"""Text, attributes and addresses as markup that is safe in HTML and in XHTML alike."""

from __future__ import annotations

import re

__all__ = ["SAFE_SCHEMES", "attribute", "safe_address", "text", "web_address"]

SAFE_SCHEMES = frozenset(
    ("http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "doi", "urn", "geo", "news", "xmpp")
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_UNREADABLE = re.compile(r"""[\s"<>\\^`{|}]""")


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


def safe_address(target: str) -> str | None:
    """The address as it may stand in ``href``, or None where its scheme might run something.

    Browsers skip white space and controls before and inside a scheme (WHATWG URL 4.4), so these
    do not hide one. An address without scheme is relative and safe.
    """
    bare = _IGNORED.sub("", target)
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in SAFE_SCHEMES:
        return None
    return _UNREADABLE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), target.strip())


def web_address(value: str) -> str:
    """The value where it is a web address, else empty: what machines are told to follow."""
    if not value.lower().startswith(("https://", "http://")):
        return ""
    return safe_address(value) or ""
