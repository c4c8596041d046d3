"""A letter and its marks as one glyph: what is drawn as one is read as one.

Glyphs that stand over one another, or are moved between letters, programs that copy text from a
page take for words of their own. Lengths are 1/1000 em.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import Any, TypeAlias

from exporter.pdf.fonts.composites import Composite
from exporter.values import Value

__all__ = ["EXTRA", "Glyph", "Glyphs", "Offset", "carried", "composed", "is_joined"]

Glyph: TypeAlias = int | Composite
Offset: TypeAlias = tuple[int, int, int, int]
"""Right and up from the pen, and how far the pen goes on."""

EXTRA = "\u200b"
"""Read for a glyph more than there are characters: every glyph needs Unicode."""
_TURN = "\u200f"
"""Before (read: after) the marks of a word's last letter, which MuPDF and PDFium else leave where
they are while they put the letters in order."""
_LEAST = 120
"""Poppler takes less than 0.1 em for no move; MuPDF more than 0.15 em at a mark for a space."""
_JOINED = frozenset(("Mn", "Me", "Cf"))
"""What stands over, under or in the letter before it, or is not seen."""


class Glyphs(Value):
    """A text shaped, in visual order: the font's glyphs, their offsets and what each is read as,
    and the character that each is for."""

    glyphs: list[int]
    offsets: list[Offset]
    texts: list[str]
    clusters: list[int]


Composed: TypeAlias = tuple[list[Glyph], list[Offset], list[str]]


def is_joined(char: str) -> bool:
    return unicodedata.category(char) in _JOINED


def composed(font: Any, run: Glyphs, shown: str) -> Composed:
    """Text from left to right: each letter as one glyph with its marks, and one that is not seen
    for these. ``font`` is HarfBuzz's."""
    glyphs: list[Glyph] = []
    offsets: list[Offset] = []
    texts: list[str] = []
    for group in _groups(run.clusters, shown):
        pen, parts = _seen(font, run, group, 0)
        if pen < 0:  # no glyph takes less than no width
            glyphs += [run.glyphs[at] for at in group]
            offsets += [run.offsets[at] for at in group]
            texts += [run.texts[at] for at in group]
            continue
        first, *more = _divided("".join([run.texts[at] for at in group]))
        if len(parts) == 1:
            ((glyph, right, up),) = parts
            glyphs.append(glyph)
            offsets.append((right, up, pen, 0))
        else:
            glyphs.append((pen, tuple(parts)) if parts else run.glyphs[group[0]])
            offsets.append((0, 0, pen, 0))
        glyphs += [(0, ())] * len(more)
        offsets += [(0, 0, 0, 0)] * len(more)
        texts += [first, *more]
    return glyphs, offsets, texts


def carried(font: Any, widths: Mapping[Glyph, int], run: Glyphs, shown: str) -> Composed:
    """Text from right to left: each letter as one glyph that carries its own place, after (as seen:
    right of) one that is not seen for its marks. Each is as wide as programs need to see that it
    is no letter printed twice; the whole is as wide as it was, and looks as it did."""
    pen, edges = 0, [0]
    seen: list[list[tuple[int, int, int]]] = []
    said: list[str] = []
    for group in [group[::-1] for group in _groups(run.clusters[::-1], shown)[::-1]]:
        group = [len(run.glyphs) - 1 - at for at in group]
        start = pen
        pen, parts = _seen(font, run, group, pen)
        first, *marks = _divided("".join([run.texts[at] for at in group[::-1]]))
        if marks:
            edges.append(start + min(_LEAST, (pen - start) // 2))
            seen.append([])
            turn = "" if any(map(str.isalpha, "".join(said))) else _TURN
            said.append(turn + "".join(marks)[::-1])
        edges.append(pen)
        seen.append(parts)
        said.append(first)
    edges = _apart(edges)
    made: list[Glyph] = []
    for at, parts in enumerate(seen):
        left, width = edges[at], edges[at + 1] - edges[at]
        moved = tuple((glyph, right - left, up) for glyph, right, up in parts)
        own = len(moved) == 1 and moved[0][1:] == (0, 0) and widths[moved[0][0]] == width
        made.append(moved[0][0] if own else (width, moved))
    return made, [(0, 0, widths[glyph], 0) for glyph in made], said


def _groups(clusters: list[int], shown: str) -> list[list[int]]:
    """Indexes, in logical order, of glyphs that are one for who reads: those of one character, or
    of a letter and what is joined to it."""
    groups: list[list[int]] = []
    last = None
    for at, start in enumerate(clusters):
        if groups and (start == last or is_joined(shown[start])):
            groups[-1].append(at)
        else:
            groups.append([at])
        last = start
    return groups


def _seen(
    font: Any, run: Glyphs, group: list[int], pen: int
) -> tuple[int, list[tuple[int, int, int]]]:
    """What is drawn of a group that begins at a pen's place, and where the pen is after it."""
    parts = []
    for at in group:
        right, up, ahead, _ = run.offsets[at]
        extents = font.get_glyph_extents(run.glyphs[at])
        if extents is not None and (extents.width or extents.height):
            parts.append((run.glyphs[at], pen + right, up))
        pen += ahead
    return pen, parts


def _divided(text: str) -> list[str]:
    """The letters that a group begins with, and what is joined to them. Signs that are not seen
    are apart, for pdf.js passes over what ends with one; the rest is together, for PDFium leaves
    out the second of two like characters at one place."""
    text = text.replace(EXTRA, "") or text
    cut = next((at for at, char in enumerate(text) if at and is_joined(char)), len(text))
    more = groupby(text[cut:], lambda char: unicodedata.category(char) == "Cf")
    return [text[:cut], *["".join(chars) for _, chars in more]]


def _apart(edges: list[int]) -> list[int]:
    """Edges moved so that none is too near the one before; the first and the last stay."""
    end = max(edges[-1], 0)
    least = min(_LEAST, end // (len(edges) - 1))
    out = edges[:1]
    for edge in edges[1:]:
        out.append(max(edge, out[-1] + least))
    out[-1] = end
    for at in range(len(out) - 2, 0, -1):
        out[at] = min(out[at], out[at + 1] - least)
    return out
