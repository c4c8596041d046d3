"""CSL note styles behind the same interface as our own style."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import exporter
from exporter.errors import OptionError
from exporter.model import Author, DateValue, Emphasis, Run, Source
from tests.batch.articles import article

pytest.importorskip("citeproc", reason="citeproc-py (extra csl) is not installed")

from exporter.sourcing.citations.csl import load

STYLE = Path(__file__).parent / "house.csl"
REPORT = Source(
    "s.aud",
    "document",
    authors=(Author("Port Audit Office"),),
    title="Harbour <i>Works</i> & Review",
    date=DateValue(when="2026-02-28"),
    cited="12",
    cited_unit="page",
)
NEWS = Source(
    "s.ec",
    "news",
    authors=(Author("Okoye, R."),),
    title="Wall to cost twice",
    container="Example Courier",
    date=DateValue(when="2026-03"),
)


def text(inlines):
    return "".join(inline.text for inline in inlines)


def test_the_first_mention():
    style = load(STYLE)
    assert style.full(REPORT, (), "en") == (
        Run("Port Audit Office, "),
        Run("Harbour <i>Works</i> & Review", (Emphasis("italic"),)),
        Run(", February 28, 2026, 12"),
    )
    assert text(style.full(NEWS, (), "en")) == (
        "R. Okoye, “Wall to cost twice”, Example Courier, March 2026"
    )


def test_a_later_mention():
    assert text(load(STYLE).short(REPORT, "en")) == "Port Audit Office, 12"


def test_another_language():
    assert text(load(STYLE).full(REPORT, (), "de")).endswith(", 28. Februar 2026, 12")
    assert "„Wall to cost twice“" in text(load(STYLE).full(NEWS, (), "de"))


def test_an_entry_in_its_own_words_keeps_them():
    told = Source("s.int", "interview", text=(Run("Ada Mills, talking to R. Okoye at length."),))
    assert "talking to R. Okoye at length" in text(load(STYLE).full(told, (), "en"))


def test_every_format_has_the_notes_of_the_style():
    policy = exporter.Policy(citations=load(STYLE))
    edition = exporter.plan(exporter.read(article(7).encode()), policy)
    words = "Port Audit Office, Harbour Works Review, February 28, 2026"
    assert words in "".join(text(block.content) for block in edition.notes[0].blocks)


def test_threads_and_processes():
    style = load(STYLE)
    assert pickle.loads(pickle.dumps(style)) == style
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda n: style.full(REPORT, (), ("en", "de")[n % 2]), range(64)))
    assert len(made) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<style", "not XML"),
        ("<style/>", "not a CSL style"),
        (STYLE.read_text().replace('class="note"', 'class="in-text"'), "Choose a note style"),
        (
            STYLE.read_text().replace(
                "</title>", '</title><link rel="independent-parent" href="other"/>'
            ),
            "points at another: other",
        ),
    ],
)
def test_what_is_no_note_style(tmp_path, content, said):
    (tmp_path / "a.csl").write_text(content)
    with pytest.raises(OptionError, match=said):
        load(tmp_path / "a.csl")
    with pytest.raises(OptionError, match="cannot be read"):
        load(tmp_path / "none.csl")
