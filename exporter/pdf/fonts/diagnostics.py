"""What the fonts of a PDF lack, as notices."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from exporter.errors import OutputError
from exporter.model import Block, Edition
from exporter.model.traversal import contents, flattened
from exporter.notices import Notice, Severity
from exporter.pdf.fonts.document_fonts import Fonts, first_family
from exporter.theme import Theme

__all__ = ["font_notices", "refuse_unreadable"]

_BLIND_FIX = {"Thai": "Install the extra [scripts], or put U+200B between words."}
_NAMED = 5
"""How many characters of a script a notice names."""


_PACKAGED = frozenset(
    ("Cjk", "Hangul", "Hiragana", "Katakana", "Thai", "Khmer", "Tamil", "Telugu", "Bengali")
)
"""Scripts that the extra [scripts] has fonts for."""
_GENERAL = frozenset(("Latin", "Greek", "Cyrillic", "Combining", "Modifier", "Superscript"))
"""Scripts whose rarer letters no font for one script alone has."""
_NAMES = {
    "Anatolian": "Anatolian Hieroglyphs", "Canadian": "Canadian Aboriginal",
    "Egyptian": "Egyptian Hieroglyphs", "Mathematical": "Math", "Nko": "NKo",
}  # fmt: skip
"""Scripts whose fonts are not called as characters' names begin."""
_TWO_WORDS = re.compile(
    "(?:Bassa|Caucasian|Gunjala|Hanifi|Imperial|Inscriptional|Khitan|Linear|Masaram|Meetei|Mende|"
    "Nag|Nyiakeng|Ol|Old|Pahawh|Pau|Psalter|Sora|Syloti|Tai|Warang|Zanabazar)"
)
"""The first words of names such as Linear B."""
_THREE_WORDS = ("New Tai Lue", "Old North Arabian", "Old South Arabian")
_FEW = 100
"""One letter of so many may be missing, and a single one in any text."""


def refuse_unreadable(fonts: Fonts, edition: Edition) -> None:
    """Raise OutputError where no font has more than a hundredth of an edition's letters: a page of
    signs is no copy. Private-use characters and symbols are no letters here."""
    if not fonts.missing:
        return
    texts = [flattened(held.inlines) for held in contents(_blocks(edition))]
    texts.append(flattened(edition.front.title))
    letters = Counter(
        char for char in "".join(texts) if unicodedata.category(char)[0] in ("L", "M", "N")
    )
    lost = Counter({char: count for char, count in letters.items() if char in fonts.missing})
    if lost.total() == 1 < letters.total() or lost.total() * _FEW <= letters.total():
        return
    scripts = Counter[str]()
    for char, count in lost.items():
        scripts[_script(char)] += count
    first = min(lost, key=lambda char: fonts.missing[char] or 0)
    raise OutputError(
        f"No font here has {lost.total():,} of its {letters.total():,} letters "
        f"({', '.join(name for name, _ in scripts.most_common(3))}), so that nobody could "
        f"read the PDF. {_remedy(scripts.most_common(1)[0][0])}; or export other formats alone "
        "(--to html).",
        file=edition.article.file,
        line=fonts.missing[first] or None,
    )


def _blocks(edition: Edition) -> list[Block]:
    blocks = [*edition.blocks]
    for note in edition.notes:
        blocks += note.blocks
    for index in edition.appendices:
        blocks += index.blocks
    return blocks


def _remedy(script: str) -> str:
    if script in _PACKAGED:
        return (
            "Install the extra [scripts]: pip install '.[scripts]' in a checkout of exporter. Or "
            "install a font that has them, or name one in the theme"
        )
    if script in _GENERAL:
        font = "Noto Sans, DejaVu Sans or one made for medieval or phonetic texts"
    else:
        font = f"Noto Sans {script}" if script else "Noto Sans Symbols 2"
    return (
        f"Install a font that has them, such as {font} (Debian and Ubuntu: the package "
        "fonts-noto-core), or name one in the theme"
    )


def font_notices(fonts: Fonts, theme: Theme, edition: Edition) -> Iterator[Notice]:
    """Families that are not installed, characters that no font has, scripts that nothing here
    divides."""
    yield from _absent(theme)
    yield from _missing(fonts, edition)
    yield from _blind(fonts, edition.article.file)


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
    """The script that a letter's name begins with, as fonts are called; empty for a symbol, and
    for what has no name."""
    if unicodedata.category(char)[0] not in ("L", "M", "N"):
        return ""
    words = unicodedata.name(char, "").title().split(" ")
    if (long := " ".join(words[:3])) in _THREE_WORDS:
        return long
    name = " ".join(words[: 2 if _TWO_WORDS.fullmatch(words[0]) else 1])
    return _NAMES.get(name, name)


def _missing(fonts: Fonts, edition: Edition) -> Iterator[Notice]:
    if not fonts.missing:
        return
    scripts: dict[str, list[str]] = {}
    for char in fonts.missing:
        scripts.setdefault(_script(char), []).append(char)
    lines = dict(fonts.missing)
    for held in contents(_blocks(edition)):
        for char in lines.keys() & set(flattened(held.inlines)):
            lines[char] = lines[char] or held.line
    for script, chars in scripts.items():
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in chars[:_NAMED])
        more = f" and {len(chars) - _NAMED} more of that script" if len(chars) > _NAMED else ""
        yield Notice(
            "missing-glyph",
            Severity.WARNING,
            f"no font has {named}{more}; a sign is shown for each, and its text is kept.",
            file=edition.article.file,
            line=min(filter(None, (lines[char] for char in chars)), default=None),
            fix=f"{_remedy(script)}.",
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
