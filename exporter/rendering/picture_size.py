"""How large a picture is to stand, before a page or a column makes it smaller."""

from __future__ import annotations

from exporter.model import Graphic

__all__ = ["LOWERED", "is_sized", "shown_size", "size_in_line"]

_EM = 16.0
_LINE = 1.2
"""How high, in em, a picture in a line stands that asks for no size."""
LOWERED = 0.2
"""How far, in em, the foot of a picture in a line is below the base line. ``article.css`` says
both too."""


def is_sized(graphic: Graphic) -> bool:
    """Whether the source asks for a size."""
    asked = graphic.wanted_width, graphic.wanted_height, graphic.wanted_share, *graphic.wanted_ems
    return any(asked)


def size_in_line(graphic: Graphic, measure: float, em: float) -> tuple[float, float]:
    """Width and height in CSS pixels of a picture between words, no wider than its line; what asks
    for no size is no higher than the line either."""
    width, height = shown_size(graphic, measure, em)
    if not width or not height:
        width, height = 1.5 * _LINE * em, _LINE * em
    scale = min(1.0, measure / width)
    if not is_sized(graphic):
        scale = min(scale, _LINE * em / height)
    return width * scale, height * scale


def shown_size(graphic: Graphic, measure: float, em: float = _EM) -> tuple[float, float]:
    """Width and height in CSS pixels: what the source asks for, else the picture's own size; the
    picture is never distorted. ``measure`` is the width of the line, of which a share may be asked
    for, and ``em`` the size of its type. (0, 0) where nothing is known."""
    wide, high = graphic.wanted_ems
    width, height = graphic.wanted_width or wide * em, graphic.wanted_height or high * em
    if graphic.wanted_share:
        width, height = graphic.wanted_share * measure, 0.0
    own = float(graphic.width), float(graphic.height)
    if not (width or height):
        return own
    if not all(own):
        return width or height * 1.5, height or width / 1.5
    scale = min(asked / have for asked, have in zip((width, height), own, strict=True) if asked)
    return own[0] * scale, own[1] * scale
