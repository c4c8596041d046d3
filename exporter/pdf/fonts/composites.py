"""Glyphs made of others: a letter with its marks, or drawn in several strokes, as one glyph.

Programs that copy text from a page read one glyph with the text of the whole; glyphs drawn one
by one they take for letters that stand apart, or put in another order. Only fonts with TrueType
outlines can hold them (OpenType ``glyf``, composite glyphs).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TypeAlias

__all__ = ["Composite", "add_composites"]

Composite: TypeAlias = tuple[int, tuple[tuple[int, int, int], ...]]
"""Its advance, and each glyph in it with where it stands (right, up)."""

_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020


def add_composites(data: bytes, composites: Sequence[Composite]) -> bytes:
    """A TrueType font program with more glyphs behind its own. Lengths are the font's units."""
    tables = _tables(data)
    head, maxp = bytearray(tables[b"head"]), bytearray(tables[b"maxp"])
    (count,) = struct.unpack_from(">H", maxp, 4)
    (wide,) = struct.unpack_from(">h", head, 50)
    places = _places(tables[b"loca"], count, bool(wide))
    outlines = tables[b"glyf"]
    metrics = _metrics(tables, count)
    more, added = [len(outlines)], []
    for advance, parts in composites:
        box = _box(outlines, places, parts)
        glyph = struct.pack(">h4h", -1, *box) if parts else b""
        for at, (gid, right, up) in enumerate(parts, 1):
            flags = _WORDS | _OFFSETS | (_MORE if at < len(parts) else 0)
            glyph += struct.pack(">HHhh", flags, gid, right, up)
        glyph += b"\0" * (-len(glyph) % 4)
        added.append(glyph)
        more.append(more[-1] + len(glyph))
        metrics.append((advance, box[0]))
    total = count + len(composites)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", maxp, 4, total)
    _allow(maxp, max((len(parts) for _, parts in composites), default=0))
    hhea = bytearray(tables[b"hhea"])
    struct.pack_into(">H", hhea, 34, total)
    tables[b"glyf"] = outlines + b"".join(added)
    tables[b"loca"] = struct.pack(f">{total + 1}L", *places[:count], *more)
    tables[b"hmtx"] = b"".join(struct.pack(">Hh", *pair) for pair in metrics)
    tables |= {b"head": bytes(head), b"maxp": bytes(maxp), b"hhea": bytes(hhea)}
    return _font(data[:4], tables)


def _tables(data: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        found[tag] = data[start : start + length]
    return found


def _places(loca: bytes, count: int, wide: bool) -> tuple[int, ...]:
    if wide:
        return struct.unpack_from(f">{count + 1}L", loca)
    return tuple(2 * place for place in struct.unpack_from(f">{count + 1}H", loca))


def _metrics(tables: dict[bytes, bytes], count: int) -> list[tuple[int, int]]:
    """Advance and left side bearing of every glyph; the last advance is that of all after it."""
    (long,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    data = tables[b"hmtx"]
    found: list[tuple[int, int]] = list(struct.iter_unpack(">Hh", data[: 4 * long]))
    rest = struct.unpack_from(f">{count - long}h", data, 4 * long)
    return found + [(found[-1][0], bearing) for bearing in rest]


def _box(
    outlines: bytes, places: tuple[int, ...], parts: tuple[tuple[int, int, int], ...]
) -> tuple[int, int, int, int]:
    boxes = []
    for gid, right, up in parts:
        if places[gid + 1] > places[gid]:
            left, low, far, high = struct.unpack_from(">4h", outlines, places[gid] + 2)
            boxes.append((left + right, low + up, far + right, high + up))
    if not boxes:
        return 0, 0, 0, 0
    lefts, lows, fars, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(fars), max(highs)


def _allow(maxp: bytearray, parts: int) -> None:
    """What a reader must have space for: points and contours of a composite, parts, depth."""
    points, contours, in_points, in_contours = struct.unpack_from(">4H", maxp, 6)
    most, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">2H", maxp, 10, min(max(points, in_points) * parts, 0xFFFF),
                     min(max(contours, in_contours) * parts, 0xFFFF))  # fmt: skip
    struct.pack_into(">2H", maxp, 28, max(most, parts), depth + 1)


def _font(version: bytes, tables: dict[bytes, bytes]) -> bytes:
    """Tables behind their directory, with its checksums (OpenType, Organization of a font)."""
    head = bytearray(tables[b"head"])
    struct.pack_into(">L", head, 8, 0)
    tables = {**tables, b"head": bytes(head)}
    count = len(tables)
    power = count.bit_length() - 1
    rows = [version + struct.pack(">4H", count, 16 << power, power, 16 * count - (16 << power))]
    start, bodies = 12 + 16 * count, []
    at = {}
    for tag in sorted(tables):
        body = tables[tag]
        padded = body + b"\0" * (-len(body) % 4)
        rows.append(struct.pack(">4sLLL", tag, _sum(padded), start, len(body)))
        at[tag] = start
        start += len(padded)
        bodies.append(padded)
    whole = bytearray(b"".join((*rows, *bodies)))
    struct.pack_into(">L", whole, at[b"head"] + 8, (0xB1B0AFBA - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
