"""CSL-JSON (Zotero, Better BibTeX, Mendeley) → references."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from exporter.errors import InputError
from exporter.references.reference import Name, Reference, kind_of

__all__ = ["read"]


def read(text: str, file: str | None) -> Iterator[Reference]:
    """All items of a CSL-JSON file: a list, one object, or an object with ``items``."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise InputError(f"This is not JSON: {error}.", file=file, line=line) from None
    if isinstance(said, dict):
        said = said["items"] if isinstance(said.get("items"), list) else [said]
    if not isinstance(said, list):
        raise InputError("This JSON holds no list of sources.", file=file)
    for number, item in enumerate(said, 1):
        if not isinstance(item, dict):
            raise InputError(f"Item {number} is not a source: it is not an object.", file=file)
        yield _reference(item, number)


def _reference(item: dict[str, Any], number: int) -> Reference:
    given = _text(item.get("type"))
    pages = _text(item.get("page"))
    return Reference(
        key=_text(item.get("citation-key")) or _text(item.get("id")) or f"source{number}",
        kind=kind_of(given),
        title=_text(item.get("title")),
        container=_text(item.get("container-title")),
        is_journal=given.startswith("article"),
        authors=tuple(_names(item.get("author"))),
        editors=tuple(_names(item.get("editor"))),
        date=_date(item.get("issued")),
        dated=_literal(item.get("issued")),
        publisher=_text(item.get("publisher")),
        place=_text(item.get("publisher-place")),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=re.sub(r"\s*-+\s*", "–", pages),
        doi=_text(item.get("DOI")),
        isbn=_text(item.get("ISBN")),
        address=_text(item.get("URL")),
        accessed=_date(item.get("accessed")),
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(re.sub(r"</?(?:i|b|sup|sub|span)\b[^>]*>", "", str(value)).split())


def _names(value: Any) -> Iterator[Name]:
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict):
            continue
        if literal := _text(each.get("literal")):
            yield Name(literal)
            continue
        particles = (_text(each.get("non-dropping-particle")), _text(each.get("family")))
        given = (_text(each.get("given")), _text(each.get("dropping-particle")))
        family = " ".join(filter(None, particles))
        if suffix := _text(each.get("suffix")):
            family = f"{family} {suffix}"
        if family or any(given):
            yield Name(family, " ".join(filter(None, given)))


def _date(value: Any) -> str:
    """``{"date-parts": [[2024, 10, 8]]}`` as ``2024-10-08``; the raw words where they are so."""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [str(part) for part in parts[0][:3]]
        if numbers and all(number.isdigit() for number in numbers) and len(numbers[0]) == 4:
            return "-".join([numbers[0], *(number.zfill(2) for number in numbers[1:])])
    raw = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", _text(value.get("raw")))
    return raw[0] if raw else ""


def _literal(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    return _text(value.get("literal")) or _text(value.get("raw"))
