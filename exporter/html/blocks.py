"""Blocks → flow content."""

from __future__ import annotations

from typing import assert_never

from exporter import model as m
from exporter.html import inlines, tables
from exporter.html.context import Pen, class_name
from exporter.html.markup import attribute, text
from exporter.model.traversal import flattened

__all__ = ["flow", "write"]


def write(pen: Pen, blocks: m.Blocks) -> None:
    """Draw blocks one after the other."""
    for block in blocks:
        match block:
            case m.Paragraph():
                _paragraph(pen, block)
            case m.Heading():
                _heading(pen, block)
            case m.Quotation():
                _wrapped(pen, "blockquote", "", block.blocks, _common(pen, block))
            case m.ListBlock():
                _list(pen, block)
            case m.Table():
                tables.write(pen, block, flow)
            case m.Verse():
                _verse(pen, block)
            case m.Turn():
                _turn(pen, block)
            case m.Picture():
                _picture(pen, block)
            case m.Rule():
                pen.out.append(f"<hr{pen.id(block.id)}{pen.void}\n")
            case m.Preformatted():
                _preformatted(pen, block)
            case m.Group():
                role = class_name(block.role)
                _wrapped(pen, "div", f"group {role}".strip(), block.blocks, _common(pen, block))
            case _:
                assert_never(block)


def flow(pen: Pen, blocks: m.Blocks) -> None:
    """Draw what an item or a cell holds: a single plain paragraph needs no element of its own."""
    if len(blocks) == 1:
        only = blocks[0]
        if isinstance(only, m.Paragraph) and not (only.role or only.lang):
            if only.id in pen.edition.targets and (ident := pen.id(only.id)):
                pen.out.append(f"<span{ident}></span>")
            inlines.write(pen, only.content)
            return
    write(pen, blocks)


def _common(pen: Pen, block: m.Quotation | m.ListBlock | m.Verse | m.Turn | m.Group) -> str:
    return pen.id(block.id) + pen.lang(block.lang)


def _wrapped(pen: Pen, tag: str, classes: str, blocks: m.Blocks, attributes: str) -> None:
    kind = f' class="{classes}"' if classes else ""
    pen.out.append(f"<{tag}{kind}{attributes}>\n")
    write(pen, blocks)
    pen.out.append(f"</{tag}>\n")


def _paragraph(pen: Pen, block: m.Paragraph) -> None:
    kind = f' class="{class_name(block.role)}"' if block.role else ""
    pen.out.append(f"<p{kind}{pen.id(block.id)}{pen.lang(block.lang)}>")
    inlines.write(pen, block.content)
    pen.out.append("</p>\n")


def _preformatted(pen: Pen, block: m.Preformatted) -> None:
    pen.out.append(f"<pre{pen.id(block.id)}{pen.lang(block.lang)}>\n")
    inlines.write(pen, block.content)
    pen.out.append("</pre>\n")


def _heading(pen: Pen, block: m.Heading) -> None:
    level = block.level + pen.level - 1
    tag = f"h{level}" if level <= 6 else "div"
    deep = "" if level <= 6 else f' role="heading" aria-level="{level}"'
    pen.out.append(f"<{tag}{deep}{pen.id(block.id)}{pen.lang(block.lang)}>")
    inlines.write(pen, block.content)
    pen.out.append(f"</{tag}>\n")


def _list(pen: Pen, block: m.ListBlock) -> None:
    if block.heading:
        pen.out.append('<p class="list-heading">')
        inlines.write(pen, block.heading)
        pen.out.append("</p>\n")
    if block.kind == "gloss":
        _glossary(pen, block)
        return
    numbered = block.kind == "number"
    tag = "ol" if numbered else "ul"
    own = any(item.label for item in block.items)
    kind = ' class="plain"' if own or (block.kind == "plain" and not pen.in_index) else ""
    start = f' start="{block.start}"' if numbered and block.start != 1 else ""
    pen.out.append(f"<{tag}{kind}{start}{_common(pen, block)}>\n")
    for item in block.items:
        status = f' data-status="{item.status}"' if item.status else ""
        pen.out.append(f"<li{pen.id(item.id)}{status}>")
        if item.label:
            pen.out.append('<span class="label">')
            inlines.write(pen, item.label)
            pen.out.append("</span> ")
        flow(pen, item.blocks)
        pen.out.append("</li>\n")
    pen.out.append(f"</{tag}>\n")


