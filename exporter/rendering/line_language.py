"""The language of a line that is all in one."""

from __future__ import annotations

from exporter.model import Inlines, Language, Run
from exporter.text.language_tags import Direction, direction

__all__ = ["turned_language"]


def turned_language(line: Inlines, base: Direction) -> str:
    """The language of all runs of a line, where it is written against the direction ``base``;
    else empty."""
    tags = {
        next((mark.tag for mark in inline.marks if isinstance(mark, Language)), "")
        for inline in line
        if isinstance(inline, Run) and inline.text.strip()
    }
    only = tags.pop() if len(tags) == 1 else ""
    return only if only and direction(only, base) != base else ""
