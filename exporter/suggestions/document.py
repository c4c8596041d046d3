"""An article as the suggesters see it: its text blocks and what it says of itself."""

from __future__ import annotations

from exporter.suggestions.text_blocks import TextBlock, text_blocks
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse
from exporter.tei.tree.elements import XML_ID, Element
from exporter.values import Value

__all__ = ["Document", "open_document"]


class Document(Value):
    """``ids`` are all that the file has."""

    root: Element
    blocks: tuple[TextBlock, ...]
    ids: frozenset[str]


def open_document(source: bytes) -> Document:
    """Parse a TEI file; raises what ``exporter.tei.parse`` raises."""
    root = parse(source, Limits()).root
    ids = frozenset(str(e.get(XML_ID)) for e in root.iter("{*}*") if e.get(XML_ID))
    return Document(root, text_blocks(root), ids)
