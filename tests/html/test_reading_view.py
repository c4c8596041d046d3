"""Browsers' reading view (Mozilla's Readability) keeps every note and every sentence."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import exporter
from exporter.sourcing import Policy
from tests.judges.missing import node_module, tool

OURS = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"
SHORT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Quays</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body>{}</body></text></TEI>"""
PARAGRAPH = (
    "<p>On day {0} of the works the crane stood idle, said the clerk, and nobody on the quay "
    "knew the reason, the harbour master least of all, who was away<note>A letter of day {0} "
    "tells it, at some length.</note>. The barges waited outside, in the rain.</p>"
)
READ = """
const { Readability } = require('@mozilla/readability');
const { JSDOM, VirtualConsole } = require('jsdom');
const html = require('fs').readFileSync(0, 'utf8');
const page = new JSDOM(html, { virtualConsole: new VirtualConsole() }).window.document;
const found = new Readability(page).parse();
console.log(JSON.stringify(found ? found.textContent : ''));
"""


def read(page: bytes) -> str:
    """What the reading view shows of a page."""
    folder = node_module("@mozilla/readability/package.json").parents[2]
    node_module("jsdom/package.json")
    done = subprocess.run(
        [tool("node"), "-e", READ], input=page, cwd=folder.parent, capture_output=True, check=True
    )
    return " ".join(json.loads(done.stdout).split())


@pytest.mark.parametrize("index", ["main", "none"])
@pytest.mark.parametrize("paragraphs", [3, 12])
def test_every_note_and_sentence_is_kept(paragraphs: int, index: str) -> None:
    body = "".join(PARAGRAPH.format(n) for n in range(paragraphs))
    edition = exporter.plan(
        exporter.read(SHORT.format(body).encode()),
        Policy(index=index),  # type: ignore[arg-type]
    )
    shown = read(exporter.render(edition, "html").data)
    for n in range(paragraphs):
        assert f"A letter of day {n} tells it, at some length." in shown
        assert f"On day {n} of the works the crane" in shown


@pytest.mark.parametrize("index", ["main", "none"])
def test_our_article_is_kept_whole(index: str) -> None:
    edition = exporter.plan(exporter.read(OURS), Policy(index=index))  # type: ignore[arg-type]
    page = exporter.render(edition, "html").data
    shown = read(page)
    assert "the share is this desk’s arithmetic" in shown
    assert shown.count("Not independently verified.") >= 10


def test_a_page_without_our_wrappers_would_lose_its_notes() -> None:
    plain = PARAGRAPH.replace("<note>A letter of day {0} tells it, at some length.</note>", "")
    body = PARAGRAPH.format(3) + "".join(plain.format(n) for n in range(4, 14))
    edition = exporter.plan(exporter.read(SHORT.format(body).encode()), Policy(index="none"))
    page = exporter.render(edition, "html").data
    assert "A letter of day 3" in read(page)
    assert "A letter of day 3" not in read(page.replace(b'<div class="body-text">', b"<div>"))
