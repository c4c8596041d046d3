"""The outlines of some glyphs of an instance, as a font program to embed."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from functools import lru_cache

import uharfbuzz as hb

from exporter.pdf.fonts.composites import Composite, add_composites
from exporter.pdf.fonts.shaping import Glyph, Instance
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
    gids: Mapping[Glyph, int]
    cff: bool


@lru_cache(maxsize=64)
def program(font: Instance, glyphs: frozenset[Glyph]) -> Program:
    made = sorted(glyph for glyph in glyphs if isinstance(glyph, tuple))
    plain = {glyph for glyph in glyphs if isinstance(glyph, int)}
    plain.update(gid for _, parts in made for gid, _, _ in parts)
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    wanted.glyph_set.update(plain)
    wanted.drop_table_tag_set.update(_useless(font))
    for tag, value in font.axes.items():
        wanted.pin_axis_location(font.source, tag, value)
    plan = hb.SubsetPlan(font.source, wanted)
    mapping = plan.old_to_new_glyph_mapping
    data = bytes(plan.execute().blob.data)
    gids: dict[Glyph, int] = {glyph: mapping[glyph] for glyph in plain}
    if made:
        gids |= {glyph: at for at, glyph in enumerate(made, _count(data))}
        data = add_composites(data, [_scaled(font, glyph, mapping) for glyph in made])
    return Program(packed(data), len(data), _name(font, data), gids, _has(data, b"CFF "))


def _scaled(font: Instance, glyph: Composite, mapping: Mapping[int, int]) -> Composite:
    """From 1/1000 em and the instance's glyphs to the font's units and the subset's."""
    em = font.source.upem
    advance, parts = glyph
    return round(advance * em / 1000), tuple(
        (mapping[gid], round(right * em / 1000), round(up * em / 1000)) for gid, right, up in parts
    )


@lru_cache(maxsize=256)
def _useless(font: Instance) -> tuple[int, ...]:
    tags = set(font.source.table_tags) - _NEEDED - _VARIATION
    return tuple(int.from_bytes(tag.encode(), "big") for tag in tags)


def _count(data: bytes) -> int:
    """How many glyphs a font has."""
    face = hb.Face(data)
    return int(face.glyph_count)


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
