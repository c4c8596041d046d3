"""The TEI back out of a page."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode

from exporter.html.metadata import TEI

__all__ = ["recover"]

_BLOCK = rb'href="data:' + re.escape(TEI.encode()) + rb';base64,([A-Za-z0-9+/=]*)"'


def recover(data: bytes) -> bytes | None:
    """The TEI that a page or a fragment carries, byte for byte; None where it carries none."""
    blocks = re.findall(_BLOCK, data)
    if not blocks:
        return None
    try:
        return b64decode(blocks[-1], validate=True)
    except binascii.Error:
        return None
