"""A reference → ``bibl``, in the order in which a note cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.intake.article.escaping import attribute, escaped, uri
from exporter.references.reference import Name, Reference
from exporter.sourcing.wording.dates import spoken_day
from exporter.sourcing.wording.phrases import speak

__all__ = ["bibl", "doi_of", "spoken"]


def bibl(reference: Reference, key: str) -> str:
    """The entry as XML; ``key`` is its ``xml:id``."""
    inside = ", ".join(part for part in _parts(reference) if part)
    end = "" if inside.endswith((".", "?", "!")) else "."
    return f'<bibl xml:id="{attribute(key)}" type="{reference.kind}">{inside}{end}</bibl>'


def doi_of(given: str) -> str:
    """A DOI without the address or word before it."""
    found = re.search(r"10\.\d{4,9}/\S+", given)
    return found[0] if found else ""


def _parts(it: Reference) -> Iterator[str]:
    yield _people(it.authors, "author")
    own = 'level="a"' if it.container else ""
    yield _element("title", it.title, own)
    volume = escaped(f" {it.volume}" if it.volume else "")
    issue = escaped(f" ({it.issue})" if it.issue else "")
    level = 'level="j"' if it.is_journal else 'level="m"'
    if it.container:
        yield f"{_element('title', it.container, level)}{volume}{issue}"
    elif it.volume or it.issue:
        yield f"{volume}{issue}".strip()
    if editors := _people(it.editors, "editor"):
        yield f"edited by {editors}"
    yield _element("pubPlace", it.place)
    yield _element("publisher", it.publisher)
    if it.date:
        yield f'<date when="{attribute(it.date)}">{spoken(it.date)}</date>'
    elif it.dated:
        yield _element("date", it.dated)
    yield _pages(it.pages)
    if doi := doi_of(it.doi):
        yield f'<idno type="DOI">{escaped(doi)}</idno>'
    yield _element("idno", it.isbn, 'type="ISBN"')
    yield _address(it)
    yield escaped(it.note)


def _element(name: str, text: str, attributes: str = "") -> str:
    space = " " if attributes else ""
    return f"<{name}{space}{attributes}>{escaped(text)}</{name}>" if text else ""


def _people(names: tuple[Name, ...], tag: str) -> str:
    shown = [_element(tag, name.shown) for name in names]
    if len(shown) > 1:
        return f"{', '.join(shown[:-1])} and {shown[-1]}"
    return "".join(shown)


def _pages(pages: str) -> str:
    if not pages:
        return ""
    first, _, last = pages.partition("–")
    ends = ""
    if re.fullmatch(r"\w+", first) and re.fullmatch(r"\w*", last):
        ends = f' from="{first}" to="{last or first}"'
    return f'<citedRange unit="page"{ends}>{escaped(pages)}</citedRange>'


def _address(it: Reference) -> str:
    target = uri(it.address)
    if not re.match(r"(?i)https?://", target):
        return ""
    accessed = ""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", it.accessed):
        accessed = f', accessed <date type="accessed" when="{it.accessed}">{spoken(it.accessed)}'
        accessed += "</date>"
    return f'<ref type="original" target="{attribute(target)}">original{accessed}</ref>'


def spoken(date: str) -> str:
    """``2024-10-08`` as it is read, in English as the rest of an entry: 8 October 2024; a time of
    day is left out, and what is no such date stays as it is."""
    return escaped(spoken_day(date, speak("en")))
