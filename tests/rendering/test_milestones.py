"""The number of a page that begins before a heading is shown before it, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pypdf
import pytest

import exporter
from tests.tei.sketch import tei

BODY = (
    "<div><pb n='41'/><head>{}</head><p>Rain fell.</p></div>"
    "<pb n='42'/><div><head>Ebb</head><p>It ran out.</p>"
    "<pb n='43'/><table><head>Heights</head><row><cell>9</cell></row></table></div>"
)


@cache
def made(kind: str, first: str = "Flood") -> bytes:
    edition = exporter.plan(exporter.read(tei(BODY.format(first))))
    return exporter.render(edition, kind).data


def words(kind: str, first: str = "Flood") -> str:
    """The text of a copy in reading order."""
    data = made(kind, first)
    if kind == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if kind == "html":
        found = data.decode().partition("<main>")[2]
    else:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [name for name in archive.namelist() if re.search(r"document\.xml$|\.xhtml$", name)]
        found = "".join(archive.read(name).decode() for name in names)
        found = re.sub(r"<nav\b.*?</nav>|<w:sdt>.*?</w:sdt>", "", found, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.mark.parametrize("kind", ["html", "docx", "pdf", "epub"])
def test_a_page_begins_before_its_heading(kind: str) -> None:
    text = words(kind)
    assert re.search(r"\[p\. 41\] Flood", text)
    assert re.search(r"\[p\. 42\] Ebb", text)
    assert re.search(r"\[p\. 43\] Heights", text)


@pytest.mark.parametrize("kind", ["html", "docx", "pdf", "epub"])
def test_a_page_begins_before_the_heading_that_is_the_title(kind: str) -> None:
    title = exporter.read(tei("<p/>")).meta.title
    text = words(kind, title)
    assert text.count("[p. 41]") == 1
    assert re.search(rf"\[p\. 41\] {title}", text)


def test_navigation_names_headings_alone() -> None:
    html = made("html").decode()
    assert re.findall(r"<li><a[^>]*>(.*?)</a>", html.partition("<main>")[0]) == ["Flood", "Ebb"]
    outline = pypdf.PdfReader(io.BytesIO(made("pdf"))).outline
    assert [each.title for each in outline[1]] == ["Flood", "Ebb"]
    document = zipfile.ZipFile(io.BytesIO(made("docx"))).read("word/document.xml").decode()
    heads = re.findall(r'<w:pStyle w:val="Heading1"/>.*?</w:p>', document, flags=re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", head) for head in heads] == ["Flood", "Ebb"]


def test_it_is_not_parted_from_its_heading() -> None:
    document = zipfile.ZipFile(io.BytesIO(made("docx"))).read("word/document.xml").decode()
    (own,) = re.findall(r"<w:p>(?:(?!</w:p>).)*p\. 42.*?</w:p>", document, flags=re.DOTALL)
    assert "<w:keepNext/>" in own
