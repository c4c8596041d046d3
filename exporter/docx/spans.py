"""Where annotated spans stand: hidden bookmarks ``_tei_<id>``, and the signs of a theme.

Bookmarks may overlap and cross paragraphs, and every editor keeps them; content controls may not
(``exporter.docx.runs``). A span in several parts has one bookmark for each.
"""

from __future__ import annotations

from exporter.docx.job import Job, Story
from exporter.docx.references import styled
from exporter.docx.xml import text
from exporter.values import Struct

__all__ = ["Stretch", "mark_spans", "stretches"]


class Stretch(Struct):
    """An unbroken part of a span: the indices of its first and last run in ``Story.out``."""

    span: str
    first: int
    last: int
    nth: int


def stretches(log: list[tuple[int, tuple[str, ...]]]) -> list[Stretch]:
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
    """Put a bookmark around each stretch, and the theme's sign after it."""
    job = story.job
    out = story.out
    signs: dict[tuple[str, str], str] = {}
    for stretch in found:
        ident = stretch.span if stretch.nth == 1 else f"{stretch.span}__{stretch.nth}"
        start, end = story.bookmark(ident)
        out[stretch.first] = start + out[stretch.first]
        info = job.edition.spans.get(stretch.span)
        if info:
            key = info.kind, info.standing
            if key not in signs:
                signs[key] = _sign(job, *key)
            end = signs[key] + end
        out[stretch.last] += end


def _sign(job: Job, kind: str, standing: str) -> str:
    """The theme's sign after a span, if it has one."""
    sign = job.theme.look(kind, standing).sign
    return sign and styled(job.book.span(frozenset({(kind, standing)})), text(sign))
