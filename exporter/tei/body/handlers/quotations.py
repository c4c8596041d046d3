"""Handlers of what is quoted in a line: marks are put in where there are none."""

from __future__ import annotations

import re

from exporter.model import Run, Span
from exporter.tei.body.context import ALL, GENERATED, Reader, Steps, Wanted
from exporter.tei.body.rendition import EMPHASIS
from exporter.tei.body.speech import is_reported
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import Element, name, plain
from exporter.text.language_tags import primary
from exporter.text.patterns import pattern

__all__ = ["quotation_marks", "quoted"]

_QUOTES = {
    "en": "“”‘’", "de": "„“‚‘", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "«»“”",
    "nl": "‘’“”", "pl": "„”«»", "cs": "„“‚‘", "sk": "„“‚‘", "hu": "„”»«", "ro": "„”«»",
    "ru": "«»„“", "uk": "«»„“", "bg": "„“‘’", "sr": "„“‘’", "hr": "„“‘’", "sl": "„“‚‘",
    "sv": "””’’", "fi": "””’’", "da": "“”‘’", "nb": "«»‘’", "nn": "«»‘’", "no": "«»‘’",
    "is": "„“‚‘", "et": "„“«»", "lt": "„“‚‘", "lv": "“”‘’", "el": "«»“”", "ja": "「」『』",
    "zh": "“”‘’", "ko": "“”‘’", "ar": "”“’‘", "fa": "«»‹›", "he": "””’’", "tr": "“”‘’",
    "ca": "«»“”", "gl": "«»“”", "eu": "«»“”", "la": "“”‘’", "hy": "«»«»", "ka": "„“‚‘",
}  # fmt: skip
_SWISS = "«»‹›"

_CLOSING = frozenset('”“’»«›‹"」』')
_APOSTROPHES = frozenset("'’")
_NO_MARKS = frozenset("—–―")
_OPENING = frozenset("“„‘‚«‹»›\"'`”’「『《〈〝—–―")


def quoted(reader: Reader, element: Element, span: Span | None = None) -> Wanted | Steps:
    """Text in line that is quoted: marks are put in where there are none, never for reported
    speech."""
    if span is None:
        reader.anchor(element)
    wanted = _wants_marks(reader, element)
    if span is not None:
        reader.mark(span)
    reader.dress(element)
    if _in_dictionary(element) and element.getparent().get("type") == "example":
        reader.mark(EMPHASIS["italic"])
    if wanted:
        return _marked(reader, element)
    return _deeper(reader) if plain(element, "note")[:1] in _OPENING else ALL


def _marked(reader: Reader, element: Element) -> Steps:
    """White space at its ends stands outside the marks."""
    look = reader.looks.of(element)
    before, after = quotation_marks(reader.lang, reader.quotes + _is_within(reader))
    if (element.text or "")[:1].isspace():
        reader.flow.line.space(reader.here())
    reader.generated(look.before or before)
    reader.flow.line.join()
    reader.quotes += 1
    yield ALL
    reader.generated(look.after or after, hug=True)
    if _STOP.match(element.tail or ""):
        reader.flow.line.close_up()
    reader.quotes -= 1


_STOP = pattern(r"(?:[ \t\r]*\n\s*)?[,.;:!?)\]]")
"""A sign that closes, behind nothing but a line's end of the file."""
_FAR = 1500
"""Signs before a quotation among which the author's own mark that it is within must be."""


def _is_within(reader: Reader) -> bool:
    """Whether a mark that the author typed is open: marks of the same kind would close it."""
    outer = tuple(mark.strip("\u202f") for mark in quotation_marks(reader.lang, 0))
    if reader.quotes or reader.flow.opened is None or outer[0] == outer[1]:
        return False
    if reader.meta.quotation == "none":
        return False
    text = ""
    for inline in (reader.flow.line.writing, *reversed(reader.flow.line.items)):
        if isinstance(inline, Run) and GENERATED not in inline.marks and len(text) < _FAR:
            text = inline.text + text
    opened, closed = text.rfind(outer[0]), text.rfind(outer[1])
    return opened > closed and text[opened - 1 : opened].strip("([—–-") in ("", " ", "\xa0")


def _deeper(reader: Reader) -> Steps:
    """What is quoted within marks of the author's own has those of the next level."""
    reader.quotes += 1
    yield ALL
    reader.quotes -= 1


def quote(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    return quoted(reader, element)


def _wants_marks(reader: Reader, element: Element) -> bool:
    if is_reported(element) or element.get("aloud") in ("false", "0"):
        return False
    if _UNMARKED.search((element.get("rend") or "").casefold()):
        return False
    if reader.meta.quotation == "all" or _in_dictionary(element):
        return False
    text = plain(element, "note")
    if not text or reader.meta.quotation == "none":
        return bool(text)
    if text[-1] in _CLOSING and element.get("prev"):
        return False
    is_apostrophe = text[0] in _APOSTROPHES and text[-1] not in _CLOSING | {"'"}
    if text[0] in _OPENING and not is_apostrophe:
        return False
    return not _stands_in_marks(reader, element)


_UNMARKED = re.compile(r"(?:^|\s)(?:none|unmarked|no-?(?:quotes?|marks?))(?:\s|$)|\bpre\(none\)")
"""What ``@rend`` says of a quotation that bears no marks."""


def _stands_in_marks(reader: Reader, element: Element) -> bool:
    """Whether the author put marks around it: one that opens stands close before it. What may
    open or close is told by what comes after."""
    last = reader.flow.line.close
    if last not in _OPENING - _NO_MARKS:
        return False
    opening = {quotation_marks(reader.lang, depth)[0].strip("\u202f") for depth in (0, 1)}
    return last in opening - _CLOSING or last in "„‚「『《〈〝" or _closes(element.tail or "")


def _closes(text: str) -> bool:
    text = f"»{text}" if text.lstrip(" \xa0\u202f").startswith("»") else text
    return text[:1] in _CLOSING or text[:1] in {"'", "`"} or text.lstrip(",.;:!?")[:1] in _CLOSING


def _in_dictionary(element: Element) -> bool:
    """Whether it is an example or a translation in an entry: such bear no marks (TEI 9.3.5)."""
    parent = element.getparent()
    if parent is None or name(parent) != "cit":
        return False
    return any(name(around) in ("entry", "entryFree") for around in parent.iterancestors())


def quotation_marks(language: str, depth: int) -> tuple[str, str]:
    """The quotation marks of a language, ``depth`` counted from 0, outer and inner in turn."""
    quotes = _SWISS if language in ("de-CH", "fr-CH", "it-CH") else None
    quotes = quotes or _QUOTES.get(primary(language), _QUOTES["en"])
    pair = quotes[:2] if depth % 2 == 0 else quotes[2:]
    if primary(language) == "fr":
        return (f"{pair[0]}\u202f", f"\u202f{pair[1]}") if depth % 2 == 0 else (pair[0], pair[1])
    return pair[0], pair[1]
