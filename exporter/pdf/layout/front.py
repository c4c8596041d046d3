"""The title block, and what comes in which order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from exporter.model import FrontLine, Heading, Inlines, Run
from exporter.model.traversal import in_outline
from exporter.pdf.columns import compose_columns
from exporter.pdf.layout.blocks import heading
from exporter.pdf.layout.boxes import Box, Plate
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.layout.notes import compose_notes
from exporter.pdf.layout.paragraphs import milestone
from exporter.rendering.legend import legend
from exporter.rendering.line_language import turned_language
from exporter.rendering.title_lines import parted
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


_SHORT = ("figures", "names")
"""Indexes of short entries."""


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
        columns = appendix.role in _SHORT
        write = partial(compose_columns, composer) if columns else composer.flow
        write(appendix.blocks, replace(part, style=style, justify=False, hang=1.4 * size))
        yield from composer.take()


def _turned(composer: Composer, frame: Frame, line: Inlines) -> Frame:
    """A line that is all in a language of the other direction begins at its side."""
    lang = turned_language(line, composer.edition.direction)
    return replace(frame, lang=lang, rtl=not frame.rtl) if lang else frame


def front(composer: Composer, frame: Frame) -> None:
    """Lines above the title, ``H1``, subtitle and lines below it, closed by a rule; then the signs
    of the text."""
    edition, styler, theme = composer.edition, composer.styler, composer.type
    above, below = parted(edition.front.lines)
    for row in above:
        _line(composer, frame, row)
    title = styler.base(
        theme.headings[0],
        theme.heading_leading,
        stack=theme.heading,
        weight=theme.heading_weight,
        lang=edition.lang,
    )
    element = composer.tree.block("H1", frame.parent)
    turned = _turned(composer, frame, edition.front.title)
    lines = composer.lines(edition.front.title, title, element, turned, align="start")
    if lines:
        composer.bookmark(1, in_outline(edition.front.title), lines[0])
    for line in lines:
        line.keep = True
    composer.add(list(lines), 0.5 * composer.em, 0.5 * composer.em)
    if edition.front.subtitle:
        style = styler.base(
            theme.headings[1], 1.3, stack=theme.heading, ink="muted", lang=edition.lang
        )
        element = composer.tree.block("P", frame.parent)
        turned = _turned(composer, frame, edition.front.subtitle)
        under = composer.lines(edition.front.subtitle, style, element, turned, align="start")
        composer.add(list(under), 0.0, 0.7 * composer.em)
    for row in below:
        _line(composer, frame, row)
    signs = legend(edition, composer.theme)
    _rule(composer, frame, 0.7, 0.8, 0.5 if signs else 1.4)
    if signs:
        style = styler.base(theme.small_size, 1.25, ink="muted", lang=edition.lang)
        element = composer.tree.block("P", frame.parent)
        composer.setter.samples = True
        made = composer.lines(signs, style, element, frame, align="start")
        composer.setter.samples = False
        composer.add(list(made), 0.5 * composer.em, 1.2 * composer.em)


def _rule(composer: Composer, frame: Frame, weight: float, above: float, below: float) -> None:
    """A rule this thick (points), with so many em above and below it."""
    plate = Plate(frame.left, frame.width, weight, None)
    plate.colour = composer.styler.colour("ink")
    composer.add([plate], above * composer.em, below * composer.em)


def _line(composer: Composer, frame: Frame, row: FrontLine) -> None:
    """One line about the article; the publisher's in capitals below a thick rule."""
    if row.kind == "milestone":
        milestone(composer, row.content, frame)
        return
    theme, kicker = composer.type, row.kind == "publisher"
    strong = kicker or row.kind in ("byline", "audience", "correction")
    style = composer.styler.base(
        theme.size if row.kind == "byline" else theme.small_size,
        1.4,
        weight=600 if strong else 400,
        ink="accent" if row.kind == "audience" else "ink" if strong else "muted",
        features=("caps",) if kicker else (),
        tracking=0.08 * theme.small_size if kicker else 0,
        lang=composer.edition.lang,
    )
    if not strong:
        style = composer.styler.with_quiet_links(style)
    if kicker:
        _rule(composer, frame, 2.2, 0.6, 0.5)
    element = composer.tree.block("P", frame.parent)
    turned = _turned(composer, frame, row.content)
    made = composer.lines(row.content, style, element, turned, align="start")
    composer.add(list(made), 0.12 * composer.em, 0.12 * composer.em)
