"""Pictures that a camera has stored turned: PNG and WebP are stored anew, upright and without
loss; JPEG stays as it is, and :attr:`exporter.model.Graphic.turn` says how it is turned."""

from __future__ import annotations

import io
import struct

from exporter.model import Graphic
from exporter.rendering.raster import unpacked
from exporter.tei.pictures.formats import png_chunks, riff_chunks
from exporter.tei.pictures.jpeg import turn_in
from exporter.tei.pictures.metadata_stripper import cleaned

__all__ = ["upright"]


def upright(data: bytes, kind: str, width: int, height: int) -> tuple[bytes, str]:
    """The picture and its type, turned where its own data ask for it. Raises ValueError where it
    is damaged."""
    turned = _turn(data, kind)
    if turned == 1:
        return data, kind
    from PIL import Image

    way = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }[turned]
    plain = cleaned(data, kind)  # Pillow logs what EXIF data say
    with unpacked(Graphic("", "", kind, plain, width, height)) as image:
        if getattr(image, "n_frames", 1) > 1:
            return data, kind
        out = io.BytesIO()
        image.transpose(way).save(out, "PNG", icc_profile=image.info.get("icc_profile"))
    return out.getvalue(), "image/png"


def _turn(data: bytes, kind: str) -> int:
    """How it is turned, by its own EXIF data (PNG 11.3.4.5, RFC 9649 2.7.1.5)."""
    chunks = png_chunks(data) if kind == "image/png" else riff_chunks(data)
    if kind not in ("image/png", "image/webp"):
        return 1
    for name, body in chunks:
        if name in (b"eXIf", b"EXIF"):
            try:
                return turn_in(body[8:-4] if name == b"eXIf" else body.removeprefix(b"Exif\0\0"))
            except (struct.error, IndexError):
                return 1
    return 1
