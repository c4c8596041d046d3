"""Pictures as image objects (ISO 32000-1 8.9.5)."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from deflate import DeflateError, zlib_decompress

from exporter.model import Graphic
from exporter.notices import Collector
from exporter.pdf.objects.store import Store, packed
from exporter.rendering.picture_size import shown_size, size_in_line
from exporter.rendering.raster import unpacked

__all__ = ["Pictures"]

_PIXEL = 0.75
"""Points."""
_TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
_PART = 1_000_000
"""Pixels that are turned into another mode at once."""
_LARGE = 40_000_000
"""Bytes of rows that are compressed as one, which is a little tighter."""
_LEVEL = 2
_TIGHTEST = 1032
"""How many bytes one of Flate may stand for."""


class Pictures:
    """The pictures of one document; each is stored once, when first shown."""

    def __init__(self, store: Store, graphics: Mapping[str, Graphic], collector: Collector) -> None:
        self.store = store
        self.graphics = graphics
        self.collector = collector
        self.names: dict[str, bytes] = {}
        self.numbers: dict[bytes, int] = {}
        self._sizes: dict[str, tuple[float, float]] = {}

    def size(self, ident: str, measure: float, em: float) -> tuple[float, float] | None:
        """Width and height in points, as the source asks for them or at 96 pixels an inch, or None
        where nothing can be shown. ``measure`` is the width of the line and ``em`` the size of the
        type, in points."""
        if not self.name(ident):
            return None
        graphic = self.graphics[ident]
        width, height = shown_size(graphic, measure / _PIXEL, em / _PIXEL)
        return (width * _PIXEL, height * _PIXEL) if width and height else self._sizes[ident]

    def size_in_line(self, ident: str, measure: float, em: float) -> tuple[float, float] | None:
        """The same of a picture between words."""
        if not self.name(ident):
            return None
        width, height = size_in_line(self.graphics[ident], measure / _PIXEL, em / _PIXEL)
        return width * _PIXEL, height * _PIXEL

    def turn(self, ident: str) -> tuple[int, ...]:
        """The matrix that sets the picture upright in the unit square (EXIF 4.6.5; ISO 32000-1
        8.3.4)."""
        return _TURNS[self.graphics[ident].turn]

    def name(self, ident: str) -> bytes:
        """The resource name, empty where there is no picture to show."""
        if ident not in self.names:
            self.names[ident] = self._load(ident)
        return self.names[ident]

    def _load(self, ident: str) -> bytes:
        graphic = self.graphics.get(ident)
        if graphic is None or graphic.data is None:
            return b""
        if found := png(graphic.data):
            return self._add(ident, self.store.stream(found.entries, found.data, pack=False),
                             found.width, found.height)  # fmt: skip
        try:
            with unpacked(graphic) as image:
                number = self._store(image, graphic.data)
                width, height = image.size
        except ValueError as error:
            self._warn(graphic, str(error))
            return b""
        return self._add(ident, number, width, height)

    def _add(self, ident: str, number: int, width: int, height: int) -> bytes:
        if self.graphics[ident].turn > 4:
            width, height = height, width
        self._sizes[ident] = width * _PIXEL, height * _PIXEL
        name = b"I%d" % (len(self.numbers) + 1)
        self.numbers[name] = number
        return name

    def _warn(self, graphic: Graphic, why: str) -> None:
        self.collector.warn(
            "picture-unreadable",
            f"the picture {graphic.url} cannot be shown in a PDF: {why}.",
            fix="Use PNG, JPEG, GIF, TIFF or WebP; its description is shown instead.",
        )

    def _store(self, image: Any, data: bytes) -> int:
        width, height = image.size
        shape = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (
            width,
            height,
        )
        if image.format == "JPEG" and image.mode in ("RGB", "L"):
            space = b"/ColorSpace/" + (b"DeviceRGB" if image.mode == "RGB" else b"DeviceGray")
            return self.store.stream(shape + space + b"/Filter/DCTDecode", data, pack=False)
        image.load()
        image = _in_bytes(image)
        mask = b""
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            alpha = b"".join(part.getchannel("A").tobytes() for part in _parts(image, "RGBA"))
            if alpha.count(255) != len(alpha):
                number = self.store.stream(shape + b"/ColorSpace/DeviceGray", alpha)
                mask = b"/SMask %d 0 R" % number
            del alpha
        grey = image.mode in ("1", "L", "LA", "I", "I;16", "F")
        space = b"/ColorSpace/" + (b"DeviceGray" if grey else b"DeviceRGB")
        colours = 1 if grey else 3
        entries = (
            shape
            + space
            + mask
            + b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/Columns %d>>"
            % (colours, width)
        )
        parts = _parts(image, "L" if grey else "RGB")
        return self.store.stream(entries, _filtered(parts, width * colours), pack=False)


def _parts(image: Any, mode: str) -> Iterator[Any]:
    """The picture in another mode, some rows at a time, since each copy of the whole may be as
    large as all else together."""
    width, height = image.size
    rows = max(1, _PART // width)
    for top in range(0, height, rows):
        yield image.crop((0, top, width, min(top + rows, height))).convert(mode)


def _in_bytes(image: Any) -> Any:
    """Grey of 16 bits or more in eight: Pillow would cut it off at 255."""
    if image.mode[0] not in "IF":
        return image
    low, high = image.getextrema()
    scale = 255 / 65535 if image.mode[0] == "I" and low >= 0 and high <= 65535 else 0.0
    start = 0.0 if scale else float(low)
    scale = scale or 255 / ((high - low) or 1)
    grey = image.convert("F").point(lambda value: value * scale + (0.5 - start * scale))
    grey = grey.convert("L")
    clear = grey.info.pop("transparency", None)
    if isinstance(clear, int) and image.mode.startswith("I;16"):
        grey.putalpha(_without(image, clear))
    return grey


def _without(image: Any, clear: int) -> Any:
    """The mask of a picture of 16 bits, of which one grey is seen through (PNG, tRNS)."""
    from PIL import Image

    values = array("H", image.convert("I;16").tobytes())
    if sys.byteorder == "big":
        values.byteswap()
    mask = bytes(0 if value == clear else 255 for value in values)
    return Image.frombytes("L", image.size, mask)


class _Png:
    __slots__ = ("data", "entries", "height", "width")

    def __init__(self, entries: bytes, data: bytes, width: int, height: int) -> None:
        self.entries, self.data, self.width, self.height = entries, data, width, height


def png(data: bytes) -> _Png | None:
    """A PNG whose compressed rows PDF can take as they are (RFC 2083; ISO 32000-1 7.4.4.4): not
    interlaced, without alpha, sound; None for any other."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        return None
    width, height, depth, kind, _, _, laced = struct.unpack_from(">IIBBBBB", data, 16)
    parts, palette, at = [], b"", 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if name == b"tRNS":
            return None
        if name == b"PLTE":
            palette = body
        if name == b"IDAT":
            parts.append(body)
        at += 12 + length
    if laced or kind not in (0, 2, 3) or depth == 16:
        return None
    packed = b"".join(parts)
    colours = 3 if kind == 2 else 1
    length = ((width * depth * colours + 7) // 8 + 1) * height
    try:
        sound = length <= _TIGHTEST * len(packed) and len(zlib_decompress(packed, length)) == length
    except DeflateError:
        return None
    space = b"/DeviceRGB" if kind == 2 else b"/DeviceGray"
    if kind == 3:
        top = len(palette) // 3 - 1
        space = b"[/Indexed/DeviceRGB %d<%s>]" % (top, palette.hex().encode())
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace%s"
        b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>"
        % (width, height, depth, space, colours, depth, width)
    )
    return _Png(entries, packed, width, height) if sound else None


def _filtered(parts: Iterator[Any], stride: int) -> bytes:
    """PNG's "up" filter: rows of a drawing are mostly alike. A large picture is compressed as its
    parts come."""
    press = zlib.compressobj(_LEVEL)
    out, made = bytearray(), bytearray()
    before = bytes(stride)
    for part in parts:
        data = part.tobytes()
        for start in range(0, len(data), stride):
            row = data[start : start + stride]
            if row == before:
                out += b"\2" + bytes(stride)
            else:
                out += b"\0" + row
            before = row
        if made or len(out) > _LARGE:
            made += press.compress(out)
            out.clear()
    return bytes(made + press.compress(out) + press.flush()) if made else packed(bytes(out))
