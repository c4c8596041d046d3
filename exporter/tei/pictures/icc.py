"""Colour profiles that say how colours are meant, and nothing of who made them or with what."""

from __future__ import annotations

import struct

__all__ = ["plain_profile"]

_TAGS = frozenset(
    b"rXYZ gXYZ bXYZ wtpt bkpt rTRC gTRC bTRC kTRC chad chrm lumi gamt cicp "
    b"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 A2B3 B2A3 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 "
    b"pre0 pre1 pre2 rig0 rig2 meas view tech desc cprt".split()
)
_HEADER = 128
_MOST = 100
_WORDS = {b"desc": "RGB", b"cprt": "None"}
"""The two texts that a profile must have (ICC.1 9.2)."""


def plain_profile(data: bytes) -> bytes | None:
    """The profile with its colours alone: no names, serial numbers, dates or programs, in the
    header or in tags. None where it is none, or is damaged."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return None
    (count,) = struct.unpack(">I", data[128:132])
    if count > _MOST or len(data) < 132 + 12 * count:
        return None
    tags: list[tuple[bytes, bytes]] = []
    for number in range(count):
        name, start, size = struct.unpack(">4sII", data[132 + 12 * number :][:12])
        body = data[start : start + size]
        if name not in _TAGS:
            continue
        if len(body) < 8 or len(body) < size:
            return None
        tags.append((name, _text(_WORDS[name], data[8]) if name in _WORDS else body))
    return _written(data[:_HEADER], tags)


def _written(header: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    table, parts, places = b"", b"", dict[bytes, int]()
    at = 132 + 12 * len(tags)
    for name, body in tags:
        if body not in places:
            places[body] = at + len(parts)
            parts += body + b"\x00" * (-len(body) % 4)
        table += struct.pack(">4sII", name, places[body], len(body))
    size = struct.pack(">I", at + len(parts))
    none = b"\x00" * 4
    kept = (
        *(size, none, header[8:24], b"\x07\xd0\x00\x01\x00\x01", b"\x00" * 6, b"acsp", none),
        *(header[44:48], none, none, b"\x00" * 4, header[60:80], none, b"\x00" * 44),
    )
    return b"".join(kept) + struct.pack(">I", len(tags)) + table + parts


def _text(words: str, version: int) -> bytes:
    """``multiLocalizedUnicodeType`` (ICC.1 10.15), of version 2 ``textDescriptionType``."""
    if version >= 4:
        body = words.encode("utf-16-be")
        return (
            b"mluc\x00\x00\x00\x00"
            + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(body), 28)
            + body
        )
    if words == _WORDS[b"cprt"]:
        return b"text\x00\x00\x00\x00" + words.encode() + b"\x00"
    ascii_ = words.encode() + b"\x00"
    return b"desc\x00\x00\x00\x00" + struct.pack(">I", len(ascii_)) + ascii_ + b"\x00" * 78
