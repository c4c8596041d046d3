"""One instance of a font file in one document: shaping, and codes that know their text.

Every (glyph, text) pair gets a code (CID) of its own, so that ToUnicode is exact: a ligature is
its letters, the hyphen of a broken word is U+00AD. Codes are given in order of first use, hold
no byte that a PDF string must escape, and belong to the document, never to the process.
"""

from __future__ import annotations

import itertools
from functools import cache, cached_property
from typing import Any

import uharfbuzz as hb

from exporter.pdf.find import FontFile

__all__ = ["Face", "Shaped"]

Shaped = tuple[bytes, float, int]
"""What stands inside ``[( … )]TJ``; the advance in 1/1000 em; the number of glyphs."""

_BY_CHARACTER = hb.BufferClusterLevel.MONOTONE_CHARACTERS
_UNSAFE = frozenset(b"()\\\r\n")


@cache
def _load(path: str, index: int) -> Any:
    return hb.Face(hb.Blob.from_file_path(path), index)


class Face:
    """``name`` is its resource name; ``axes`` are the values a variable font is pinned to."""

    def __init__(self, name: str, file: FontFile, weight: int, optical: float) -> None:
        self.name = name
        self.file = file
        self.source = _load(file.path, file.index)
        ranges = {axis.tag: axis for axis in self.source.axis_infos}
        wanted = {"wght": float(weight), "opsz": optical}
        self.axes = {
            tag: min(max(wanted.get(tag, axis.default_value), axis.min_value), axis.max_value)
            for tag, axis in ranges.items()
        }
        self.font = hb.Font(self.source)
        self.font.scale = (1000, 1000)
        if self.axes:
            self.font.set_variations(self.axes)
        self.features = frozenset(
            tag
            for script in range(len(self.source.get_table_script_tags("GSUB")))
            for tag in self.source.get_language_feature_tags("GSUB", script)
        )
        extents = self.font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender, extents.descender
        self.codes: dict[tuple[int, str], bytes] = {}
        self.glyphs: dict[int, tuple[int, str]] = {}
        self.widths: dict[bytes, int] = {}
        self.covered: set[str] = set()
        self.next = 1

    @cached_property
    def space(self) -> bytes:
        """The code of a word space."""
        return self.code(self.glyph(" "), " ")

    @cached_property
    def blank(self) -> int:
        """The width of a word space in 1/1000 em."""
        return self.widths[self.space]

    def covers_all(self, text: str) -> bool:
        """Whether it has every character of a text."""
        if self.covered.issuperset(text):
            return True
        if all(map(self.covers, text)):
            self.covered.update(text)
            return True
        return False

    def covers(self, char: str) -> bool:
        return bool(self.font.get_nominal_glyph(ord(char)))

    def glyph(self, char: str) -> int:
        """The glyph of a character; 0 where it has none."""
        return self.font.get_nominal_glyph(ord(char)) or 0

    def code(self, glyph: int, text: str) -> bytes:
        """The two bytes that paint the glyph and are read as the text."""
        found = self.codes.get((glyph, text))
        if found is None:
            while self.next & 255 in _UNSAFE or self.next >> 8 in _UNSAFE:
                self.next += 1
            cid = self.next
            self.next += 1
            self.glyphs[cid] = glyph, text
            found = self.codes[glyph, text] = cid.to_bytes(2, "big")
            self.widths[found] = self.font.get_glyph_h_advance(glyph)
        return found

    def shape(
        self, shown: str, text: str, features: dict[str, bool], rtl: bool, lang: str, size: float,
        rise: float, context: tuple[str, str] = ("", ""),
    ) -> Shaped:  # fmt: skip
        """Shape text of one direction; ``shown`` is drawn and ``text`` read, as many characters
        in each. ``size`` and ``rise`` are points: marks that stand off the base line are moved
        by text rise, which does not scale with the size. ``context`` are the letters before and
        after, to which Arabic joins."""
        if not text:
            return b"", 0, 0
        buffer = hb.Buffer()
        buffer.cluster_level = _BY_CHARACTER
        before, after = context
        buffer.add_str(before + shown + after, len(before), len(shown))
        if rtl or not shown.isascii():
            buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = lang or "und"
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, features)
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        if rtl:
            infos, places = infos[::-1], places[::-1]
        texts = _texts(text, [info.cluster - len(before) for info in infos])
        known, widths = self.codes, self.widths
        advance = sum([place.x_advance for place in places])
        want = advance if rtl else 0
        pen, height = 0, rise
        out: list[bytes] = []
        for info, place, part in zip(infos, places, texts, strict=True):
            ahead, across, up = place.x_advance, place.x_offset, place.y_offset
            if rtl:
                want -= ahead
            if up or height != rise:
                lift = round(rise + up * size / 1000, 2)
                if lift != height:
                    out.append(b")]TJ %.2f Ts[(" % lift)
                    height = lift
            at = want + across
            if pen != at:
                out.append(b")%d(" % (pen - at))
            code = known.get((info.codepoint, part)) or self.code(info.codepoint, part)
            out.append(code)
            pen = at + widths[code]
            if not rtl:
                want += ahead
        if height != rise:
            out.append(b")]TJ %.2f Ts[(" % rise)
        if pen != advance:
            out.append(b")%d(" % (pen - advance))
        return b"".join(out), advance, len(infos)


def _texts(text: str, clusters: list[int]) -> list[str]:
    """The text of each glyph in logical order. Where a cluster has several glyphs, each takes a
    character and the last what is left; a glyph more than there are characters is read as
    U+200B, for every glyph needs Unicode and this one changes nothing."""
    if len(clusters) == len(text) and clusters == list(range(len(text))):
        return list(text)
    starts = [*sorted(set(clusters)), len(text)]
    ends = dict(itertools.pairwise(starts))
    left = {start: text[start : ends[start]] for start in starts[:-1]}
    count: dict[int, int] = {}
    for cluster in clusters:
        count[cluster] = count.get(cluster, 0) + 1
    out = []
    for cluster in clusters:
        count[cluster] -= 1
        take = len(left[cluster]) if not count[cluster] else 1
        out.append(left[cluster][:take] or "\u200b")
        left[cluster] = left[cluster][take:]
    return out
