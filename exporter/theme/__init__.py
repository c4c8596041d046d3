"""One set of design tokens, from which the CSS, the Word styles and the PDF styles derive.

A theme is a TOML file: ``[page]``, ``[type]``, ``[light]``, ``[dark]``, ``[looks.NAME]`` and
``[quiet.NAME]``, whose keys are the fields of :class:`Page`, :class:`Type`, :class:`Colours` and
:class:`Look`. What a file leaves out it has from the theme it ``inherits``, else from the fields'
defaults.
"""

from __future__ import annotations

from exporter.theme.contrast import ratio
from exporter.theme.loader import load
from exporter.theme.tokens import DARK, QUIET, Colours, LineStyle, Look, Page, Signs, Theme, Type

__all__ = [
    "DARK",
    "QUIET",
    "Colours",
    "LineStyle",
    "Look",
    "Page",
    "Signs",
    "Theme",
    "Type",
    "load",
    "ratio",
]
