"""Where annotated spans stand: hidden bookmarks ``_tei_<id>``.

Bookmarks may overlap and cross paragraphs, and every editor keeps them; content controls may not
(``exporter.docx.body.runs``). A span in several parts has one bookmark for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exporter.docx.context import Story
from exporter.values import Struct

__all__ = ["Stretch", "mark_spans", "stretches"]


class Stretch(Struct):
    """An unbroken part of a span: the indices of its first and last run in ``Story.out``."""

    span: str
    first: int
    last: int
    nth: int


def stretches(log: Iterable[tuple[int, Sequence[str]]]) -> list[Stretch]:
    """All parts of all spans, in order."""
    out: list[Stretch] = []
    open_: dict[str, Stretch] = {}
    count: dict[str, int] = {}
    for index, spans in log:
        if open_:
            for gone in [span for span in open_ if span not in spans]:
                del open_[gone]
        for span in spans:
            if stretch := open_.get(span):
                stretch.last = index
            else:
                count[span] = nth = count.get(span, 0) + 1
                open_[span] = stretch = Stretch(span, index, index, nth)
                out.append(stretch)
    return out


def mark_spans(story: Story, found: list[Stretch]) -> None:
    """Put a bookmark around each stretch."""
    for stretch in found:
        ident = stretch.span if stretch.nth == 1 else f"{stretch.span}__{stretch.nth}"
        start, end = story.bookmark(ident)
        story.out[stretch.first] = start + story.out[stretch.first]
        story.out[stretch.last] += end
