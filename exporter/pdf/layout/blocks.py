"""Blocks → boxes: what each block looks like and which structure element it is."""

from __future__ import annotations

from typing import assert_never

from exporter.model import (
    Anchor,
    Block,
    Blocks,
    Break,
    Group,
    Heading,
    Inlines,
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
from exporter.model.traversal import flattened
from exporter.pdf.inline.styles import Style
from exporter.pdf.layout.boxes import Plate
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.layout.lists import compose_list, compose_verse
from exporter.pdf.layout.pictures import compose_picture
from exporter.pdf.layout.tables import compose_table
from exporter.pdf.objects.structure_tree import Element
from exporter.values import replace

__all__ = ["compose", "heading", "paragraph"]

_END = frozenset(("closer", "signed", "attribution", "salute-end"))
_ITALIC = frozenset(("stage", "epigraph", "byline", "docauthor", "argument"))
_SMALL = frozenset(("caption", "dateline", "forme-work", "date"))
_OPENING = frozenset(("byline", "dateline", "salute", "speaker", "stage", "caption", "label"))
"""After these, text begins anew: its first line is not indented."""


def compose(composer: Composer, block: Block, frame: Frame) -> None:
    """Compose one block into the flow."""
    match block:
        case Heading():
            heading(composer, block, frame)
        case Paragraph():
            paragraph(composer, block, frame)
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
    level = min(block.level, composer.level + 1, 6)
    composer.level = level
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
        composer.bookmark(level, flattened(block.content).strip(), lines[0])
    above = 2.0 if block.level <= 2 else 1.35
    composer.add(list(lines), above * composer.em, 0.45 * composer.em)
    composer.indent = False


def paragraph(composer: Composer, block: Paragraph, frame: Frame) -> None:
    if _empty(block.content):
        composer.waiting += [i.id for i in block.content if isinstance(i, Anchor)]
        composer.waiting += [block.id] if block.id else []
        return
    style, role = frame.style, block.role
    if role:
        style = _styled(composer, style, role)
    element = composer.element("P", block, frame)
    spaced = frame.plain or composer.type.paragraphs == "space"
    indented = composer.indent and not spaced and not role
    hang = 1.5 * composer.em if role == "bibl" else 0.0
    lines = composer.lines(
        block.content,
        style,
        element,
        frame,
        indent=composer.type.indent * style.setting.size if indented else 0.0,
        hang=hang,
        align="end" if role in _END else "start" if role in _SMALL else "",
    )
    if lines and block.id:
        lines[0].ids.append(block.id)
    if frame.plain:
        gap = 0.25 * style.setting.size
    elif role in ("byline", "dateline", "lead"):
        gap = 0.5 * composer.em
    else:
        gap = composer.type.space * composer.em if spaced else 0.0
    if role in ("dateline", "byline", "speaker", "label"):
        for line in lines:
            line.keep = True
    composer.add(list(lines), gap, gap)
    composer.indent = role not in _OPENING


def _styled(composer: Composer, style: Style, role: str) -> Style:
    if role in _ITALIC:
        return composer.styler.changed(style, italic=True)
    if role in _SMALL:
        size = min(style.setting.size, composer.type.small_size)
        return composer.styler.changed(style, ink="muted", leading=size * 1.35, size=size)
    return composer.styler.changed(style, weight=600) if role == "label" else style


def inner(composer: Composer, blocks: Blocks, frame: Frame, element: Element, gap: float) -> None:
    """Blocks set off from the text by ``gap`` em."""
    composer.pending = max(composer.pending, gap * composer.em)
    composer.indent = False
    composer.flow(blocks, frame.under(element))
    composer.pending = max(composer.pending, gap * composer.em)
    composer.indent = False


def group(composer: Composer, block: Group, frame: Frame) -> None:
    element = composer.element("Div", block, frame)
    aside = block.role in ("aside", "epigraph", "argument", "postscript", "floating-text")
    side = 1.8 * composer.em if aside else 0.0
    frame = frame.inset(side, side)
    if block.role in ("epigraph", "argument"):
        style = composer.styler.changed(frame.style, italic=True)
        frame = replace(frame, style=style, epigraph=True)
    inner(composer, block.blocks, frame, element, 0.7)


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
    composer.indent = False
    composer.flow(block.blocks, frame.inset(1.2 * composer.em).under(element))
    composer.pending = max(composer.pending, 0.6 * composer.em)
    composer.indent = False


def rule(composer: Composer, frame: Frame) -> None:
    width = min(60.0, frame.width)
    plate = Plate(frame.left + (frame.width - width) / 2, width, 0.6, None)
    plate.colour = composer.styler.colour("rule")
    composer.add([plate], 1.2 * composer.em, 1.2 * composer.em)
    composer.indent = False


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
    composer.indent = False


def _empty(inlines: Inlines) -> bool:
    """Nothing to see: anchors, white space."""
    for inline in inlines:
        if isinstance(inline, Run):
            if inline.text.strip():
                return False
        elif not isinstance(inline, Anchor | Break):
            return False
    return True
