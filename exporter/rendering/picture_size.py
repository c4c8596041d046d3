"""How large a picture is to stand, before a page or a column makes it smaller."""

from __future__ import annotations

from exporter.model import Graphic

__all__ = ["shown_size"]


def shown_size(graphic: Graphic, measure: float) -> tuple[float, float]:
    """Width and height in CSS pixels: what the source asks for, else the picture's own size; the
    picture is never distorted. ``measure`` is the width of the line, of which a share may be asked
    for. (0, 0) where nothing is known."""
    width, height = graphic.wanted_width, graphic.wanted_height
    if graphic.wanted_share:
        width, height = graphic.wanted_share * measure, 0.0
    own = float(graphic.width), float(graphic.height)
    if not (width or height):
        return own
    if not all(own):
        return width or height * 1.5, height or width / 1.5
    scale = min(asked / have for asked, have in zip((width, height), own, strict=True) if asked)
    return own[0] * scale, own[1] * scale
