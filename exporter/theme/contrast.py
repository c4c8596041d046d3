"""Contrast of the colours that meet (WCAG 2.2, 1.4.3: 4.5:1 or more)."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.theme.tokens import Colours, Theme

__all__ = ["LEAST", "faults", "ratio"]

LEAST = 4.5
_INKS = ("ink", "muted", "accent", "link", "supported", "disputed", "open", "false", "other")
_PAPERS = ("paper", "panel")


def ratio(one: str, other: str) -> float:
    """The contrast of two colours (``#rrggbb``), from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def faults(theme: Theme) -> Iterator[tuple[str, str, str, float]]:
    """(light or dark, colour, background, ratio) of each pair that is used and too faint.

    Spans overlap and hold links, so every colour of writing and of lines that tell something
    meets every background.
    """
    looks = (*theme.looks.values(), *theme.quiet.values())
    inks = {*_INKS, *(k.colour for k in looks), *(k.line_colour for k in looks if k.line != "none")}
    papers = {*_PAPERS, *(k.background for k in looks)}
    for mode, colours in (("light", theme.light), ("dark", theme.dark)):
        for paper in sorted(papers - {""}):
            for ink in sorted(inks - {""}):
                found = ratio(_value(colours, ink), _value(colours, paper))
                if found < LEAST:
                    yield mode, ink, paper, found


def _value(colours: Colours, name: str) -> str:
    value: str = getattr(colours, name)
    return value
