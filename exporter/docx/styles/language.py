"""Languages and directions as Word wants them.

Word keeps three languages of a run, for Latin, East Asian and complex scripts, and lays out a run
from right to left only if ``w:rtl`` says so (ECMA-376 17.3.2.20, 17.3.2.30).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from exporter.docx.opc.xml import W, quote
from exporter.model import Inline, Language, Marks, Run
from exporter.text.bidi import has_ltr, has_rtl, resolve
from exporter.text.language_tags import Direction, direction, is_tag, script

__all__ = [
    "Pieces",
    "pieces",
    "run_language",
    "speak",
    "tokens",
    "turned",
]

Pieces: TypeAlias = list[tuple[str, bool]]

_OBJECT = "\ufffc"
_COMPLEX = frozenset(
    [
        "Ethi",
        "Beng",
        "Tibt",
        "Gujr",
        "Guru",
        "Deva",
        "Khmr",
        "Knda",
        "Laoo",
        "Mlym",
        "Mymr",
        "Orya",
        "Sinh",
        "Taml",
        "Telu",
        "Thai",
    ]
)
"""Scripts that Word's complex fonts set, besides those written from right to left."""
_EAST_ASIAN = {"Hans": "SimSun", "Hant": "PMingLiU", "Jpan": "Yu Mincho", "Kore": "Batang"}
_REGIONS = {
    "ar": "ar-SA",
    "en": "en-US",
    "de": "de-DE",
    "fr": "fr-FR",
    "he": "he-IL",
    "fa": "fa-IR",
}


def is_word_tag(tag: str) -> bool:
    """Whether Word takes it for a language (ST_Lang is any text, but Word refuses some)."""
    return is_tag(tag) and not tag.lower().startswith("x-") and len(tag) <= 35


def _is_complex(tag: str) -> bool:
    return direction(tag) == "rtl" or script(tag) in _COMPLEX


def turned(inlines: Sequence[Inline], base: Direction) -> Iterator[Pieces] | None:
    """The pieces of each run of a paragraph; None where all goes from left to right."""
    if base == "ltr" and not _turns(inlines):
        return None
    runs = [
        (inline.text, _own(inline.marks, base)) if type(inline) is Run else (_OBJECT, base)
        for inline in inlines
    ]
    found = zip(inlines, pieces(runs, base), strict=True)
    return (each for inline, each in found if type(inline) is Run)


def _turns(inlines: Sequence[Inline]) -> bool:
    """Whether something goes from right to left, in a paragraph that does not."""
    for inline in inlines:
        if type(inline) is not Run:
            continue
        if not inline.text.isascii() and has_rtl(inline.text):
            return True
        if inline.marks and _own(inline.marks, "ltr") == "rtl":
            return True
    return False


def _own(marks: Marks, base: Direction) -> Direction:
    """The direction of the innermost language named, so that its punctuation stays within it."""
    if Language in map(type, marks):
        tag = next(mark.tag for mark in reversed(marks) if isinstance(mark, Language))
        return direction(tag, base)
    return base


def pieces(runs: Sequence[tuple[str, Direction]], base: Direction) -> Iterator[Pieces]:
    """Each run cut where its direction turns (UAX #9): (piece, from right to left).

    Runs whose own direction is another than the paragraph's are isolated from what is around.
    """
    flags = _flags(
        "".join(text if way == base else _OBJECT * len(text) for text, way in runs), base
    )
    at = 0
    for way, stretch in groupby(runs, itemgetter(1)):
        inner = "".join(text for text, _ in stretch)
        if way != base:
            flags[at : at + len(inner)] = _flags(inner, way)
        at += len(inner)
    at = 0
    for text, _ in runs:
        yield _cut(text, flags[at : at + len(text)])
        at += len(text)


def _cut(text: str, flags: list[bool]) -> Pieces:
    out: Pieces = []
    start = 0
    for rtl, places in groupby(flags):
        stop = start + len(list(places))
        out.append((text[start:stop], rtl))
        start = stop
    return out


def _flags(text: str, base: Direction) -> list[bool]:
    """Whether each character goes from right to left. A number alone does so with the letters
    around it: Word turns its digits."""
    right = base == "rtl"
    if not (has_ltr(text) if right else has_rtl(text)):
        return [right] * len(text)
    flags: list[bool] = []
    for level, places in groupby(resolve(text, int(right))):
        count = len(list(places))
        alone = level and not has_ltr(text, len(flags), len(flags) + count)
        flags += [bool(level % 2 or alone)] * count
    return flags


@lru_cache(maxsize=256)
def run_language(tag: str) -> str:
    """``w:lang`` of a run in this language; empty where the tag is none."""
    if not is_word_tag(tag):
        return ""
    if script(tag) in _EAST_ASIAN:
        return f'<w:lang w:eastAsia="{quote(tag)}"/>'
    if _is_complex(tag):
        return f'<w:lang w:bidi="{quote(_region(tag))}"/>'
    return f'<w:lang w:val="{quote(_region(tag))}"/>'


def tokens(lang: str, base: Direction) -> dict[str, object]:
    """The document's languages, its fonts for scripts the theme has none for, its direction."""
    tag = _region(lang) if is_word_tag(lang) else "en-US"
    east_asian, complex_ = script(tag) in _EAST_ASIAN, _is_complex(tag)
    return {
        "lang": "en-US" if east_asian or complex_ else quote(tag),
        "east_asian_lang": quote(tag) if east_asian else "zh-CN",
        "complex_lang": quote(tag) if complex_ else "ar-SA",
        "east_asian_font": _EAST_ASIAN.get(script(tag), "SimSun"),
        "complex_font": "Times New Roman",
        "bidi": "<w:bidi/>" if base == "rtl" else "",
    }


def _region(tag: str) -> str:
    return _REGIONS.get(tag.lower(), tag)


def speak(root: Any, ours: Any) -> None:
    """Let the styles of a template say which language the document is in, and in which the words
    are that no author wrote, where it is another: as ours do."""
    place = f"{{{W}}}docDefaults/{_RUN}Default/{_RUN}"
    defaults = root.find(place)
    if defaults is not None:
        _tell(defaults, ours.find(f"{place}/{_LANG}"))
    normal, told = _usual(root), _usual(ours).find(f"{_RUN}/{_LANG}")
    properties = normal.find(_RUN)
    if properties is None and told is not None:
        properties = normal.makeelement(_RUN)
        normal.append(properties)
    if properties is not None:
        _tell(properties, told)


_RUN, _LANG = f"{{{W}}}rPr", f"{{{W}}}lang"
_LAST = (f"{{{W}}}eastAsianLayout", f"{{{W}}}specVanish")


def _tell(properties: Any, told: Any) -> None:
    for element in properties.findall(_LANG):
        properties.remove(element)
    if told is not None:
        properties.insert(sum(each.tag not in _LAST for each in properties), deepcopy(told))


def _usual(root: Any) -> Any:
    """The style of paragraphs that name none (ECMA-376 17.7.4.17)."""
    styles = root.iterfind(f"{{{W}}}style")
    paragraphs = [style for style in styles if style.get(f"{{{W}}}type") == "paragraph"]
    marked = (style for style in paragraphs if style.get(f"{{{W}}}default") in ("1", "true", "on"))
    return next(marked, paragraphs[0])
