"""Types and sizes of pictures, from their first bytes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

import lxml.etree as etree

__all__ = ["is_whole", "jpeg_segments", "measured", "png_chunks", "riff_chunks"]


def measured(data: bytes, kind: str) -> tuple[int, int]:
    """Width and height in pixels; (0, 0) where they cannot be told.

    Raises ValueError where the picture is damaged.
    """
    try:
        match kind:
            case "image/png":
                return struct.unpack(">II", data[16:24])
            case "image/gif":
                return struct.unpack("<HH", data[6:10])
            case "image/jpeg":
                return _jpeg(data)
            case "image/webp":
                return _webp(data)
            case "image/svg+xml":
                return _svg(data)
            case _:
                return 0, 0
    except (struct.error, IndexError) as error:
        raise ValueError("it ends too early") from error


def is_whole(data: bytes, kind: str) -> bool:
    """Whether a picture has its end: a JPEG or GIF that was cut off is drawn as far as it goes.
    Raises ValueError where it is damaged otherwise."""
    match kind:
        case "image/jpeg":
            return any(marker == 0xD9 for marker, _, _ in jpeg_segments(data))
        case "image/gif":
            return data.rstrip(b"\0").endswith(b";")
        case "image/webp":
            return len(data) >= 8 + int.from_bytes(data[4:8], "little")
        case _:
            return True


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of every segment of a JPEG up to the end of the image (ITU T.81 B.1).

    A segment begins with its marker's 0xFF; scan data belongs to the SOS segment before it.
    Raises ValueError for what is no JPEG.
    """
    at = 2
    yield 0xD8, 0, 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError("a segment is damaged")
        start = at
        while at < len(data) and data[at] == 0xFF:
            at += 1
        if at >= len(data):
            break
        marker = data[at]
        at += 1
        if marker == 0xD9:
            yield marker, at - 2, at
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            yield marker, start, at
            continue
        if at + 2 > len(data):
            break
        (length,) = struct.unpack(">H", data[at : at + 2])
        if length < 2 or at + length > len(data):
            raise ValueError("a segment is cut off")
        at += length
        if marker == 0xDA:
            at = _scan_end(data, at)
        yield marker, start, at


def _scan_end(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at


def _jpeg(data: bytes) -> tuple[int, int]:
    for marker, start, end in jpeg_segments(data):
        if marker in _FRAMES:
            body = data[start:end].lstrip(b"\xff")
            height, width = struct.unpack(">HH", body[4:8])
            return width, height
    raise ValueError("it holds no image")


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and bytes (length, type, data and checksum) of every chunk up to IEND (PNG 5.3)."""
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if end > len(data):
            raise ValueError("a chunk is cut off")
        yield kind, data[at:end]
        if kind == b"IEND":
            return
        at = end
    raise ValueError("it ends too early")


def riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and payload of every chunk of a WebP file."""
    (size,) = struct.unpack("<I", data[4:8])
    stop = min(len(data), 8 + size)
    at = 12
    while at + 8 <= stop:
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        if at + 8 + length > stop:
            raise ValueError("a chunk is cut off")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def _webp(data: bytes) -> tuple[int, int]:
    for kind, body in riff_chunks(data):
        if kind == b"VP8X":
            width = int.from_bytes(body[4:7], "little") + 1
            return width, int.from_bytes(body[7:10], "little") + 1
        if kind == b"VP8 ":
            width, height = struct.unpack("<HH", body[6:10])
            return width & 0x3FFF, height & 0x3FFF
        if kind == b"VP8L":
            bits = int.from_bytes(body[1:5], "little")
            return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    raise ValueError("it holds no image")


_LENGTH = r"\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*"
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


def _svg(data: bytes) -> tuple[int, int]:
    root = svg_root(data)
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(box) == 4 and not (width and height):
        try:
            across, down = float(box[2]), float(box[3])
        except ValueError:
            return 0, 0
        if across > 0 and down > 0 and across < 1e6 and down < 1e6:
            width = width or (height * across / down if height else across)
            height = height or width * down / across
    return round(width), round(height)


def svg_root(data: bytes) -> etree._Element:
    """The root of an SVG picture, parsed as safely as an article."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("it is not well-formed XML") from error


def _pixels(length: str | None) -> float:
    found = re.fullmatch(_LENGTH, length or "")
    return min(float(found[1]) * _PIXELS[found[2]], 1e6) if found else 0.0
