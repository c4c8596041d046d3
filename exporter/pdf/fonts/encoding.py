"""One instance of a font file in one document: codes that know their text.

Every (glyph, text) pair gets a code (CID) of its own, so that ToUnicode is exact: a ligature is
its letters, the hyphen of a broken word is U+00AD. Codes are given in order of first use, hold
no byte that a PDF string must escape, and belong to the document, never to the process.
"""

from __future__ import annotations

from functools import cached_property

from exporter.pdf.fonts.shaping import Instance, Pair, Shape

__all__ = ["Codes", "Face"]

_UNSAFE = frozenset(b"()\\\r\n")


class Codes(dict[Pair | float, bytes]):
    """What each part of a shape becomes inside ``[( … )]TJ``: pairs are codes of two bytes,
    numbers moves. ``glyphs`` are the pairs by CID, ``widths`` by code in 1/1000 em."""

    def __init__(self, instance: Instance) -> None:
        super().__init__()
        self.instance = instance
        self.glyphs: dict[int, Pair] = {}
        self.widths: dict[bytes, int] = {}
        self.next = 1

    def __missing__(self, part: Pair | float) -> bytes:
        if not isinstance(part, tuple):
            move = self[part] = b")%d(" % part
            return move
        while self.next & 255 in _UNSAFE or self.next >> 8 in _UNSAFE:
            self.next += 1
        self.glyphs[self.next] = part
        code = self[part] = self.next.to_bytes(2, "big")
        self.widths[code] = self.instance.widths[part[0]]
        self.next += 1
        return code


class Face:
    """``name`` is its resource name."""

    def __init__(self, name: str, instance: Instance) -> None:
        self.name = name
        self.instance = instance
        self.codes = Codes(instance)

    @cached_property
    def space(self) -> bytes:
        """The code of a word space."""
        return self.code(self.instance.glyph(" "), " ")

    @cached_property
    def blank(self) -> int:
        """The width of a word space in 1/1000 em."""
        return self.codes.widths[self.space]

    def code(self, glyph: int, text: str) -> bytes:
        """The two bytes that paint the glyph and are read as the text."""
        return self.codes[glyph, text]

    def hyphen(self, text: str) -> bytes:
        """The code of a hyphen that is read as the text."""
        return self.codes[self._hyphen, text]

    @cached_property
    def _hyphen(self) -> int:
        return self.instance.glyph("\u2010") or self.instance.glyph("-")

    def encoded(self, shape: Shape, size: float, rise: float) -> bytes:
        """A shape at a size (points), its base line raised by ``rise``: marks that stand off it
        are moved by text rise, which does not scale with the size. A character with several
        glyphs is said once (ISO 32000-1 14.9.4)."""
        codes = self.codes
        if not shape.lifted and not shape.spread:
            return b"".join(map(codes.__getitem__, shape.parts))
        lift = rise
        out = []
        for text, parts in shape.runs() if shape.spread else (("", shape.parts),):
            if text:
                said = text.encode("utf-16-be").hex().encode()
                out.append(b")]TJ/Span<</ActualText<FEFF%s>>>BDC[(" % said)
            for part in parts:
                if isinstance(part, float):
                    new = round(rise + part * size / 1000, 2) if part else rise
                    if new != lift:
                        out.append(b")]TJ %.2f Ts[(" % new)
                        lift = new
                else:
                    out.append(codes[part])
            if text:
                out.append(b")]TJ EMC[(")
        return b"".join(out)
