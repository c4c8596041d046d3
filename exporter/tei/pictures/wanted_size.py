"""The size that the source asks for: ``graphic/@width``, ``@height`` and ``@scale``."""

from __future__ import annotations

import re

from exporter.tei.tree.elements import Element

__all__ = ["wanted"]

_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
    "em": 16.0, "rem": 16.0, "ex": 8.0,
}  # fmt: skip
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(%|[a-z]*)\s*", re.IGNORECASE)
_MOST = 20_000.0


def wanted(element: Element, own: float = 0.0) -> tuple[float, float, float]:
    """Width and height in CSS pixels, and the share of the measure (TEI
    ``teidata.outputMeasurement``); 0 for what is not asked for, or in a unit that is none. ``own``
    is the width of the picture in pixels, which ``@scale`` multiplies."""
    width, share = _length(element.get("width"))
    height, _ = _length(element.get("height"))
    if not (width or height or share):
        width = min(own * _factor(element.get("scale")), _MOST)
    return width, height, share


def _factor(text: str | None) -> float:
    """``0.5`` and, as some write it, ``50%``; 0 for what is none."""
    found = _LENGTH.fullmatch(text or "")
    if not found or found[2] not in ("", "%"):
        return 0.0
    return float(found[1]) / (100 if found[2] else 1)


def _length(text: str | None) -> tuple[float, float]:
    found = _LENGTH.fullmatch(text or "")
    if not found:
        return 0.0, 0.0
    number, unit = float(found[1]), found[2].lower()
    if unit == "%":
        return 0.0, min(number / 100, 1.0)
    return min(number * _PIXELS.get(unit, 0.0), _MOST), 0.0
