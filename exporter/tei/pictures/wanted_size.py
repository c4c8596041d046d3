"""The size that the source asks for: ``graphic/@width``, ``@height`` and ``@scale``."""

from __future__ import annotations

import re
from typing import NamedTuple

from exporter.tei.tree.elements import Element
from exporter.text.patterns import pattern

__all__ = ["Asked", "is_small", "wanted"]

_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
    "rem": 16.0,
}  # fmt: skip
_EMS = {"em": 1.0, "ex": 0.5, "ch": 0.5}
_LENGTH = pattern(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(%|[a-z]*)\s*", re.IGNORECASE)
_MOST = 20_000.0
_INCH = 96.0


class Asked(NamedTuple):
    """Width and height in CSS pixels and in em of the type around, and the share of the measure;
    0 for what is not asked for."""

    width: float = 0.0
    height: float = 0.0
    share: float = 0.0
    ems: tuple[float, float] = (0.0, 0.0)


def wanted(element: Element, own: float = 0.0) -> Asked:
    """What is asked for (TEI ``teidata.outputMeasurement``); what is in a unit that is none is
    not. ``own`` is the width of the picture in pixels, which ``@scale`` multiplies."""
    width, share, wide = _length(element.get("width"))
    height, _, high = _length(element.get("height"))
    if not (width or height or share or wide or high):
        width = min(own * _factor(element.get("scale")), _MOST)
    return Asked(width, height, share, (wide, high))


def is_small(element: Element) -> bool:
    """Whether it asks for a size that a sign between words has: half an inch or three em at most,
    both ways."""
    width, _, wide = _length(element.get("width"))
    height, _, high = _length(element.get("height"))
    asked = max(width, height) / _INCH, max(wide, high)
    return max(asked) > 0 and asked[0] <= 0.5 and asked[1] <= 3


def _factor(text: str | None) -> float:
    """``0.5`` and, as some write it, ``50%``; 0 for what is none."""
    found = _LENGTH.fullmatch(text or "")
    if not found or found[2] not in ("", "%"):
        return 0.0
    return float(found[1]) / (100 if found[2] else 1)


def _length(text: str | None) -> tuple[float, float, float]:
    """Pixels, the share of the measure, em."""
    found = _LENGTH.fullmatch(text or "")
    if not found:
        return 0.0, 0.0, 0.0
    number, unit = float(found[1]), found[2].lower()
    if unit in ("%", "vw"):
        return 0.0, min(number / 100, 1.0), 0.0
    if unit in _EMS:
        return 0.0, 0.0, min(number * _EMS[unit], _MOST / 16)
    return min(number * _PIXELS.get(unit, 0.0), _MOST), 0.0, 0.0
