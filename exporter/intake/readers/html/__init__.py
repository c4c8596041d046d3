"""A web page, saved or made by a word processor → a document."""

from __future__ import annotations

from exporter.intake.document import Document, Metadata
from exporter.intake.readers.html.blocks import Reader
from exporter.intake.readers.html.notes import find_notes
from exporter.intake.readers.html.page import Element, article_of, facts, parse
from exporter.intake.readers.html.styles import Styles
from exporter.intake.readers.notices import said
from exporter.notices import Notice, Severity

__all__ = ["fragment", "read"]


def read(data: bytes, file: str | None) -> Document:
    """Read the article of a page, and what the page says about it."""
    root = parse(data, file)
    return _document(root, article_of(root, file), facts(root), file)


def fragment(data: bytes, file: str | None, meta: Metadata) -> Document:
    """Read all of a piece of HTML, whose facts are known from elsewhere."""
    root = parse(data, file)
    body = root.find("body")
    return _document(root, root if body is None else body, meta, file)


def _document(root: Element, article: Element, meta: Metadata, file: str | None) -> Document:
    reader = Reader(root, Styles(root), find_notes(root))
    blocks = reader.blocks(article)
    notices: tuple[Notice, ...] = ()
    if reader.left_out:
        parts = ", ".join(f"<{tag}> ({n} words)" for tag, n in sorted(reader.left_out.items()))
        notices = (
            Notice(
                "draft-left-out",
                Severity.INFO,
                f"What is on the page besides the article is left out: {parts}.",
                file,
            ),
        )
    counted = {"comments": reader.comments}
    return Document(blocks, meta, (*notices, *said(counted, file)))
