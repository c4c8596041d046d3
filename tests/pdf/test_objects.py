"""Strings and addresses as PDF objects: what would end them early is escaped."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject

from exporter import model as m
from exporter.pdf.objects.store import Store
from exporter.values import replace
from tests.pdf.made import drawn, made


def addresses(data: bytes) -> list[str]:
    found = []
    for page in PdfReader(io.BytesIO(data)).pages:
        for reference in page.get("/Annots", ArrayObject()):
            action = reference.get_object().get("/A", {})
            if "/URI" in action:
                found.append(str(action["/URI"]))
    return found


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://a.example/wall_(harbour)", "https://a.example/wall_(harbour)"),
        ("https://a.example/open(", "https://a.example/open("),
        ("https://a.example/shut)", "https://a.example/shut)"),
        ("https://a.example/a?b=(c)&d=[e]", "https://a.example/a?b=(c)&d=[e]"),
    ],
)
def test_a_link_leads_where_it_should(target: str, written: str) -> None:
    paragraph = m.Paragraph((m.Run("Wall", (m.Link(target),)), m.Run(" and sea.")))
    assert addresses(drawn(made(paragraph)).data) == [written]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", b"(plain)"),
        ("a (b)", b"(a \\(b\\))"),
        ("c:\\d\\", b"(c:\\\\d\\\\)"),
        ("\\(", b"(\\\\\\()"),
        ("two\nlines", b"<FEFF00740077006F000A006C0069006E00650073>"),
        ("é", b"<FEFF00E9>"),
    ],
)
def test_a_text_string_is_escaped(value: str, written: bytes) -> None:
    assert Store("1.7").text(value).upper() == written.upper()


@pytest.mark.parametrize("title", ["A \\ wall", "Walls (two)", "Ends in \\", "(", ")"])
def test_a_title_of_any_sign_is_read_as_it_was_written(title: str) -> None:
    whole = made(m.Paragraph((m.Run("Text."),)))
    article = replace(whole.article, meta=replace(whole.meta, title=title))
    read = PdfReader(io.BytesIO(drawn(replace(whole, article=article), standard="ua-1").data))
    assert read.metadata is not None
    assert read.metadata.title == title
