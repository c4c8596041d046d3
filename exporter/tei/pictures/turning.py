"""Pictures that a camera has stored turned: PNG and WebP are stored anew, upright and without
loss; JPEG stays as it is, and :attr:`exporter.model.Graphic.turn` says how it is turned."""

from __future__ import annotations

import io

from exporter.model import Graphic
from exporter.rendering.raster import unpacked
from exporter.tei.pictures.formats import png_chunks, riff_chunks

__all__ = ["upright"]

_TURN = 0x0112
"""The tag of EXIF 4.6.5."""


def upright(data: bytes, kind: str, width: int, height: int) -> tuple[bytes, str]:
    """The picture and its type, turned where its own data ask for it. Raises ValueError where it
    is damaged."""
    if not _has_exif(data, kind):
        return data, kind
    from PIL import ImageOps

    with unpacked(Graphic("", "", kind, data, width, height)) as image:
        if getattr(image, "n_frames", 1) > 1 or image.getexif().get(_TURN, 1) not in range(2, 9):
            return data, kind
        turned = ImageOps.exif_transpose(image)
        out = io.BytesIO()
        turned.save(out, "PNG", icc_profile=image.info.get("icc_profile"))
    return out.getvalue(), "image/png"


def _has_exif(data: bytes, kind: str) -> bool:
    if kind == "image/png":
        return any(name == b"eXIf" for name, _ in png_chunks(data))
    return kind == "image/webp" and any(name == b"EXIF" for name, _ in riff_chunks(data))
