"""Judges and readers that the project did not write.

A judge takes an output and returns its complaints, one string each; an empty list is a pass. A
reader gives back what it found: notes as ``(label, text)`` in order, the text of the article.
Where its tool is missing the test is skipped, saying what is missing; with ``CI=true`` it fails.

    from tests import judges

    def test_page_is_valid():
        assert judges.vnu(page) == []

Files may be given as a path or as bytes. What is slow to start is started once a process.
"""

from tests.judges.browser import axe, ibm, opened, overflowing, printed, screenshot
from tests.judges.epub import ace, epubcheck
from tests.judges.files import shared
from tests.judges.html import notes_from_html, text_from_html, vnu
from tests.judges.missing import node_module, python_module, tool
from tests.judges.pdf import (
    in_reading_order,
    notes_from_pdf,
    outloud,
    pdf,
    struct_text,
    tag_tree,
    tagged_text,
    text_from_pdf,
)
from tests.judges.texts import article_notes, article_text, missing_text, squeezed
from tests.judges.word import (
    libreoffice,
    notes_from_docx_mammoth,
    notes_from_docx_pandoc,
    ooxml_integrity,
    openxml,
    text_from_docx_mammoth,
    text_from_docx_pandoc,
)
from tests.judges.xml import relaxng, tei_all

__all__ = [
    "ace",
    "article_notes",
    "article_text",
    "axe",
    "epubcheck",
    "ibm",
    "in_reading_order",
    "libreoffice",
    "missing_text",
    "node_module",
    "notes_from_docx_mammoth",
    "notes_from_docx_pandoc",
    "notes_from_html",
    "notes_from_pdf",
    "ooxml_integrity",
    "opened",
    "openxml",
    "outloud",
    "overflowing",
    "pdf",
    "printed",
    "python_module",
    "relaxng",
    "screenshot",
    "shared",
    "squeezed",
    "struct_text",
    "tag_tree",
    "tagged_text",
    "tei_all",
    "text_from_docx_mammoth",
    "text_from_docx_pandoc",
    "text_from_html",
    "text_from_pdf",
    "tool",
    "vnu",
]
