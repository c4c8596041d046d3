"""Theme and marks → how a run is set and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from exporter.model import (
    Edit,
    Emphasis,
    Generated,
    Language,
    Link,
    Mark,
    Marks,
    Name,
    NoteLink,
    Span,
    SpanInfo,
    Style as Look,
)
from exporter.pdf.find import families_for
from exporter.pdf.fonts import Setting
from exporter.theme import LineStyle, Theme

__all__ = ["Stroke", "Style", "Styler"]

Colour = tuple[float, float, float]
_SAMPLES = {"ar": "ع", "fa": "ع", "ur": "ع", "ckb": "ع", "ps": "ع", "he": "א", "yi": "א", "hi": "क",
            "mr": "क", "ne": "क", "sa": "क", "ta": "த", "te": "త", "th": "ก", "km": "ក", "zh": "一",
            "ja": "あ", "ko": "가"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along a run; ``height`` is em above the base line."""

    line: LineStyle
    colour: Colour
    height: float


@dataclass(frozen=True, slots=True)
class Style:
    """``ink`` is the colour of type, ``ground`` of what lies behind it or None."""

    setting: Setting
    ink: Colour
    ground: Colour | None = None
    strokes: tuple[Stroke, ...] = ()
    leading: float = 14.0


_UNDER, _STRIKE, _OVER = -0.16, 0.26, 0.86


class Styler:
    """Styles by need, for one edition under one theme."""

    def __init__(self, theme: Theme, spans: Mapping[str, SpanInfo], lang: str) -> None:
        self.theme = theme
        self.spans = spans
        self.lang = lang
        self._made: dict[tuple[Style, Marks], Style] = {}

    def colour(self, name: str) -> Colour:
        """A field of the theme's light colours as RGB from 0 to 1."""
        return rgb(getattr(self.theme.light, name))

    def base(
        self,
        size: float,
        leading: float,
        *,
        stack: tuple[str, ...] | None = None,
        weight: int = 400,
        italic: bool = False,
        ink: str = "ink",
        features: tuple[str, ...] = (),
        tracking: float = 0,
        lang: str = "",
    ) -> Style:
        """``leading`` is a multiple of the size."""
        tag = lang or self.lang
        size = round(size * _scale(tag), 2)
        setting = Setting(
            _for_language(stack or self.theme.type.text, tag),
            size,
            weight,
            italic,
            features,
            tracking=tracking,
            lang=tag,
        )
        return Style(setting, self.colour(ink), leading=round(size * leading, 2))

    def style(self, base: Style, marks: Marks) -> Style:
        if not marks:
            return base
        key = base, marks
        found = self._made.get(key)
        if found is None:
            found = base
            for mark in marks:
                found = self._marked(found, mark)
            self._made[key] = found
        return found

    def _marked(self, style: Style, mark: Mark) -> Style:
        match mark:
            case Emphasis():
                return self._emphasised(style, mark.style)
            case Link() | NoteLink():
                return replace(style, ink=self.colour("link"))
            case Language():
                setting = style.setting
                stack = _for_language(setting.stack, mark.tag)
                size = round(setting.size * _scale(mark.tag) / _scale(setting.lang), 2)
                return replace(
                    style, setting=replace(setting, lang=mark.tag, stack=stack, size=size)
                )
            case Span():
                info = self.spans.get(mark.id)
                return self._annotated(style, mark.kind, info.standing if info else "")
            case Edit():
                return self._edited(style, mark.kind)
            case Name() | Generated():
                return style
            case _:
                assert_never(mark)

    def _emphasised(self, style: Style, look: Look) -> Style:
        setting = style.setting
        size = setting.size
        match look:
            case "italic":
                setting = replace(setting, italic=not setting.italic)
            case "bold":
                setting = replace(setting, weight=700)
            case "small-caps":
                setting = replace(setting, features=(*setting.features, "smcp"), tracking=size * 0.03)
            case "capitals":
                setting = replace(setting, features=(*setting.features, "caps"))
            case "superscript":
                setting = replace(setting, size=size * 0.66, rise=setting.rise + size * 0.34)
            case "subscript":
                setting = replace(setting, size=size * 0.66, rise=setting.rise - size * 0.14)
            case "monospace":
                setting = replace(setting, stack=self.theme.type.mono, size=size * 0.9)
            case "letter-spaced":
                setting = replace(setting, tracking=size * 0.12)
            case "larger":
                setting = replace(setting, size=size * 1.15)
            case "smaller":
                setting = replace(setting, size=size * 0.87)
            case "underline":
                return self._stroked(style, "solid", style.ink, _UNDER)
            case "strikethrough":
                return self._stroked(style, "solid", style.ink, _STRIKE)
            case "overline":
                return self._stroked(style, "solid", style.ink, _OVER)
            case _:
                assert_never(look)
        return replace(style, setting=setting)

    def _annotated(self, style: Style, kind: str, standing: str) -> Style:
        look = self.theme.look(kind, standing)
        setting = style.setting
        if look.bold:
            setting = replace(setting, weight=max(setting.weight, 600))
        if look.italic:
            setting = replace(setting, italic=True)
        made = replace(
            style,
            setting=setting,
            ink=self.colour(look.colour) if look.colour else style.ink,
            ground=self.colour(look.background) if look.background else style.ground,
        )
        colour = self.colour(look.line_colour) if look.line_colour else made.ink
        return self._stroked(made, look.line, colour, _UNDER)

    def _edited(self, style: Style, kind: str) -> Style:
        muted = self.colour("muted")
        match kind:
            case "deletion":
                return self._stroked(style, "solid", muted, _STRIKE)
            case "addition":
                return self._stroked(style, "solid", muted, _UNDER)
            case "unclear" | "sic":
                return self._stroked(style, "dotted", muted, _UNDER)
            case "gap" | "supplied":
                return replace(style, ink=muted)
            case _:
                return style

    def _stroked(self, style: Style, line: LineStyle, colour: Colour, height: float) -> Style:
        if line == "none":
            return style
        taken = sum(stroke.height == height for stroke in style.strokes)
        stroke = Stroke(line, colour, height - 0.13 * taken if height == _UNDER else height)
        return replace(style, strokes=(*style.strokes, stroke))


def _scale(lang: str) -> float:
    """Arabic type looks smaller than Latin type of the same size."""
    return 1.16 if lang.lower().split("-")[0] in _SMALL_LOOKING else 1.0


_SMALL_LOOKING = frozenset(("ar", "fa", "ur", "ps", "ckb", "sd", "ug"))


def rgb(colour: str) -> Colour:
    """``#rrggbb`` as three numbers from 0 to 1."""
    red, green, blue = (round(int(colour[i : i + 2], 16) / 255, 3) for i in (1, 3, 5))
    return red, green, blue


def _for_language(stack: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The stack behind the family that sets the language's script, where it needs one."""
    sample = _SAMPLES.get(lang.lower().split("-")[0])
    first = next(families_for(sample, lang), None) if sample else None
    return (first.name, *(name for name in stack if name != first.name)) if first else stack
