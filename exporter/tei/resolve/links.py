"""After reading: links that lead nowhere lose their mark, anchors that nothing seeks go."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exporter.model import (
    Anchor,
    Block,
    Blocks,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Picture,
    Run,
    WrittenNote,
)
from exporter.model.traversal import every, idents, mapped
from exporter.notices import Severity
from exporter.tei.annotations.spans import Spans
from exporter.tei.resolve.index import Gathered
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import name, words
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.prefixes import Prefixes
from exporter.urls import is_refused
from exporter.values import replace

__all__ = ["mended", "report_refused"]


def mended(
    blocks: Blocks, notes: Mapping[str, WrittenNote], spans: Spans, found: Gathered
) -> tuple[Blocks, dict[str, WrittenNote]]:
    """The text with every inner link leading to something that is there."""
    sought = found.sought
    lost = sought - _held(blocks, notes, spans) - found.anchors if sought else sought
    if not lost and not found.anchors:
        return blocks, dict(notes)

    def change(line: Inlines) -> Inlines:
        return _mended_line(line, sought, lost)

    changed = {
        given: replace(note, blocks=_each(note.blocks, change)) for given, note in notes.items()
    }
    return _each(blocks, change), changed


def report_refused(census: Census, private: Prefixes, remarks: Remarks) -> None:
    """Say once which links no copy will have; those by a prefix that the file defines are its
    own business."""
    refused = [
        (element, token)
        for element, own in census.noted
        if "target" in own and name(element) in _LINKS
        for token in own["target"].split()
        if token[0] != "#" and is_refused(token) and not any(private.resolved(token))
    ]
    if refused:
        number, (element, first) = len(refused), refused[0]
        lead = "links lead" if number > 1 else "link leads"
        message = (
            f"{number:,} {lead} to a script, to data, to a file or to a program, the first "
            f"{first[:60]!r}; the text is kept, without the link."
        )
        fix = "Link to a web page, or take the link off."
        remarks.say("dangerous-link", Severity.WARNING, message, element, fix=fix)


_LINKS = words("ref ptr licence license")


def _held(blocks: Blocks, notes: Mapping[str, WrittenNote], spans: Spans) -> set[str]:
    """What a link can lead to, anchors left out."""
    held = {*notes, *spans.speeches, *spans.figures, *spans.claims, *spans.corrections}
    for part in (blocks, *(note.blocks for note in notes.values())):
        held.update(idents(part))
        held.update(block.graphic for block in every(part) if isinstance(block, Picture))
    return held


def _mended_line(line: Inlines, sought: set[str], lost: set[str]) -> Inlines:
    touched = any(
        isinstance(inline, Anchor)
        or any(isinstance(m, Link) and m.target[1:] in lost for m in getattr(inline, "marks", ()))
        for inline in line
    )
    if not touched:
        return line
    found: list[object] = []
    for inline in line:
        if isinstance(inline, Anchor) and inline.id not in sought:
            continue
        marks = tuple(
            m for m in inline.marks
            if not (isinstance(m, Link) and m.target.startswith("#") and m.target[1:] in lost)
        )  # fmt: skip
        inline = inline if len(marks) == len(inline.marks) else replace(inline, marks=marks)
        before = found[-1] if found else None
        if isinstance(inline, Run) and isinstance(before, Run) and before.marks == inline.marks:
            found[-1] = replace(before, text=before.text + inline.text)
        else:
            found.append(inline)
    return tuple(found)  # type: ignore[arg-type]


def _each(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """The blocks changed; what is blank then goes."""
    return mapped(blocks, change, lambda block: None if _is_blank(block) else block)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph | Heading) and not block.content
