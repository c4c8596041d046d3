"""Pictures without what cameras and programs write into them: places, names, thumbnails.

Nothing that is drawn is decoded or compressed anew: whole segments are left out, and what no
viewer reads behind and between them, so that every pixel stays.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from urllib.parse import unquote_to_bytes

from exporter.files.media_types import SHOWN, media_type
from exporter.tei.pictures.formats import measured
from exporter.tei.pictures.gif import clean_gif
from exporter.tei.pictures.jpeg import clean_jpeg, orientation
from exporter.tei.pictures.png import clean_png
from exporter.tei.pictures.svg import safe_svg
from exporter.tei.pictures.webp import clean_webp

__all__ = ["cleaned", "cleaned_address", "data_of", "orientation"]

_DEEPEST = 3
"""Pictures in pictures: SVG in SVG in SVG."""


def cleaned(data: bytes, kind: str, pixels: int | None = None, *, deep: int = 0) -> bytes:
    """The picture for the public; those in it that have more than ``pixels`` go. Raises
    ValueError where it is damaged."""
    try:
        match kind:
            case "image/jpeg":
                return clean_jpeg(data)
            case "image/png":
                return clean_png(data)
            case "image/gif":
                return clean_gif(data)
            case "image/webp":
                return clean_webp(data)
            case "image/svg+xml":
                return safe_svg(
                    data,
                    public=True,
                    clean=lambda address: cleaned_address(address, pixels, deep=deep + 1),
                )
            case _:
                return data
    except (struct.error, IndexError, zlib.error) as error:
        raise ValueError("it ends too early") from error


def cleaned_address(address: str, pixels: int | None = None, *, deep: int = 0) -> str | None:
    """A ``data:`` address with its picture cleaned; None where it holds none that can be, or one
    of more than ``pixels``."""
    try:
        data = data_of(address)
        kind = media_type(data)
        if kind not in SHOWN or deep > _DEEPEST:
            return None
        width, height = measured(data, kind) if kind != "image/svg+xml" else (0, 0)
        if pixels is not None and width * height > pixels:
            return None
        data = cleaned(data, kind, pixels, deep=deep)
    except ValueError:
        return None
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def data_of(address: str) -> bytes:
    """What a ``data:`` address holds (RFC 2397). Raises ValueError for base64 that is none."""
    head, _, body = address.partition(",")
    raw = unquote_to_bytes(body)
    if not head.casefold().rstrip().endswith(";base64"):
        return raw
    try:
        return base64.b64decode(b"".join(raw.split()), validate=True)
    except binascii.Error as error:
        raise ValueError("it is not base64") from error
