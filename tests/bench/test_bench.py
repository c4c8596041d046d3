"""The bench is fair: every peer is given the same words and notes that we are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tests import judges, sample
from tests.bench.growing import grown, words
from tests.bench.peers import HTML, JATS, TYPST, converted

SOURCE = next((Path(__file__).parents[2] / "source").glob("*.xml"))


def test_grown_article_has_fresh_ids() -> None:
    tei = grown(SOURCE.read_bytes(), 12500)
    tree = etree.fromstring(tei)
    assert 11_000 < words(tree) < 14_000
    ids = tree.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = {
        p for value in tree.xpath("//tei:text//@target", namespaces=NS) for p in value.split()
    }
    assert {p[1:] for p in pointers if p.startswith("#")} <= set(ids)


NS = {"tei": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture(scope="module")
def pandoc_docx(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pypandoc = judges.python_module("pypandoc", "pypandoc_binary")
    target = tmp_path_factory.mktemp("bench") / "peer.docx"
    jats = converted(sample.edition(), JATS)
    pypandoc.convert_text(jats, "docx", format="jats", outputfile=str(target))
    return target.read_bytes()


def test_pandoc_is_given_everything(pandoc_docx: bytes) -> None:
    edition = sample.edition()
    found = judges.text_from_docx_pandoc(pandoc_docx)
    assert judges.missing_text(judges.article_text(edition), found) == []
    given = [text for _, text in judges.article_notes(edition)]
    assert [text for _, text in judges.notes_from_docx_pandoc(pandoc_docx)] == given


def test_typst_is_given_everything(tmp_path: Path) -> None:
    typst = judges.python_module("typst")
    edition = sample.edition()
    for key, graphic in edition.graphics.items():
        if graphic.data is not None:
            (tmp_path / key).write_bytes(graphic.data)
    (tmp_path / "peer.typ").write_text(converted(edition, TYPST), encoding="utf-8")
    data = typst.compile(tmp_path / "peer.typ", pdf_standards=["ua-1"], timestamp=1_000_000_000)
    found = judges.tagged_text(data)
    latin = [
        text for text in judges.article_text(edition) if not re.search("[\u0590-\u06ff]", text)
    ]
    assert judges.missing_text(latin, found) == []
    given = [judges.squeezed(text) for _, text in judges.article_notes(edition)]
    assert [judges.squeezed(text) for _, text in judges.notes_from_pdf(data)] == given


def test_weasyprint_is_given_everything() -> None:
    edition = sample.edition()
    found = judges.text_from_html(converted(edition, HTML).encode())
    assert judges.missing_text(judges.article_text(edition), found) == []
    assert judges.missing_text([text for _, text in judges.article_notes(edition)], found) == []
