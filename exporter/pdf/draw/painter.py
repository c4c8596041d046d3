"""A filled page → its content stream, marked content and links.

Boxes are painted in the order of the structure tree, so a note is painted right after the last
line of its paragraph on that page.
"""

from __future__ import annotations

from exporter.pdf.draw.canvas import Canvas
from exporter.pdf.draw.strokes import panel, rgb_of
from exporter.pdf.draw.text import paint_line
from exporter.pdf.inline.styles import Colour
from exporter.pdf.layout.boxes import Line, Plate, Row
from exporter.pdf.pagination import Leaf

__all__ = ["paint"]


def paint(canvas: Canvas, leaf: Leaf, rule: tuple[float, float, Colour]) -> None:
    """Paint the next page. ``rule``: x, width and colour of the line above the notes."""
    canvas.begin()
    lines, artifacts = _sort(canvas, leaf)
    for y, item in lines:
        if isinstance(item, Line):
            paint_line(canvas, item, y)
        else:
            _plate(canvas, item, y)
    canvas.close()
    for y, head in artifacts:
        _repeat(canvas, y, head)
    canvas.fill_only()
    if leaf.rule is not None:
        x, width, colour = rule
        y = canvas.height - canvas.top - leaf.rule - 5.5
        canvas.under.append(
            b"%s RG .5 w %.2f %.2f m %.2f %.2f l S\n" % (rgb_of(colour), x, y, x + width, y)
        )
    canvas.finish()


def _sort(
    canvas: Canvas, leaf: Leaf
) -> tuple[list[tuple[float, Line | Plate]], list[tuple[float, Row]]]:
    found: list[tuple[int, float, Line | Plate]] = []
    for y, box in (*leaf.body, *leaf.foot):
        if isinstance(box, Row):
            _rules(canvas, y, box)
            found += [(item.order, y + dy, item) for dy, item in box.items]
            for dy, item in box.items:
                if isinstance(item, Line):
                    found += [
                        (side.order, y + dy + item.drop - side.drop, side) for side in item.beside
                    ]
        else:
            found.append((box.order, y, box))
            if isinstance(box, Line):
                found += [(side.order, y + box.drop - side.drop, side) for side in box.beside]
    found.sort(key=lambda entry: entry[0])
    for y, row in leaf.heads:
        _rules(canvas, y, row)
    return [(y, item) for _, y, item in found], leaf.heads


def _rules(canvas: Canvas, y: float, row: Row) -> None:
    top = canvas.height - canvas.top - y
    ink, faint = (rgb_of(canvas.setter.styler.colour(name)) for name in ("ink", "rule"))
    for dy, x, width, weight in row.rules:
        canvas.under.append(
            b"%s RG %.2f w %.2f %.2f m %.2f %.2f l S\n"
            % (ink if weight > 0.5 else faint, weight, x, top - dy, x + width, top - dy)
        )
    for ident in row.ids:
        anchor = next((item for _, item in row.items if isinstance(item, Line)), None)
        if anchor is not None:
            canvas.mark(ident, anchor.x, top, anchor.prose.element)


def _repeat(canvas: Canvas, y: float, row: Row) -> None:
    """A table head shown again."""
    with canvas.pagination():
        for dy, item in row.items:
            if isinstance(item, Line):
                paint_line(canvas, item, y + dy)


def _plate(canvas: Canvas, plate: Plate, y: float) -> None:
    top = canvas.height - canvas.top - y
    if plate.element is None:
        corner = top - plate.height
        canvas.under.append(panel(plate.colour, plate.x, corner, plate.width, plate.height))
        return
    for ident in plate.ids:
        canvas.mark(ident, plate.x, top, plate.element)
    kids = plate.element.kids
    behind = len(kids)
    canvas.open(plate.element)
    rect = (plate.x, top - plate.height, plate.width, plate.height)
    canvas.figure(plate.element, plate.graphic, "", rect)
    for dy, line in plate.inside:
        paint_line(canvas, line, y + dy)
    kids[:] = [*kids[behind:], *kids[:behind]]  # its caption is painted after it
