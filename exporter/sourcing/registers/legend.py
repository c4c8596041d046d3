"""The signs explained: a sample of each that occurs, and what it means."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.model import (
    Appendix,
    Item,
    ListBlock,
    Paragraph,
    Span,
    SpanInfo,
    SpanKind,
)
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.registers.context import Book
from exporter.sourcing.wording.phrases import run

__all__ = ["legend"]

_ORDER: tuple[tuple[SpanKind, str], ...] = (
    ("speech", "direct"),
    ("speech", "reported"),
    ("figure", "quantity"),
    ("figure", "number"),
    ("figure", "date"),
    ("claim", "supported"),
    ("claim", "disputed"),
    ("claim", "open"),
    ("claim", "false"),
    ("claim", "other"),
    ("claim", ""),
    ("correction", ""),
)


def legend(book: Book, ids: Idents) -> tuple[tuple[Appendix, ...], Mapping[str, SpanInfo]]:
    """A gloss of the signs; nothing for an article without annotations."""
    present = {(info.kind, info.standing) for info in book.spans.values()}
    if ("figure", "quantity") in present:
        present.discard(("figure", "number"))
    items: list[Item] = []
    spans: dict[str, SpanInfo] = {}
    for kind, standing in _ORDER:
        if (kind, standing) not in present:
            continue
        name = f"{kind}-{standing}" if standing else kind
        ident = ids.new(f"legend-{name}")
        label = book.voice.text(f"sign-{name}")
        spans[ident] = SpanInfo(ident, kind, label, standing)
        meaning = Paragraph(book.voice.phrase(f"sign-{name}-means"))
        items.append(Item((meaning,), run(label, Span(kind, ident))))
    if not items:
        return (), {}
    if book.labels:
        meaning = Paragraph(book.voice.phrase("sign-note-means"))
        items.append(Item((meaning,), run(book.voice.text("sign-note"))))
    title = book.voice.word("legend")
    block = ListBlock(tuple(items), "gloss", lang=book.voice.foreign)
    return (Appendix(ids.new("register-legend"), "legend", title, (block,)),), spans
