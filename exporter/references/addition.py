"""References into an article's register: with ids of their own, and none twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from exporter.editing import AddEntry, Edit, Source
from exporter.references.entry import bibl, doi_of
from exporter.references.reference import Reference
from exporter.values import Value

__all__ = ["Added", "added"]


class Added(Value):
    """``edits`` add the entries; ``new`` are their ids with their references, ``known`` those
    that the article has already, with its ids."""

    edits: tuple[Edit, ...]
    new: tuple[tuple[str, Reference], ...]
    known: tuple[tuple[str, Reference], ...]


def added(source: Source, references: Iterable[Reference]) -> Added:
    """What is to be done to add references to a scanned article.

    One is known where an entry has its DOI, its ISBN or its address, or the same title with the
    same year or the same first author.
    """
    register = dict(_registered(source))
    taken = set(source.identified())
    edits: list[Edit] = []
    new: list[tuple[str, Reference]] = []
    known: list[tuple[str, Reference]] = []
    for each in references:
        marks = frozenset(_marks(each))
        there = next((key for key, its in register.items() if marks & its), "")
        if there:
            known.append((there, each))
            continue
        key = _fresh(each.key, taken)
        taken.add(key)
        register[key] = marks
        new.append((key, each))
        edits.append(AddEntry(bibl(each, key)))
    return Added(tuple(edits), tuple(new), tuple(known))


def _fresh(key: str, taken: set[str]) -> str:
    latin = unicodedata.normalize("NFKD", key.rpartition("/")[2])
    stem = re.sub(r"[^A-Za-z0-9_.-]", "", latin).strip(".-") or "source"
    chosen, count = f"s.{stem}", 1
    while chosen in taken:
        count += 1
        chosen = f"s.{stem}-{count}"
    return chosen


def _marks(it: Reference) -> Iterator[str]:
    if doi := doi_of(it.doi) or doi_of(it.address):
        yield f"doi {doi.casefold()}"
    if it.isbn:
        yield f"isbn {re.sub(r'[^0-9Xx]', '', it.isbn).casefold()}"
    if it.address:
        yield f"address {_bare_address(it.address)}"
    title = _folded(it.title)
    year = it.date[:4] or next(iter(re.findall(r"\d{4}", it.dated)), "")
    if len(title) > 8:
        yield f"title {title} {year}"
        if it.authors:
            yield f"title {title} {_folded(it.authors[0].shown)}"


def _registered(source: Source) -> Iterator[tuple[str, frozenset[str]]]:
    for key, element in source.identified().items():
        if element.local in ("bibl", "biblStruct"):
            yield key, frozenset(_found(source, element.number))


def _found(source: Source, number: int) -> Iterator[str]:
    entry = source.elements[number]
    titles: list[str] = []
    names: list[str] = []
    years: list[str] = []
    for element in source.elements[number + 1 :]:
        if element.start >= entry.outer:
            break
        text = source.content(element.inner, element.outer).string
        attributes = source.attributes(element)
        kind = attributes.get("type", "").casefold()
        match element.local:
            case "idno" if doi := doi_of(text):
                yield f"doi {doi.casefold()}"
            case "idno" if kind == "isbn":
                yield f"isbn {re.sub(r'[^0-9Xx]', '', text).casefold()}"
            case "ref" | "ptr" if target := attributes.get("target", ""):
                yield f"address {_bare_address(target)}"
                if doi := doi_of(target):
                    yield f"doi {doi.casefold()}"
            case "title":
                titles.append(_folded(text))
            case "author":
                names.append(_folded(text))
            case "date" if kind not in ("archived", "accessed"):
                years += re.findall(r"\d{4}", attributes.get("when", text))[:1]
            case _:
                pass
    for title in titles[:1]:
        if len(title) > 8:
            yield f"title {title} {years[0] if years else ''}"
            yield from (f"title {title} {name}" for name in names[:1])


def _bare_address(address: str) -> str:
    return re.sub(r"^https?://(www\.)?|[/#]+$", "", address.strip().casefold())


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
