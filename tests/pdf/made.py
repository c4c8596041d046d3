"""Editions made by hand for single cases."""

from __future__ import annotations

from collections.abc import Mapping

from exporter import model as m
from exporter.model import Edition, Output
from exporter.pdf import PdfOptions, render
from exporter.theme import Theme, load
from exporter.values import replace
from tests.sample import edition

THEME = load()


def made(
    *blocks: m.Block,
    notes: tuple[str | m.Note, ...] = (),
    graphics: Mapping[str, m.Graphic] | None = None,
    lang: str = "en",
    direction: str = "ltr",
) -> Edition:
    """An edition of these blocks alone; notes given as strings are numbered 1, 2 …"""
    whole = edition()
    article = replace(whole.article, graphics=graphics or {}, lang=lang)
    return replace(
        whole,
        article=article,
        lang=lang,
        direction=direction,
        front=m.Front((m.Run("Title"),)),
        blocks=blocks,
        notes=tuple(
            n
            if isinstance(n, m.Note)
            else m.Note(f"n{i}", i, str(i), (paragraph(n),), calls=(f"c{i}",))
            for i, n in enumerate(notes, 1)
        ),
        appendices=(),
        spans={},
    )


def paragraph(text: str, *inlines: m.Inline, lang: str = "") -> m.Paragraph:
    return m.Paragraph((m.Run(text), *inlines), lang=lang)


def call(number: int) -> m.NoteCall:
    return m.NoteCall(f"n{number}", f"c{number}", str(number))


def drawn(what: Edition, theme: Theme = THEME, standard: str = "ua-1+a-3a") -> Output:
    return render(what, theme, PdfOptions(standard=standard))


def prose(words: int) -> str:
    """So many different words of plain English, the same every time."""
    stock = _STOCK.split()
    text = " ".join(stock[(i * 7 + i // 11) % len(stock)] for i in range(words))
    return text[:1].upper() + text[1:] + "."


_STOCK = (
    "the harbour wall was built of granite in eighteen months by hands that had never "
    "before raised anything larger than a barn and everybody who watched them expected "
    "considerable difficulties with the extraordinary foundations"
)
