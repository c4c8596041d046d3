"""Which lines of the title block stand above the title, and which below it."""

from __future__ import annotations

from exporter.model import FrontLine

__all__ = ["parted"]

_ABOVE = ("audience", "publisher", "series", "milestone")


def parted(lines: tuple[FrontLine, ...]) -> tuple[list[FrontLine], list[FrontLine]]:
    """The lines above the title, as a newspaper's name and section stand, and those below."""
    above = [line for line in lines if line.kind in _ABOVE]
    above.sort(key=lambda line: _ABOVE.index(line.kind))
    return above, [line for line in lines if line.kind not in _ABOVE]
