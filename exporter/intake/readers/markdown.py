"""Markdown (CommonMark, with tables, strikethrough, footnotes and front matter) → document.

The page that markdown-it makes of it is read as a page is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from exporter.errors import InputError
from exporter.intake.document import Document, Metadata
from exporter.intake.readers import html
from exporter.intake.readers.text import decoded

__all__ = ["read"]

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def read(data: bytes, file: str | None) -> Document:
    """Read Markdown; its front matter (``title``, ``author``, ``date``, ``lang`` …) are facts."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    text = decoded(data, file).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    facts = dict(_facts(front[1])) if front else {}
    if front:
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    try:
        page = parser.render(text)
    except RecursionError:
        raise InputError(
            "Its marks are nested too deeply. Flatten its lists or quotations.", file=file
        ) from None
    if not page.strip():
        return Document((), _meta(facts))
    return html.fragment(f"<html><body>{page}</body></html>".encode(), file, _meta(facts))


def _facts(front: str) -> Iterator[tuple[str, Any]]:
    """Lines ``key: value`` of YAML, with lists; what is nested deeper is passed over."""
    key = ""
    for line in front.split("\n"):
        if found := re.match(r"([\w-]+)\s*:\s*(.*)$", line):
            key = found[1].casefold()
            value = found[2].strip()
            if value.startswith("[") and value.endswith("]"):
                yield key, [_bare(part) for part in value[1:-1].split(",") if part.strip()]
            elif value:
                yield key, _bare(value)
            gathered: list[str] = []
        elif key and (found := re.match(r"\s*-\s+(?:name:\s*)?(.+)$", line)):
            gathered.append(_bare(found[1]))
            yield key, list(gathered)


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def _meta(facts: dict[str, Any]) -> Metadata:
    def one(*names: str) -> str:
        found = next((facts[name] for name in names if facts.get(name)), "")
        return found[0] if isinstance(found, list) else str(found)

    def many(*names: str) -> tuple[str, ...]:
        found = next((facts[name] for name in names if facts.get(name)), ())
        return tuple(found) if isinstance(found, list) else (str(found),) if found else ()

    date = re.match(r"\d{4}-\d\d-\d\d", one("date", "published", "pubdate"))
    return Metadata(
        title=one("title", "headline"),
        authors=many("author", "authors", "by"),
        date=date[0] if date else "",
        publisher=one("publisher", "publication"),
        language=one("lang", "language"),
        licence=one("license", "licence", "rights"),
        address=one("url", "canonical_url"),
        description=one("description", "abstract", "summary"),
        keywords=many("keywords", "tags"),
    )
