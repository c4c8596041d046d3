"""A picture that is not there: every format says so in the same words."""

from __future__ import annotations

import pytest

import exporter
from tests.judges.html import text_from_html
from tests.judges.pdf import text_from_pdf
from tests.judges.word import text_from_docx_mammoth

ARTICLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{}"><teiHeader><fileDesc>
<titleStmt><title>Ferry</title></titleStmt></fileDesc></teiHeader><text><body><p>Late.</p>
<figure><graphic url="nowhere.png"/>{}</figure></body></text></TEI>"""


@pytest.mark.parametrize(
    ("lang", "description", "said"),
    [
        ("en", "<figDesc>The old ferry</figDesc>", "Picture not available: The old ferry"),
        ("de", "<figDesc>Die Fähre</figDesc>", "Bild nicht vorhanden: Die Fähre"),
        ("en", "", "Picture not available"),
    ],
)
def test_the_words_are_the_same(tmp_path, lang: str, description: str, said: str):
    edition = exporter.plan(exporter.read(ARTICLE.format(lang, description).encode()))
    readers = {"html": text_from_html, "docx": text_from_docx_mammoth, "pdf": text_from_pdf}
    for form, text in readers.items():
        file = tmp_path / f"ferry.{form}"
        file.write_bytes(exporter.render(edition, form).data)
        assert said in " ".join(text(file).split()), form
