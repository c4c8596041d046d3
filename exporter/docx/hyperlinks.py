"""Addresses that Word will open: one it cannot parse keeps the whole document shut."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from exporter.urls import is_refused, scheme

__all__ = ["address"]

_LONGEST = 2000
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_HOST = re.compile(r"[A-Za-z0-9._~%\[\]:-]+\Z")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def address(target: str) -> str | None:
    """The address as RFC 3986 wants it, or None where it is refused or none at all."""
    target = "".join(char for char in target.strip() if char.isprintable())
    if not target or is_refused(target):
        return None
    try:
        split = urlsplit(target)
        host = split.hostname or ""
        _ = split.port
        if not host.isascii():
            target = target.replace(host, host.encode("idna").decode(), 1)
            host = host.encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    if scheme(target) in {"http", "https", "ftp"} and not _HOST.match(host):
        return None
    target = quote(_STRAY_PERCENT.sub("%25", target), safe=_SAFE)
    return target if len(target) <= _LONGEST else None
