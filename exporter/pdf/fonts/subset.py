"""The outlines of some glyphs of an instance, as a font program to embed."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from functools import lru_cache

import uharfbuzz as hb

from exporter.pdf.fonts.shaping import Instance
from exporter.pdf.objects.store import packed
from exporter.values import Value

__all__ = ["Program", "program"]

_NEEDED = frozenset(("glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF ", "cvt ", "fpgm",
                     "prep"))  # fmt: skip
_VARIATION = frozenset(("fvar", "gvar", "avar", "HVAR", "MVAR", "cvar", "CFF2"))


class Program(Value):
    """``data`` is Flate-encoded and was ``length`` bytes long; ``name`` has its subset's tag;
    ``gids`` leads from glyphs of the instance to its own; ``cff``: OpenType with CFF outlines."""

    data: bytes
    length: int
    name: bytes
    gids: Mapping[int, int]
    cff: bool


@lru_cache(maxsize=64)
def program(font: Instance, glyphs: frozenset[int]) -> Program:
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(_useless(font))
    for tag, value in font.axes.items():
        wanted.pin_axis_location(font.source, tag, value)
    plan = hb.SubsetPlan(font.source, wanted)
    mapping = plan.old_to_new_glyph_mapping
    data = bytes(plan.execute().blob.data)
    gids = {glyph: mapping[glyph] for glyph in glyphs}
    return Program(packed(data), len(data), _name(font, data), gids, _has(data, b"CFF "))


@lru_cache(maxsize=256)
def _useless(font: Instance) -> tuple[int, ...]:
    tags = set(font.source.table_tags) - _NEEDED - _VARIATION
    return tuple(int.from_bytes(tag.encode(), "big") for tag in tags)


def _has(data: bytes, tag: bytes) -> bool:
    """Whether a font has a table."""
    (count,) = struct.unpack_from(">H", data, 4)
    return any(data[12 + 16 * index :].startswith(tag) for index in range(count))


def _name(font: Instance, data: bytes) -> bytes:
    number = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    tag = bytes(65 + number // 26**place % 26 for place in range(6))
    label = font.source.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    safe = "".join(char for char in label if char.isascii() and (char.isalnum() or char == "-"))
    return tag + b"+" + safe.encode()
