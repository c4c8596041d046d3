"""ninjs (IPTC's news in JSON, 1.x to 3.x) → document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from exporter.errors import InputError
from exporter.intake.document import Document, Metadata
from exporter.intake.readers import html, text

__all__ = ["read"]


def read(data: bytes, file: str | None) -> Document:
    """Read ``body_xhtml`` (1.x) or ``bodies`` (2.0 on), or the plain text there is instead."""
    try:
        item = json.loads(text.decoded(data, file))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise InputError(
            f"This is not JSON that can be read: {error}.", file=file, line=line
        ) from None
    if not isinstance(item, dict):
        raise InputError("This JSON is not a ninjs item: it is not an object.", file=file)
    body, is_html = _body(item)
    if not body:
        raise InputError(
            "This JSON is not a ninjs item with a text: it has neither body_xhtml, body_html, "
            "bodies nor body_text.",
            file=file,
        )
    meta = _meta(item)
    head = f"<h1>{escape(meta.title, quote=False)}</h1>" if meta.title else ""
    if is_html:
        inner = re.search(r"(?is)<body[^>]*>(.*)</body>", body)
        page = f"<html><body>{head}<div>{inner[1] if inner else body}</div></body></html>"
        return html.fragment(page.encode("utf-8", "replace"), file, meta)
    read_text = text.read(body.encode("utf-8", "replace"), file)
    start = html.fragment(head.encode(), file, meta).blocks if head else ()
    return Document((*start, *read_text.blocks), meta)


def _body(item: dict[str, Any]) -> tuple[str, bool]:
    for key, is_html in (("body_xhtml", True), ("body_html", True)):
        if isinstance(item.get(key), str) and item[key].strip():
            return item[key], is_html
    bodies = [b for b in item.get("bodies") or () if isinstance(b, dict)]
    for wanted in ("html", "plain", ""):
        for body in bodies:
            kind = str(body.get("contenttype") or body.get("contentType") or "")
            value = body.get("value") or body.get("body")
            if wanted in kind and isinstance(value, str) and value.strip():
                return value, "html" in kind or value.lstrip().startswith("<")
    for key in ("body_text", "bodytext"):
        if isinstance(item.get(key), str) and item[key].strip():
            return item[key], False
    return "", False


def _meta(item: dict[str, Any]) -> Metadata:
    def word(value: Any) -> str:
        return " ".join(value.split()) if isinstance(value, str) else ""

    heads = [h for h in item.get("headlines") or () if isinstance(h, dict)]
    date = word(item.get("firstcreated")) or word(item.get("versioncreated"))
    dated = re.match(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))?", date)
    line = re.sub(r"(?i)^by\s+", "", word(item.get("byline")))
    people = item.get("people") or item.get("person") or ()
    authors = [p.get("name") for p in people if isinstance(p, dict) and p.get("rel") == "author"]
    return Metadata(
        title=word(item.get("headline")) or next((word(h.get("value")) for h in heads), ""),
        authors=tuple(a for a in authors if isinstance(a, str)) or ((line,) if line else ()),
        date=dated[0] if dated else "",
        publisher=word(item.get("copyrightholder")) or next(_names(item, "infosources"), ""),
        language=word(item.get("language")),
        licence=word(item.get("usageterms")) or word(item.get("copyrightnotice")),
        address=word(item.get("uri")) if word(item.get("uri")).startswith("http") else "",
        description=word(item.get("description_text")),
        keywords=tuple(_names(item, "subjects", "subject", "keywords")),
    )


def _names(item: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        for each in item.get(key) or ():
            name = each.get("name") if isinstance(each, dict) else each
            if isinstance(name, str) and name.strip():
                yield name.strip()