def _glossary(pen: Pen, block: m.ListBlock) -> None:
    """No term comes twice in a list (HTML 4.4.9): where one does, another list begins."""
    pen.out.append(f"<dl{_common(pen, block)}>\n")
    terms: set[str] = set()
    for item in block.items:
        term = " ".join(flattened(item.label).split())
        if term in terms:
            pen.out.append(f"</dl>\n<dl{pen.lang(block.lang)}>\n")
            terms.clear()
        if term:
            terms.add(term)
        pen.out.append(f"<dt{pen.id(item.id)}>")
        inlines.write(pen, item.label)
        pen.out.append("</dt>\n<dd>")
        flow(pen, item.blocks)
        pen.out.append("</dd>\n")
    pen.out.append("</dl>\n")


def _verse(pen: Pen, block: m.Verse) -> None:
    pen.out.append(f'<p class="verse"{_common(pen, block)}>')
    for at, line in enumerate(block.lines):
        if at:
            pen.out.append(f"<br{pen.void}\n")
        step = f" indent-{min(line.indent, 12)}" if line.indent > 0 else ""
        pen.out.append(f'<span class="line{step}"{pen.id(line.id)}>')
        inlines.write(pen, line.content)
        pen.out.append("</span>")
        if line.number:
            pen.out.append(f' <span class="number">{text(line.number)}</span>')
    pen.out.append("</p>\n")


def _turn(pen: Pen, block: m.Turn) -> None:
    who = f' data-who="{attribute(" ".join(block.who))}"' if block.who else ""
    pen.out.append(f'<div class="turn"{who}{_common(pen, block)}>\n')
    if block.speaker:
        pen.out.append('<p class="speaker">')
        inlines.write(pen, block.speaker)
        pen.out.append("</p>\n")
    write(pen, block.blocks)
    pen.out.append("</div>\n")


def _picture(pen: Pen, block: m.Picture) -> None:
    graphic = pen.edition.graphics.get(block.graphic)
    address = pen.address(graphic) if graphic else ""
    kind = "" if address else ' class="missing"'
    pen.out.append(f"<figure{kind}{pen.id(block.id)}{pen.lang(block.lang)}>\n")
    if graphic and address:
        pen.out.append(
            f'<img src="{address}" alt="{attribute(block.alt)}"{pen.size(graphic)}'
            f"{_loading(pen, address)}{pen.void}\n"
        )
    else:
        pen.out.append(f'<p class="frame">{text(pen.word("picture-missing"))}')
        if block.alt:
            pen.out.append(f': <span class="description">{text(block.alt)}</span>')
        pen.out.append("</p>\n")
    if block.caption:
        pen.out.append("<figcaption>")
        flow(pen, _without_role(block.caption))
        pen.out.append("</figcaption>\n")
    pen.out.append("</figure>\n")


def _loading(pen: Pen, address: str) -> str:
    """Only a picture in a file of its own can be late, and the first is wanted at once."""
    if pen.epub or address.startswith("data:"):
        return ""
    pen.pictures += 1
    return ' loading="lazy" decoding="async"' if pen.pictures > 1 else ""


def _without_role(caption: m.Blocks) -> m.Blocks:
    only = caption[0]
    if len(caption) == 1 and isinstance(only, m.Paragraph) and only.role == "caption":
        return (m.Paragraph(only.content, "", only.id, only.line, only.lang),)
    return caption
