"""Notes after any CSL note style (extra ``[csl]``); the style file is the user's own.

The engine is citeproc-py (BSD-2-Clause). It is not complete: of the CSL test suite it passes three
fifths, so a style's notes may differ from what other programs make of it. Look at them once.

    >>> from exporter.sourcing.citations.csl import load                           # doctest: +SKIP
    >>> exporter.plan(article, exporter.Policy(citations=load("mhra.csl")))   # doctest: +SKIP

Where a source can be had is the note's own to say, so a style is not given addresses. An entry
that has words of its own rather than parts (no title) keeps them, as in our own style.
"""

from __future__ import annotations

import io
import json
import re
from functools import lru_cache
from html import unescape
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from lxml import etree

from exporter.errors import OptionError
from exporter.model import DateValue, Emphasis, Inlines, Language, Marks, Run, Source, Style
from exporter.sourcing.citations.chicago import Chicago
from exporter.text.language_tags import primary
from exporter.values import Value

__all__ = ["Csl", "load"]

_CSL = "{http://purl.org/net/xbiblio/csl}"
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "briefing": "speech",
    "broadcast": "broadcast",
    "dataset": "dataset",
    "document": "report",
    "interview": "interview",
    "journal": "article-journal",
    "law": "legislation",
    "letter": "personal_communication",
    "news": "article-newspaper",
    "post": "post",
    "press-release": "pamphlet",
    "report": "report",
    "speech": "speech",
    "statement": "pamphlet",
    "thesis": "thesis",
    "web": "webpage",
}
_ISO = re.compile(r"(-?\d{4,9})(?!\d)(?:-(\d\d))?(?:-(\d\d))?")


class Csl(Value):
    """A citation style (see :class:`exporter.sourcing.policy.CitationStyle`): a CSL file's text."""

    style: str

    def full(self, source: Source, byline: Inlines, lang: str) -> Inlines:
        """The style's words for a first mention."""
        if not source.title:
            return Chicago().full(source, byline, lang)
        return self._cited(source, lang)[0]

    def short(self, source: Source, lang: str) -> Inlines:
        """The style's words for a later one (CSL position ``subsequent``, never ``ibid``)."""
        if not source.title:
            return Chicago().short(source, lang)
        return self._cited(source, lang)[1]

    def _cited(self, source: Source, lang: str) -> tuple[Inlines, Inlines]:
        item = json.dumps(_item(source), ensure_ascii=False)
        locator = (source.cited_unit or "page", source.cited) if source.cited else None
        marks: Marks = (Language(source.lang),) if source.lang and source.lang != lang else ()
        first, later = _words(self.style, item, locator, _locale(lang))
        return _inlines(first, marks), _inlines(later, marks)


def load(path: str | Path) -> Csl:
    """A style from its file. Raises OptionError where it is no independent CSL note style, or
    the engine is not installed."""
    path = Path(path)
    _engine()
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise OptionError(f"The style cannot be read: {why}.", file=str(path)) from error
    try:
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        root = etree.fromstring(data, parser)
        text = str(etree.tostring(root, encoding="unicode"))
    except etree.XMLSyntaxError as error:
        raise OptionError(f"The style is not XML: {error.msg}.", file=str(path)) from error
    if root.tag != f"{_CSL}style":
        raise OptionError("This is not a CSL style: its root is not <style>.", file=str(path))
    if root.find(f".//{_CSL}link[@rel='independent-parent']") is not None:
        parent = root.find(f".//{_CSL}link[@rel='independent-parent']").get("href", "")
        raise OptionError(
            f"The style only points at another: {parent}. Give that one's file.", file=str(path)
        )
    if root.get("class") != "note":
        raise OptionError(
            "The style is made for citations in the text. Choose a note style.", file=str(path)
        )
    return Csl(text)


def _engine() -> Any:
    try:
        return import_module("citeproc")
    except ImportError as error:
        raise OptionError(
            "CSL styles need citeproc-py: pip install '.[csl]' in a checkout of exporter."
        ) from error


# ------------------------------------------------------------------------------ CSL JSON


