"""Any encoding, line end and prefix; blocks of every kind."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from tests.workbench.pages import Page, article


def test_typed_marks_and_widths_do_not_matter(page):
    page.mark("speech", '"That is  twice what\nwe were told," she')
    assert '<said direct="true">“That is twice what we were told,” she</said>' in page.text


def test_lists_in_paragraphs_notes_and_tables_are_blocks(tmp_path):
    path = tmp_path / "wall.xml"
    body = """<p>Before <list><item>uno</item><item>two<note place="foot">why</note></item></list>
 after.</p><list><item><p>alone</p></item></list><table><head>Costs</head><row>
 <cell role="label">a</cell><cell>b<lb/>c</cell></row></table><quote><p>Long.</p></quote>
 <figure><graphic url="wall.png"/><head>Low tide</head><figDesc>A wall</figDesc></figure>"""
    path.write_text(article(body), encoding="utf-8")
    page = Page(path)
    html = page.read()["html"]
    for words in ("uno", "two", "why", "after", "alone", "Costs", "Long", "Low tide"):
        assert page.mark("emphasis", words), words
    assert '<img src="picture/wall.png" alt="A wall" data-generated>' in html
    assert re.search(r'<th class="cell"><div class="cell" data-block="b\d+"><span', html)
    assert html.count("<caption") == html.count("</caption>") == 1
    assert "<emph>two</emph><note" in page.text


_ASCII = str.maketrans({"“": '"', "”": '"', "€": "&#8364;"})
FORMS = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "bom": lambda text: text.encode("utf-8-sig"),
    "latin": lambda text: (
        '<?xml version="1.0" encoding="ISO-8859-1"?>' + text.translate(_ASCII)
    ).encode("latin-1"),
    "prefix": lambda text: (
        re.sub(r"<(/?)([a-zA-Z])", r"<\1t:\2", text).replace("xmlns=", "xmlns:t=").encode()
    ),
    "no namespace": lambda text: text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "").encode(),
    "references": lambda text: (
        text.replace("Work", "&#87;ork").replace("wall", "w&#97;ll").encode()
    ),
    "sections": lambda text: text.replace("Work starts in", "<![CDATA[Work starts]]> in").encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_any_encoding_line_end_and_prefix(tmp_path, form):
    path = tmp_path / "wall.xml"
    data = FORMS[form](article())
    path.write_bytes(data)
    page = Page(path)
    page.mark("speech", "Work starts in May", who="p.mi")
    page.mark("note", "Work starts in May", text="So “they” säy.")
    place = page.mark("claim", "27 February 2026. “That is", source=["s.int"])
    page.act("verify", element=place, fields={"status": "disputed", "who": "p.mi", "note": "ö"})
    page.act("entry", register="source", fields={"title": "Ä", "original": "https://x.example/"})
    assert not [n for n in check(path) if n.rule in ("malformed", "dangling-pointer")]
    for _ in range(5):
        page.act("undo")
    assert path.read_bytes() == data
