"""Speaking a language: patterns of the catalogue filled with inlines, lists, numbers, digits.

Babel is loaded by the first date, number or list that needs it, not by importing this module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from exporter.model import Emphasis, Inline, Inlines, Language, Link, Mark, NoteLink, Run, Style
from exporter.sourcing.wording import british
from exporter.sourcing.wording.catalogue import Catalogue, catalogue
from exporter.sourcing.wording.locales import digits, locale_of, number
from exporter.text.language_tags import primary
from exporter.values import Value, replace

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "Voice",
    "capitalised",
    "emphasised",
    "in_language",
    "joined",
    "linked",
    "run",
    "speak",
    "unlinked",
]

_FIELD = re.compile(r"\{(\w+)\}")


class Voice(Value):
    """``lang`` is the language asked for, ``spoken`` the same unless the catalogue lacks it."""

    lang: str
    catalogue: Catalogue
    spoken: str

    @property
    def foreign(self) -> str:
        """The language spoken where it is not the one asked for, else nothing."""
        return "" if self.spoken == self.lang else self.spoken

    @property
    def locale(self) -> Locale:
        """Babel's locale; plain ``en`` writes dates as Britain does."""
        return locale_of(self.spoken)

    def word(self, key: str, **values: str) -> str:
        """A word of the interface."""
        pattern = self.catalogue.words[key]
        return pattern.format(**values) if values else pattern

    def knows(self, key: str) -> bool:
        """Whether there is such a phrase."""
        return key in self.catalogue.phrases

    def text(self, key: str, **values: str) -> str:
        """A phrase filled with plain text."""
        pattern = self.catalogue.phrases[key]
        return pattern.format(**values) if values else pattern

    def phrase(self, key: str, **values: Inlines | str) -> Inlines:
        """A phrase filled with inlines."""
        done: list[Inline] = []
        for part in _split(self.catalogue.phrases[key]):
            if isinstance(part, str):
                value = values[part]
                done += run(value) if isinstance(value, str) else value
            else:
                done.append(part)
        return tuple(done)

    def listed(self, parts: Sequence[Inlines]) -> Inlines:
        """``a, b and c`` by the language's own patterns (CLDR)."""
        if len(parts) < 2:
            return parts[0] if parts else ()
        plain = british.is_british(self.spoken)
        patterns = british.LISTS if plain else self.locale.list_patterns["standard"]
        if len(parts) == 2:
            return _filled(patterns["2"], parts[0], parts[1])
        done = _filled(patterns["end"], parts[-2], parts[-1])
        for part in reversed(parts[1:-2]):
            done = _filled(patterns["middle"], part, done)
        return _filled(patterns["start"], parts[0], done)

    def label(self, number: int) -> str:
        """A whole number in the language's digits, ungrouped."""
        return digits(self.lang, str(number))

    def number(self, value: Decimal) -> str:
        """A number, grouped, with every digit it has."""
        return number(value, self.spoken)

    def localised(self, text: str) -> str:
        """Text from Babel with the language's digits."""
        return digits(self.spoken, text)

    def quoted(self, inlines: Inlines) -> Inlines:
        """Inside quotation marks."""
        return self.phrase("quoted", text=inlines)

    def speaks(self, lang: str) -> bool:
        """Whether a tag names the language spoken, or none; the region does not matter."""
        return not lang or primary(lang) == self.catalogue.lang

    def tagged(self, text: str, lang: str) -> Inlines:
        """Text that may be in another language than this one."""
        if not text:
            return ()
        if self.speaks(lang):
            return run(text)
        return run(text, Language(lang))


@lru_cache(maxsize=256)
def speak(lang: str) -> Voice:
    """The voice for a language (BCP 47)."""
    words = catalogue(lang)
    spoken = lang if primary(lang) == words.lang else words.lang
    return Voice(lang, words, spoken)


def run(text: str, *marks: Mark) -> Inlines:
    """One run, or nothing."""
    return (Run(text, marks),) if text else ()


def emphasised(inlines: Inlines, style: Style) -> Inlines:
    """Everything in a style of type."""
    mark = Emphasis(style)
    return tuple(_marked(inline, mark) for inline in inlines)


def in_language(inlines: Inlines, lang: str) -> Inlines:
    """Everything marked as in a language, except what says its own."""
    language = Language(lang)
    return tuple(
        inline
        if any(isinstance(mark, Language) for mark in inline.marks)
        else _marked(inline, language)
        for inline in inlines
    )


def linked(inlines: Inlines, target: str) -> Inlines:
    """Everything a link, except what is one."""
    link = Link(target)
    return tuple(
        inline
        if any(isinstance(mark, (Link, NoteLink)) for mark in inline.marks)
        else _marked(inline, link)
        for inline in inlines
    )


def unlinked(inlines: Inlines) -> Inlines:
    """The text in as few runs as can be: links and type taken off, the language kept."""
    done: list[Run] = []
    for inline in inlines:
        if isinstance(inline, Run):
            marks = tuple(mark for mark in inline.marks if isinstance(mark, Language))
            if done and done[-1].marks == marks:
                done[-1] = Run(done[-1].text + inline.text, marks)
            else:
                done.append(Run(inline.text, marks))
    return tuple(done)


def joined(parts: Sequence[Inlines], separator: str) -> Inlines:
    """What is not empty, with a separator between."""
    if len(parts) == 1:
        return parts[0]
    done: list[Inline] = []
    between = run(separator)
    for part in parts:
        if part:
            if done:
                done += between
            done += part
    return tuple(done)


def capitalised(inlines: Inlines) -> Inlines:
    """The first letter a capital, as at the start of a sentence; an address stays as it is."""
    if not inlines or not isinstance(first := inlines[0], Run):
        return inlines
    if not first.text[:1].islower() or first.text.startswith(("http:", "https:", "www.")):
        return inlines
    return (Run(first.text[:1].upper() + first.text[1:], first.marks), *inlines[1:])


def _marked(inline: Inline, mark: Mark) -> Inline:
    if isinstance(inline, Run):
        return Run(inline.text, (*inline.marks, mark))
    return replace(inline, marks=(*inline.marks, mark))


def _filled(pattern: str, first: Inlines, second: Inlines) -> Inlines:
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return (*run(before), *first, *run(between), *second, *run(after))


@cache
def _split(pattern: str) -> tuple[Run | str, ...]:
    """The pattern's own words as runs, between the names of its fields."""
    parts = enumerate(_FIELD.split(pattern))
    return tuple(part if at % 2 else Run(part) for at, part in parts if part)
