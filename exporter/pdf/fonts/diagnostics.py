"""What the fonts of a PDF lack, as notices."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from exporter.notices import Notice, Severity
from exporter.pdf.fonts.document_fonts import Fonts, first_family
from exporter.theme import Theme

__all__ = ["font_notices"]

_BLIND_FIX = {"Thai": "Install the extra [scripts], or put U+200B between words."}
_NAMED = 5
"""How many characters of a script a notice names."""


def font_notices(fonts: Fonts, theme: Theme, file: str | None) -> Iterator[Notice]:
    """Families that are not installed, characters that no font has, scripts that nothing here
    divides."""
    yield from _absent(theme)
    yield from _missing(fonts, file)
    yield from _blind(fonts, file)


def _absent(theme: Theme) -> Iterator[Notice]:
    """Families that the theme puts first and the machine lacks."""
    for stack in dict.fromkeys((theme.type.text, theme.type.heading, theme.type.mono)):
        found = first_family(stack)
        if found and found.name != stack[0]:
            yield Notice(
                "missing-font",
                Severity.INFO if found.name in stack else Severity.WARNING,
                f"the font {stack[0]}, which the theme names, is not installed; {found.name} "
                "is used instead.",
                fix="Install it, or name another in the theme.",
            )


def _script(char: str) -> str:
    """The first word of a character's name, which is its script's; what has none by category."""
    return unicodedata.name(char, unicodedata.category(char)).split(" ")[0]


def _missing(fonts: Fonts, file: str | None) -> Iterator[Notice]:
    missing = fonts.missing
    scripts: dict[str, list[str]] = {}
    for char in missing:
        scripts.setdefault(_script(char), []).append(char)
    for chars in scripts.values():
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in chars[:_NAMED])
        more = f" and {len(chars) - _NAMED} more of that script" if len(chars) > _NAMED else ""
        yield Notice(
            "missing-glyph",
            Severity.WARNING,
            f"no font has {named}{more}; a sign is shown for each, and its text is kept.",
            file=file,
            line=missing[chars[0]] or None,
            fix="Install the extra [scripts] or a font that has them, or name one in the theme.",
        )


def _blind(fonts: Fonts, file: str | None) -> Iterator[Notice]:
    for script, line in fonts.blind.items():
        yield Notice(
            "divided-blindly",
            Severity.INFO,
            f"{script} puts no space between words, and nothing here knows where they end: lines "
            "may end inside a word.",
            file=file,
            line=line or None,
            fix=_BLIND_FIX.get(script, "Put U+200B between words."),
        )
