"""Theme and marks → how a run is set and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, assert_never

from exporter.model import (
    Edit,
    Emphasis,
    Formula,
    Generated,
    Language,
    Link,
    Mark,
    Marks,
    Name,
    NoteLink,
    Origin,
    PageNumber,
    Ruby,
    Span,
    SpanInfo,
)
from exporter.model import (
    Style as Look,
)
from exporter.pdf.fonts.document_fonts import Fonts, Setting
from exporter.pdf.fonts.matching import families_for
from exporter.pdf.inline.word_cache import Words
from exporter.text.language_tags import script
from exporter.theme import LineStyle, Theme
from exporter.values import Value, replace

__all__ = ["Stroke", "Style", "Styler"]

Colour = tuple[float, float, float]
_SAMPLES = {"Arab": "ع", "Hebr": "א", "Deva": "क", "Taml": "த", "Telu": "త", "Thai": "ก",
            "Khmr": "ក", "Hans": "一", "Hant": "一", "Jpan": "あ", "Kore": "가"}  # fmt: skip
"""A letter of each script that the theme's families may lack."""


class Stroke(Value):
    """A line along a run; ``height`` is em above the base line."""

    line: LineStyle
    colour: Colour
    height: float


class Style:
    """``ink`` is the colour of type, ``ground`` of what lies behind it or None; ``leading`` the
    height of a line. One object for each look, so that looks are compared by identity. ``words``
    are shared by styles of one setting. ``steps`` leads to the style under one more mark.
    ``marked``: it has a ground or strokes. ``quiet``: links are text, over a thin line where they
    lead out of the text or to a note, plain where they lead to a place in it.
    """

    __slots__ = (
        "ground",
        "ink",
        "leading",
        "marked",
        "quiet",
        "setting",
        "steps",
        "strokes",
        "words",
    )

    def __init__(
        self, setting: Setting, ink: Colour, ground: Colour | None, strokes: tuple[Stroke, ...],
        leading: float, quiet: bool, words: Words,
    ) -> None:  # fmt: skip
        self.setting = setting
        self.ink = ink
        self.ground = ground
        self.strokes = strokes
        self.leading = leading
        self.quiet = quiet
        self.marked = bool(ground or strokes)
        self.steps: dict[object, Style] = {}
        self.words = words


_UNDER, _STRIKE, _OVER = -0.16, 0.26, 0.86


