"""One pass over all that was read: what its runs say of spans, links and anchors."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.model import (
    Anchor,
    Blocks,
    Break,
    Generated,
    Inlines,
    Link,
    Marks,
    Run,
    Span,
)
from exporter.model.walking import contents
from exporter.values import Struct, field

__all__ = ["Gathered", "gathered"]


class Gathered(Struct):
    """``spans``: the marks of a span's first run, and the pieces of its text. ``sought``: the ids
    that links within the text lead to; ``anchors``: those of its anchors."""

    spans: dict[Span, tuple[Marks, list[str]]] = field(default_factory=dict)
    sought: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


def gathered(parts: Iterable[Blocks]) -> Gathered:
    """What all lines of these parts of a text say."""
    found = Gathered()
    for part in parts:
        for container in contents(part):
            _gather(container.inlines, found)
    return found


def _gather(line: Inlines, found: Gathered) -> None:
    """A span that pauses gets a space there."""
    before: Marks = ()
    for inline in line:
        marks = inline.marks
        spans, generated = _spans(marks, found) if marks else ((), False)
        if isinstance(inline, Run):
            for span in spans:
                known = found.spans.get(span)
                if known is None:
                    known = found.spans[span] = (marks, [])
                if not generated:
                    pieces = known[1]
                    if pieces and span not in before:
                        pieces.append(" ")
                    pieces.append(inline.text)
            before = tuple(mark for mark in before if mark in marks) if generated else marks
        elif isinstance(inline, Break):
            before = ()
        elif isinstance(inline, Anchor):
            found.anchors.add(inline.id)


def _spans(marks: Marks, found: Gathered) -> tuple[list[Span], bool]:
    """The spans among marks, and whether no author wrote their text."""
    spans, generated = [], False
    for mark in marks:
        if isinstance(mark, Span):
            spans.append(mark)
        elif isinstance(mark, Generated):
            generated = True
        elif isinstance(mark, Link) and mark.target.startswith("#"):
            found.sought.add(mark.target[1:])
    return spans, generated
