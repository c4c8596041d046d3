"""Pictures of pixels, unpacked: by Pillow, with nothing believed that the file says later on."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from exporter.model import Graphic

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["unpacked"]

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
"""Others lead Pillow to programs that are not ours (Ghostscript)."""


@contextmanager
def unpacked(graphic: Graphic) -> Iterator[Image]:
    """A picture opened; its pixels are unpacked when they are asked for.

    Raises ValueError, also for what is done with it inside the ``with``, where the picture is
    damaged or larger than the reader of its header was told and has held against the limit.
    """
    from PIL import Image, UnidentifiedImageError

    asked = graphic.width * graphic.height
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own limit; ours was asked before
        try:
            with Image.open(io.BytesIO(graphic.data or b""), formats=_FORMATS) as image:
                _check_size(image, asked)
                yield image
        except UnidentifiedImageError as error:
            raise ValueError("its format is not known") from error
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception as error:  # a damaged file makes Pillow raise almost anything
            raise ValueError(str(error).rstrip(".") or type(error).__name__) from error


_MOST_WEBP = 20_000_000
"""Pixels: Pillow holds four copies of a WebP while it unpacks it, so that 20 million are 320 MB."""


def _check_size(image: Image, asked: int) -> None:
    width, height = image.size
    if image.format == "WEBP" and width * height > _MOST_WEBP:
        raise ValueError(
            f"it has {width * height:,} pixels, and a WebP is unpacked up to {_MOST_WEBP:,}"
        )
    if asked and width * height > asked:
        raise ValueError("it is larger than its header says")
