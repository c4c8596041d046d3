"""Where in the source each run came from: every character an author wrote, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import plan, render
from exporter.editing import located, scan
from exporter.errors import ExporterError
from exporter.model import Article, Audience, Inlines, Origin
from exporter.model.traversal import contents
from exporter.tei import read
from tests.checks.small import article

ARTICLE = Path("source/north-korean-troops.xml")
CORPUS = sorted((Path(__file__).parents[3] / "shared" / "corpus").glob("*/*.xml"))


def lines(it: Article) -> list[Inlines]:
    notes = [line.inlines for note in it.notes.values() for line in contents(note.blocks)]
    return [*(line.inlines for line in contents(it.blocks)), *notes]


def traced(source: bytes, audience: Audience = "public") -> list[tuple[str, str]]:
    """The words of each run, and what stands in the source from the first to the last of them."""
    file = scan(source)
    found = []
    for line in lines(read(source, audience=audience, places=True)):
        for run in located(file, line):
            places = [(s, e) for s, e in zip(run.starts, run.ends, strict=True) if s >= 0]
            if run.text:
                where = file.text[places[0][0] : places[-1][1]] if places else ""
                found.append((run.text, where))
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <hi>two</hi></p>", [("One ", "One "), ("two", "two")]),
        ("<p>\n a &amp;  b\n</p>", [("a & b", "a &amp;  b")]),
        ("<p>a <![CDATA[<b>]]> c</p>", [("a <b> c", "a <![CDATA[<b>]]> c")]),
        ("<p>a<q>b</q></p>", [("a", "a"), ("“", ""), ("b", "b"), ("”", "")]),
        ("<p>a<note>b</note></p>", [("a", "a"), ("b", "b")]),
        ("<p>a<!-- x -->b</p>", [("ab", "a<!-- x -->b")]),
        ('<p>a <hi ana="#internal">b</hi>c</p>', [("a c", 'a <hi ana="#internal">b</hi>c')]),
        ("<p>aa <gap/> a</p>", [("aa ", "aa "), ("[…]", ""), (" a", " a")]),
    ],
)
def test_a_run_and_its_place(body: str, expected: list[tuple[str, str]]):
    assert traced(article(body)) == expected


def test_line_ends_and_encodings():
    text = article("<p>Zoë\n two</p>").decode().replace("\n", "\r\n").replace("UTF-8", "UTF-16")
    assert traced(text.encode("utf-16")) == [("Zoë two", "Zoë\r\n two")]


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("to", ["docx", "html", "pdf", "epub", "annotations"])
def test_outputs_are_the_same(to: str, audience: Audience):
    with_places = plan(read(ARTICLE, audience=audience, places=True))
    without = plan(read(ARTICLE, audience=audience))
    assert render(with_places, to).data == render(without, to).data


@pytest.mark.skipif(not CORPUS, reason="shared/corpus is not beside the checkout")
@pytest.mark.parametrize("file", CORPUS, ids=lambda path: path.stem)
def test_every_character_of_the_corpus(file: Path):
    try:
        it = read(file, places=True, pictures="none")
    except ExporterError:
        pytest.skip("of shared/corpus: it cannot be read")
    source = scan(file)
    for line in lines(it):
        for run, words in zip(line, located(source, line), strict=True):
            if not any(isinstance(mark, Origin) for mark in run.marks):
                continue
            for character, start, end in zip(words.text, words.starts, words.ends, strict=True):
                written = source.text[start:end]
                assert start >= 0 or character.isspace()
                assert character.isspace() or character == written or written.startswith("&")
