"""Lists as Word saves them in pages: paragraphs that only a style calls items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.intake.document import Block, Paragraph, words
from exporter.intake.readers.grouping import Piece, grouped
from exporter.intake.readers.html.page import Element, text_of
from exporter.intake.readers.html.styles import Styles

__all__ = ["item_role", "listed"]

_LEVEL = re.compile(r"level(\d)")
_COUNTED = re.compile(r"\W*(?:\d+|[a-z]{1,4})[.)]", re.IGNORECASE)


def item_role(paragraph: Element, styles: Styles) -> str:
    """``item 0 ordered`` for an item of the first level of a list that counts; nothing for what
    is no item (``mso-list: l0 level1 lfo1``)."""
    given = styles.css(paragraph).get("mso-list", "")
    level = _LEVEL.search(given)
    if level is None:
        return ""
    marks = (text_of(e) for e in paragraph.iter("span") if styles.css(e).get("mso-list"))
    counted = _COUNTED.match(next(marks, ""))
    return f"item {int(level[1]) - 1} {'ordered' if counted else 'bulleted'}"


def listed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with paragraphs that are items put into lists."""
    run: list[Piece] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role.startswith("item "):
            _, level, kind = block.role.split()
            run.append(Piece("item", block.content, int(level), kind == "ordered"))
            continue
        if run and isinstance(block, Paragraph) and not words((block,), comments=True).strip():
            continue
        yield from grouped(run)
        run = []
        yield block
    yield from grouped(run)
