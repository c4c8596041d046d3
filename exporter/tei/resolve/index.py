"""One pass over all that was read: what its runs say of spans, links and anchors."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.model import (
    Anchor,
    Blocks,
    Break,
    Inlines,
    Link,
    Marks,
    Run,
    Span,
)
from exporter.model.traversal import contents
from exporter.tei.body.context import GENERATED
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
        if not isinstance(inline, Run):
            _seek(marks, found)
            if isinstance(inline, Break):
                before = ()
            elif isinstance(inline, Anchor):
                found.anchors.add(inline.id)
        elif not marks:
            before = ()
        elif GENERATED in marks:
            _seek(marks, found)
            for mark in marks:
                if isinstance(mark, Span):
                    found.spans.setdefault(mark, (marks, []))
            before = tuple(mark for mark in before if mark in marks)
        else:
            _tell(inline, before, found)
            before = marks


def _tell(run: Run, before: Marks, found: Gathered) -> None:
    """Add a run to the text of its spans."""
    text, marks, spans = run.text, run.marks, found.spans
    for mark in marks:
        if isinstance(mark, Span):
            known = spans.get(mark)
            if known is None:
                spans[mark] = marks, [text]
            else:
                pieces = known[1]
                if pieces and mark not in before:
                    pieces.append(" ")
                pieces.append(text)
        elif isinstance(mark, Link) and mark.target.startswith("#"):
            found.sought.add(mark.target[1:])


def _seek(marks: Marks, found: Gathered) -> None:
    for mark in marks:
        if isinstance(mark, Link) and mark.target.startswith("#"):
            found.sought.add(mark.target[1:])
