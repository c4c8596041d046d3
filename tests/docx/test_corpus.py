"""Real TEI from elsewhere: every readable file makes a sound Word copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import exporter
from exporter.docx import recover, render
from exporter.docx.validate.invariants import faults
from tests import judges

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*.xml") if "bad" not in path.parts)


@pytest.mark.skipif(not FILES, reason="missing: shared/corpus beside the checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_the_corpus(path: Path) -> None:
    edition = exporter.plan(exporter.read(path))
    docx = render(edition, exporter.load_theme("newspaper")).data
    assert faults(docx) == []
    assert judges.openxml(docx) == []
    assert judges.ooxml_integrity(docx) == []
    tei = recover(docx)
    assert tei is not None
    assert canonical(tei) == canonical(edition.article.tei)


def canonical(tei: bytes) -> bytes:
    parser = etree.XMLParser(collect_ids=False, huge_tree=True)
    return bytes(etree.tostring(etree.fromstring(tei, parser), method="c14n"))
