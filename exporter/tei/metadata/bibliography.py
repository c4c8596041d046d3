"""``bibl``, ``biblStruct``, ``biblFull`` and ``listWit`` → sources (TEI 3.12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from exporter.model import Author, DateValue, Emphasis, Inline, Link, Marks, Source
from exporter.tei.content.line_builder import Line
from exporter.tei.metadata.attribute_words import attribute_words, language_around
from exporter.tei.tree.attribute_values import date_value, person_name
from exporter.tei.tree.elements import (
    XML_LANG,
    Element,
    children,
    is_bare,
    name,
    named,
    parent_name,
    parts,
    plain,
)
from exporter.tei.tree.pointers import Index
from exporter.text.language_tags import tag as language_tag
from exporter.urls import allowed_url
from exporter.values import replace

__all__ = ["ENTRIES", "read_source"]

ENTRIES = ("bibl", "biblStruct", "biblFull", "msDesc")
_NAMES = ("persName", "orgName", "placeName", "author", "editor", "name")
_HIDDEN = ("note", "relatedItem")
_CLOSED = frozenset({*ENTRIES, *_HIDDEN})

Parts: TypeAlias = list[tuple[str, Element]]


def read_source(entry: Element, index: Index) -> Source:
    """One entry of a bibliography. ``text`` is the entry as it is written."""
    own = list(_own(entry))
    original = _address(own, "original") or _any_address(own) or _corresp(entry)
    title, container = _titles(own)
    published, archived, accessed = _dates(own)
    cited = next(iter(named(own, "citedRange")), None)
    return Source(
        id=index.id(entry, "source"),
        type=entry.get("type") or "",
        authors=tuple(_authors(own, index)),
        title=title,
        container=container,
        publisher=_texts(own, "publisher", "distributor"),
        place=_texts(own, "pubPlace"),
        date=published,
        cited=plain(cited, "note"),
        cited_unit=(cited.get("unit") or "") if cited is not None else "",
        original=original,
        archived=_address(own, "archived"),
        archived_on=archived,
        accessed=accessed,
        text=_text(entry),
        line=entry.sourceline or 0,
        lang=language_tag(entry.get(XML_LANG) or ""),
        scopes=tuple(_scopes(own)),
    )


_UNITS = {
    "vol": "volume", "vols": "volume", "iss": "issue", "no": "issue", "number": "issue",
    "nr": "issue", "pp": "page", "p": "page", "pages": "page", "pg": "page", "chap": "chapter",
}  # fmt: skip


def _scopes(own: Parts) -> Iterator[tuple[str, str]]:
    for scope in named(own, "biblScope"):
        unit = (scope.get("unit") or scope.get("type") or "").casefold().strip(". ")
        words = plain(scope, "note") or attribute_words(scope, "")
        if words:
            yield _UNITS.get(unit, unit), words


def _date(element: Element) -> DateValue:
    """A date with its text, or with the words for what its attributes say."""
    value = date_value(element)
    return value if value.text else replace(value, text=_said(element))


def _said(element: Element) -> str:
    return attribute_words(element, language_around(element))


def _own(entry: Element) -> Iterator[tuple[str, Element]]:
    """Elements below, with their names, that speak of this entry, not of one within it."""
    for tag, element in parts(entry):
        yield tag, element
        if len(element) and tag not in _CLOSED:
            yield from _own(element)


def _authors(own: Parts, index: Index) -> Iterator[Author]:
    for author in named(own, "author"):
        said_as = next(children(author, "persName", "orgName", "name"), author)
        ref = (index.targets(author, "ref") or index.targets(said_as, "ref") or ("",))[0]
        said = person_name(said_as)
        if said:
            yield Author(said, ref)


def _titles(own: Parts) -> tuple[str, str]:
    """The title, and that of what it appeared in: by level (``a`` in ``j`` or ``m``), else by
    their order."""
    every = named(own, "title")
    titles = [t for t in every if t.get("type") not in ("sub", "short")]
    if not titles:
        return "", ""
    analytic = [t for t in titles if t.get("level") in ("a", "u")]
    analytic += [t for t in titles if parent_name(t) == "analytic" and t not in analytic]
    first = (analytic or titles)[0]
    others = [t for t in titles if t is not first and t.get("level") in ("j", "m", "s", None)]
    container = plain(others[0], "note") if others and (analytic or others[0].get("level")) else ""
    main = plain(first, "note")
    sub = next((t for t in every if t.get("type") == "sub"), None)
    if sub is not None and sub.getparent() is first.getparent() and not analytic:
        main = f"{main}: {plain(sub, 'note')}"
    return main, container


def _texts(own: Parts, *wanted: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, (plain(e, "note") for e in named(own, *wanted)))))


_LOOKED_AT = ("accessed", "access", "retrieved", "consulted")


def _dates(own: Parts) -> tuple[DateValue | None, DateValue | None, DateValue | None]:
    """The dates of publication, of the archived copy and of the look: the first of each."""
    published = archived = accessed = None
    for date in named(own, "date"):
        given = (date.get("type") or "").casefold()
        holder = (date.getparent().get("type") or "").casefold()
        if given in _LOOKED_AT:
            accessed = accessed or _date(date)
        if given == "archived" or holder == "archived":
            archived = archived or _date(date)
        elif given not in _LOOKED_AT and holder not in _LOOKED_AT:
            published = published or _date(date)
    return published, archived, accessed


def _address(own: Parts, kind: str) -> str:
    for reference in named(own, "ref", "ptr"):
        if (reference.get("type") or "").casefold() == kind:
            return allowed_url(reference.get("target") or plain(reference, "date"))
    return ""


def _any_address(own: Parts) -> str:
    for reference in named(own, "ref", "ptr", "idno"):
        if (reference.get("type") or "").casefold() == "archived":
            continue
        for address in (reference.get("target") or "", plain(reference)):
            if address.startswith(("http://", "https://")) and " " not in address:
                return address
        if name(reference) == "idno" and (reference.get("type") or "").casefold() == "doi":
            return f"https://doi.org/{plain(reference).removeprefix('doi:').strip()}"
    return ""


def _corresp(entry: Element) -> str:
    for attribute in ("corresp", "source", "sameAs"):
        value = (entry.get(attribute) or "").strip()
        if value.startswith(("http://", "https://")) and " " not in value:
            return value
    return ""


_ITALIC = Emphasis("italic")


def _text(entry: Element) -> tuple[Inline, ...]:
    line = Line()
    _write(entry, (), line)
    return line.finish()


def _write(element: Element, marks: Marks, line: Line) -> None:
    """The entry's text; parts that only tags set apart get a comma between them, parts of a name
    a space."""
    if element.text:
        line.text(element.text, marks)
    if not len(element):
        if not (element.text or "").strip() and (words := _said(element)):
            line.exact(words, marks)
        return
    bare = is_bare(element)
    is_name = name(element) in _NAMES
    for child in element:
        tag = name(child)
        if tag and tag not in _HIDDEN:
            if bare and is_name:
                line.space(marks, soft=True)
            elif bare:
                line.comma(marks)
            _write(child, (*marks, *_marks(child, tag)), line)
        if child.tail:
            line.text(child.tail, marks)


def _marks(child: Element, tag: str) -> Marks:
    if tag == "title" and child.get("level") not in ("a", "u"):
        return (_ITALIC,)
    if tag in ("ref", "ptr"):
        target = (child.get("target") or "").strip()
        if target.startswith(("http://", "https://", "mailto:")) and " " not in target:
            return (Link(target),)
    return ()
