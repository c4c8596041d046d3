"""Real TEI from public projects, where it is at hand: read whole, in order, with every note."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import InputError
from exporter.tei import read
from tests.tei.text import squeezed, text_in_article, text_in_tree

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(path for path in CORPUS.glob("*/*.xml") if path.parent.name != "bad")
BAD = sorted(CORPUS.glob("bad/**/*.xml"))

pytestmark = pytest.mark.skipif(not FILES, reason="the shared corpus is not at hand")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_character_and_every_note(file: Path) -> None:
    article = read(file)
    body, notes = text_in_article(article)
    expected, expected_notes = text_in_tree(article.tei)
    assert squeezed(body) == squeezed(expected)
    assert sorted(map(squeezed, notes)) == sorted(map(squeezed, expected_notes))


@pytest.mark.parametrize("file", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_an_error(file: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}:")
