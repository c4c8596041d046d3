"""One font file at one place on its axes: shaping, for the whole process.

What a text looks like in a font depends on neither document nor size, so it is found once: see
:func:`shape`. Lengths are 1/1000 em.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

import uharfbuzz as hb

from exporter.pdf.fonts.clusters import EXTRA, Glyph, Glyphs, Offset, carried, composed, is_joined
from exporter.pdf.fonts.matching import FontFile
from exporter.text.bidi import has_rtl
from exporter.text.line_break import pieces
from exporter.text.private_use import has_private
from exporter.values import Value, replace

__all__ = ["Glyph", "Instance", "Kit", "Pair", "Shape", "instance", "kit", "plain", "shape"]

Pair: TypeAlias = tuple[Glyph, str]
"""A glyph, of the font or made of several of its own, and the text it is read as."""

_BY_CHARACTER = hb.BufferClusterLevel.MONOTONE_CHARACTERS


_UNKERNED = {"kern": False}
"""Off in text from right to left whose glyphs cannot carry their places: poppler takes letters
that are drawn together for two words."""


class Shape(Value):
    """A text shaped: pairs as they are seen from the left, numbers to move left by between them
    (as in ``TJ``). Where ``lifted``, a float is the height that the glyphs after it stand at;
    ``spread``: some character of text from right to left has several glyphs."""

    parts: tuple[Pair | int | float, ...]
    advance: int
    count: int
    lifted: bool
    spread: bool = False

    def runs(self) -> Iterator[tuple[str, list[Pair | int | float]]]:
        """The parts, those of a character with several glyphs together under its text; the others
        each under an empty one. Glyphs more than characters stand before (left of) their own."""
        group: list[Pair | int | float] = []
        for part in self.parts:
            if isinstance(part, tuple) and part[1] == EXTRA:
                group.append(part)
            elif not group:
                yield "", [part]
            else:
                group.append(part)
                if isinstance(part, tuple):
                    yield part[1], group
                    group = []
        for part in group:
            yield "", [part]


@lru_cache(maxsize=256)
def _load(path: str, index: int) -> Any:
    return hb.Face(hb.Blob.from_file_path(path), index)


def instance(file: FontFile, weight: int, optical: float) -> Instance:
    """The instance of a file nearest to this weight and optical size."""
    wanted = {"wght": float(weight), "opsz": optical}
    return _pinned(
        file,
        tuple(
            (axis.tag, min(max(wanted.get(axis.tag, axis.default_value), axis.min_value),
                           axis.max_value))
            for axis in _load(file.path, file.index).axis_infos
        ),
    )  # fmt: skip


@lru_cache(maxsize=256)
def _pinned(file: FontFile, axes: tuple[tuple[str, float], ...]) -> Instance:
    return Instance(file, dict(axes))


class Instance:
    """``axes`` are the values a variable font is pinned to, ``features`` its OpenType tags.

    It is kept for the life of the process and is told from others by identity, so that what is
    shaped with it can be kept too (:func:`shape`): a file is parsed and a word shaped once, in
    whatever documents and sizes it comes again. Scaled to 1000, its lengths are PDF's."""

    def __init__(self, file: FontFile, axes: dict[str, float]) -> None:
        self.file = file
        self.axes = axes
        self.source = _load(file.path, file.index)
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
        self.composes = "glyf" in self.source.table_tags
        self.widths = _Widths(self.font)
        self._covered: set[str] = set()

    def covers_all(self, text: str) -> bool:
        """Whether it has every character of a text."""
        if self._covered.issuperset(text):
            return True
        if all(map(self.glyph, text)):
            self._covered.update(text)
            return True
        return False

    def glyph(self, char: str) -> int:
        """The glyph of a character; 0 where it has none."""
        return self.font.get_nominal_glyph(ord(char)) or 0


