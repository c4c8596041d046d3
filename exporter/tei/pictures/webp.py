"""WebP for the public: the chunks that draw, in frames of an animation too (RFC 9649)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from exporter.tei.pictures.formats import riff_chunks
from exporter.tei.pictures.icc import plain_profile

__all__ = ["clean_webp"]

_DRAWN = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_FRAME = 16
"""Bytes of a frame before its own chunks."""
_TOLD = 0x0C
"""The flags for EXIF and XMP."""
_COLOURS = 0x20


def clean_webp(data: bytes) -> bytes:
    """Raises ValueError where it is damaged."""
    found = list(riff_chunks(data))
    profile = next((plain_profile(body) for kind, body in found if kind == b"ICCP"), None)
    content = b"WEBP" + b"".join(
        struct.pack("<4sI", kind, len(body)) + body + b"\x00" * (len(body) & 1)
        for kind, body in _kept(found, profile)
    )
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _kept(found: list[tuple[bytes, bytes]], profile: bytes | None) -> Iterator[tuple[bytes, bytes]]:
    for kind, body in found:
        if kind in _DRAWN:
            yield kind, body
        elif kind == b"VP8X" and len(body) >= 10:
            flags = body[0] & ~_TOLD & ~(0 if profile else _COLOURS) & 0x3E
            yield kind, bytes((flags, 0, 0, 0)) + body[4:10]
        elif kind == b"ICCP" and profile:
            yield kind, profile
            profile = None
        elif kind == b"ANIM" and len(body) >= 6:
            yield kind, body[:6]
        elif kind == b"ANMF" and len(body) > _FRAME:
            yield kind, body[:_FRAME] + _frame(body[_FRAME:])


def _frame(data: bytes) -> bytes:
    """The chunks of one frame that draw."""
    parts, at = [], 0
    while at + 8 <= len(data):
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        end = at + 8 + length + (length & 1)
        if at + 8 + length > len(data):
            raise ValueError("a frame is cut off")
        if kind in _DRAWN:
            parts.append(data[at : at + 8 + length] + b"\x00" * (length & 1))
        at = end
    return b"".join(parts)
