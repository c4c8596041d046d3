"""Page numbers in the indexes: known once the text is laid out, and then laid out as links."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.model import Edition, Inline, Inlines, Link, PageNumber, Run
from exporter.model.traversal import contents, mapped
from exporter.values import replace

__all__ = ["asks_for_pages", "with_pages"]


def asks_for_pages(edition: Edition) -> bool:
    """Whether an index names pages."""
    return any(
        isinstance(mark, PageNumber)
        for part in edition.appendices
        for line in contents(part.blocks)
        for inline in line.inlines
        for mark in inline.marks
    )


def with_pages(edition: Edition, pages: Mapping[str, int]) -> Edition:
    """The edition with the pages' numbers, each once in a row, in the digits of its language.
    ``pages`` are counted from 0, by the ids of what stands on them."""
    digits = edition.words.get("digits", "0123456789")

    def numbered(inlines: Inlines) -> Inlines:
        done: list[Inline] = []
        last = ""
        for inline in inlines:
            mark = next((each for each in inline.marks if isinstance(each, PageNumber)), None)
            if mark is None:
                done.append(inline)
                continue
            number = pages.get(mark.target, 0) + 1
            shown = "".join(digits[int(digit)] for digit in str(number))
            if shown == last:
                done.pop()  # the comma before it
                continue
            last = shown
            kept = tuple(each for each in inline.marks if each is not mark)
            done.append(Run(shown, (*kept, Link(f"#{mark.target}"))))
        return tuple(done)

    appendices = tuple(
        replace(part, blocks=mapped(part.blocks, numbered)) for part in edition.appendices
    )
    return replace(edition, appendices=appendices)
