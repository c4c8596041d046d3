"""A used face as PDF objects: Type0 over a subset of its outlines (ISO 32000-1 9.7, 9.9)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import lru_cache

import uharfbuzz as hb

from exporter.pdf.fonts.encoding import Codes, Face
from exporter.pdf.fonts.shaping import Glyph, Instance
from exporter.pdf.fonts.subset import program
from exporter.pdf.objects.store import Store

__all__ = ["embed"]

_REGISTRY = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


def embed(store: Store, face: Face) -> int:
    """Write the face; the number of its Type0 dictionary."""
    codes = face.codes
    made = program(face.instance, frozenset([glyph for glyph, _ in codes.glyphs.values()]))
    if made.cff:
        number = store.stream(b"/Subtype/OpenType/Filter/FlateDecode", made.data, pack=False)
        kind, key, mapping = b"CIDFontType0", b"/FontFile3", b""
        encoding, widths = _encoding(store, codes, made.gids)
    else:
        entries = b"/Length1 %d/Filter/FlateDecode" % made.length
        number = store.stream(entries, made.data, pack=False)
        kind, key = b"CIDFontType2", b"/FontFile2"
        mapping = b"/CIDToGIDMap %d 0 R" % store.stream(b"", _gids(codes, made.gids))
        encoding = b"/Identity-H"
        widths = {int.from_bytes(code, "big"): width for code, width in codes.widths.items()}
    descriptor = store.add(
        b"<</Type/FontDescriptor/FontName/%s%s%s %d 0 R>>"
        % (made.name, _traits(face.instance), key, number)
    )
    cid_font = store.add(
        b"<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo%s/DW 1000/W[%s]%s"
        b"/FontDescriptor %d 0 R>>"
        % (kind, made.name, _REGISTRY, _widths(widths), mapping, descriptor)
    )
    text = store.stream(b"", _to_unicode(codes))
    return store.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding%s/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (made.name, encoding, cid_font, text)
    )


def _gids(codes: Codes, places: Mapping[Glyph, int]) -> bytes:
    gids = [0] * codes.next
    for cid, (glyph, _) in codes.glyphs.items():
        gids[cid] = places[glyph]
    return struct.pack(f">{len(gids)}H", *gids)


def _encoding(
    store: Store, codes: Codes, gids: Mapping[Glyph, int]
) -> tuple[bytes, dict[int, int]]:
    """CFF has no CIDToGIDMap: a CMap of our own leads from codes to glyphs."""
    pairs = [(cid, gids[glyph]) for cid, (glyph, _) in codes.glyphs.items()]
    body = _cmap(b"ExporterGlyphs", 1, [b"<%04x> %d" % pair for pair in pairs], b"cidchar")
    entries = b"/Type/CMap/CMapName/ExporterGlyphs/CIDSystemInfo" + _REGISTRY
    number = store.stream(entries, body)
    return b" %d 0 R" % number, {gid: codes.widths[cid.to_bytes(2, "big")] for cid, gid in pairs}


def _to_unicode(codes: Codes) -> bytes:
    rows = [
        b"<%04x> <%s>" % (cid, text.encode("utf-16-be").hex().encode())
        for cid, (_, text) in codes.glyphs.items()
    ]
    return _cmap(b"ExporterText", 2, rows, b"bfchar")


def _cmap(name: bytes, kind: int, rows: list[bytes], operator: bytes) -> bytes:
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


@lru_cache(maxsize=256)
def _traits(instance: Instance) -> bytes:
    """What a descriptor says of any subset (ISO 32000-1 9.8)."""
    font = instance.font
    weight = instance.axes.get("wght", instance.file.weight or 400)
    upem, *box = struct.unpack_from(">H16x4h", instance.source.reference_table("head").data, 18)
    capital = instance.glyph("H")
    return b"/Flags %d/FontBBox[%s]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d" % (
        4 | (64 if instance.file.italic else 0),
        b" ".join(b"%d" % round(value * 1000 / upem) for value in box),
        round(font.get_style_value(hb.StyleTag.SLANT_ANGLE)),
        instance.ascent,
        instance.descent,
        font.get_glyph_extents(capital).y_bearing if capital else instance.ascent,
        round(50 + (weight / 65) ** 2),
    )
