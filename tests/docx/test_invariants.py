"""The checker finds nothing in what we write, and every fault that is put in on purpose."""

from __future__ import annotations

import re

import pytest

from exporter.docx.validate.accessibility import barriers
from exporter.docx.validate.invariants import faults
from tests.docx.opened import changed, written

DOCUMENT = "word/document.xml"
NOTES = "word/footnotes.xml"


def test_nothing_is_wrong_with_the_sample() -> None:
    assert faults(written()) == []
    assert faults(written(review=True, contents="always")) == []
    assert barriers(written()) == []


BROKEN = [
    (DOCUMENT, rb'(<w:id w:val=")2"', rb'\g<1>1"', "control id 1 stands twice"),
    (DOCUMENT, rb'(<w:tag w:val=")', rb"\g<1>" + b"x" * 70, "over 64"),
    (DOCUMENT, rb"_tei_c1__2", b"_tei_c1", "bookmark _tei_c1 stands twice"),
    (DOCUMENT, rb"_tei_c2", b"_" * 41, "is over 40"),
    (DOCUMENT, rb"<w:bookmarkEnd[^>]*>", b"", "do not pair"),
    (DOCUMENT, rb'w:anchor="_tei_t_cost"', b'w:anchor="nowhere"', "which is nowhere"),
    (DOCUMENT, rb'(footnoteReference w:id=")2"', rb'\g<1>1"', "footnote 1 is called twice"),
    (DOCUMENT, rb'(footnoteReference w:id=")2"', rb'\g<1>9"', "footnote 9 is called but not"),
    (DOCUMENT, rb'(footnoteReference w:id=")2"', rb'\g<1>9"', "footnote 2 is there but not"),
    (DOCUMENT, rb">Typography<", b">Typo\ngraphy<", "inside w:t"),
    (DOCUMENT, rb"</w:p></w:tc>", b"</w:p><w:tbl/></w:tc>", "does not end in a paragraph"),
    (DOCUMENT, rb'<w:gridSpan w:val="2"/>', b"", "does not fill the grid"),
    (DOCUMENT, rb'(<w:pStyle w:val=")Title"', rb'\g<1>Gone"', "no style Gone"),
    (DOCUMENT, rb'(r:id=")rId(\d+)"', rb'\g<1>rId99"', "relationship rId99 is not there"),
    (DOCUMENT, rb'(<wp:docPr id=")2"', rb'\g<1>1"', "drawing id 1 stands twice"),
    (DOCUMENT, rb'<w:r><w:fldChar w:fldCharType="end"/></w:r>', b"", "not closed"),
    (NOTES, rb'(<w:footnote w:id=")1"', rb'\g<1>0"', "out of range"),
    (NOTES, rb"<w:separator/>", b"<w:footnoteRef/>", "is in a separator"),
    (NOTES, rb"<w:footnoteRef/>", b'<w:footnoteReference w:id="2"/>', "called where none can be"),
    ("word/settings.xml", rb'<w:footnote w:id="0"/>', b"", "not those the settings list"),
    ("word/numbering.xml", rb'<w:num w:numId="3">.*?</w:num>', b"", "no list 3"),
    ("word/_rels/document.xml.rels", rb"settings.xml", b"gone.xml", "not in the package"),
    ("[Content_Types].xml", rb'<Default Extension="png"[^>]*>', b"", "has no content type"),
]


@pytest.mark.parametrize(("name", "pattern", "new", "fault"), BROKEN)
def test_every_fault_is_found(name: str, pattern: bytes, new: bytes, fault: str) -> None:
    broken = changed(
        written(), name, lambda data: re.sub(pattern, new, data, count=1, flags=re.DOTALL)
    )
    assert any(fault in each for each in faults(broken)), faults(broken)


BARRED = [
    (DOCUMENT, rb' descr="[^"]*"', b"", "without alternative text"),
    (DOCUMENT, rb'"Heading1"', b'"Heading3"', "a heading of level 3 after one of level 0"),
    (DOCUMENT, rb"<w:tblHeader/>", b"", "without a header row"),
    (DOCUMENT, rb"<w:sectPr>", b"<w:p/><w:sectPr>", "an empty paragraph"),
    ("docProps/core.xml", rb"<dc:title>.*?</dc:title>", b"", "has no title"),
    ("word/styles.xml", rb"<w:lang [^>]*>", b"", "has no language"),
]


@pytest.mark.parametrize(("name", "pattern", "new", "barrier"), BARRED)
def test_every_barrier_is_found(name: str, pattern: bytes, new: bytes, barrier: str) -> None:
    broken = changed(written(), name, lambda data: re.sub(pattern, new, data, count=1))
    assert any(barrier in each for each in barriers(broken)), barriers(broken)
