"""Small values: dates, numbers, and names as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from exporter.model import DateValue
from exporter.tei.tree.elements import Element, is_bare, name, plain, words

__all__ = ["date_value", "dated", "decimal", "number", "person_name", "spaced"]

_DATES = ("when", "from", "to", "notBefore", "notAfter")
_ISO_DATES = tuple(f"{attribute}-iso" for attribute in _DATES)


def date_value(element: Element) -> DateValue:
    """A date with its text."""
    return dated(plain(element, "note"), dict(element.items()))


def dated(text: str, said: Mapping[str, str]) -> DateValue:
    """What attributes say of a date (TEI att.datable): the W3C ones first, then the ISO ones."""
    if not said:
        return DateValue(text)
    usual, iso = map(said.get, _DATES), (_without_zero(said.get(key)) for key in _ISO_DATES)
    when, start, end, earliest, latest = [a or b or "" for a, b in zip(usual, iso, strict=True)]
    if "/" in when and not (start or end):
        start, _, end = when.partition("/")
        when = ""
    return DateValue(
        text,
        when,
        start,
        end,
        not_before=earliest,
        not_after=latest,
        certainty=said.get("cert", ""),
    )


def _without_zero(iso: str | None) -> str | None:
    """A date of ISO 8601, which has a year 0, as W3C's datatypes write it, which have none."""
    found = re.match(r"-(\d{4,9})(?!\d)|0000(?!\d)", iso or "")
    if not iso or not found:
        return iso
    return f"-{int(found[1] or 0) + 1:04}{iso[found.end() :]}"


def decimal(text: str | None) -> Decimal | None:
    """A number as an attribute gives it; None where there is none or it is no number."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 200:
        return Decimal(text)
    clean = text.strip().replace("−", "-").rstrip("%").strip()
    if not re.fullmatch(r"[-+]?(\d{1,200}(\.\d{0,200})?|\.\d{1,200})([eE][-+]?\d{1,3})?", clean):
        return _fraction(clean)
    try:
        return Decimal(clean)
    except InvalidOperation:
        return None


def _fraction(text: str) -> Decimal | None:
    found = re.fullmatch(r"([-+]?\d{1,20})/([1-9]\d{0,19})", text)
    return Decimal(found[1]) / Decimal(found[2]) if found else None


def number(said: Mapping[str, str], attribute: str, other: str) -> Decimal | None:
    """The number that one of two attributes gives, the first before the other."""
    found = decimal(said.get(attribute))
    return decimal(said.get(other)) if found is None else found


_NAME_PARTS = words("forename surname roleName addName nameLink genName persName name")


def person_name(element: Element) -> str:
    """A name as it is read: parts in their order, set apart where the source leaves no space.

    ``surname`` before ``forename`` with nothing or a comma between is turned round.
    """
    if not len(element):
        return plain(element)
    parts = [child for child in element if name(child) not in ("", "note", "idno", "email", "ptr")]
    bare = is_bare(element) or _is_turned(element, parts)
    if not parts or not bare or any(name(part) not in _NAMING for part in parts):
        return plain(element, "note", "idno", "email")
    if all(name(part) in _NAME_PARTS for part in parts):
        parts.sort(key=lambda part: _RANK.get(name(part), 2))
    return " ".join(filter(None, (plain(part, "note") for part in parts)))


def _is_turned(element: Element, parts: list[Element]) -> bool:
    """“Surname, Forename”, and no other text."""
    loose = [(element.text or "").strip(), *((part.tail or "").strip() for part in parts)]
    tags = [name(part) for part in parts]
    return loose[1:2] == [","] and not any(loose[:1] + loose[2:]) and tags[:1] == ["surname"]


_NAMING = _NAME_PARTS | words("orgName placeName rs num")
_RANK = {"roleName": 0, "forename": 1, "addName": 2, "nameLink": 3, "surname": 4, "genName": 5}


def spaced(element: Element | None, separator: str = " ", *hidden: str) -> str:
    """The text of an element whose children are data: child by child, set apart."""
    if element is None or not len(element):
        return plain(element)
    parts = [child for child in element if name(child) and name(child) not in hidden]
    loose = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    if loose or not parts:
        return plain(element, *hidden)
    return separator.join(filter(None, (spaced(part, separator, *hidden) for part in parts)))
