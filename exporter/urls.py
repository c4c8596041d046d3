"""Which addresses a copy may lead to: one allow-list, asked by the reader and by every writer."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

__all__ = ["SAFE_SCHEMES", "allowed_url", "is_refused", "safe_url", "scheme", "web_url"]

SAFE_SCHEMES = frozenset(
    ("http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "doi", "urn", "geo", "news", "xmpp")
)
"""What leads to a page, a person or a publication. Everything else may start a program, read a
file or a share of the network, or hold a script (``javascript:``, ``file:``, ``ms-word:``,
``search-ms:``, ``smb:`` …); nobody can list all of that, so it is not listed."""

_BEFORE_PATH = re.compile(r"[^/?#\\]*?:")
_SHARE = re.compile(r"[/\\]{2}|\\")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_UNREADABLE = re.compile(r"""[\s"<>\\^`{|}]""")


def scheme(target: str) -> str:
    """The scheme of an address in small letters, without colon; empty where it is relative.

    Programs skip white space and controls before and inside a scheme (WHATWG URL 4.4), and some
    undo percent-encoding first, so these hide none.
    """
    bare = unicodedata.normalize("NFKC", _IGNORED.sub("", unquote(_IGNORED.sub("", target))))
    found = _BEFORE_PATH.match(bare)
    return found[0][:-1].lower() if found else ""


def is_refused(target: str) -> bool:
    """Whether a copy must not lead there: by a scheme that is not on the list, or to a share of
    the network (``\\\\server``, ``//server``)."""
    if target.startswith("#"):
        return False
    known = scheme(target)
    if known:
        return known not in SAFE_SCHEMES
    return _SHARE.match(_IGNORED.sub("", unquote(target))) is not None


def safe_url(target: str) -> str | None:
    """The address as it may be in a link, or None where it is refused. A relative one, or one
    of this document (``#id``), stays as it is."""
    if is_refused(target):
        return None
    return _UNREADABLE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), target.strip())


def allowed_url(target: str) -> str:
    """The address as it is given, white space around it taken off; empty where it is refused."""
    return "" if is_refused(target) else target.strip()


def web_url(value: str) -> str:
    """The value where it is a web address, else empty: what machines are told to follow."""
    if not value.strip().lower().startswith(("https://", "http://")):
        return ""
    return safe_url(value) or ""
