"""Pictures: how large they stand, and their captions."""

from __future__ import annotations

from exporter.model import Blocks, Paragraph, Picture, Run
from exporter.model.traversal import flattened
from exporter.pdf.layout.boxes import Box, Line, Plate
from exporter.pdf.layout.composer import HIGHEST, Composer, Frame
from exporter.pdf.objects.structure_tree import Element
from exporter.values import replace

__all__ = ["compose_picture"]


def compose_picture(composer: Composer, block: Picture, frame: Frame) -> None:
    """``Figure > (picture), Caption``, both at the start of the measure; the picture at its size,
    or smaller where the measure or the page does not allow that. Text goes on after it as it would
    without it: it may move to another page."""
    caption = "".join(_plain(block))
    words = composer.setter
    alt = block.alt or caption or words.word("picture")
    extra = b"/Alt" + words.store.text(alt)
    figure = composer.element("Figure", block, frame, extra)
    em = frame.style.setting.size
    size = composer.pictures.size(block.graphic, frame.width, em) if block.graphic else None
    if size is None:
        plate = _frame(composer, block, frame, figure)
    else:
        tallest = composer.height * HIGHEST
        scale = min(1.0, frame.width / size[0], tallest / size[1])
        if size[1] * frame.width / size[0] > tallest and size[1] > tallest:
            name = composer.pictures.graphics[block.graphic].url
            composer.collector.tell(
                "tall-picture",
                f"the picture {name} is taller than the page and was made smaller.",
                block.line,
            )
        width, height = size[0] * scale, size[1] * scale
        start = frame.left + (frame.width - width if frame.rtl else 0.0)
        plate = Plate(start, width, height, figure)
        plate.graphic, plate.rtl = block.graphic, frame.rtl
    if block.id:
        plate.ids.append(block.id)
    lines: list[Box] = [plate]
    gap = 0.5 * composer.em
    if block.caption:
        plate.keep = True
        inner = replace(
            frame,
            parent=composer.tree.block("Caption", figure),
            notes=frame.notes or frame.parent,
            justify=False,
            plain=True,
        )
        made = composer.apart(_caption(block), inner)
        for box in made[:-1]:
            box.keep = True
        if made:
            made[0].space = gap
        lines += made
    composer.add(lines, 1.0 * composer.em, 1.1 * composer.em, indent=composer.indent)


def _caption(block: Picture) -> Blocks:
    """Every plain paragraph of a caption looks like one."""
    return tuple(
        replace(part, role="caption") if isinstance(part, Paragraph) and not part.role else part
        for part in block.caption
    )


def _plain(block: Picture) -> list[str]:
    return [
        flattened(part.content).strip() for part in block.caption if isinstance(part, Paragraph)
    ]


def _frame(composer: Composer, block: Picture, frame: Frame, figure: Element) -> Plate:
    """A frame with the description, where there is no picture."""
    size = composer.type.small_size
    style = composer.styler.changed(
        frame.style, ink="muted", leading=round(size * 1.35, 2), size=size, italic=True
    )
    missing = composer.setter.word("picture-missing")
    shown = f"{missing}: {block.alt}" if block.alt else missing
    pad = 1.2 * composer.em
    inside = frame.inset(pad, pad)
    lines: list[Line] = composer.lines(
        (Run(shown),), style, figure, inside, align="center", order=figure.order
    )
    height = sum(line.height for line in lines)
    plate = Plate(
        frame.left, frame.width, min(height + 2.4 * pad, composer.height * HIGHEST), figure
    )
    top = (plate.height - height) / 2
    for line in lines:
        plate.inside.append((top, line))
        top += line.height
    return plate
