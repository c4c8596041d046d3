"""The TEI back out of a page."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from html import unescape

from exporter.html.metadata import TEI

__all__ = ["recover", "source_beside"]

_BLOCK = rb'href="data:' + re.escape(TEI.encode()) + rb';base64,([A-Za-z0-9+/=]*)"'
_LINK = rb'href="([^":]+)" rel="alternate" type="' + re.escape(TEI.encode()) + rb'"'


def recover(data: bytes) -> bytes | None:
    """The TEI that a page or a fragment carries, byte for byte; None where it carries none."""
    blocks = re.findall(_BLOCK, data)
    if not blocks:
        return None
    try:
        return b64decode(blocks[-1], validate=True)
    except binascii.Error:
        return None


def source_beside(data: bytes) -> str | None:
    """The address of the TEI that lies beside a page made with ``assets``, or None."""
    links = re.findall(_LINK, data)
    return unescape(links[-1].decode("utf-8", "replace")) if links else None
