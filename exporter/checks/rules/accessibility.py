"""Accessibility: what a reader who does not see, or does not see well, would miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from exporter.checks.queries import shown
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.elements import XML_LANG, Element, first, folded, name, plain
from exporter.tei.tree.elements import words as words_of
from exporter.values import whole_number

__all__ = ["RULES"]

_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|tiff?|webp|avif|bmp|heic)", re.IGNORECASE)
_EMPTY_WORDS = words_of(
    "image picture photo photograph figure graphic bild foto abbildung grafik untitled"
)
_DECORATIVE = frozenset({"decorative", "decoration", "ornament"})


def _pictures(doc: Document) -> Iterator[Element]:
    for figure in doc.all("figure"):
        decorative = {figure.get("type"), figure.get("rend")} & _DECORATIVE
        if first(figure, "graphic") is not None and not decorative:
            yield figure


def _described(figure: Element) -> str:
    graphic = first(figure, "graphic")
    inside = plain(first(graphic, "desc")) if graphic is not None else ""
    return plain(first(figure, "figDesc")) or inside


def _address(figure: Element) -> str:
    graphic = first(figure, "graphic")
    return (graphic.get("url") or "") if graphic is not None else ""


def _undescribed(doc: Document) -> Iterator[Finding]:
    for figure in _pictures(doc):
        if not _described(figure):
            caption = plain(first(figure, "head"))
            named = f" “{caption[:40]}”" if caption else ""
            yield Finding(f"The picture{named} has no alternative text.", figure)


def _named_by_file(doc: Document) -> Iterator[Finding]:
    for figure in _pictures(doc):
        words = _described(figure)
        stem = PurePosixPath(unquote(_address(figure))).stem.casefold()
        empty = words.casefold().strip(" .") in {stem, *_EMPTY_WORDS} - {""}
        if words and (_FILE.fullmatch(words) or empty):
            place = first(figure, "figDesc")
            yield Finding(
                f"The alternative text “{words}” says nothing of what the picture shows.",
                figure if place is None else place,
            )


def _skipped(doc: Document) -> Iterator[Finding]:
    for text in doc.all("body", "front", "back"):
        yield from _skipped_in(text, 1)


def _skipped_in(parent: Element, level: int) -> Iterator[Finding]:
    for div in parent:
        tag = name(div)
        if re.fullmatch(r"div[1-7]?", tag) is None:
            continue
        headed = first(div, "head") is not None
        if tag[3:] and tag[3:] > "1" and _number(parent) < int(tag[3:]) - 1:
            yield Finding(f"<{tag}> is in <{name(parent)}>: a level is left out.", div)
        below = level + 1 if headed else level
        if not headed and name(parent) != "body" and _has_deeper_head(div):
            yield Finding("This division has no heading, but one inside it has.", div)
        yield from _skipped_in(div, below)


def _number(element: Element) -> int:
    return whole_number(name(element)[3:]) or 0


def _has_deeper_head(div: Element) -> bool:
    return any(first(inner, "head") is not None for inner in div if name(inner).startswith("div"))


def _languageless(doc: Document) -> Iterator[Finding]:
    for text in [doc.root] if name(doc.root) in ("TEI", "TEI.2") else []:
        inner = first(text, "text")
        known = text.get(XML_LANG) or text.get("lang")
        if not known and (inner is None or not (inner.get(XML_LANG) or inner.get("lang"))):
            yield Finding("Nothing says what language the article is written in.", text)


def _foreign(doc: Document) -> Iterator[Finding]:
    for element in doc.all("foreign"):
        if not (element.get(XML_LANG) or element.get("lang")):
            yield Finding(f"Nothing says what language “{shown(element)}” is.", element)


_HERE = re.compile(
    r"(click |see )?(here|this|this link|link|page|website)|see|(read )?more|hier( klicken)?|mehr"
    r"|weiterlesen|dieser link|(cliquez )?ici|lien|en savoir plus|(haga clic )?aquí|enlace|más"
)


def _here(doc: Document) -> Iterator[Finding]:
    for ref in doc.all("ref"):
        words = folded(plain(ref, "note")).casefold().strip(" .:→»›>[]()")
        outward = any(not token.startswith("#") for token in (ref.get("target") or "").split())
        if _HERE.fullmatch(words) and outward:
            yield Finding(f"The link text “{plain(ref)}” does not say where the link goes.", ref)


def _headless(doc: Document) -> Iterator[Finding]:
    for table in doc.all("table"):
        rows = list(table.iter("{*}row"))
        cells = list(table.iter("{*}cell"))
        if any(part.get("role") in ("label", "head", "header") for part in (*rows, *cells)):
            continue
        if len(rows) > 1 and len(cells) > len(rows):
            yield Finding("No cell of this table heads a column or a row.", table)


RULES = (
    Rule(
        "picture-without-description",
        "accessibility",
        Severity.ERROR,
        "People who cannot see a picture need its description (WCAG 1.1.1).",
        "Say in <figDesc> what the picture shows.",
        _undescribed,
    ),
    Rule(
        "picture-described-by-file-name",
        "accessibility",
        Severity.WARNING,
        "A file's name, or the word “picture”, read aloud is no description (WCAG 1.1.1).",
        "Say in <figDesc> what the picture shows.",
        _named_by_file,
    ),
    Rule(
        "heading-skipped",
        "accessibility",
        Severity.WARNING,
        "People who move by headings look for the level that is left out (WCAG 1.3.1).",
        "Give the outer division a <head>, or move the inner one up.",
        _skipped,
    ),
    Rule(
        "language-missing",
        "accessibility",
        Severity.ERROR,
        "A screen reader has to know in which language to speak (WCAG 3.1.1).",
        'Add xml:lang to <TEI>, for instance xml:lang="en".',
        _languageless,
    ),
    Rule(
        "foreign-without-language",
        "accessibility",
        Severity.WARNING,
        "A foreign word is pronounced right only if its language is named (WCAG 3.1.2).",
        "Add xml:lang to <foreign>.",
        _foreign,
    ),
    Rule(
        "link-says-here",
        "accessibility",
        Severity.WARNING,
        "Read without its sentence, “here” does not say where it leads (WCAG 2.4.4).",
        "Let the link's text say what it leads to.",
        _here,
    ),
    Rule(
        "table-without-headers",
        "accessibility",
        Severity.WARNING,
        "Without header cells a table, read aloud, is a row of numbers (WCAG 1.3.1).",
        'Mark the row or the cells that head the others with role="label".',
        _headless,
    ),
)
