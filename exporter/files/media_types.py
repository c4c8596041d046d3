"""Media types of pictures, by their first bytes, and what their files' names end in."""

from __future__ import annotations

import re

__all__ = ["EXTENSIONS", "SHOWN", "media_type"]

SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/svg+xml")
"""The media types that every format of ours can show, or has a way round."""

EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
    "image/tiff": "tiff",
    "image/bmp": "bmp",
}
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"%PDF", "application/pdf"),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
)
_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s>]")


def media_type(data: bytes) -> str:
    """The type of a picture by what is in it, never by its name; empty where it is none."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypmif1"):
        return "image/avif" if data[8:12] == b"avif" else "image/heic"
    if _SVG.search(data[:4096]):
        return "image/svg+xml"
    return ""
