"""The form of the header: what changed is written, and nothing else."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from tests.workbench.pages import Page, article, new

DRAFTED = (
    article()
    .replace(
        '<publisher>Courier</publisher><date when="2026-03-02"/>\n'
        "   <availability><p>All rights reserved.</p></availability>",
        "<publisher></publisher>",
    )
    .replace(
        "<title>The wall</title>",
        "<title>The wall</title>\n"
        '  <respStmt xml:id="draft"><resp>suggested</resp><name>exporter</name></respStmt>\n ',
    )
)
WHOLE = {
    "title": "The wall, twice",
    "subtitle": "How it grew",
    "authors": ["p.mi", "L. Brandt"],
    "date": "2026-03-05",
    "publisher": "Courier & Sons",
    "licence": "CC BY 4.0",
    "licence_address": "https://creativecommons.org/licenses/by/4.0/",
    "language": "en_gb",
    "description": "A wall\n and its cost.",
}


def opened(tmp_path, text):
    path = tmp_path / "wall.xml"
    path.write_text(text, encoding="utf-8")
    return Page(path)


def values(page):
    return {each["name"]: each["value"] for each in page.get("/form", of="head")["fields"]}


def test_a_draft_gets_its_header(tmp_path):
    page = opened(tmp_path, DRAFTED)
    before = page.text
    assert [n for n in check(page.path) if n.rule == "schema"]
    made = page.act("head", fields=WHOLE)
    assert made["said"].startswith("Changed: Title, Subtitle, Authors, Day of publication, Publ")
    assert made["title"] == "The wall, twice"
    assert new(page, before) == [
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en-GB"><teiHeader><fileDesc>',
        (
            '<titleStmt><title>The wall, twice</title><title type="sub">How it grew</title>'
            '<author ref="#p.mi">Ada Mills</author><author>L. Brandt</author>'
        ),
        (
            '<publicationStmt><publisher>Courier &amp; Sons</publisher><date when="2026-03-05"/>'
            '<availability><licence target="https://creativecommons.org/licenses/by/4.0/">'
            "CC BY 4.0</licence></availability></publicationStmt>"
        ),
        "</classDecl></encodingDesc>",
        ("<profileDesc><abstract><p>A wall and its cost.</p></abstract></profileDesc></teiHeader>"),
    ]
    shown = {**WHOLE, "language": "en-GB", "description": "A wall and its cost."}
    assert values(page) == shown
    page.act("head", fields=shown)
    page.act("undo")
    assert page.text == before


def test_what_stays_is_not_touched(tmp_path):
    page = opened(tmp_path, article())
    before = page.text
    assert page.act("head", fields=values(page))["said"] == "Nothing had to change."
    page.act("head", fields={**values(page), "date": "2026-03-09"})
    assert new(page, before) == [
        '<publicationStmt><publisher>Courier</publisher><date when="2026-03-09"/>'
    ]
    page.act("head", fields={**values(page), "licence_address": "https://x.example/terms"})
    assert (
        '<availability><licence target="https://x.example/terms">All rights reserved.</licence>'
        in page.text
    )
    page.act("head", fields={**values(page), "licence": "Ask us."})
    assert '<licence target="https://x.example/terms">Ask us.</licence>' in page.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "needs a title"),
        ({"date": ""}, "needs the day"),
        ({"date": "soon"}, "is no date"),
        ({"publisher": ""}, "needs a publisher"),
        ({"licence_address": "javascript:x"}, "is no address"),
        ({"language": "no language"}, "is no language tag"),
    ],
)
def test_what_is_needed_or_wrong_is_said(tmp_path, fields, said):
    page = opened(tmp_path, article())
    before = page.text
    answer = page.act("head", fields={**values(page), **fields}, status=422)
    assert said in answer["error"]
    assert page.text == before


def test_authors_go_and_come_in_their_order(tmp_path):
    page = opened(tmp_path, article())
    for authors in (["A", "B", "p.mi"], ["B", "p.mi"], ["p.mi", "B"], []):
        page.act("head", fields={**values(page), "authors": authors})
        assert values(page)["authors"] == authors
        assert not [n for n in check(page.path) if n.rule == "schema"]


def test_a_publication_told_in_a_paragraph_keeps_its_words(tmp_path):
    start, end = article().index("<publisher>"), article().index("</publicationStmt>")
    text = f"{article()[:start]}<p>Not published.</p>{article()[end:]}"
    page = opened(tmp_path, text)
    page.act("head", fields={**values(page), "publisher": "Courier", "date": "2026"})
    assert (
        '<publicationStmt><publisher>Courier</publisher><date when="2026"/>'
        "<availability><p>Not published.</p></availability></publicationStmt>" in page.text
    )


def test_markup_in_a_title_is_not_lost(tmp_path):
    page = opened(tmp_path, article().replace("<title>The wall", "<title>The <hi>wall</hi>"))
    assert values(page)["title"] == "The wall"
    answer = page.act("head", fields={**values(page), "title": "A wall"}, status=422)
    assert "markup of its own" in answer["error"]
    page.act("head", fields={**values(page), "subtitle": "Two"})
    assert '<title type="sub">Two</title>' in page.text


def test_a_header_with_a_prefix(tmp_path):
    page = opened(
        tmp_path,
        DRAFTED.replace("</", "</t:").replace("<TEI xmlns=", "<t:TEI xmlns:t=").replace("<", "<t:")
        .replace("<t:/", "</").replace("</t:t:", "</t:").replace("<t:t:", "<t:"),
    )  # fmt: skip
    page.act("head", fields=WHOLE)
    assert '<t:date when="2026-03-05"/><t:availability><t:licence target=' in page.text
    assert values(page)["publisher"] == "Courier & Sons"


def test_a_finding_about_the_header_leads_to_its_field(tmp_path):
    page = opened(tmp_path, DRAFTED)
    groups = {each["id"]: each for each in page.get("/indexes")["groups"]}
    assert groups["schema"]["act"] == "head"
    assert {row["focus"] for row in groups["schema"]["entries"]} <= {"date", "licence", "publisher"}
    page.act("head", fields={**values(page), "date": "2026", "publisher": "C", "licence": "Free."})
    assert "schema" not in {each["id"] for each in page.get("/indexes")["groups"]}
