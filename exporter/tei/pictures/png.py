"""PNG for the public: the chunks that draw, each as long as it may be, and nothing behind them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from exporter.tei.pictures.formats import png_chunks
from exporter.tei.pictures.icc import plain_profile

__all__ = ["clean_png"]

_FIXED = {
    b"IHDR": 13, b"IEND": 0, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"cICP": 4, b"pHYs": 9,
    b"acTL": 8, b"fcTL": 26,
}  # fmt: skip
"""Bytes of the chunks that have one length (PNG 11.2, 11.3)."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_BLOCK = 1 << 20
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Adam7: first column, first row, and the steps between them (PNG 8.2)."""


class _Shape:
    """What the header says of the samples."""

    def __init__(self, header: bytes) -> None:
        self.width: int = int.from_bytes(header[:4], "big")
        self.height: int = int.from_bytes(header[4:8], "big")
        self.depth, self.colour, self.interlace = header[8], header[9], header[12]
        self.samples = _SAMPLES.get(self.colour, 4)

    def size(self, width: int, height: int) -> int:
        """The bytes of a picture of this size, unpacked: each row with its filter's byte."""
        if not self.interlace:
            return height * self._row(width)
        total = 0
        for left, top, across, down in _PASSES:
            columns, rows = -(-(width - left) // across), -(-(height - top) // down)
            total += rows * self._row(columns) if columns > 0 and rows > 0 else 0
        return total

    def _row(self, width: int) -> int:
        return 1 + (width * self.samples * self.depth + 7) // 8

    def fits(self, kind: bytes, body: bytes, palette: int) -> bool:
        """Whether a chunk is as long as it may be."""
        if kind in _FIXED:
            return len(body) == _FIXED[kind]
        samples = 3 if self.colour == 3 else self.samples
        match kind:
            case b"PLTE":
                return len(body) % 3 == 0 and len(body) <= 768
            case b"sBIT":
                deepest = 8 if self.colour == 3 else self.depth
                return len(body) == samples and all(0 < bits <= deepest for bits in body)
            case b"bKGD":
                return len(body) == {0: 2, 4: 2, 3: 1}.get(self.colour, 6)
            case b"tRNS":
                return (
                    len(body) <= palette
                    if self.colour == 3
                    else len(body) == {0: 2}.get(self.colour, 6)
                )
            case _:
                return False


def clean_png(data: bytes) -> bytes:
    """Raises ValueError where it is damaged."""
    chunks = [(kind, chunk[8:-4]) for kind, chunk in png_chunks(data)]
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise ValueError("its header is damaged")
    shape = _Shape(chunks[0][1])
    palette = next((len(body) // 3 for kind, body in chunks if kind == b"PLTE"), 0)
    kept: list[tuple[bytes, bytes]] = []
    run: list[bytes] = []
    frame = shape.width, shape.height
    for number, (kind, body) in enumerate(chunks):
        if kind in (b"IDAT", b"fdAT"):
            run.append(body)
            if number + 1 < len(chunks) and chunks[number + 1][0] == kind:
                continue
            size = shape.size(*(frame if kind == b"fdAT" else (shape.width, shape.height)))
            kept += _drawn(kind, run, size)
            run = []
        elif kind == b"iCCP":
            kept += _profile(body)
        elif shape.fits(kind, body, palette):
            kept.append((kind, body))
            if kind == b"fcTL":
                frame = struct.unpack(">II", body[4:12])
    return data[:8] + b"".join(_chunk(kind, body) for kind, body in kept)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def _profile(body: bytes) -> Iterable[tuple[bytes, bytes]]:
    """A profile under a name that says nothing."""
    unpacker = zlib.decompressobj()
    try:
        profile = plain_profile(unpacker.decompress(body[body.index(0) + 2 :], 4 << 20))
    except (ValueError, zlib.error):
        profile = None
    return [(b"iCCP", b"icc\x00\x00" + zlib.compress(profile, 9))] if profile else []


def _drawn(kind: bytes, run: list[bytes], size: int) -> Iterable[tuple[bytes, bytes]]:
    """The chunks of one stream, without what follows its end or the last row."""
    head = 4 if kind == b"fdAT" else 0  # a frame's chunks are numbered
    packed = b"".join(body[head:] for body in run)
    unpacker, count, left = zlib.decompressobj(), 0, packed
    try:
        while left and not unpacker.eof and count <= size:
            count += len(unpacker.decompress(left, _BLOCK))
            left = unpacker.unconsumed_tail
    except zlib.error as error:
        raise ValueError("its data are damaged") from error
    if count < size and kind == b"IDAT":
        raise ValueError("it ends too early")
    if count > size:
        packed = zlib.compress(zlib.decompressobj().decompress(packed, size), 9)
    elif unpacker.eof and unpacker.unused_data:
        packed = packed[: len(packed) - len(unpacker.unused_data)]
    else:
        return [(kind, body) for body in run]
    return [(kind, run[0][:head] + packed)]
