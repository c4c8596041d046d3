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
    for form in ("html", "docx", "pdf"):
        (tmp_path / f"ferry.{form}").write_bytes(exporter.render(edition, form).data)
    texts = (
        text_from_html(tmp_path / "ferry.html"),
        text_from_docx_mammoth(tmp_path / "ferry.docx"),
        text_from_pdf(tmp_path / "ferry.pdf"),
    )
    for text in texts:
        assert said in " ".join(text.split())
