"""NITF (IPTC's News Industry Text Format) → document: its body is read as a page is."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree as etree

from exporter.errors import InputError
from exporter.intake.document import Document, Metadata
from exporter.intake.readers import html
from exporter.intake.readers.html.page import check_depth
from exporter.intake.readers.package import parse_xml

__all__ = ["is_nitf", "read"]

_AS = {
    "hl1": "h1",
    "hl2": "h2",
    "bq": "blockquote",
    "block": "div",
    "nitf-table": "div",
    "media": "figure",
    "media-caption": "figcaption",
    "person": "span",
    "org": "span",
    "location": "span",
    "virtloc": "span",
    "chron": "span",
    "num": "span",
    "money": "span",
    "lang": "span",
    "pronounce": "span",
}
_SKIPPED = ("docdata", "identified-content", "media-metadata", "media-object", "body.end")


def is_nitf(root: Any) -> bool:
    """Whether this is the root of an NITF file."""
    return isinstance(root.tag, str) and root.tag.rpartition("}")[2] == "nitf"


def read(data: bytes, file: str | None) -> Document:
    """Read an NITF file."""
    root = parse_xml(data, file)
    for element in root.iter(etree.Element):
        element.tag = element.tag.rpartition("}")[2]
    check_depth(root, file)
    body = root.find("body")
    if body is None:
        raise InputError("This NITF file has no <body>: no text is in it.", file=file)
    meta = _meta(root)
    _to_html(body)
    page = etree.tostring(body, method="xml", encoding="unicode", with_tail=False)
    return html.fragment(f"<html>{page}</html>".encode(), file, meta)


def _to_html(body: Any) -> None:
    for element in list(body.iter(*_SKIPPED)):
        _dropped(element)
    for element in body.iter(etree.Element):
        if element.tag == "media-reference":
            element.tag = "img"
            element.set("src", element.get("source") or "")
            element.set("alt", element.get("alternate-text") or "")
        elif element.tag in ("byline", "dateline", "distributor", "abstract", "byttl"):
            element.tag = "div" if element.tag != "byttl" else "span"
        elif "." in element.tag:
            element.tag = "div"
        else:
            element.tag = _AS.get(element.tag, element.tag)


def _dropped(element: Any) -> None:
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _meta(root: Any) -> Metadata:
    def said(path: str) -> str:
        found = root.find(path)
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    def value(path: str, key: str) -> str:
        found = root.find(path)
        return (found.get(key) or "").strip() if found is not None else ""

    date = value(".//date.issue", "norm") or value(".//pubdata", "date.publication")
    day = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", date)
    line = root.find(".//byline")
    person = line.find("person") if line is not None else None
    name = "".join(person.itertext()) if person is not None else said(".//byline")
    name = re.sub(r"(?i)^by\s+", "", " ".join(name.split()))
    return Metadata(
        title=said(".//hl1") or said("head/title"),
        authors=(name,) if name and len(name) < 80 else (),
        date="-".join(day.groups()) if day else "",
        publisher=value(".//doc.copyright", "holder") or value(".//pubdata", "name"),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        keywords=tuple(key for e in root.iter("keyword") if (key := (e.get("key") or "").strip())),
    )