def _item(source: Source) -> dict[str, Any]:
    """The source as CSL JSON. Names are taken as they are: a name's parts are never guessed, but
    where the entry itself turns it round ("Mills, Ada")."""
    kind = _TYPES.get(source.type, "document")
    if kind == "report" and source.container:
        kind = "article-journal"
    item: dict[str, Any] = {"id": "a", "type": kind, "title": source.title}
    if source.authors:
        item["author"] = [_name(author.name) for author in source.authors]
    parts = {
        "container-title": source.container,
        "publisher": source.publisher,
        "publisher-place": source.place,
        "language": source.lang,
    }
    item.update({key: value for key, value in parts.items() if value})
    if source.date and (date := _date(source.date)):
        item["issued"] = date
    return item


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma and given else {"literal": name}


def _date(date: DateValue) -> dict[str, Any] | None:
    bounds = [date.when] if date.when else [date.start, date.end]
    parts = [
        [int(part) for part in found.groups() if part]
        for bound in bounds
        if bound and (found := _ISO.match(bound))
    ]
    if parts:
        return {"date-parts": parts}
    return {"literal": date.text} if date.text else None


# ------------------------------------------------------------------------------- engine


class _Tag(str):
    """Text between two private characters, so that what authors write is never markup."""

    __slots__ = ()
    style: Style | None = None

    def __new__(cls, text: str) -> Self:
        mark = f"\ue000{cls.style or ''}\ue001"
        return super().__new__(cls, f"{mark}{text}\ue002")


def _tag(style: Style | None) -> type[_Tag]:
    return type("_Tag", (_Tag,), {"style": style, "__slots__": ()})


_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_tag("italic"),
    Oblique=_tag("italic"),
    Bold=_tag("bold"),
    Light=_tag(None),
    Underline=_tag("underline"),
    Superscript=_tag("superscript"),
    Subscript=_tag("subscript"),
    SmallCaps=_tag("small-caps"),
)


@lru_cache(maxsize=4096)
def _words(style: str, item: str, locator: tuple[str, str] | None, locale: str) -> tuple[str, str]:
    """A first and a later mention. The engine keeps what it has cited, so each has its own."""
    citeproc = _engine()
    made = citeproc.CitationStylesStyle(io.BytesIO(style.encode()), locale=locale, validate=False)
    source = import_module("citeproc.source.json").CiteProcJSON([json.loads(item), _OTHER])
    book = citeproc.CitationStylesBibliography(made, source, _FORMATTER)

    def cite(key: str, where: tuple[str, str] | None) -> str:
        given = {"locator": citeproc.Locator(*where)} if where else {}
        citation = citeproc.Citation([citeproc.CitationItem(key, **given)])
        book.register(citation)
        return str(book.cite(citation, lambda _: None))

    first = cite("a", locator)
    cite("other", None)
    return first, cite("a", locator)


_OTHER = {"id": "other", "type": "book", "title": "Other"}
"""Stands between the two mentions, so that the second is not *ibid.*"""


@lru_cache(maxsize=64)
def _locale(lang: str) -> str:
    """The engine's locale for a language; American English where it has none."""
    folder = Path(str(_engine().LOCALES_PATH))
    known = sorted(path.stem.removeprefix("locales-") for path in folder.glob("locales-*.xml"))
    if lang in known:
        return lang
    language = primary(lang)
    main = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT"}.get(language)
    of_it = [name for name in known if primary(name) == language]
    return main or next(iter(of_it), "en-US")


# ------------------------------------------------------------------------------ inlines


def _inlines(words: str, around: Marks) -> Inlines:
    """Runs from the engine's text, without the full stop at the end."""
    runs: list[Run] = []
    open_: list[Style | None] = []
    for piece in re.split("(\ue000[^\ue001]*\ue001|\ue002)", words):
        if piece.startswith("\ue000"):
            open_.append(_style(piece[1:-1]))
        elif piece == "\ue002":
            open_.pop()
        elif piece:
            styles = dict.fromkeys(style for style in open_ if style)
            marks = (*around, *(Emphasis(style) for style in styles))
            runs.append(Run(unescape(piece), marks))
    while runs:
        last = runs.pop()
        if text := last.text.rstrip().removesuffix("."):
            return (*runs, Run(text, last.marks))
    return ()


def _style(name: str) -> Style | None:
    return next((s for s in _STYLES if s == name), None)


_STYLES: tuple[Style, ...] = (
    "italic",
    "bold",
    "underline",
    "superscript",
    "subscript",
    "small-caps",
)
