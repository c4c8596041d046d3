"""A table with every fault that spans can have: the same cells at the same places everywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import docx
import pytest
from lxml import html
from pypdf import PdfReader

import exporter
from tests import judges
from tests.pdf.reading import Element, read
from tests.tei.sketch import tei

FAULTY = tei("""
<p>Before.</p>
<table>
  <head>What it costs</head>
  <row role="label"><cell rows="2">Place</cell><cell cols="2">Costs</cell><cell>Sum</cell></row>
  <row><cell rows="2">North</cell><cell>1</cell><cell>2</cell></row>
  <row><cell>3</cell></row>
  <row><cell role="label">South</cell><cell rows="2">4</cell><cell>5</cell><cell>6</cell></row>
  <row><cell cols="3">wide</cell><cell>7</cell></row>
  <row><cell rows="2">East</cell><cell rows="2" cols="3">beside</cell></row>
  <row/>
  <row><cell cols="7">all</cell></row>
  <row><cell rows="9">West</cell><cell>8</cell></row>
  <row><cell>9</cell></row>
</table>
<p>After.</p>
""")

CELLS = """
Place  Costs  Costs  Sum
North  1      2      .
North  3      .      .
South  4      5      6
wide   4      7      .
East   beside beside beside
all    all    all    all
West   8      .      .
West   9      .      .
"""

Spanning = tuple[str, int, int]
"""A cell's text, its rows and its columns."""


@cache
def made(to: str) -> bytes:
    return exporter.render(exporter.plan(exporter.read(FAULTY)), to).data


def laid(rows: Iterable[Iterable[Spanning]]) -> list[list[str]]:
    """The table model of HTML (4.9.12.1), where nothing may lap over anything."""
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for text, height, width in row:
            while (y, x) in taken:
                x += 1
            covered = [(y + down, x + right) for down in range(height) for right in range(width)]
            assert not taken.keys() & set(covered)
            taken |= dict.fromkeys(covered, text or ".")
    height, width = (1 + max(place) for place in zip(*taken, strict=True))
    return [[taken[y, x] for x in range(width)] for y in range(height)]


def html_cells(page: bytes) -> list[list[str]]:
    (found,) = html.fromstring(page).iter("table")
    return laid(
        [
            (cell.text_content(), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)))
            for cell in row.iterchildren("th", "td")
        ]
        for row in found.iter("tr")
    )


def epub_cells(book: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    return html_cells(next(page for page in pages if b"<table" in page))


def word_cells(data: bytes) -> list[list[str]]:
    (found,) = docx.Document(io.BytesIO(data)).tables
    return [[cell.text or "." for cell in row.cells] for row in found.rows]


def pdf_cells(data: bytes) -> list[list[str]]:
    file, reader = read(data), PdfReader(io.BytesIO(data))

    def spans(cell: Element) -> tuple[int, int]:
        found: Any = reader.get_object(cell.number)
        attributes = found.get("/A", {})
        return int(attributes.get("/RowSpan", 1)), int(attributes.get("/ColSpan", 1))

    def parts(element: Element, *tags: str) -> Iterator[Element]:
        return (e for e in element.walk() if isinstance(e, Element) and e.tag in tags)

    return laid(
        [(file.text_of(cell).strip(), *spans(cell)) for cell in parts(row, "TH", "TD")]
        for row in parts(file.root, "TR")
    )


@pytest.mark.parametrize(
    ("to", "cells"),
    [("html", html_cells), ("epub", epub_cells), ("docx", word_cells), ("pdf", pdf_cells)],
)
def test_every_format_has_the_same_cells_at_the_same_places(to: str, cells: Any) -> None:
    assert cells(made(to)) == [line.split() for line in CELLS.strip().splitlines()]


def test_no_judge_complains() -> None:
    assert judges.vnu(made("html")) == []
    assert judges.axe(made("html")) == []
    assert judges.epubcheck(made("epub")) == []
    assert judges.openxml(made("docx")) == []
    assert judges.ooxml_integrity(made("docx")) == []
    assert judges.pdf(made("pdf")) == []
    assert judges.outloud(made("pdf")) == []


def test_data_cells_are_found_under_their_heads() -> None:
    assert judges.ibm(made("html")) == []


def test_the_reader_is_told_once() -> None:
    said = [notice.rule for notice in exporter.read(FAULTY).notices]
    assert said == ["table-span"]
