"""Lines along a run, told apart by shape as well as by colour."""

from __future__ import annotations

from functools import cache
from typing import assert_never

from exporter.pdf.styles import Colour
from exporter.theme import LineStyle

__all__ = ["number", "panel", "rgb_of", "stroke"]


def stroke(line: LineStyle, x0: float, x1: float, y: float, size: float, colour: bytes) -> bytes:
    """Path operators for a line from x0 to x1 at height y, under type of this size."""
    thin = size * 0.055
    path = b"%.2f %.2f m %.2f %.2f l S" % (x0, y, x1, y)
    match line:
        case "none":
            return b""
        case "solid":
            body = b"%.2f w %s" % (thin, path)
        case "thick":
            body = b"%.2f w %s" % (thin * 2.2, path)
        case "dotted":
            body = b"%.2f w 1 J[0 %.2f]0 d %s" % (thin * 1.7, thin * 3.6, path)
        case "dashed":
            body = b"%.2f w[%.2f %.2f]0 d %s" % (thin, size * 0.28, size * 0.18, path)
        case "double":
            below = b"%.2f %.2f m %.2f %.2f l S" % (x0, y - thin * 2.2, x1, y - thin * 2.2)
            body = b"%.2f w %s %s" % (thin, path, below)
        case "wavy":
            body = b"%.2f w 1 j %s" % (thin, _wave(x0, x1, y, size))
        case _:
            assert_never(line)
    return b"q %s RG %s Q\n" % (colour, body)


def _wave(x0: float, x1: float, y: float, size: float) -> bytes:
    half, high = size * 0.14, size * 0.11
    out = [b"%.2f %.2f m" % (x0, y)]
    x, up = x0, 1
    while x < x1 - half / 2:
        to = min(x + half, x1)
        third = (to - x) / 2
        left, right, top = x + third * 0.7, to - third * 0.7, y + up * high
        out.append(b"%.2f %.2f %.2f %.2f %.2f %.2f c" % (left, top, right, top, to, y))
        x, up = to, -up
    return b" ".join([*out, b"S"])


def panel(colour: Colour, x: float, y: float, width: float, height: float) -> bytes:
    """A filled rectangle; x and y are its lower left corner."""
    return b"%s rg %.2f %.2f %.2f %.2f re f\n" % (rgb_of(colour), x, y, width, height)


@cache
def rgb_of(colour: Colour) -> bytes:
    return b"%s %s %s" % tuple(map(number, colour))


def number(value: float) -> bytes:
    return (b"%.3f" % value).rstrip(b"0").rstrip(b".") or b"0"
