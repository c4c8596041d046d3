"""Zip files: the same entries give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

__all__ = ["zipped"]

_LEVEL = 3
_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp")

Moment = tuple[int, int, int, int, int, int]


def zipped(files: Iterable[tuple[str, bytes]], moment: Moment, mode: int | None = None) -> bytes:
    """The files in this order, all of one date (year to second, from 1980 on); what is compressed
    by itself, and a ``mimetype``, is stored. ``mode`` are Unix permissions."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, moment)
            info.create_system = 0 if mode is None else 3
            info.external_attr = (mode or 0) << 16
            stored = name == "mimetype" or name.lower().endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=_LEVEL)
    return target.getvalue()