class Styler:
    """Styles by need, for one edition under one theme."""

    def __init__(
        self, theme: Theme, spans: Mapping[str, SpanInfo], lang: str, fonts: Fonts
    ) -> None:
        self.fonts = fonts
        self.theme = theme
        self.spans = spans
        self.lang = lang
        self._made: dict[tuple[object, ...], Style] = {}
        self._words: dict[Setting, Words] = {}

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
        return self.make(setting, self.colour(ink), None, (), round(size * leading, 2))

    def make(
        self, setting: Setting, ink: Colour, ground: Colour | None, strokes: tuple[Stroke, ...],
        leading: float, *, quiet: bool = False,
    ) -> Style:  # fmt: skip
        """The one style of this look."""
        key = setting, ink, ground, strokes, leading, quiet
        found = self._made.get(key)
        if found is None:
            words = self._words.get(setting)
            if words is None:
                words = self._words[setting] = Words(self.fonts, setting)
            found = self._made[key] = Style(*key, words)
        return found

    def changed(
        self, style: Style, *, ink: str = "", ground: str = "", leading: float = 0.0, **setting: Any
    ) -> Style:
        """The style with another colour, ground, leading (points) or fields of its setting."""
        return self.make(
            replace(style.setting, **setting) if setting else style.setting,
            self.colour(ink) if ink else style.ink,
            self.colour(ground) if ground else style.ground,
            style.strokes,
            leading or style.leading,
            quiet=style.quiet,
        )

    def style(self, base: Style, marks: Marks) -> Style:
        """The style of a run; spans of one kind and standing look alike."""
        for mark in marks:
            key: object = mark
            kind = type(mark)
            if isinstance(mark, Span):
                info = self.spans.get(mark.id)
                key = mark.kind, info.standing if info else ""
            elif kind in (Name, Generated, Origin, Ruby, Formula):
                continue
            elif isinstance(mark, Link):
                key = "place" if mark.target.startswith("#") else "link"
            elif kind is NoteLink:
                key = "link"
            found = base.steps.get(key)
            if found is None:
                found = base.steps[key] = self._marked(base, mark)
            base = found
        return base

    def _marked(self, style: Style, mark: Mark) -> Style:
        match mark:
            case Emphasis():
                return self._emphasised(style, mark.style)
            case Link() | NoteLink() if style.quiet:
                inside = isinstance(mark, Link) and mark.target.startswith("#")
                return (
                    style if inside else self._stroked(style, "solid", self.colour("rule"), _UNDER)
                )
            case Link() | NoteLink():
                return self.changed(style, ink="link")
            case Language():
                setting = style.setting
                size = round(setting.size * _scale(mark.tag) / _scale(setting.lang), 2)
                stack = _for_language(setting.stack, mark.tag)
                return self.changed(style, lang=mark.tag, stack=stack, size=size)
            case Span():
                info = self.spans.get(mark.id)
                return self._annotated(style, mark.kind, info.standing if info else "")
            case Edit():
                return self._edited(style, mark.kind)
            case Name() | Generated() | Origin() | PageNumber() | Ruby() | Formula():
                return style
            case _:
                assert_never(mark)

    def _emphasised(self, style: Style, look: Look) -> Style:
        setting = style.setting
        size, rise, features = setting.size, setting.rise, setting.features
        match look:
            case "italic":
                return self.changed(style, italic=not setting.italic)
            case "bold":
                return self.changed(style, weight=700)
            case "small-caps":
                return self.changed(style, features=(*features, "smcp"), tracking=size * 0.03)
            case "capitals":
                return self.changed(style, features=(*features, "caps"))
            case "superscript":
                return self.changed(style, size=size * 0.66, rise=rise + size * 0.34)
            case "subscript":
                return self.changed(style, size=size * 0.66, rise=rise - size * 0.14)
            case "monospace":
                stack = self.theme.type.mono
                return self.changed(style, stack=stack, size=size * 0.9, whole=True)
            case "letter-spaced":
                return self.changed(style, tracking=size * 0.12)
            case "larger":
                return self.changed(style, size=size * 1.15)
            case "smaller":
                return self.changed(style, size=size * 0.87)
            case "stage":
                return self.changed(style, italic=True, features=(), tracking=0.0)
            case "underline":
                return self._stroked(style, "solid", style.ink, _UNDER)
            case "strikethrough":
                return self._stroked(style, "solid", style.ink, _STRIKE)
            case "overline":
                return self._stroked(style, "solid", style.ink, _OVER)
            case _:
                assert_never(look)

    def _annotated(self, style: Style, kind: str, standing: str) -> Style:
        look = self.theme.look(kind, standing)
        setting = style.setting
        made = self.changed(
            style,
            ink=look.colour,
            ground=look.background,
            weight=max(setting.weight, 600) if look.bold else setting.weight,
            italic=setting.italic or look.italic,
        )
        colour = self.colour(look.line_colour) if look.line_colour else made.ink
        return self._stroked(made, look.line, colour, _UNDER)

    def with_quiet_links(self, style: Style) -> Style:
        """The style in which links are text."""
        look = style.setting, style.ink, style.ground, style.strokes, style.leading
        return self.make(*look, quiet=True)

    def _edited(self, style: Style, kind: str) -> Style:
        muted = self.colour("muted")
        match kind:
            case "deletion":
                return self._stroked(style, "solid", muted, _STRIKE)
            case "addition":
                return self._stroked(style, "solid", muted, _UNDER)
            case "unclear" | "sic" | "suggestion":
                return self._stroked(style, "dotted", muted, _UNDER)
            case "gap" | "supplied":
                return self.changed(style, ink="muted")
            case _:
                return style

    def _stroked(self, style: Style, line: LineStyle, colour: Colour, height: float) -> Style:
        if line == "none":
            return style
        taken = sum(stroke.line != "none" and stroke.height <= _UNDER for stroke in style.strokes)
        stroke = Stroke(line, colour, height - 0.13 * taken if height == _UNDER else height)
        look = style.setting, style.ink, style.ground, (*style.strokes, stroke), style.leading
        return self.make(*look, quiet=style.quiet)


def _scale(lang: str) -> float:
    """Arabic type looks smaller than Latin type of the same size."""
    return 1.16 if lang and script(lang) == "Arab" else 1.0


@lru_cache(maxsize=256)
def rgb(colour: str) -> Colour:
    """``#rrggbb`` as three numbers from 0 to 1."""
    red, green, blue = (round(int(colour[i : i + 2], 16) / 255, 3) for i in (1, 3, 5))
    return red, green, blue


def _for_language(stack: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The stack behind the family that sets the language's script, where it needs one."""
    sample = _SAMPLES.get(script(lang)) if lang else None
    first = next(families_for(sample, lang), None) if sample else None
    return (first.name, *(name for name in stack if name != first.name)) if first else stack
