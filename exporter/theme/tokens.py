"""One set of design tokens, from which the CSS, the Word styles and the PDF styles derive.

Lengths are points unless a name says otherwise; page sizes and margins are millimetres; leading
is a multiple of the size; indents and spaces are em of the size they stand beside. Colours are
``#rrggbb``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from msgspec.structs import force_setattr

from exporter.errors import expect
from exporter.values import Value, field, replace

__all__ = ["DARK", "QUIET", "Colours", "LineStyle", "Look", "Page", "Signs", "Theme", "Type"]

Signs: TypeAlias = Literal["quiet", "full", "none"]
"""How strongly annotated spans are marked; it changes looks alone."""

LineStyle: TypeAlias = Literal["none", "solid", "dotted", "dashed", "wavy", "double", "thick"]


class Page(Value):
    """The sheet, in millimetres."""

    width: float = 210
    height: float = 297
    top: float = 24
    right: float = 30
    bottom: float = 26
    left: float = 30


class Type(Value):
    """Type. ``text``, ``heading``, ``mono`` are stacks of family names, first choice first;
    ``headings`` are the sizes of levels 1 to 6; ``paragraphs`` are told apart by ``indent`` (of
    the first line) or by ``space``. On a screen: ``measure`` is the width of a line and ``screen``
    the size, both in ``rem``; ``screen_leading`` the leading there. In Word, which brings no
    fonts along: ``word_text``, ``word_heading``, ``word_mono`` are families that its users have."""

    text: tuple[str, ...] = ("Source Serif 4", "Noto Serif")
    heading: tuple[str, ...] = ("Source Serif 4", "Noto Serif")
    mono: tuple[str, ...] = ("Source Code Pro", "Noto Sans Mono")
    word_text: str = "Georgia"
    word_heading: str = "Georgia"
    word_mono: str = "Consolas"
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
    optimal: bool = True
    paragraphs: Literal["indent", "space"] = "indent"
    indent: float = 1.2
    space: float = 0.6
    measure: float = 36
    screen: float = 1.1875
    screen_leading: float = 1.55


class Colours(Value):
    """Colours by what they are for; ``*_tint`` are backgrounds."""

    paper: str = "#ffffff"
    ink: str = "#1a1a1a"
    muted: str = "#525252"
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
    open: str = "#525252"
    false: str = "#a01010"
    other: str = "#525252"


DARK = Colours(
    paper="#161616",
    ink="#ececec",
    muted="#b4b4b4",
    rule="#555555",
    accent="#f0a0a0",
    link="#9cc9f5",
    panel="#222222",
    speech="#ececec",
    speech_tint="#22303e",
    figure="#ececec",
    claim="#ececec",
    supported="#8fd49c",
    disputed="#ffb380",
    open="#b4b4b4",
    false="#ff9c9c",
    other="#b4b4b4",
)
"""Dark colours for a theme that names none."""


class Look(Value):
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


QUIET: Mapping[str, Look] = {
    "claim": Look(line="dotted", line_colour="muted"),
    "claim-supported": Look(sign="✓"),
    "claim-disputed": Look(sign="≠"),
    "claim-open": Look(sign="◊"),
    "claim-false": Look(sign="×"),
    "claim-other": Look(sign="◆"),
    "correction": Look(line="dashed", line_colour="muted"),
}
"""Quiet looks: speech and figures are plain text; a claim's status is a small sign at its end."""


class Theme(Value):
    """``looks`` (full) and ``quiet`` are keyed by ``kind`` or ``kind-standing``:
    ``speech-reported``, ``claim-disputed``; ask through :meth:`look`. ``signs`` is the strength;
    empty means by the audience, see :meth:`drawn`."""

    name: str
    page: Page
    type: Type
    light: Colours
    dark: Colours
    looks: Mapping[str, Look]
    quiet: Mapping[str, Look] = field(default_factory=lambda: QUIET)
    signs: Signs | Literal[""] = ""

    def __post_init__(self) -> None:
        """Put the looks in order, so that equal themes are drawn alike. Raises OptionError for a
        strength of signs that there is not."""
        expect("signs", self.signs, ("", *get_args(Signs)))
        force_setattr(self, "looks", dict(sorted(self.looks.items())))
        force_setattr(self, "quiet", dict(sorted(self.quiet.items())))

    def drawn(self, audience: str) -> Theme:
        """The theme with a strength: its own, or quiet for the public and full for the desk."""
        if self.signs:
            return self
        return replace(self, signs="full" if audience == "internal" else "quiet")

    @property
    def shown(self) -> Mapping[str, Look]:
        """The looks at the theme's strength; full where it has none yet."""
        return {"quiet": self.quiet, "none": {}}.get(self.signs, self.looks)

    def look(self, kind: str, standing: str = "") -> Look:
        """The look of a span of this kind and standing (``SpanInfo.kind``, ``.standing``)."""
        looks = self.shown
        return looks.get(f"{kind}-{standing}") or looks.get(kind) or Look()
