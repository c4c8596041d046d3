"""Notes as boxes: at the page's foot or in a section of their own."""

from __future__ import annotations

from exporter.model import Blocks, Heading, Note, Paragraph, Run
from exporter.pdf.layout.blocks import heading
from exporter.pdf.layout.boxes import Box, Foot, Line
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.objects.structure_tree import Element
from exporter.values import replace

__all__ = ["compose_note", "compose_notes"]


def compose_note(composer: Composer, note: Note, parent: Element) -> Foot:
    """A note as the next sibling of what calls it: ``Note > Lbl, P …`` (``FENote`` in PDF 2.0)."""
    frame = composer.note_frame
    if note.lang and note.lang != frame.lang:
        frame = composer.translated(frame, note.lang)
    tree = composer.tree
    element = tree.block(composer.note_tag, parent)
    tree.name(element, note.id or f"note-{note.number}")
    composer.note_elements[note.id] = element
    size = frame.style.setting.size
    widest = max(2, len(composer.edition.notes[-1].label) if composer.edition.notes else 1)
    hang = size * (0.55 * widest + 0.55)
    label = _label(composer, note, element, frame)
    boxes = composer.apart(_spoken(note.blocks), replace(frame.inset(hang), parent=element))
    return Foot(note.label, _labelled(boxes, label, note))


def _label(composer: Composer, note: Note, element: Element, frame: Frame) -> Line | None:
    lbl = composer.tree.block("Lbl", element)
    words = composer.setter
    link = lbl
    if note.calls:
        link = lbl.inline("Link")
        contents = words.word("back-to-text", n=note.label)
        link.target = f"#{note.calls[0]}", contents
    lines = composer.lines(
        (Run(note.label),), frame.style, link, frame, align="start", order=lbl.order
    )
    return lines[0] if lines else None


def _labelled(boxes: list[Box], label: Line | None, note: Note) -> list[Box]:
    if label is None:
        return boxes
    first = next((box for box in boxes[:1] if isinstance(box, Line)), None)
    if first is None:
        label.keep = True
        boxes.insert(0, label)
        first = label
    else:
        first.beside.append(label)
    first.ids.append(note.id)
    return boxes


def _spoken(blocks: Blocks) -> Blocks:
    """Headings inside a note are no headings of the document."""
    return tuple(
        Paragraph(block.content, "label", block.id, block.line, block.lang)
        if isinstance(block, Heading)
        else block
        for block in blocks
    )


def compose_notes(composer: Composer, notes: list[Note], frame: Frame) -> list[Box]:
    """The section that holds notes which do not stand at a foot."""
    section = composer.tree.block("Sect", frame.parent)
    inside = frame.under(section)
    title = composer.setter.word("notes")
    heading(composer, Heading((Run(title),), 2), inside)
    for note in notes:
        composer.placed.add(note.id)
        foot = compose_note(composer, note, section)
        composer.add(foot.boxes, 0.35 * composer.em, 0.0)
    return composer.take()
