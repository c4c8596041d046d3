"""Lines along a run, told apart by shape as well as by colour."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from exporter.pdf.inline.styles import Colour
from exporter.theme import LineStyle

__all__ = ["number", "panel", "rgb_of", "stroke"]


def stroke(line: LineStyle, x0: float, x1: float, y: float, size: float, colour: Colour) -> bytes:
    """Path operators for a line from x0 to x1 at height y, under type of this size."""
    if line == "none":
        return b""
    pen = _pen(line, size, colour)
    if line == "wavy":
        return b"%s%s Q\n" % (pen, _wave(x0, x1, y, size))
    height = b"%.2f" % y
    path = b"%.2f %s m %.2f %s l S" % (x0, height, x1, height)
    if line == "double":
        lower = b"%.2f" % (y - size * 0.055 * 2.2)
        path += b" %.2f %s m %.2f %s l S" % (x0, lower, x1, lower)
    return b"%s%s Q\n" % (pen, path)


@lru_cache(maxsize=256)
def _pen(line: LineStyle, size: float, colour: Colour) -> bytes:
    """Colour, width, ends and dashes of a line."""
    thin = size * 0.055
    match line:
        case "none" | "solid" | "double":
            shape = b"%.2f w" % thin
        case "thick":
            shape = b"%.2f w" % (thin * 2.2)
        case "dotted":
            shape = b"%.2f w 1 J[0 %.2f]0 d" % (thin * 1.7, thin * 3.6)
        case "dashed":
            shape = b"%.2f w[%.2f %.2f]0 d" % (thin, size * 0.28, size * 0.18)
        case "wavy":
            shape = b"%.2f w 1 j" % thin
        case _:
            assert_never(line)
    return b"q %s RG %s " % (rgb_of(colour), shape)


def _wave(x0: float, x1: float, y: float, size: float) -> bytes:
    half, high = size * 0.14, size * 0.11
    base, crest, other = b"%.2f" % y, b"%.2f" % (y + high), b"%.2f" % (y - high)
    out = [b"%.2f %s m" % (x0, base)]
    x, last = x0, x1 - half / 2
    while x < last:
        to = x + half
        if to > x1:
            to = x1
        reach = (to - x) / 2 * 0.7
        out.append(b"%.2f %s %.2f %s %.2f %s c" % (x + reach, crest, to - reach, crest, to, base))
        x, crest, other = to, other, crest
    return b" ".join([*out, b"S"])


def panel(colour: Colour, x: float, y: float, width: float, height: float) -> bytes:
    """A filled rectangle; x and y are its lower left corner."""
    return b"%s rg %.2f %.2f %.2f %.2f re f\n" % (rgb_of(colour), x, y, width, height)


@lru_cache(maxsize=256)
def rgb_of(colour: Colour) -> bytes:
    return b"%s %s %s" % tuple(map(number, colour))


def number(value: float) -> bytes:
    return (b"%.3f" % value).rstrip(b"0").rstrip(b".") or b"0"
