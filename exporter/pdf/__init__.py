"""Edition → tagged PDF, laid out by ourselves.

:mod:`exporter.pdf.document` names the steps in order: fonts, lines (``inline``), boxes
(``layout``), pages (``pagination``), content streams (``draw``), the file. Nothing heavy is
imported before the first call.
"""

from __future__ import annotations

from exporter.model import Edition, Output
from exporter.pdf.options import PdfOptions, Standard
from exporter.theme import Theme

__all__ = ["PdfOptions", "Standard", "recover", "render"]


def render(edition: Edition, theme: Theme, options: PdfOptions | None = None) -> Output:
    """Draw the edition; raises :class:`exporter.errors.OptionError` for a standard that is none."""
    from exporter.pdf.document import render as draw

    return draw(edition, theme, options or PdfOptions())


def recover(data: bytes) -> bytes | None:
    """The TEI that a PDF of ours was made from, or None where none is attached.

    Raises :class:`exporter.errors.InputError` for data that is no readable PDF.
    """
    from exporter.pdf.file.attachments import recover as read

    return read(data)
