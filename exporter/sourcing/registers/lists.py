"""Lists as the indexes use them: an entry is an item, a speaker's entries stand under the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exporter.model import Appendix, Blocks, Group, Inlines, Item, ListBlock, Paragraph
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.registers.context import Book
from exporter.sourcing.wording.phrases import capitalised, joined

__all__ = ["entry", "groups", "index", "sentences"]


def sentences(book: Book, *parts: Inlines) -> Inlines:
    """Each part that says something as a sentence of its own, one after the other."""
    voice = book.voice
    return joined([ended(capitalised(part), voice) for part in parts if part], " ")


def entry(content: Inlines, ident: str, status: str = "") -> Item:
    """An entry of an index; ``ident`` is what others link to."""
    return Item((Paragraph(content),), id=ident, status=status)


def groups(
    book: Book,
    items: Mapping[str, Sequence[Item]],
    heads: Mapping[str, Inlines],
    ids: Mapping[str, str],
) -> Blocks:
    """Entries by key under a head each; ``ids`` are those of heads that can be linked to."""
    return tuple(
        Group(
            (
                Paragraph(heads[key], "label", id=ids.get(key, "")),
                ListBlock(tuple(mine), "plain", lang=book.voice.foreign),
            ),
            "index-group",
        )
        for key, mine in items.items()
    )


def index(book: Book, ids: Idents, role: str, blocks: Blocks) -> tuple[Appendix, ...]:
    """An index under its title, or nothing where there are no blocks."""
    if not blocks:
        return ()
    return (Appendix(ids.new(f"index-{role}"), role, book.voice.word(role), blocks),)
