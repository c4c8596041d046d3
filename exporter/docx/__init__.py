"""The Word copy: real footnotes, real styles, the annotation where an editor finds it.

>>> from exporter.docx import DocxOptions, recover, render
>>> output = render(edition, theme, DocxOptions(review=True))
>>> recover(output.data) == edition.article.tei
True
"""

from __future__ import annotations

from exporter.docx.options import DocxOptions
from exporter.docx.parts.tei_part import recover
from exporter.docx.render import render

__all__ = ["DocxOptions", "recover", "render"]
