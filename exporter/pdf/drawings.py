"""SVG → PNG, by resvg where the extra ``svg`` is installed.

Drawn with the fonts that come as dependencies and no others, so that it looks the same on every
machine.
"""

from __future__ import annotations

import re
from functools import cache

from exporter.model import Graphic
from exporter.pdf.find import family

__all__ = ["NoDrawing", "draw", "size_of"]

_FINE, _MOST = 3.0, 3000
"""Pixels for each of the drawing's, and how many at most in either direction."""
_VIEW = re.compile(rb"\bviewBox\s*=\s*[\"']\s*([^\"']+)")
_FAMILIES = ("Noto Sans", "Noto Serif", "Source Code Pro")


class NoDrawing(Exception):
    """Why an SVG cannot be drawn."""


def size_of(graphic: Graphic) -> tuple[float, float]:
    """Width and height in pixels, from its ``viewBox`` where it names none; raises NoDrawing."""
    if graphic.width and graphic.height:
        return graphic.width, graphic.height
    found = _VIEW.search(graphic.data or b"")
    try:
        width, height = [float(part) for part in re.split(rb"[\s,]+", found[1].strip())[2:]] if (
            found
        ) else (0.0, 0.0)  # fmt: skip
    except ValueError:
        width = height = 0.0
    if not (width > 0 and height > 0):
        raise NoDrawing("it says neither how large it is nor what part of it to show")
    return width, height


def draw(graphic: Graphic) -> bytes:
    """The PNG; raises NoDrawing."""
    try:
        import resvg_py
    except ImportError as error:
        raise NoDrawing("the extra that draws SVG is not installed") from error
    zoom = min(_FINE, _MOST / max(size_of(graphic)))
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=(graphic.data or b"").decode("utf-8"),
            width=max(1, round(size_of(graphic)[0] * zoom)),
            skip_system_fonts=True,
            font_files=list(_files()),
            font_family=_FAMILIES[0],
            sans_serif_family=_FAMILIES[0],
            serif_family=_FAMILIES[1],
            monospace_family=_FAMILIES[2],
        )
    except (ValueError, RuntimeError) as error:
        raise NoDrawing(str(error)) from error
    return bytes(made)


@cache
def _files() -> tuple[str, ...]:
    found = [family(name) for name in _FAMILIES]
    return tuple(file.path for each in found if each for file in each.files)
