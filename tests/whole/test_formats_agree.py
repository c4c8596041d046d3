"""The same notes in the same order with the same words, and the whole text, in every format.

Everything is read back by programs that this project did not write.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import exporter
from tests import judges, sample

ARTICLE = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"


@cache
def edition(name: str) -> exporter.Edition:
    return sample.edition() if name == "sample" else exporter.plan(exporter.read(ARTICLE))


@cache
def made(name: str, to: str) -> bytes:
    return exporter.render(edition(name), to).data


both = pytest.mark.parametrize("name", ["article", "sample"])


@both
def test_notes_in_html(name: str) -> None:
    assert judges.notes_from_html(made(name, "html")) == judges.article_notes(edition(name))


@both
def test_notes_in_word_by_pandoc(name: str) -> None:
    found = judges.notes_from_docx_pandoc(made(name, "docx"))
    assert [text for _, text in found] == [t for _, t in judges.article_notes(edition(name))]


@both
def test_notes_in_word_by_mammoth(name: str) -> None:
    found = judges.notes_from_docx_mammoth(made(name, "docx"))
    assert [text for _, text in found] == [t for _, t in judges.article_notes(edition(name))]


@both
def test_notes_in_pdf_by_poppler(name: str) -> None:
    """End notes stand behind the text, so behind the notes at the feet of its pages."""
    found = judges.notes_from_pdf(made(name, "pdf"))
    worded = zip(edition(name).notes, judges.article_notes(edition(name)), strict=True)
    wanted = [note for _, note in sorted(worded, key=lambda pair: pair[0].place == "end")]
    assert [(label, judges.squeezed(text)) for label, text in found] == [
        (label, judges.squeezed(text)) for label, text in wanted
    ]


@both
@pytest.mark.parametrize(
    ("to", "read"),
    [
        ("html", judges.text_from_html),
        ("docx", judges.text_from_docx_pandoc),
        ("docx", judges.text_from_docx_mammoth),
        ("pdf", judges.tagged_text),
    ],
)
def test_all_prose_is_there(name: str, to: str, read: object) -> None:
    assert callable(read)
    assert judges.missing_text(judges.article_text(edition(name)), read(made(name, to))) == []


def test_a_lost_word_would_be_noticed() -> None:
    pieces = judges.article_text(edition("article"))
    page = judges.text_from_html(made("article", "html").replace(b"battlefield", b"field", 1))
    assert judges.missing_text(pieces, page) != []
