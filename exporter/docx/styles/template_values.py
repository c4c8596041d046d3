"""From the theme's design tokens to the words that are in ``styles/docx/*.xml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from string import Template

from exporter.docx.opc.xml import quote
from exporter.docx.styles import language
from exporter.files.resources import styles
from exporter.model import Edition
from exporter.theme import Theme
from exporter.values import asdict

__all__ = ["fill", "half_points", "list_indent", "measure", "tokens", "twips"]


def twips(points: float) -> int:
    """Twentieths of a point (ECMA-376 17.18.68, ST_SignedTwipsMeasure)."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Word's type sizes are whole half-points (ECMA-376 17.3.2.38)."""
    return round(points * 2)


def measure(theme: Theme) -> int:
    """The width of a line, in twips."""
    page = theme.page
    return twips((page.width - page.left - page.right) * 72 / 25.4)


def list_indent(theme: Theme, level: int = 1) -> int:
    """Where the text of lists of this level (1 is outermost) begins, in twips: a number of two
    digits and its full stop have space before it."""
    em = twips(theme.type.size)
    return round(em * 1.75) + em * 2 * (level - 1)


def fill(name: str, words: Mapping[str, object]) -> bytes:
    """A part of ours from ``styles/docx`` with its $-words put in."""
    return _filled(name, tuple([(key, str(word)) for key, word in words.items()]))


@lru_cache(maxsize=32)
def _filled(name: str, words: tuple[tuple[str, str], ...]) -> bytes:
    text = (styles() / "docx" / name).read_text(encoding="utf-8")
    return Template(text).substitute(dict(words)).encode()


def tokens(edition: Edition, theme: Theme) -> dict[str, object]:
    """Every $-word. Lengths are twips, sizes half-points, colours six hexadecimal digits."""
    kind = theme.type
    em = twips(kind.size)
    line = twips(kind.size * kind.leading)
    colours = {name: value.lstrip("#") for name, value in asdict(theme.light).items()}
    foreign = edition.lang != edition.document_lang
    words: dict[str, object] = {
        **colours,
        **language.tokens(edition.document_lang, edition.direction),
        "spoken": language.run_language(edition.lang) if foreign else "",
        "name": quote(theme.name),
        "text_font": quote(kind.word_text),
        "heading_font": quote(kind.word_heading),
        "mono_font": quote(kind.word_mono),
        "size": half_points(kind.size),
        "complex_size": half_points(kind.size * 1.1),
        "line": line,
        "note_size": half_points(kind.note_size),
        "note_line": twips(kind.note_size * kind.note_leading),
        "small_size": half_points(kind.small_size),
        "small_line": twips(kind.small_size * 1.35),
        "full": line,
        "half": line // 2,
        "third": line // 3,
        "sixth": line // 6,
        "heading_before": round(line * 1.3),
        "heading_bold": "<w:b/><w:bCs/>" if kind.heading_weight >= 600 else "",
        "justify": "both" if kind.justify else "left",
        "hyphenate": "true" if kind.hyphenate else "false",
        "paragraph_indent": round(em * kind.indent) if kind.paragraphs == "indent" else 0,
        "paragraph_space": round(em * kind.space) if kind.paragraphs == "space" else 0,
        "quote_indent": em * 2,
        "verse_indent": em * 3,
        "verse_hang": em,
        "cell_side": twips(kind.small_size) // 2,
        "list_indent": list_indent(theme),
        "kicker_spacing": twips(kind.small_size * 0.08),
        "index_hang": twips(kind.small_size * 1.4),
        "index_space": twips(kind.small_size * 0.25),
        "bullet_hang": round(em * 1.4),
        "measure": measure(theme),
    }
    words.update({f"list_indent_{n}": list_indent(theme, n) for n in range(1, 10)})
    words.update({f"toc_indent_{n}": em * (n - 1) for n in range(1, 4)})
    for level, size in enumerate(kind.headings, start=1):
        name = "title" if level == 1 else f"h{level}"
        words[f"{name}_size"] = half_points(size)
        words[f"{name}_line"] = twips(size * kind.heading_leading)
    return words
