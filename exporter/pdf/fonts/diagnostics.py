"""What the fonts of a PDF lack, as notices."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from exporter.errors import OutputError
from exporter.model import Edition
from exporter.model.traversal import contents, flattened
from exporter.notices import Notice, Severity
from exporter.pdf.fonts.document_fonts import Fonts, first_family
from exporter.theme import Theme

__all__ = ["font_notices", "refuse_unreadable"]

_BLIND_FIX = {"Thai": "Install the extra [scripts], or put U+200B between words."}
_NAMED = 5
"""How many characters of a script a notice names."""


_PACKAGED = frozenset(
    ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "THAI", "KHMER", "TAMIL", "TELUGU", "BENGALI")
)
"""Scripts, as characters' names begin, that the extra [scripts] has fonts for."""
_FEW = 100
"""One letter of so many may be missing."""


def refuse_unreadable(fonts: Fonts, edition: Edition) -> None:
    """Raise OutputError where no font has more than a hundredth of an edition's letters: a page of
    signs is no copy. Private-use characters and symbols are no letters here."""
    if not fonts.missing:
        return
    blocks = [*edition.blocks]
    for note in edition.notes:
        blocks += note.blocks
    for index in edition.appendices:
        blocks += index.blocks
    texts = [flattened(held.inlines) for held in contents(blocks)]
    texts.append(flattened(edition.front.title))
    letters = Counter(
        char for char in "".join(texts) if unicodedata.category(char)[0] in ("L", "M", "N")
    )
    lost = Counter({char: count for char, count in letters.items() if char in fonts.missing})
    if lost.total() * _FEW <= letters.total():
        return
    scripts = Counter[str]()
    for char, count in lost.items():
        scripts[_script(char)] += count
    first = min(lost, key=lambda char: fonts.missing[char] or 0)
    raise OutputError(
        f"no font here has {lost.total():,} of its {letters.total():,} letters "
        f"({', '.join(name.title() for name, _ in scripts.most_common(3))}), so that nobody could "
        f"read the PDF. {_remedy(scripts.most_common(1)[0][0])}",
        file=edition.article.file,
        line=fonts.missing[first] or None,
    )


def _remedy(script: str) -> str:
    if script in _PACKAGED:
        return (
            "Install the extra [scripts]: pip install '.[scripts]' in a checkout of exporter. Or "
            "install a font that has them, or name one in the theme."
        )
    return (
        f"Install a font that has them, such as Noto Sans {script.title()} (Debian and Ubuntu: "
        "the package fonts-noto-core), or name one in the theme; or export other formats alone "
        "(--to html)."
    )


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
