"""What composing an edition found that its editor should know."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from exporter.notices import Notice, Severity
from exporter.pdf.fonts.document_fonts import Fonts, first_family
from exporter.pdf.layout.composer import Composer
from exporter.theme import Theme

__all__ = ["remarks"]

_BLIND_FIX = {"Thai": "Install the extra [scripts], or put U+200B between words."}
_NAMED = 5
"""How many characters of a script a notice names."""


def remarks(composer: Composer, file: str | None) -> Iterator[Notice]:
    yield from _absent(composer.theme)
    yield from _missing(composer.setter.fonts, file)
    yield from _blind(composer.setter.fonts, file)
    yield from _overlong(composer, file)
    yield from _refused(composer.setter.refused, file)
    yield from composer.notices
    yield from _scaled(composer, file)


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


def _refused(targets: list[str], file: str | None) -> Iterator[Notice]:
    """Links that the list of addresses does not let a copy have."""
    for target in dict.fromkeys(targets):
        yield Notice(
            "dangerous-link",
            Severity.WARNING,
            f"the link {target[:60]!r} could run a program and is left out; its text stays.",
            file=file,
            fix="Use an address that begins with https:, http: or mailto:.",
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


def _overlong(composer: Composer, file: str | None) -> Iterator[Notice]:
    for word, line in composer.overlong:
        shown = word if len(word) <= 60 else f"{word[:57]}…"
        yield Notice(
            "overlong-word",
            Severity.INFO,
            f"{shown!r} is wider than its line and was divided without a hyphen.",
            file=file,
            line=line or None,
            fix="Put U+200B or a soft hyphen where it may be divided.",
        )


def _scaled(composer: Composer, file: str | None) -> Iterator[Notice]:
    for line, name in composer.scaled:
        yield Notice(
            "tall-picture",
            Severity.INFO,
            f"the picture {name} is taller than the page and was made smaller.",
            file=file,
            line=line or None,
        )
