"""The title block, and what comes in which order."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.model import Heading, Inlines, Run
from exporter.model.traversal import flattened
from exporter.pdf.layout.blocks import heading
from exporter.pdf.layout.boxes import Box, Plate
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.layout.notes import compose_notes
from exporter.pdf.layout.paragraphs import milestone
from exporter.rendering.legend import legend
from exporter.rendering.line_language import turned_language
from exporter.values import replace

__all__ = ["boxes"]


def boxes(composer: Composer, frame: Frame) -> Iterator[Box]:
    """The whole edition: title block, text, end notes, indexes."""
    edition = composer.edition
    front(composer, frame)
    yield from composer.take()
    yield from composer.stream(edition.blocks, frame)
    late = [note for note in edition.notes if note.id not in composer.placed]
    if late:
        composer.set_off(1.5 * composer.em)
        yield from compose_notes(composer, late, frame)
    yield from _indexes(composer, frame)


def _indexes(composer: Composer, frame: Frame) -> Iterator[Box]:
    """The indexes under one heading, right below the text, as a journal's back matter: small type,
    entries without signs whose later lines are set in."""
    edition = composer.edition
    if not edition.appendices:
        return
    section = composer.tree.block("Sect", frame.parent)
    inside = frame.under(section)
    heading(composer, Heading((Run(edition.words["sourcing"]),), 2), inside)
    size = composer.type.small_size
    style = composer.styler.changed(frame.style, size=size, leading=size * 1.4)
    style = composer.styler.with_quiet_links(style)
    for appendix in edition.appendices:
        part = inside.under(composer.tree.block("Sect", section))
        heading(composer, Heading((Run(appendix.title),), 3, id=appendix.id), part)
        composer.flow(appendix.blocks, replace(part, style=style, justify=False, hang=1.4 * size))
        yield from composer.take()


def _turned(composer: Composer, frame: Frame, line: Inlines) -> Frame:
    """A line that is all in a language of the other direction begins at its side."""
    lang = turned_language(line, composer.edition.direction)
    return replace(frame, lang=lang, rtl=not frame.rtl) if lang else frame


def front(composer: Composer, frame: Frame) -> None:
    """``H1`` and paragraphs, closed by a rule."""
    # Long: one part of the title block after the other.
    edition, styler, theme = composer.edition, composer.styler, composer.type
    title = styler.base(
        theme.headings[0],
        theme.heading_leading,
        stack=theme.heading,
        weight=theme.heading_weight,
        lang=edition.lang,
    )
    for row in edition.front.lines:
        if row.kind == "milestone":
            milestone(composer, row.content, frame)
    element = composer.tree.block("H1", frame.parent)
    lines = composer.lines(
        edition.front.title,
        title,
        element,
        _turned(composer, frame, edition.front.title),
        align="start",
    )
    if lines:
        composer.bookmark(1, flattened(edition.front.title).strip(), lines[0])
    for line in lines:
        line.keep = True
    composer.add(list(lines), 0.0, 0.5 * composer.em)
    if edition.front.subtitle:
        style = styler.base(
            theme.headings[1], 1.3, stack=theme.heading, ink="muted", lang=edition.lang
        )
        element = composer.tree.block("P", frame.parent)
        under = composer.lines(
            edition.front.subtitle,
            style,
            element,
            _turned(composer, frame, edition.front.subtitle),
            align="start",
        )
        composer.add(list(under), 0.0, 0.7 * composer.em)
    for row in edition.front.lines:
        if row.kind == "milestone":
            continue
        strong = row.kind in ("byline", "audience", "correction")
        style = styler.base(
            theme.size if row.kind == "byline" else theme.small_size,
            1.4,
            weight=600 if strong else 400,
            ink="accent" if row.kind == "audience" else "ink" if strong else "muted",
            lang=edition.lang,
        )
        element = composer.tree.block("P", frame.parent)
        made = composer.lines(
            row.content, style, element, _turned(composer, frame, row.content), align="start"
        )
        composer.add(list(made), 0.12 * composer.em, 0.12 * composer.em)
    plate = Plate(frame.left, frame.width, 0.7, None)
    plate.colour = styler.colour("ink")
    signs = legend(edition, composer.theme)
    composer.add([plate], 0.8 * composer.em, (0.5 if signs else 1.4) * composer.em)
    if signs:
        style = styler.base(theme.small_size, 1.4, ink="muted", lang=edition.lang)
        element = composer.tree.block("P", frame.parent)
        composer.setter.samples = True
        made = composer.lines(signs, style, element, frame, align="start")
        composer.setter.samples = False
        composer.add(list(made), 0.5 * composer.em, 1.2 * composer.em)
