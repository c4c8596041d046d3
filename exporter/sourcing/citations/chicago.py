"""Our own style: notes after Chicago 18, from what the ``bibl`` itself holds.

Author, title (whole works italic, the rest in quotation marks), container, publisher, date,
page. Where the entry's own text says more than its parts do, its text is taken.
"""

from __future__ import annotations

import re

from exporter.model import Inlines, Source
from exporter.sourcing.citations.entries import cut, own_text, undated
from exporter.sourcing.citations.punctuation import commas
from exporter.sourcing.inline_text import plain
from exporter.sourcing.wording.dates import spoken_date
from exporter.sourcing.wording.phrases import Voice, emphasised, in_language, linked, run, speak
from exporter.values import Value

__all__ = ["Chicago"]

_PIECES = frozenset(
    [
        "article",
        "briefing",
        "broadcast",
        "interview",
        "news",
        "post",
        "press-release",
        "speech",
        "statement",
        "web",
    ]
)
_SHORT = 70
_TEXT = 110


class Chicago(Value):
    """See :class:`exporter.sourcing.policy.CitationStyle`."""

    def full(self, source: Source, byline: Inlines, lang: str) -> Inlines:
        voice = speak(lang)
        if text := own_text(source):
            text = _tagged(text, source.lang, voice)
            foreign = len(source.authors) > 1 and not voice.speaks(source.lang)
            return text if foreign else _with_byline(text, source, byline)
        names = {author.name for author in source.authors}
        publisher = "" if source.publisher in {*names, source.container} else source.publisher
        kind = () if source.title else _kind(source, voice)
        return commas(
            (
                byline,
                _title(source, source.title, voice),
                linked(kind, source.original) if source.original else kind,
                emphasised(voice.tagged(source.container, source.lang), "italic"),
                *(run(words) for words in _scopes(source, voice, pages=False)),
                voice.tagged(publisher, source.lang),
                run(spoken_date(source.date, voice)),
                *(run(words) for words in _scopes(source, voice, pages=True)),
            ),
            voice,
        )

    def short(self, source: Source, lang: str) -> Inlines:
        voice = speak(lang)
        if not source.title and (text := undated(own_text(source), source)):
            short = _abbreviated(plain(text), _TEXT).removesuffix("…")
            return _tagged(cut(text, len(short)), source.lang, voice)
        kind = _kind(source, voice) if not source.title or _described(source.title) else ()
        dated = run(spoken_date(source.date, voice)) if not source.title else ()
        return commas(
            (
                _names(source, voice),
                kind or _title(source, _abbreviated(_main(source.title)), voice),
                () if source.authors else _outlet(source, voice),
                dated,
                run(_cited(source, voice)),
            ),
            voice,
        )


def _title(source: Source, title: str, voice: Voice) -> Inlines:
    words = voice.tagged(title, source.lang)
    if source.original:
        words = linked(words, source.original)
    if not words:
        return ()
    if _described(title):
        return words
    whole = not source.container and source.type not in _PIECES
    return emphasised(words, "italic") if whole else voice.quoted(words)


def _outlet(source: Source, voice: Voice) -> Inlines:
    """What it appeared in, else who published it."""
    if source.container:
        return emphasised(voice.tagged(source.container, source.lang), "italic")
    return voice.tagged(source.publisher, source.lang)


def _kind(source: Source, voice: Voice) -> Inlines:
    key = f"type-{source.type}"
    return run(voice.text(key)) if voice.knows(key) else ()


def _scopes(source: Source, voice: Voice, *, pages: bool) -> list[str]:
    """The volume, issue … it fills; or the pages, of which those that are cited are enough."""
    if pages and source.cited:
        return [_cited(source, voice)]
    return [
        _range(words, unit, voice) for unit, words in source.scopes if (unit == "page") == pages
    ]


def _cited(source: Source, voice: Voice) -> str:
    return _range(source.cited, source.cited_unit or "page", voice) if source.cited else ""


def _range(cited: str, unit: str, voice: Voice) -> str:
    if not cited[0].isdigit() and not re.fullmatch(r"[ivxlcdm]+\b.*", cited):
        return cited
    several = "s" if re.search(r"\d\s*[-–,]\s*\d", cited) else ""
    key = f"cited-{unit}"
    cited = re.sub(r"(?<=\d)-(?=\d)", "–", cited)
    for name in (key + several, key):
        if voice.knows(name):
            return voice.text(name, n=cited)
    return cited


def _names(source: Source, voice: Voice) -> Inlines:
    names = [voice.tagged(author.name, source.lang) for author in source.authors]
    if len(names) > 3:
        return voice.phrase("and-others", name=names[0])
    return voice.listed(names)


def _main(title: str) -> str:
    """A title without its subtitle."""
    main = re.split(r"(?<=\w)(?::\s|\s[–—]\s|\.\s)", title, maxsplit=1)[0]
    return main if len(main) > 8 else title


def _described(title: str) -> bool:
    """Whether a title is a description in brackets, given by who made the list."""
    return title.startswith("[") and title.endswith("]")


def _abbreviated(text: str, limit: int = _SHORT) -> str:
    if len(text) <= limit:
        return text
    if _described(text):
        return f"[{_abbreviated(text[1:-1])}]"
    cut = text.rfind(" ", 0, limit - 10)
    return text[: cut if cut > 0 else limit - 10].rstrip(" ,;:") + "…"


def _with_byline(text: Inlines, source: Source, byline: Inlines) -> Inlines:
    """The entry's text, its author at the start replaced by the byline."""
    start = plain(text)
    for length in range(len(source.authors), 0, -1):
        name = source.authors[length - 1].name
        at = start.find(name)
        if 0 <= at <= len(start) // 2:
            return (*byline, *cut(text, None, at + len(name)))
    head = plain(byline).split(",")[0]
    if head and start.startswith(head):
        return (*byline, *cut(text, None, len(head)))
    return text


def _tagged(inlines: Inlines, lang: str, voice: Voice) -> Inlines:
    """Marked with its language where that is not the one spoken."""
    return inlines if voice.speaks(lang) else in_language(inlines, lang)
