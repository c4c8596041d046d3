"""A used face as PDF objects: Type0 over a subset of its outlines (ISO 32000-1 9.7, 9.9)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb

from exporter.pdf.face import Face
from exporter.pdf.store import Store

__all__ = ["embed"]

_NEEDED = frozenset(("glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF ", "cvt ", "fpgm",
                     "prep"))  # fmt: skip
_REGISTRY = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


def embed(store: Store, face: Face) -> int:
    """Write the face; the number of its Type0 dictionary."""
    data, places = _subset(face)
    outlines = _table(data, b"CFF ")
    name = _name(face, data)
    if outlines is None:
        program = store.stream(b"/Length1 %d" % len(data), data)
        kind, key = b"CIDFontType2", b"/FontFile2"
        mapping = b"/CIDToGIDMap %d 0 R" % store.stream(b"", _gids(face, places))
        encoding = b"/Identity-H"
        widths = {int.from_bytes(code, "big"): width for code, width in face.widths.items()}
    else:
        program = store.stream(b"/Subtype/OpenType", data)
        kind, key, mapping = b"CIDFontType0", b"/FontFile3", b""
        encoding, widths = _encoding(store, face, places)
    cid_font = store.add(
        b"<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo%s/DW 1000/W[%s]%s"
        b"/FontDescriptor %d 0 R>>"
        % (
            kind,
            name,
            _REGISTRY,
            _widths(widths),
            mapping,
            _descriptor(store, face, name, key, program),
        )
    )
    return store.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding%s/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (name, encoding, cid_font, store.stream(b"", _to_unicode(face)))
    )


def _subset(face: Face) -> tuple[bytes, dict[int, int]]:
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    wanted.glyph_set.update({glyph for glyph, _ in face.glyphs.values()})
    useless = set(face.source.table_tags) - _NEEDED - _VARIATION
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in useless})
    for tag, value in face.axes.items():
        wanted.pin_axis_location(face.source, tag, value)
    plan = hb.SubsetPlan(face.source, wanted)
    mapping = plan.old_to_new_glyph_mapping
    places = {glyph: mapping[glyph] for glyph, _ in face.glyphs.values()}
    return bytes(plan.execute().blob.data), places


_VARIATION = frozenset(("fvar", "gvar", "avar", "HVAR", "MVAR", "cvar", "CFF2"))


def _table(data: bytes, tag: bytes) -> bytes | None:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        found, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if found == tag:
            return data[offset : offset + length]
    return None


def _name(face: Face, data: bytes) -> bytes:
    number = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    tag = bytes(65 + number // 26**place % 26 for place in range(6))
    label = face.source.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    safe = "".join(char for char in label if char.isascii() and (char.isalnum() or char == "-"))
    return tag + b"+" + safe.encode()


def _gids(face: Face, places: dict[int, int]) -> bytes:
    gids = [0] * face.next
    for cid, (glyph, _) in face.glyphs.items():
        gids[cid] = places[glyph]
    return struct.pack(f">{len(gids)}H", *gids)


def _encoding(store: Store, face: Face, places: dict[int, int]) -> tuple[bytes, dict[int, int]]:
    """CFF has no CIDToGIDMap: a CMap of our own leads from codes to glyphs."""
    pairs = [(cid, places[glyph]) for cid, (glyph, _) in face.glyphs.items()]
    lines = (b"<%04x> %d" % pair for pair in pairs)
    body = _cmap(b"ExporterGlyphs", 1, lines, b"cidchar")
    entries = b"/Type/CMap/CMapName/ExporterGlyphs/CIDSystemInfo" + _REGISTRY
    number = store.stream(entries, body)
    return b" %d 0 R" % number, {gid: face.widths[cid.to_bytes(2, "big")] for cid, gid in pairs}


def _to_unicode(face: Face) -> bytes:
    lines = (
        b"<%04x> <%s>" % (cid, text.encode("utf-16-be").hex().encode())
        for cid, (_, text) in face.glyphs.items()
    )
    return _cmap(b"ExporterText", 2, lines, b"bfchar")


def _cmap(name: bytes, kind: int, lines: Iterable[bytes], operator: bytes) -> bytes:
    rows = list(lines)
    blocks = b"".join(
        b"%d begin%s\n%s\nend%s\n"
        % (len(rows[at : at + 100]), operator, b"\n".join(rows[at : at + 100]), operator)
        for at in range(0, len(rows), 100)
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo %s def\n"
        b"/CMapName /%s def\n/CMapType %d def\n1 begincodespacerange\n<0000> <ffff>\n"
        b"endcodespacerange\n%sendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        % (
            _REGISTRY.replace(b"(Identity)", b"(UCS)") if kind == 2 else _REGISTRY,
            name,
            kind,
            blocks,
        )
    )


def _widths(widths: dict[int, int]) -> bytes:
    """``W`` in runs of consecutive CIDs (ISO 32000-1 9.7.4.3)."""
    out: list[bytes] = []
    last = -2
    for cid in sorted(widths):
        if cid != last + 1:
            out.append(b"%s%d[" % (b"]" if out else b"", cid))
        out.append(b"%d " % widths[cid])
        last = cid
    return b"".join(out) + b"]" if out else b""


def _descriptor(store: Store, face: Face, name: bytes, key: bytes, program: int) -> int:
    font: Any = face.font
    angle = font.get_style_value(hb.StyleTag.SLANT_ANGLE)
    weight = face.axes.get("wght", face.file.weight or 400)
    head = face.source.reference_table("head").data
    upem, *box = struct.unpack_from(">H16x4h", head, 18)
    scaled = b" ".join(b"%d" % round(value * 1000 / upem) for value in box)
    flags = 4 | (64 if face.file.italic else 0)
    height = font.get_glyph_extents(face.glyph("H")) if face.covers("H") else None
    return store.add(
        b"<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%s]/ItalicAngle %d/Ascent %d"
        b"/Descent %d/CapHeight %d/StemV %d%s %d 0 R>>"
        % (
            name,
            flags,
            scaled,
            round(angle),
            face.ascent,
            face.descent,
            height.y_bearing if height else face.ascent,
            round(50 + (weight / 65) ** 2),
            key,
            program,
        )
    )
