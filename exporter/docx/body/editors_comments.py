"""Comments of editors, which an article keeps as notes for the newsroom, made Word comments again.

In a review copy they leave the list of the newsroom's notes and stand where they are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exporter.model import (
    Anchor,
    Appendix,
    Block,
    Comment,
    Edition,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Run,
)
from exporter.model.traversal import mapped
from exporter.values import replace

__all__ = ["set_apart"]


def set_apart(edition: Edition) -> tuple[Edition, dict[str, Comment]]:
    """The edition without the notes that are comments, and these by the id of the anchor that
    stands where each is called. One that is called in no text stays a note."""
    notes = {
        f"#{note.id}": note.comment
        for note in edition.article.notes.values()
        if note.comment is not None and note.type == "internal"
    }
    if not notes:
        return edition, {}
    found: dict[str, str] = {}

    def change(inlines: Inlines) -> Inlines:
        return tuple(_without(inlines, notes, found))

    blocks = mapped(edition.blocks, change)
    gone = {address[1:] for address in found.values()}
    appendices = tuple(
        kept for each in edition.appendices if (kept := _reduced(each, gone)) is not None
    )
    comments = {anchor: notes[address] for anchor, address in found.items()}
    return replace(edition, blocks=blocks, appendices=appendices), comments


def _without(
    inlines: Inlines, notes: Mapping[str, Comment], found: dict[str, str]
) -> Iterator[Inline]:
    """The inlines without the labels of comments; ``found`` grows to the address of the comment
    at each anchor."""
    anchor = ""
    for inline in inlines:
        address = _address(inline, notes)
        if address:
            if anchor:
                found[anchor] = address
                continue
        else:
            anchor = inline.id if isinstance(inline, Anchor) else ""
        yield inline


def _address(inline: Inline, notes: Mapping[str, Comment]) -> str:
    links = (mark for mark in inline.marks if isinstance(mark, Link))
    return next(
        (mark.target for mark in links if isinstance(inline, Run) and mark.target in notes), ""
    )


def _reduced(appendix: Appendix, gone: set[str]) -> Appendix | None:
    """An appendix without the entries of comments; None where it has no other."""
    blocks: list[Block] = []
    for block in appendix.blocks:
        if isinstance(block, ListBlock):
            items = tuple(item for item in block.items if item.id not in gone)
            if len(items) == len(block.items):
                blocks.append(block)
            elif items:
                blocks.append(replace(block, items=items))
        else:
            blocks.append(block)
    return replace(appendix, blocks=tuple(blocks)) if blocks else None
