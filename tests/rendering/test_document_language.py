"""A copy is in the language of its text (WCAG 3.1.1); what no author wrote says its own (3.1.2)."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

import pypdf
import pytest
from lxml import etree, html

import exporter
from tests.tei.sketch import tei

BODY = "<div><head>Caput</head><p>Gallia est omnis divisa.<note>Nota.</note></p></div>"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def made(lang: str, kind: str, notes: str = "") -> bytes:
    source = tei(BODY)
    opened = re.sub(rb"<TEI\b", f'<TEI xml:lang="{lang}"'.encode(), source, count=1)
    source = opened if b"xml:lang" not in source[:200] else source
    source = re.sub(rb'xml:lang="[^"]*"', f'xml:lang="{lang}"'.encode(), source, count=1)
    policy = exporter.Policy(language=notes)
    return exporter.render(exporter.plan(exporter.read(source), policy), kind).data


def language_of(element: Any) -> str:
    """That of its text, from the elements around."""
    while element is not None:
        if element.get("lang"):
            return str(element.get("lang"))
        element = element.getparent()
    return ""


@pytest.mark.parametrize("lang", ["la", "grc", "fr", "he"])
def test_a_page_is_in_the_language_of_its_text(lang: str) -> None:
    page = html.document_fromstring(made(lang, "html"))
    assert page.get("lang") == lang
    (paragraph,) = [p for p in page.iter("p") if "Gallia" in p.text_content()]
    assert language_of(paragraph) == lang
    (heading,) = [h for h in page.iter("h2") if "Notes" in h.text_content()]
    assert language_of(heading) == "en"
    assert language_of(page.find(".//nav")) == "en"


@pytest.mark.parametrize("lang", ["de", "en-GB", "ar"])
def test_where_we_have_words_nothing_is_marked(lang: str) -> None:
    page = html.document_fromstring(made(lang, "html"))
    assert page.get("lang") == lang
    assert "lang" not in page.body.attrib


def test_notes_in_another_language_do_not_change_the_pages() -> None:
    page = html.document_fromstring(made("en", "html", "de"))
    assert page.get("lang") == "en"
    assert page.body.get("lang") == "de"


def test_a_book_is_in_the_language_of_its_text() -> None:
    book = zipfile.ZipFile(io.BytesIO(made("la", "epub")))
    pages = [name for name in book.namelist() if name.endswith(".xhtml")]
    assert pages
    for name in pages:
        root = etree.fromstring(book.read(name))
        body = root.find("{*}body")
        for attribute in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            assert (root.get(attribute), body.get(attribute)) == ("la", "en")


def test_a_pdf_is_in_the_language_of_its_text() -> None:
    root: Any = pypdf.PdfReader(io.BytesIO(made("la", "pdf"))).trailer["/Root"]
    assert root["/Lang"] == "la"
    document = root["/StructTreeRoot"]["/K"].get_object()
    assert document["/Lang"] == "en"
    said = {str(kid.get_object().get("/Lang")) for kid in document["/K"] if kid.get_object()}
    assert "la" in said


def test_a_word_copy_is_in_the_language_of_its_text() -> None:
    package = zipfile.ZipFile(io.BytesIO(made("la", "docx")))
    styles = etree.fromstring(package.read("word/styles.xml"))
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "la"
    (normal,) = [s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal"]
    assert normal.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en-US"
    document = etree.fromstring(package.read("word/document.xml"))
    (run,) = [r for r in document.iter(f"{W}r") if "Gallia" in "".join(r.itertext())]
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "la"
    assert b"<dc:language>la" in package.read("docProps/core.xml")