class _Widths(dict[Glyph, int]):
    """The advance of each glyph that was asked for."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, glyph: Glyph) -> int:
        if isinstance(glyph, tuple):
            return glyph[0]
        width: int = self._font.get_glyph_h_advance(glyph)
        self[glyph] = width
        return width


class Kit:
    """An instance with what is asked of it: OpenType tags that it has, a language, ``caps``
    (shown in capitals, read as written)."""

    __slots__ = ("caps", "features", "font", "lang")

    def __init__(self, font: Instance, features: tuple[str, ...], lang: str) -> None:
        self.font = font
        self.features = {tag: True for tag in features if tag in font.features}
        self.caps = "caps" in features
        self.lang = lang


@lru_cache(maxsize=1024)
def kit(font: Instance, features: tuple[str, ...], lang: str) -> Kit:
    return Kit(font, features, lang)


@lru_cache(maxsize=1 << 15)
def plain(kit: Kit, text: str) -> Shape | None:
    """The shape of a word of one piece that the instance has, left to right; else None."""
    if has_rtl(text) or has_private(text) or not kit.font.covers_all(text):
        return None
    ((_, cut, _), *more) = pieces(text)
    return None if cut or more else shape(kit, text, text, False, "", "")


@lru_cache(maxsize=1 << 15)
def shape(kit: Kit, text: str, shown: str, rtl: bool, before: str, after: str) -> Shape:
    """Shape text of one direction; ``shown`` is drawn and ``text`` read, as many characters in
    each. ``before`` and ``after`` are letters beside it, to which Arabic joins."""
    if not shown:
        return Shape((), 0, 0, False)
    if kit.caps:
        shown = _capitals(kit.font, shown)
    buffer = hb.Buffer()
    buffer.cluster_level = _BY_CHARACTER
    buffer.add_str(before + shown + after, len(before), len(shown))
    if rtl or not shown.isascii():
        buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = kit.lang or "und"
    buffer.guess_segment_properties()
    features = kit.features
    if rtl and not kit.font.composes:
        features = features | _UNKERNED
    hb.shape(kit.font.font, buffer, features)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster - len(before) for info in infos]
    texts = _texts(text, clusters[::-1])[::-1] if rtl else _texts(text, clusters)
    offsets = [place.position for place in places]
    if not rtl and not shown.isascii() and any(map(unicodedata.combining, shown)):
        offsets = _attached(kit.font, infos, offsets, shown, len(before))
    run = Glyphs([info.codepoint for info in infos], offsets, texts, clusters)
    found = _laid(kit.font, *_gathered(kit.font, run, shown, rtl))
    return replace(found, spread=True) if rtl and EXTRA in texts else found


def _capitals(font: Instance, text: str) -> str:
    """Its capitals, as many characters; a letter whose capital the font lacks, or which has two
    (ß), stays."""
    capitals = text.upper()
    if len(capitals) == len(text) and font.covers_all(capitals):
        return capitals
    return "".join(
        capital if len(capital) == 1 and font.glyph(capital) else char
        for char, capital in ((char, char.upper()) for char in text)
    )


def _gathered(
    font: Instance, run: Glyphs, shown: str, rtl: bool
) -> tuple[list[Glyph], list[Offset], list[str]]:
    if font.composes and rtl:
        return carried(font.font, font.widths, run, shown)
    if font.composes and not shown.isascii() and any(map(is_joined, shown)):
        return composed(font.font, run, shown)
    return [*run.glyphs], run.offsets, run.texts


def _attached(
    font: Instance, infos: list[Any], offsets: list[Offset], shown: str, start: int
) -> list[Offset]:
    """Marks that the font has no place for, over or under the middle of their letter.

    Where a font attaches some marks (GPOS), HarfBuzz leaves the others where they are.
    """
    done = list(offsets)
    base, behind = None, 0
    for at, (info, (right, up, ahead, down)) in enumerate(zip(infos, offsets, strict=True)):
        kind = unicodedata.combining(shown[info.cluster - start])
        if not kind or ahead or base is None:
            base, behind = font.font.get_glyph_extents(info.codepoint), ahead
            continue
        mark = font.font.get_glyph_extents(info.codepoint)
        if right or up or mark is None or not mark.width or not base.width:
            continue
        middle = base.x_bearing + base.width / 2 - behind
        lift = 0
        if kind in (228, 230, 232, 234):
            lift = max(0, base.y_bearing + _CLEAR - (mark.y_bearing + mark.height))
        elif kind in (218, 220, 222, 233):
            lift = min(0, base.y_bearing + base.height - _CLEAR - mark.y_bearing)
        shift = round(middle - (mark.x_bearing + mark.width / 2))
        done[at] = shift, up + round(lift), ahead, down
    return done


_CLEAR = 60
"""Between a letter and the mark over or under it, in 1/1000 em."""


def _laid(font: Instance, glyphs: list[Glyph], offsets: list[Offset], texts: list[str]) -> Shape:
    """Glyphs at their places, as moves from where the one before left the pen. Those of text from
    right to left are in the order in which they are seen, from the left: so programs that copy
    text from a page expect it, and put the letters of a word back in order."""
    want = pen = height = 0
    lifted, widths = False, font.widths
    parts: list[Pair | int | float] = []
    for glyph, (right, up, ahead, _), text in zip(glyphs, offsets, texts, strict=True):
        if up != height:
            parts.append(float(up))
            height, lifted = up, True
        at = want + right
        if pen != at:
            parts.append(pen - at)
        parts.append((glyph, text))
        pen = at + widths[glyph]
        want += ahead
    if height:
        parts.append(0.0)
    if pen != want:
        parts.append(pen - want)
    return Shape(tuple(parts), want, len(glyphs), lifted)


def _texts(text: str, clusters: list[int]) -> list[str]:
    """The text of each glyph in logical order. Where a cluster has several glyphs, each takes a
    character and the last what is left; a glyph more than there are characters is read as
    U+200B, for every glyph needs Unicode and this one changes nothing."""
    if clusters == list(range(len(text))):
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
        out.append(left[cluster][:take] or EXTRA)
        left[cluster] = left[cluster][take:]
    return out
