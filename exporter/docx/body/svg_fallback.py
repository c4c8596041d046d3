"""What readers that know no SVG show in its place: its description in a frame."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

__all__ = ["stand_in"]

_DPI = 150
_SIZES = (32, 28, 24, 20, 17)
"""Pixels; the smallest is 8 pt."""
_LEADING = 1.4
_PAPER, _INK, _RULE = 0xF2, 0x22, 0x80


def stand_in(words: str, width: int, height: int) -> bytes:
    """A PNG for a picture of this size in EMU. The frame is empty where the words do not fit, or
    where the font that comes with us lacks one of their letters."""
    from PIL import Image, ImageDraw

    wide, high = (max(1, min(edge * _DPI // 914400, 4000)) for edge in (width, height))
    image = Image.new("L", (wide, high), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, wide - 1, high - 1), outline=_RULE)
    for size in _SIZES if _writable(words) else ():
        font, leading = _font(size), round(size * _LEADING)
        lines = _lines(words, font, wide - 3 * size)
        if lines and leading * len(lines) <= high - size:
            top = (high - leading * len(lines)) / 2
            for at, line in enumerate(lines):
                where = wide / 2, top + (at + 0.5) * leading
                draw.text(where, line, fill=_INK, font=font, anchor="mm")
            break
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _lines(words: str, font: FreeTypeFont, width: int) -> list[str]:
    """No lines at all where a word is too long for one."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        elif font.getlength(word) <= width:
            lines.append(word)
        else:
            return []
    return lines


def _writable(words: str) -> bool:
    return bool(words) and {ord(letter) for letter in words if not letter.isspace()} <= _letters()


@lru_cache(maxsize=1)
def _letters() -> set[int]:
    import uharfbuzz as hb

    return set(hb.Face(hb.Blob.from_file_path(_path())).unicodes)


def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_path(), size, layout_engine=ImageFont.Layout.BASIC)


def _path() -> str:
    spec = find_spec("fontpkg_noto_sans")
    origin = spec.origin if spec else None
    return str(Path(origin or "").parent / "files" / "NotoSans[wdth,wght].ttf")
