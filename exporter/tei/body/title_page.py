"""The lines of a title page."""

from __future__ import annotations

from exporter.model import Block, Blocks, Paragraph
from exporter.values import replace

__all__ = ["title_page"]


def title_page(blocks: Blocks) -> Blocks:
    """Lines of a title page are set alike, the author's among them."""
    return tuple(map(_line, blocks))


def _line(block: Block) -> Block:
    is_line = isinstance(block, Paragraph) and block.role in ("", "byline")
    return replace(block, role="title-part") if is_line else block
