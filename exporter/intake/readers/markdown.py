"""Markdown (CommonMark, with tables, strikethrough, footnotes and front matter) → document.

The page that markdown-it makes of it is read as a page is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from exporter.errors import InputError
from exporter.intake.document import Document, Metadata
from exporter.intake.readers import html
from exporter.intake.readers.text import decoded
from exporter.notices import Notice, Severity
from exporter.values import replace

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
    notes: dict[str, Any] = {}
    try:
        page = parser.render(text, notes)
        unused = [
            key[1:] for key, at in notes.get("footnotes", {}).get("refs", {}).items() if at < 0
        ]
        if unused:
            text = _shown(text, unused)
            page = parser.render(text)
    except RecursionError:
        raise InputError(
            "Its marks are nested too deeply. Flatten its lists or quotations.", file=file
        ) from None
    told = tuple(_told(page, unused, facts, file))
    if not page.strip():
        return Document((), _meta(facts), notices=told)
    read_ = html.fragment(f"<html><body>{page}</body></html>".encode(), file, _meta(facts))
    return replace(read_, notices=(*read_.notices, *told))


def _shown(text: str, labels: Iterable[str]) -> str:
    """Footnotes that nothing calls as paragraphs: a parser would drop their words."""
    for label in labels:
        text = re.sub(rf"(?m)^( {{0,3}})\[(?=\^{re.escape(label)}\]:)", r"\n\1\\[", text)
    return text


def _told(
    page: str, unused: Collection[str], facts: dict[str, Any], file: str | None
) -> Iterator[Notice]:
    for label in unused:
        message = f"Nothing calls the footnote [^{label}]: it stands in the text as it is written."
        fix = f"Write [^{label}] where it belongs, or take it out."
        yield Notice("draft-note-uncalled", Severity.WARNING, message, file, fix=fix)
    prose = re.sub(r"(?s)<(pre|code)\b.*?</\1>", "", page)
    for label in dict.fromkeys(re.findall(r"\[\^([^\]\s<]+)\]", prose)):
        if label not in unused:
            message = f"The footnote [^{label}] has no text."
            yield Notice(
                "draft-note-missing", Severity.WARNING, message, file, fix=f"Write [^{label}]: …"
            )
    said = _one(facts, *_DATES)
    if said and not _day(said):
        yield Notice(
            "draft-date-unclear",
            Severity.WARNING,
            f"The day of publication, “{said}”, is not understood.",
            file,
            fix="Write it as 2026-04-14, or say --date.",
        )


def _facts(front: str) -> Iterator[tuple[str, Any]]:
    """Lines ``key: value`` of YAML, with lists; what is nested deeper is passed over."""
    key = ""
    for line in front.split("\n"):
        if found := re.match(r"([\w-]+)\s*:\s*(.*)$", line):
            key = found[1].casefold()
            value = found[2].strip()
            if value.startswith("["):
                parts = value[1:].removesuffix("]").split(",")
                yield key, [_bare(part) for part in parts if part.strip()]
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


_DATES = ("date", "published", "pubdate")


def _one(facts: dict[str, Any], *names: str) -> str:
    found = next((facts[name] for name in names if facts.get(name)), "")
    return found[0] if isinstance(found, list) else str(found)


def _day(said: str) -> str:
    """``2026-05-14T08:00`` or a day in words as ``2026-05-14``; nothing for what is none."""
    from exporter.suggestions.figures.written_days import day_written

    iso = re.match(r"\d{4}-\d\d-\d\d(?![\d-])", said)
    return day_written(iso[0] if iso else said)


def _meta(facts: dict[str, Any]) -> Metadata:
    def one(*names: str) -> str:
        return _one(facts, *names)

    def many(*names: str) -> tuple[str, ...]:
        found = next((facts[name] for name in names if facts.get(name)), ())
        return tuple(found) if isinstance(found, list) else (str(found),) if found else ()

    return Metadata(
        title=one("title", "headline"),
        authors=many("author", "authors", "by"),
        date=_day(one(*_DATES)),
        publisher=one("publisher", "publication"),
        language=one("lang", "language"),
        licence=one("license", "licence", "rights"),
        address=one("url", "canonical_url"),
        description=one("description", "abstract", "summary"),
        keywords=many("keywords", "tags"),
    )
