"""Numbers of pages, known once the text is laid out: in the indexes, as links, and beside calls of
notes that stand on an earlier page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exporter.model import (
    Edition,
    Emphasis,
    Generated,
    Inline,
    Inlines,
    Link,
    NoteCall,
    PageNumber,
    Run,
)
from exporter.model.traversal import contents, mapped
from exporter.values import replace

__all__ = ["Pages", "asked_pages", "with_pages"]

Pages = Mapping[str, int]
"""Pages, counted from 0, by the ids of what stands on them."""


def asked_pages(edition: Edition, pages: Pages) -> dict[str, int]:
    """The pages that the edition names: those of what its indexes point at, and of each note that
    is called again on a later page, with those calls'."""
    found = {}
    for part in edition.appendices:
        for line in contents(part.blocks):
            for inline in line.inlines:
                for mark in inline.marks:
                    if isinstance(mark, PageNumber):
                        found[mark.target] = pages.get(mark.target, 0)
    for call in _later(edition, pages):
        found[call.note], found[call.id] = pages[call.note], pages[call.id]
    return found


def _later(edition: Edition, pages: Pages) -> Iterator[NoteCall]:
    again = {ident for note in edition.notes for ident in note.calls[1:]}
    if not again:
        return
    for line in contents(edition.blocks):
        for inline in line.inlines:
            if isinstance(inline, NoteCall) and inline.id in again and _is_later(inline, pages):
                yield inline


def _is_later(call: NoteCall, pages: Pages) -> bool:
    return not call.first and pages.get(call.note, 0) < pages.get(call.id, -1)


def with_pages(edition: Edition, pages: Pages) -> Edition:
    """The edition with the pages' numbers, each once in a row, in the digits of its language."""
    digits = edition.words.get("digits", "0123456789")

    def written(ident: str) -> str:
        return "".join(digits[int(digit)] for digit in str(pages.get(ident, 0) + 1))

    def numbered(inlines: Inlines) -> Inlines:
        done: list[Inline] = []
        last = ""
        for inline in inlines:
            mark = next((each for each in inline.marks if isinstance(each, PageNumber)), None)
            if mark is None:
                done.append(inline)
                continue
            shown = written(mark.target)
            if shown == last:
                done.pop()  # the comma before it
                continue
            last = shown
            kept = tuple(each for each in inline.marks if each is not mark)
            done.append(Run(shown, (*kept, Link(f"#{mark.target}"))))
        return tuple(done)

    def placed(inlines: Inlines) -> Inlines:
        done: list[Inline] = []
        for inline in inlines:
            done.append(inline)
            if isinstance(inline, NoteCall) and _is_later(inline, pages):
                page = edition.word("on-page", n=written(inline.note))
                raised = (*inline.marks, Emphasis("superscript"), Generated())
                done.append(Run(f"\N{NO-BREAK SPACE}({page})", raised))
        return tuple(done)

    appendices = tuple(
        replace(part, blocks=mapped(part.blocks, numbered)) for part in edition.appendices
    )
    later = any(True for _ in _later(edition, pages))
    blocks = mapped(edition.blocks, placed) if later else edition.blocks
    return replace(edition, blocks=blocks, appendices=appendices)
