"""What stands before the text: the ways in, the title block, the switches, the signs."""

from __future__ import annotations

from exporter import model as m
from exporter.html import inlines
from exporter.html.context import Pen, class_name
from exporter.html.markup import attribute, text
from exporter.model.traversal import in_outline
from exporter.rendering.legend import legend
from exporter.rendering.line_language import turned_language
from exporter.rendering.title_lines import parted

__all__ = ["contents", "layers", "parts", "title_block"]

_LAYERS: tuple[m.SpanKind, ...] = ("speech", "figure", "claim")


def title_block(pen: Pen) -> None:
    """Draw title, subtitle and the lines about the article."""
    front = pen.edition.front
    pen.out.append('<header class="title-block">\n')
    above, below = parted(front.lines)
    for line in above:
        _line(pen, line)
    tag = f"h{pen.level}"
    lang = pen.lang(turned_language(front.title, pen.edition.direction))
    pen.out.append(f'<{tag} class="title" id="{pen.own("title")}"{lang}>')
    pen.in_text = True
    inlines.write(pen, front.title or (m.Run(pen.word("article")),))
    pen.in_text = False
    pen.out.append(f"</{tag}>\n")
    if front.subtitle:
        lang = pen.lang(turned_language(front.subtitle, pen.edition.direction))
        pen.out.append(f'<p class="subtitle"{lang}>')
        inlines.write(pen, front.subtitle)
        pen.out.append("</p>\n")
    for line in below:
        _line(pen, line)
    pen.out.append("</header>\n")


def _line(pen: Pen, line: m.FrontLine) -> None:
    lang = pen.lang(turned_language(line.content, pen.edition.direction))
    pen.out.append(f'<p class="about-{class_name(line.kind)}"{lang}>')
    inlines.write(pen, line.content)
    pen.out.append("</p>\n")


def contents(pen: Pen) -> None:
    """Draw the links to the parts of the page."""
    entries = parts(pen)
    if not entries:
        return
    word = pen.word("contents")
    pen.out.append(
        f'<nav class="contents" aria-label="{attribute(word)}">\n'
        f"<details><summary>{text(word)}</summary>\n<ul>\n"
    )
    pen.out.extend(f'<li><a href="{at}">{text(name)}</a></li>\n' for at, name in entries)
    pen.out.append("</ul>\n</details>\n</nav>\n")


def parts(pen: Pen) -> list[tuple[str, str]]:
    """Address, not settled yet, and name of each chapter, of the notes and of the indexes."""
    edition = pen.edition
    chapters = _chapters(edition.blocks)
    entries = [(pen.to(h.id), in_outline(h.content)) for h in chapters if h.id]
    if edition.notes:
        entries.append((f"#{pen.own('notes')}", pen.word("notes")))
    entries.extend((pen.to(part.id), part.title) for part in edition.appendices)
    return entries


def _chapters(body: m.Blocks) -> list[m.Heading]:
    found: list[m.Heading] = []
    for block in body:
        if isinstance(block, m.Heading):
            found.append(block)
        elif isinstance(block, m.Group):
            found.extend(_chapters(block.blocks))
    top = min((h.level for h in found), default=0)
    return [h for h in found if h.level == top]


def layers(pen: Pen) -> None:
    """Draw the switches for each kind of span the text holds, and the line on the signs."""
    kinds = {span.kind for span in pen.edition.spans.values()}
    shown = [] if pen.epub else [kind for kind in _LAYERS if kind in kinds]
    line = legend(pen.edition, pen.theme)
    if not shown and not line:
        return
    on = ' checked=""' if pen.theme.signs == "full" else ""
    pen.out.append('<div class="layers">\n')
    if line:
        pen.out.append('<p class="signs">')
        pen.sample = True
        inlines.write(pen, line)
        pen.sample = False
        pen.out.append("</p>\n")
    if shown:
        pen.out.append(f"<fieldset><legend>{text(pen.word('layers'))}</legend>\n")
        for kind in shown:
            pen.out.append(
                f'<label><input type="checkbox" class="show-{kind}" id="{pen.own(f"show-{kind}")}"'
                f'{on}{pen.void} <span class="{kind} sample">'
                f"{text(pen.word(f'show-{kind}'))}</span></label>\n"
            )
        pen.out.append("</fieldset>\n")
    pen.out.append("</div>\n")
