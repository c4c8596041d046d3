"""The EPUB: judged, the same notes, the source inside, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest
from lxml import etree

from exporter import model as m
from exporter.epub import recover, render
from exporter.theme import load
from exporter.values import replace
from tests.judges.epub import ace, epubcheck
from tests.judges.html import vnu
from tests.sample import edition

XHTML = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}


@cache
def book(theme: str = "newspaper") -> bytes:
    return render(edition(), load(theme)).data


def member(name: str, data: bytes | None = None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data or book())) as archive:
        return archive.read(f"EPUB/{name}")


def changed(name: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as source, zipfile.ZipFile(target, "w") as made:
        for info in source.infolist():
            data = source.read(info)
            made.writestr(info, data.replace(old, new) if info.filename == name else data)
    return target.getvalue()


@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
def test_epubcheck_reports_nothing(theme: str) -> None:
    assert epubcheck(book(theme)) == []


def test_epubcheck_reports_a_broken_book() -> None:
    assert epubcheck(changed("EPUB/article.xhtml", b"<caption>", b"<caption><td/>")) != []


def test_ace_reports_nothing() -> None:
    assert ace(book()) == []


def test_ace_reports_a_book_that_shuts_people_out() -> None:
    described = b' alt="A stone sea wall with a gap two metres wide."'
    assert ace(changed("EPUB/article.xhtml", described, b"")) != []


def test_the_nu_checker_reads_its_text_as_xhtml() -> None:
    found = vnu(member("article.xhtml").replace(b"epub:type", b"data-type"), xhtml=True)
    assert [one for one in found if "Using the preset" not in one] == []


def test_notes_are_what_reading_systems_look_for() -> None:
    page = etree.fromstring(member("article.xhtml"))
    calls = page.xpath("//h:a[@e:type='noteref'][@role='doc-noteref']", namespaces=XHTML)
    notes = page.xpath("//h:aside[@e:type='footnote'][@role='doc-footnote']", namespaces=XHTML)
    assert {call.get("href") for call in calls} == {f"#{note.get('id')}" for note in notes}
    assert [note.get("id") for note in notes] == ["n1", "n2", "n3", "n4"]


def test_the_package_says_how_accessible_it_is() -> None:
    said = re.findall(r'property="schema:(\w+)">([^<]+)', member("package.opf").decode())
    assert ("accessModeSufficient", "textual") in said
    assert ("accessibilityHazard", "none") in said
    assert ("accessibilityFeature", "tableOfContents") in said


def test_the_source_comes_back_byte_for_byte() -> None:
    assert recover(book()) == edition().article.tei
    bare = replace(edition(), article=replace(edition().article, tei=b""))
    assert recover(render(bare, load()).data) is None
    assert recover(b"no book at all") is None


def test_the_navigation_leads_to_the_notes_whatever_the_article_calls_so() -> None:
    made = edition()
    made = replace(made, blocks=(*made.blocks, m.Paragraph((m.Run("Text."),), id="notes")))
    data = render(made, load()).data
    assert epubcheck(data) == []
    assert b'<p id="notes">' in member("article.xhtml", data)
    assert b'href="article.xhtml#notes-2"' in member("nav.xhtml", data)
    section = etree.fromstring(member("article.xhtml", data)).xpath("//*[@id='notes-2']")
    assert [one.get("role") for one in section] == ["doc-endnotes"]


def test_a_picture_no_epub_may_show_is_described_with_a_notice() -> None:
    made = edition()
    drawing = m.Graphic("g.wall", "wall.tiff", "image/tiff", b"II*", 9, 9)
    graphics = {**made.graphics, "g.wall": drawing}
    made = replace(made, article=replace(made.article, graphics=graphics))
    output = render(made, load())
    assert [notice.rule for notice in output.notices] == ["picture-type"]
    assert b"A stone sea wall" in member("article.xhtml", output.data)


def test_equal_editions_give_equal_bytes() -> None:
    assert render(edition(), load()).data == book()
