"""Other readers see the same text in the same files: pandoc, and mammoth in Word files."""

from __future__ import annotations

import io
from collections import Counter
from unicodedata import normalize

import lxml.html
import pytest

from exporter.intake import plain_article
from tests.intake.lookalikes import FILES
from tests.intake.makers.documents import RICH, made
from tests.intake.makers.docx import docx
from tests.intake.makers.markup import markdown
from tests.intake.makers.odt import odt
from tests.intake.unchanged import bare, visible
from tests.judges.missing import python_module

WITHOUT_NOTES = RICH - {"notes", "comments"}
"""Notes stand at the end of what the judges write."""
WRITERS = {
    "docx": lambda document: docx(document, hidden=False),
    "odt": odt,
    "markdown": markdown,
}
READERS = {"docx": "docx", "odt": "odt", "markdown": "commonmark+footnotes+pipe_tables"}


def pandoc(data: bytes, form: str) -> str:
    """The text of the page that pandoc makes of a file."""
    judge = python_module("pypandoc", "pypandoc_binary")
    page = judge.convert_text(data, "html", format=READERS[form], extra_args=["--wrap=none"])
    return "".join(lxml.html.fromstring(f"<div>{page}</div>").itertext())


def composed(text: str) -> str:
    """Letters with their marks as one character: pandoc writes them so."""
    return normalize("NFC", text)


def letters(text: str) -> Counter[str]:
    """How often each letter occurs; the numbers of notes and lists are the judges' own."""
    return Counter(filter(str.isalpha, composed(text)))


@pytest.mark.parametrize("form", WRITERS)
def test_pandoc_reads_the_same_characters_in_order(form):
    for seed in range(4):
        data = WRITERS[form](made(seed, WITHOUT_NOTES))
        ours = composed(visible(plain_article(data, form=form).tei))
        assert ours == composed(bare(pandoc(data, form))), seed


@pytest.mark.parametrize("form", WRITERS)
def test_pandoc_reads_the_same_letters_in_notes_too(form):
    for seed in range(4):
        data = WRITERS[form](made(seed, RICH - {"comments"}))
        assert letters(visible(plain_article(data, form=form).tei)) == letters(pandoc(data, form))


@pytest.mark.parametrize("name", ["google-docs.docx", "made"])
def test_mammoth_reads_the_same_letters(name):
    judge = python_module("mammoth")
    data = docx(made(1), hidden=False) if name == "made" else FILES[name]()
    tei = plain_article(data).tei
    page = judge.convert_to_html(io.BytesIO(data)).value
    text = "".join(lxml.html.fromstring(f"<div>{page}</div>").itertext())
    assert letters(visible(tei)) == letters(text)
