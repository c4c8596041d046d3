"""What an address in a page leads to."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

__all__ = ["data_of", "outside", "path_of"]


def data_of(address: str) -> tuple[bytes, str]:
    """The bytes of a ``data:`` address and an ending for their file's name."""
    head, _, body = address.partition(",")
    kind = re.sub(r"[^a-z0-9]", "", head[5:].partition(";")[0].rpartition("/")[2].partition("+")[0])
    try:
        data = unquote_to_bytes(body)
        return (base64.b64decode(data) if head.endswith(";base64") else data), kind or "png"
    except (binascii.Error, ValueError):
        return b"", ""


def path_of(address: str) -> str:
    """The path of an address; nothing where it is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def outside(href: str) -> str:
    """Where a link leads outside the page; Google's detour is taken out."""
    href = href.strip()
    if href.startswith("#") or not href:
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.netloc.endswith("google.com") and parts.path == "/url":
        aim = parse_qs(parts.query)
        return next(iter(aim.get("q") or aim.get("url") or ()), "") or href
    return href
