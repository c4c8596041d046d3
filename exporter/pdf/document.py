"""One edition, drawn: fonts and styles, lines and boxes, pages, then the file around them."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from exporter.model import Edition, Output
from exporter.notices import Collector
from exporter.pdf.draw.canvas import Canvas
from exporter.pdf.draw.painter import paint
from exporter.pdf.draw.running_heads import furnish
from exporter.pdf.file.writer import write
from exporter.pdf.fonts.diagnostics import font_notices, refuse_unreadable
from exporter.pdf.fonts.document_fonts import Fonts
from exporter.pdf.inline.line_breaker import Breaker
from exporter.pdf.inline.styles import Styler
from exporter.pdf.inline.typesetter import Setter
from exporter.pdf.layout.blocks import compose
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.layout.front import boxes
from exporter.pdf.layout.notes import compose_note
from exporter.pdf.layout.page_numbers import PageNumbers
from exporter.pdf.objects.images import Pictures
from exporter.pdf.objects.store import Store
from exporter.pdf.objects.structure_tree import Tree
from exporter.pdf.options import PdfOptions, Standard
from exporter.pdf.pagination import Filler
from exporter.rendering.span_marks import signed
from exporter.theme import Theme

__all__ = ["render"]

_MM = 72 / 25.4
_TRIES = 3
"""How often an edition is laid out, at the most, until the pages that it names are right."""


def render(edition: Edition, theme: Theme, options: PdfOptions) -> Output:
    """The edition as PDF. Lengths here are points."""
    standard = options.resolve()
    theme = theme.drawn(edition.audience)
    with _paused():
        edition = signed(edition, theme)
        before: dict[str, int] = {}
        for _ in range(_TRIES - 1):
            output, numbers = _drawn(edition, theme, options, standard, before)
            if numbers.are_right():
                return output
            before = {ident: place.page for ident, place in numbers.places.items()}
        return _drawn(edition, theme, options, standard, before)[0]


def _drawn(
    edition: Edition, theme: Theme, options: PdfOptions, standard: Standard,
    before: Mapping[str, int],
) -> tuple[Output, PageNumbers]:  # fmt: skip
    store = Store(standard.version)
    fonts = Fonts(two=standard.two)
    styler = Styler(theme, edition.spans, edition.lang, fonts)
    collector = Collector(edition.article.file)
    pictures = Pictures(store, edition.graphics, collector)
    setter = Setter(fonts, styler, store, edition.word, edition.targets, collector, pictures)
    tree = Tree(store)
    if edition.lang != edition.document_lang:
        tree.root.extra += b"/Lang" + store.text(edition.lang)
    breaker = Breaker(fonts, theme.type.optimal)
    page = theme.page
    width, height = page.width * _MM, page.height * _MM
    frame = Frame(
        left=page.left * _MM,
        width=width - (page.left + page.right) * _MM,
        parent=tree.root,
        style=styler.base(theme.type.size, theme.type.leading, lang=edition.lang),
        rtl=edition.direction == "rtl",
        lang=edition.lang,
        justify=theme.type.justify,
    )
    canvas = Canvas(setter, pictures, height=height, top=page.top * _MM)
    numbers = PageNumbers(edition, canvas.places, canvas.pages, before)
    composer = Composer(
        edition,
        theme,
        tree=tree,
        setter=setter,
        breaker=breaker,
        pictures=pictures,
        collector=collector,
        frame=frame,
        height=height - (page.top + page.bottom) * _MM,
        note_tag="FENote" if standard.two else "Note",
        compose=compose,
        compose_note=compose_note,
        numbers=numbers,
    )
    kind = theme.type
    between = kind.space * kind.size if kind.paragraphs == "space" else 0.0
    filler = Filler(boxes(composer, frame), composer.height, 1.25 * kind.size, between)
    short = min(72.0, frame.width)
    start = frame.left + frame.width - short if frame.rtl else frame.left
    for leaf in filler.pages():
        # Long: each part is made of those before it.
        paint(canvas, leaf, (start, short, styler.colour("ink")))
    refuse_unreadable(fonts, edition)
    furnish(canvas, edition, theme, frame, height)
    data = write(
        store,
        edition,
        standard=standard,
        options=options,
        composer=composer,
        canvas=canvas,
        size=(width, height),
    )
    collector.extend(font_notices(fonts, theme, edition))
    return Output(data, collector.notices), numbers


@contextmanager
def _paused() -> Iterator[None]:
    """No garbage collection while millions of small objects are made that all live on; none of
    them is left in a cycle in the end."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
