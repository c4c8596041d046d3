"""Lists and verse."""

from __future__ import annotations

from exporter.model import Inlines, Item, ListBlock, Paragraph, Run, Verse, VerseLine
from exporter.pdf.inline.styles import Style
from exporter.pdf.layout.boxes import Box, Line
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.layout.paragraphs import compose_paragraph
from exporter.pdf.objects.structure_tree import Element
from exporter.values import replace

__all__ = ["compose_list", "compose_verse"]

_SIGNS = ("•", "–", "·")
_NUMBERING = {"bullet": b"Disc", "number": b"Decimal", "plain": b"None", "gloss": b"None"}


def compose_list(composer: Composer, block: ListBlock, frame: Frame) -> None:
    """``L > LI > Lbl, LBody``; a heading stands before the list as a paragraph."""
    em = frame.style.setting.size
    gap = 0.25 * em if frame.hang else 0.55 * em
    composer.set_off(gap)
    if block.heading:
        compose_paragraph(composer, Paragraph(block.heading, "label"), replace(frame, plain=True))
        composer.follow(0.3 * em)
    numbering = b"/A<</O/List/ListNumbering/%s>>" % _numbering(composer, block)
    element = composer.element("L", block, frame, numbering)
    start = len(composer.boxes)
    labels = [_label(block, item, index, frame.depth) for index, item in enumerate(block.items)]
    inner = replace(frame, parent=element, plain=True, depth=frame.depth + 1)
    widest = max(
        (sum(len(i.text) for i in label if isinstance(i, Run)) for label in labels), default=0
    )
    available = min(max(1.4, 0.55 * widest + 0.6), 5.0) * em if widest else 0.0
    beside = block.kind == "gloss" and widest * 0.6 * em < frame.width * 0.34
    if beside:
        available = (widest * 0.56 + 1.2) * em
        bold = composer.styler.changed(inner.style, weight=600)
    for item, label in zip(block.items, labels, strict=True):
        if beside:
            _item(composer, item, label, inner, available, bold)
        elif block.kind == "gloss":
            _entry(composer, item, label, inner)
        else:
            _item(composer, item, label, inner, available)
    ids = [block.id] if block.id else []
    if ids and len(composer.boxes) > start:
        composer.boxes[start].ids += ids
    composer.set_off(gap)


def _numbering(composer: Composer, block: ListBlock) -> bytes:
    """How the list is numbered; in PDF 2.0 a list of labels says so (ISO 14289-2 8.2.5.25)."""
    name = _NUMBERING[block.kind]
    labelled = name == b"None" and any(item.label for item in block.items)
    return b"Description" if labelled and composer.tree.store.two else name


def _label(block: ListBlock, item: Item, index: int, depth: int) -> Inlines:
    if item.label:
        return item.label
    match block.kind:
        case "bullet":
            return (Run(_SIGNS[depth % 3]),)
        case "number":
            return (Run(f"{block.start + index}."),)
        case _:
            return ()


def _item(
    composer: Composer, item: Item, label: Inlines, frame: Frame, available: float,
    look: Style | None = None,
) -> None:  # fmt: skip
    li = composer.tree.block("LI", frame.parent)
    lbl = composer.tree.block("Lbl", li) if label else None
    body = composer.tree.block("LBody", li)
    made: list[Line] = []
    if lbl is not None:
        beside = replace(frame, width=max(available, 30.0), parent=lbl, notes=frame.notes or body)
        if frame.rtl:
            beside = replace(beside, left=frame.left + frame.width - beside.width)
        made = composer.lines(label, look or frame.style, lbl, beside, align="start")
    start = len(composer.boxes)
    composer.flow(item.blocks, frame.inset(available).under(body))
    fits = frame.width - available >= 90
    _beside(composer, start, made, item.id, frame, fits)


def _beside(
    composer: Composer, start: int, label: list[Line], ident: str, frame: Frame, fits: bool
) -> None:
    """Set a label on the base line of the first line after it, or, where it does not fit beside
    that, on its own."""
    boxes = composer.boxes
    first: Box | None = boxes[start] if len(boxes) > start else None
    if isinstance(first, Line) and len(label) == 1 and fits:
        first.beside += label
        first.notes = label[0].notes + first.notes
        label[0].notes = []
    elif label:
        label[-1].keep = first is not None
        if first is not None:
            label[0].space, first.space = first.space, 0.0
            boxes[start:start] = label
        else:
            composer.add(list(label), 0.25 * frame.style.setting.size)
        first = label[0]
    if first is not None and ident:
        first.ids.append(ident)


def _entry(composer: Composer, item: Item, label: Inlines, frame: Frame) -> None:
    """A term on its own line, its explanation below."""
    em = frame.style.setting.size
    li = composer.tree.block("LI", frame.parent)
    style = composer.styler.changed(frame.style, weight=600)
    lbl = composer.tree.block("Lbl", li)
    body = composer.tree.block("LBody", li)
    above = replace(frame, notes=frame.notes or body)
    lines = composer.lines(label, style, lbl, above, align="start")
    for line in lines:
        line.keep = True
    if lines and item.id:
        lines[0].ids.append(item.id)
    composer.add(list(lines), 0.45 * em, 0.05 * em)
    composer.flow(item.blocks, frame.inset(1.4 * em).under(body))


def compose_verse(composer: Composer, block: Verse, frame: Frame) -> None:
    """A stanza is a paragraph, each of its lines a span in it: read in one go."""
    em = frame.style.setting.size
    element = composer.element("P", block, frame)
    margin = 0.0 if frame.plain else 1.8 * em
    inside = frame.inset(margin)
    rows: list[Line] = []
    for verse in block.lines:
        rows += _verse_line(composer, verse, element, inside)
    for index, line in enumerate(rows):
        line.keep = line.keep or index in (0, len(rows) - 2)
    if rows:
        rows[-1].keep = False
        if block.id:
            rows[0].ids.append(block.id)
    composer.add(list(rows), 0.5 * em, 0.5 * em)


def _verse_line(composer: Composer, verse: VerseLine, element: Element, frame: Frame) -> list[Line]:
    em = frame.style.setting.size
    composer.setter.fonts.reach(verse.line)
    indent = min(verse.indent * 1.0 * em, frame.width / 3)
    span = Element("Span", element)
    lines = composer.lines(
        verse.content, frame.style, span, frame, indent=indent, hang=indent + 2 * em,
        align="start", order=element.order,
    )  # fmt: skip
    for line in lines:
        line.keep = line is not lines[-1]
    if lines and verse.id:
        lines[0].ids.append(verse.id)
    if lines and verse.number:
        lines[0].beside += _number(composer, verse.number, element, frame)
    return lines


def _number(composer: Composer, number: str, element: Element, frame: Frame) -> list[Line]:
    """The line's number at the far edge, small."""
    size = composer.type.small_size
    style = composer.styler.changed(frame.style, ink="muted", size=size)
    span = Element("Span", element)
    lines = composer.lines((Run(number),), style, span, frame, align="end", order=element.order)
    return lines[:1]
