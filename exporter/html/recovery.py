"""The TEI back out of a page."""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import b64decode

from exporter.errors import LimitExceeded
from exporter.files.reading import LARGEST
from exporter.html.metadata import GZIP, TEI

__all__ = ["recover", "source_beside"]

_KINDS = b"|".join(re.escape(kind.encode()) for kind in (TEI, GZIP))
_BLOCK = rb'href="data:(' + _KINDS + rb');base64,([A-Za-z0-9+/=]*)"'
_LINK = rb'href="([^":]+)" rel="alternate" type="' + re.escape(TEI.encode()) + rb'"'


def recover(data: bytes) -> bytes | None:
    """The TEI that a page or a fragment carries, byte for byte; None where it carries none.

    Pages of version 0.1.0 carry it as it is, later ones packed (RFC 1952). Raises LimitExceeded
    where it unpacks to more than an article may have.
    """
    blocks = re.findall(_BLOCK, data)
    if not blocks:
        return None
    kind, block = blocks[-1]
    try:
        held = b64decode(block, validate=True)
        return _unpacked(held) if kind == GZIP.encode() else held
    except (binascii.Error, zlib.error):
        return None


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    found = unpacker.decompress(packed, LARGEST)
    if unpacker.unconsumed_tail:
        raise LimitExceeded(f"the page's TEI unpacks to more than {LARGEST:,} bytes.")
    if not unpacker.eof:
        raise zlib.error
    return found


def source_beside(data: bytes) -> str | None:
    """The address of the TEI that lies beside a page made with ``assets``, or None."""
    from html import unescape

    links = re.findall(_LINK, data)
    return unescape(links[-1].decode("utf-8", "replace")) if links else None
