"""The kinds of spans that an article has, named, for the line that explains their signs."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.model import Sample, Span, SpanInfo, SpanKind
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


def legend(book: Book, ids: Idents) -> tuple[tuple[Sample, ...], Mapping[str, SpanInfo]]:
    """A sample of each kind of span that the article has, and what renderers draw it by."""
    present = {(info.kind, info.standing) for info in book.spans.values()}
    if ("figure", "quantity") in present:
        present.discard(("figure", "number"))
    samples: list[Sample] = []
    spans: dict[str, SpanInfo] = {}
    for kind, standing in _ORDER:
        if (kind, standing) not in present:
            continue
        name = f"{kind}-{standing}" if standing else kind
        ident = ids.new(f"legend-{name}")
        label = book.voice.text(f"sign-{name}")
        spans[ident] = SpanInfo(ident, kind, label, standing)
        samples.append(Sample(ident, run(label, Span(kind, ident))))
    return tuple(samples), spans
