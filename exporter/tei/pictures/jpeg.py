"""JPEG for the public: the segments that draw, each cut to what it may hold."""

from __future__ import annotations

import struct

from exporter.tei.pictures.formats import jpeg_segments
from exporter.tei.pictures.icc import plain_profile

__all__ = ["clean_jpeg", "orientation", "turn_in"]

_ICC = b"ICC_PROFILE\x00"
_MOST = 65519
"""Bytes of a profile in one segment (ICC.1 B.4)."""


def clean_jpeg(data: bytes) -> bytes:
    """JFIF without thumbnail, colour profile and Adobe's colour transform stay; a turn of the
    picture, which is in the EXIF data, is written anew, alone. Raises ValueError where the
    picture is damaged."""
    kept: list[bytes] = []
    profiles: dict[int, bytes] = {}
    for marker, start, end in jpeg_segments(data):
        segment = b"\xff" + data[start:end].lstrip(b"\xff")
        body = segment[4:]
        if marker == 0xE2 and body.startswith(_ICC) and len(body) > 14:
            profiles[body[12]] = body[14:]
        else:
            kept.append(_segment(marker, segment, body))
    after = 1 + (len(kept) > 1 and kept[1].startswith(b"\xff\xe0"))
    turned = orientation(data)
    kept[after:after] = [*([_turn(turned)] if turned > 1 else []), *_profile(profiles)]
    if not kept[-1].endswith(b"\xff\xd9"):
        kept.append(b"\xff\xd9")
    return b"".join(kept)


def _segment(marker: int, segment: bytes, body: bytes) -> bytes:
    """What of a segment stays (ITU T.81 B.1.1.3, B.2); empty for most that tell and do not draw."""
    if marker == 0xE0 and body.startswith(b"JFIF\x00"):
        return _written(marker, body[:12].ljust(12, b"\x00") + b"\x00\x00")
    if marker == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
        return _written(marker, body[:12])
    if marker in (0xD8, 0xD9) or 0xD0 <= marker <= 0xD7:
        return segment[:2]
    if marker == 0xDA:
        (length,) = struct.unpack(">H", segment[2:4])
        head = segment[4 : 2 + length]
        return _written(marker, head[: 4 + 2 * head[0]]) + segment[2 + length :]
    if marker == 0xDB:
        return _written(marker, body[: _tables(body, lambda at: 65 + 64 * (body[at] >> 4 > 0))])
    if marker == 0xC4:
        return _written(marker, body[: _tables(body, lambda at: 17 + sum(body[at + 1 : at + 17]))])
    if 0xC0 <= marker <= 0xCF and marker not in (0xC8, 0xCC):
        return _written(marker, body[: 6 + 3 * body[5]])
    if marker in (0xDD, 0xDC):
        return _written(marker, body[:2])
    return _written(marker, body[: len(body) & ~1]) if marker == 0xCC else b""


def _written(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _tables(body: bytes, length: object) -> int:
    """Where the last whole table ends."""
    assert callable(length)
    at = 0
    while at < len(body) and at + length(at) <= len(body):
        at += length(at)
    return at


def _profile(parts: dict[int, bytes]) -> list[bytes]:
    profile = plain_profile(b"".join(parts[number] for number in sorted(parts))) if parts else None
    if not profile:
        return []
    cut = [profile[at : at + _MOST] for at in range(0, len(profile), _MOST)]
    return [
        _written(0xE2, _ICC + bytes((number, len(cut))) + part)
        for number, part in enumerate(cut[:255], 1)
    ]


def _turn(turned: int) -> bytes:
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0)
    tiff = b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + b"\x00\x00\x00\x00"
    return _written(0xE1, b"Exif\x00\x00" + tiff)


def orientation(data: bytes) -> int:
    """How a JPEG is turned (EXIF 4.6.5, tag 0x0112): 1 is upright."""
    try:
        for marker, start, end in jpeg_segments(data):
            body = data[start:end].lstrip(b"\xff")[3:]
            if marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
                return turn_in(body[6:])
            if marker == 0xDA:
                break
    except (ValueError, struct.error, IndexError):
        pass
    return 1


def turn_in(tiff: bytes) -> int:
    """The turn that EXIF data say, 1 where they say none. Raises struct.error where they are
    damaged."""
    order = "<" if tiff[:2] == b"II" else ">"
    (at,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[at : at + 2])
    for number in range(min(count, 200)):
        entry = tiff[at + 2 + 12 * number :][:12]
        tag, _, _, value = struct.unpack(f"{order}HHIH", entry[:10])
        if tag == 0x0112:
            return value if 1 <= value <= 8 else 1
    return 1
