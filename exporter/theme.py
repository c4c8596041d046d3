"""One set of design tokens, from which the CSS, the Word styles and the PDF styles derive.

Lengths are points unless a name says otherwise; page sizes and margins are millimetres; leading
is a multiple of the size; indents and spaces are em of the size they stand beside. Colours are
``#rrggbb``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias

from exporter.errors import ThemeError
from exporter.resources import styles

__all__ = ["Colours", "Look", "Page", "Theme", "Type", "load"]

LineStyle: TypeAlias = Literal["none", "solid", "dotted", "dashed", "wavy", "double", "thick"]


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet, in millimetres."""

    width: float = 210
    height: float = 297
    top: float = 24
    right: float = 30
    bottom: float = 26
    left: float = 30


@dataclass(frozen=True, slots=True)
class Type:
    """Type. ``text``, ``heading``, ``mono`` are stacks of family names, first choice first;
    ``headings`` are the sizes of levels 1 to 6; ``paragraphs`` are told apart by ``indent`` (of
    the first line) or by ``space``; ``measure`` is the width of a line on a screen, in ``rem``."""

    text: tuple[str, ...] = ("Source Serif 4", "Noto Serif")
    heading: tuple[str, ...] = ("Source Serif 4", "Noto Serif")
    mono: tuple[str, ...] = ("Source Code Pro", "Noto Sans Mono")
    size: float = 10.5
    leading: float = 1.4
    note_size: float = 8.5
    note_leading: float = 1.32
    small_size: float = 8.5
    headings: tuple[float, ...] = (23, 14.5, 12, 10.5, 10.5, 10.5)
    heading_leading: float = 1.18
    heading_weight: int = 700
    justify: bool = True
    hyphenate: bool = True
    optimal: bool = False
    paragraphs: Literal["indent", "space"] = "indent"
    indent: float = 1.2
    space: float = 0.6
    measure: float = 36


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they are for; ``*_tint`` are backgrounds."""

    paper: str = "#ffffff"
    ink: str = "#1a1a1a"
    muted: str = "#5c5c5c"
    rule: str = "#b8b8b8"
    accent: str = "#7a1f1f"
    link: str = "#1f4e79"
    panel: str = "#f5f3ef"
    speech: str = "#1a1a1a"
    speech_tint: str = "#eef2f7"
    figure: str = "#1a1a1a"
    claim: str = "#1a1a1a"
    supported: str = "#2e6b3a"
    disputed: str = "#9a3b00"
    open: str = "#5c5c5c"
    false: str = "#a01010"
    other: str = "#5c5c5c"


@dataclass(frozen=True, slots=True)
class Look:
    """How a span looks. ``colour``, ``background``, ``line_colour`` name a field of
    :class:`Colours` or are empty; ``line`` is the underline; ``sign`` a character set after the
    span's end, or empty."""

    colour: str = ""
    background: str = ""
    line: LineStyle = "none"
    line_colour: str = ""
    bold: bool = False
    italic: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """``looks`` is keyed by ``kind`` or ``kind-standing``: ``speech-reported``,
    ``claim-disputed``; ask through :meth:`look`."""

    name: str
    page: Page
    type: Type
    light: Colours
    dark: Colours
    looks: Mapping[str, Look]

    def look(self, kind: str, standing: str = "") -> Look:
        """The look of a span of this kind and standing (``SpanInfo.kind``, ``.standing``)."""
        return self.looks.get(f"{kind}-{standing}") or self.looks.get(kind) or Look()


def load(name: str | Path = "newspaper") -> Theme:
    """A theme by the name of one of ours, or by the path of a ``.toml`` file."""
    path = Path(name)
    if path.suffix != ".toml":
        path = styles() / "themes" / f"{name}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        known = ", ".join(sorted(p.stem for p in (styles() / "themes").glob("*.toml")))
        raise ThemeError(f"there is no theme {name}. Ours are: {known}.") from error
    return Theme(
        name=path.stem,
        page=_fill(Page, raw.get("page", {})),
        type=_fill(Type, raw.get("type", {})),
        light=_fill(Colours, raw.get("light", {})),
        dark=_fill(Colours, raw.get("dark", {})),
        looks={key: _fill(Look, value) for key, value in raw.get("looks", {}).items()},
    )


def _fill(kind: type[Any], values: Mapping[str, Any]) -> Any:
    known = {f.name for f in fields(kind)}
    if strange := set(values) - known:
        raise ThemeError(f"a theme's {kind.__name__.lower()} has no {min(strange)!r}")
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
