"""A sample of ``make bench-merge``: annotation, text and registers after a merge."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from exporter.errors import ExporterError
from exporter.revisions import merge
from tests.bench.merging import once
from tests.bench.office import has_uno
from tests.bench.office import saved as libreoffice
from tests.judges.missing import lacking
from tests.revisions.scoring import copied, placed
from tests.revisions.word_edits import Document, as_word, edit_everything, straighten

ARTICLE = Path("source/north-korean-troops.xml")
CORPUS = sorted((Path(__file__).parents[3] / "shared" / "corpus").glob("*/*.xml"))


@pytest.mark.parametrize(
    ("save", "share", "least"),
    [("word", 0.05, 0.998), ("word", 0.15, 0.99), ("word", 0.4, 0.93), ("stripped", 0.05, 0.95)],
)
def test_words(save: str, share: float, least: float):
    right, total, lost, _, kept, _ = once(ARTICLE, save, share, 0, 0)
    assert right / total >= least
    assert kept
    if save == "word":
        assert lost == 0


def test_every_kind_of_edit():
    right, total, _, _, kept, _ = once(ARTICLE, "word", 0.04, 1, 0)
    assert right / total >= 0.99
    assert kept


def test_libreoffice_changes_nothing_of_its_own():
    if shutil.which("soffice") is None:
        lacking("LibreOffice")
    data = ARTICLE.read_bytes()
    document = copied(data, ARTICLE.parent)
    result = merge(ARTICLE, libreoffice(document.saved()))
    assert result.data == data
    assert result.findings == ()


def test_words_edited_and_saved_by_libreoffice():
    if shutil.which("soffice") is None:
        lacking("LibreOffice")
    right, total, lost, _, kept, _ = once(ARTICLE, "LibreOffice", 0.05, 0, 0)
    assert right / total >= 0.98
    assert lost == 0
    assert kept


def test_words_typed_in_libreoffice():
    if not has_uno():
        lacking("LibreOffice with python3-uno")
    right, total, lost, _, kept, _ = once(ARTICLE, "UNO", 0.05, 0, 0)
    assert right / total >= 0.99
    assert lost == 0
    assert kept


SHORT = [path for path in CORPUS if path.stat().st_size <= 400_000]
"""What is longer would take too long here; the benchmark is for it."""


@pytest.mark.skipif(not CORPUS, reason="shared/corpus is not beside the checkout")
@pytest.mark.parametrize("file", SHORT, ids=lambda path: path.stem)
def test_other_peoples_tei(file: Path):
    """A copy that nobody edited changes nothing; one with every kind of edit is merged or refused,
    never a crash."""
    data = file.read_bytes()
    try:
        document = copied(data, file.parent)
        chosen = placed(file)
    except (ExporterError, KeyError):
        pytest.skip("a file of shared/corpus that cannot be read")
    saved = document.saved()
    untouched = Document(saved)
    straighten(untouched)
    as_word(untouched, random.Random(1))
    assert merge(file, untouched.saved()).data == data
    edit_everything(document, chosen, 0.1, random.Random(2))
    merge(file, document.saved())
