"""Blocks → boxes: what each block looks like and which structure element it is."""

from __future__ import annotations

from typing import assert_never

from exporter.model import (
    Block,
    Blocks,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Rule,
    Run,
    Table,
    Turn,
    Verse,
)
from exporter.model.traversal import in_outline
from exporter.pdf.layout.boxes import Plate
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.layout.lists import compose_list, compose_verse
from exporter.pdf.layout.paragraphs import compose_paragraph
from exporter.pdf.layout.pictures import compose_picture
from exporter.pdf.layout.tables import compose_table
from exporter.pdf.objects.structure_tree import Element
from exporter.values import replace

__all__ = ["compose", "heading"]


def compose(composer: Composer, block: Block, frame: Frame) -> None:
    """Compose one block into the flow."""
    match block:
        case Heading():
            heading(composer, block, frame)
        case Paragraph():
            compose_paragraph(composer, block, frame)
        case Quotation():
            element = composer.element("BlockQuote", block, frame)
            side = 0.0 if frame.epigraph else 1.8 * composer.em
            inside = replace(frame.inset(side, side), epigraph=False)
            inner(composer, block.blocks, inside, element, 0.0 if frame.epigraph else 0.55)
        case Group():
            group(composer, block, frame)
        case ListBlock():
            compose_list(composer, block, frame)
        case Table():
            compose_table(composer, block, frame)
        case Verse():
            compose_verse(composer, block, frame)
        case Turn():
            turn(composer, block, frame)
        case Picture():
            compose_picture(composer, block, frame)
        case Rule():
            rule(composer, frame)
        case Preformatted():
            preformatted(composer, block, frame)
        case _:
            assert_never(block)


def heading(composer: Composer, block: Heading, frame: Frame) -> None:
    level = min(block.level, 6)
    sizes = composer.type.headings
    size = sizes[min(block.level, len(sizes)) - 1]
    style = composer.styler.base(
        size,
        composer.type.heading_leading,
        stack=composer.type.heading,
        weight=composer.type.heading_weight,
        italic=block.level >= 4,
        lang=frame.lang,
    )
    element = composer.element(f"H{level}", block, frame)
    lines = composer.lines(block.content, style, element, frame, align="start")
    for line in lines:
        line.keep = True
    if lines:
        lines[0].ids += [block.id] if block.id else []
        composer.bookmark(level, in_outline(block.content), lines[0])
    above = 2.0 if block.level <= 2 else 1.35
    composer.add(list(lines), above * composer.em, 0.45 * composer.em)


def inner(composer: Composer, blocks: Blocks, frame: Frame, element: Element, gap: float) -> None:
    """Blocks set off from the text by ``gap`` em."""
    composer.set_off(gap * composer.em)
    composer.flow(blocks, frame.under(element))
    composer.set_off(gap * composer.em)


def group(composer: Composer, block: Group, frame: Frame) -> None:
    element = composer.element("Div", block, frame)
    aside = block.role in ("aside", "epigraph", "argument", "postscript", "floating-text")
    side = 1.8 * composer.em if aside else 0.0
    frame = frame.inset(side, side)
    if block.role in ("epigraph", "argument"):
        style = composer.styler.changed(frame.style, italic=True)
        frame = replace(frame, style=style, epigraph=True)
    inner(composer, block.blocks, frame, element, 0.55 if frame.hang else 0.7)


def turn(composer: Composer, block: Turn, frame: Frame) -> None:
    element = composer.element("Div", block, frame)
    if block.speaker:
        style = composer.styler.changed(frame.style, features=("smcp",), tracking=0.3)
        name = composer.tree.block("P", element)
        lines = composer.lines(block.speaker, style, name, frame.under(element), align="start")
        for line in lines:
            line.keep = True
        if lines and block.id:
            lines[0].ids.append(block.id)
        composer.add(list(lines), 0.6 * composer.em)
    else:
        composer.set_off(0.0)
    composer.flow(block.blocks, frame.inset(1.2 * composer.em).under(element))
    composer.set_off(0.6 * composer.em)


def rule(composer: Composer, frame: Frame) -> None:
    width = min(60.0, frame.width)
    plate = Plate(frame.left + (frame.width - width) / 2, width, 0.6, None)
    plate.colour = composer.styler.colour("rule")
    composer.add([plate], 1.2 * composer.em, 1.2 * composer.em)


def preformatted(composer: Composer, block: Preformatted, frame: Frame) -> None:
    size = round(frame.style.setting.size * 0.82, 2)
    style = composer.styler.base(size, 1.35, stack=composer.type.mono, lang=frame.lang)
    element = composer.element("P", block, frame)
    code = Element("Code", element)
    pad = 0.6 * composer.em
    content = block.content
    if content and isinstance(content[-1], Run):
        content = (*content[:-1], replace(content[-1], text=content[-1].text.rstrip("\n")))
    inner = replace(frame.inset(pad, pad), rtl=False)
    lines = composer.lines(content, style, code, inner, order=element.order, raw=True)
    for line in lines:
        line.ground = frame.left, frame.width, composer.styler.colour("panel")
    if lines and block.id:
        lines[0].ids.append(block.id)
    composer.add(list(lines), 0.8 * composer.em, 0.8 * composer.em)
