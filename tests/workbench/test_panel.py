"""What the panel does and shows: values, registers, verification, suggestions, findings."""

from __future__ import annotations

import re
import sys

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from exporter.suggestions import annotate, suggest
from exporter.workbench.panel import assessment
from tests.workbench.pages import FIRST, THIRD, Page, article, changed, new


def test_values_are_set_and_taken_away(page):
    place = page.mark("figure", "about €4.2 million")
    before = page.text
    fields = {"quantity": "4300000", "vague": False, "source": ["s.int"], "commodity": "wall"}
    page.act("set", element=place, fields=fields)
    old = before.splitlines()[-6:]
    line = FIRST.replace(
        "about €4.2 million",
        '<measure type="currency" quantity="4300000" unit="EUR" commodity="wall" source="#s.int">'
        "about €4.2 million</measure>",
    )
    assert changed(before, page.text)[-1] == f"+{line}", old
    shown = page.get("/chosen", place=page.last["chosen"])
    values = {each["name"]: each for each in shown["fields"]}
    assert values["quantity"]["proposed"] == "4200000"
    assert "4300000" in values["quantity"]["disagrees"]
    page.act("set", element=shown["element"], fields={"quantity": "lots"}, status=422)
    page.act("set", element=shown["element"], fields={"source": ["s.none"]}, status=422)


def test_a_percentage_that_gets_a_unit_becomes_a_measure(page):
    place = page.mark("figure", "up to 15 per cent")
    page.act("set", element=place, fields={"value": "16", "unit": "EUR"})
    assert '<measure quantity="16" unit="EUR">up to 15 per cent</measure>' in page.text
    assert not [n for n in check(page.path) if n.rule == "schema"]


def test_entries_are_made_and_changed(page):
    before = page.text
    made = page.act("entry", register="person", fields={"name": "an official", "unnamed": True,
                                                        "real": "Orla Invented"})  # fmt: skip
    assert made["entry"] == "p.official"
    source = {
        "type": "document",
        "title": "Harbour Review",
        "authors": ["p.mi", "Port Office"],
        "date": "2026-01-02",
        "original": "https://a.example/x?a=1&b=2",
        "archived": "https://archive.example/x",
        "archived_date": "2026-02-01",
    }
    made = page.act("entry", register="source", fields=source)
    page.act("entry", register="place", fields={"name": "Nessport"})
    page.act("entry", register="person", id="p.mi", fields={"occupation": "harbour master"})
    assert new(page, before) == [
        (
            '<person xml:id="p.mi"><persName>Ada Mills</persName>'
            "<occupation>harbour master</occupation></person>"
        ),
        (
            '<person xml:id="p.official" role="unnamed-source"><persName>an official</persName>'
            '<persName ana="#internal">Orla Invented</persName></person>'
        ),
        "<listPlace>",
        '<place xml:id="pl.nessport"><placeName>Nessport</placeName></place>',
        "</listPlace>",
        (
            '<bibl xml:id="s.harbour-review" type="document"><author ref="#p.mi">Ada Mills</author>'
            " and <author>Port Office</author>, <title>Harbour Review</title>, "
            '<date when="2026-01-02">2 January 2026</date>, '
            '<ref type="original" target="https://a.example/x?a=1&amp;b=2">original</ref>, '
            '<ref type="archived" target="https://archive.example/x">archived '
            '<date type="archived" when="2026-02-01"/></ref>.</bibl>'
        ),
    ]
    form = page.get("/form", register="source", id="s.harbour-review")
    values = {each["name"]: each["value"] for each in form["fields"]}
    assert {key: values[key] for key in source} == source


def test_a_source_is_changed_part_by_part(page):
    before = page.text
    fields = {"title": "Talk", "date": "2026-02-28", "original": "https://talk.example/"}
    page.act("entry", register="source", id="s.int", fields=fields)
    assert new(page, before) == [
        (
            '<bibl xml:id="s.int" type="interview">Ada Mills, '
            '<date when="2026-02-28">28 February 2026</date>, <title>Talk</title>, '
            '<ref type="original" target="https://talk.example/">original</ref>.'
            "</bibl>"
        )
    ]
    page.act("entry", register="source", fields={"title": "x", "original": "file:x"}, status=422)
    page.act("entry", register="source", fields={}, status=422)


def test_a_claim_is_verified_in_short_and_in_full(page):
    place = page.mark("claim", "Work starts in May", source=["s.int"])
    before = page.text
    evidence = {"address": "https://m.example/1", "archived": "https://ar.example/1",
                "date": "2026-03-01", "title": "Minutes"}  # fmt: skip
    fields = {"status": "v.ok", "cert": "high", "who": "p.mi", "when": "2026-03-01",
              "note": "The minutes say so.", "evidence": [evidence]}  # fmt: skip
    page.act("verify", element=place, fields=fields)
    assert new(page, before) == [
        (
            '<bibl xml:id="s.minutes" type="document"><title>Minutes</title>, '
            '<ref type="original" target="https://m.example/1">original</ref>, '
            '<ref type="archived" target="https://ar.example/1">archived '
            '<date type="archived" when="2026-03-01"/></ref>.</bibl>'
        ),
        '<listAnnotation type="claims">',
        (
            '<annotation xml:id="a.claim-1" target="#claim-1" motivation="assessing" ana="#v.ok" '
            'cert="high"><respStmt><resp>checked by</resp><persName ref="#p.mi">'
            "Ada Mills</persName></respStmt><revisionDesc>"
            '<change when="2026-03-01" who="#p.mi">Checked.</change>'
            '</revisionDesc><note type="verification">The minutes say so.</note>'
            '<ptr type="evidence" target="#s.minutes"/></annotation>'
        ),
        "</listAnnotation>",
        (
            '<p><seg type="claim" xml:id="claim-1" source="#s.int" cert="high" ana="#v.ok">'
            "Work starts in May</seg>. The review may add up to 15 per cent.</p>"
        ),
    ]
    shown = page.get("/chosen", place=page.last["chosen"])
    assert shown["verification"]["evidence"][0]["address"] == "https://m.example/1"
    assert shown["history"] == [{"when": "2026-03-01", "who": "Ada Mills", "said": "Checked."}]


def test_a_verification_goes_on(page):
    place = page.mark("claim", "Work starts in May")
    page.act(
        "verify", element=place, fields={"status": "v.ok", "who": "p.mi", "when": "2026-03-01"}
    )
    page.act("set", element=page.last["chosen"], fields={"status": "v.open"})
    assert page.text.count('ana="#v.open"') == 2
    fields = {"status": "disputed", "who": "A. Desk", "when": "2026-03-04", "note": "Both deny it."}
    page.act("verify", element=page.last["chosen"], fields=fields)
    assert '<category xml:id="v.disputed"><catDesc>Disputed</catDesc></category>' in page.text
    assert page.text.count('ana="#v.disputed"') == 2
    assert (
        '<change when="2026-03-04">Checked.</change><change when="2026-03-01" who="#p.mi">'
        in page.text
    )
    page.act("unmark", element=page.last["chosen"])
    assert "<annotation" not in page.text
    assert "<listAnnotation" not in page.text


# -------------------------------------------------------------------------- suggestions, fixes


@pytest.fixture
def drafted(tmp_path):
    """The page of an article with suggestions."""
    path = tmp_path / "wall.xml"
    data = article().encode()
    path.write_bytes(annotate(data, suggest(data)))
    return Page(path, by="Kim")


def test_suggestions_are_decided_in_one_sitting(drafted):
    page, rows = drafted, drafted.get("/suggestions")
    assert {row["kind"] for row in rows} == {"speech", "claim", "figure", "person", "date"}
    assert page.get("/indexes")["todo"]["of"]["suggestions"] == len(rows)
    page.act("confirm", elements=[rows[0]["element"]])
    claim = next(row for row in page.get("/suggestions") if row["kind"] == "claim")
    page.act("reject", elements=[claim["element"]])
    page.act("confirm", kind="figure")
    assert page.text.count("<change ") == 2
    assert "3 suggestions confirmed, 1 suggestion rejected by Kim." in page.text
    record = page.path.with_name("wall.suggestions.json")
    assert claim["words"] in record.read_text("utf-8")
    page.act("undo")
    page.act("undo")
    assert claim["words"] not in record.read_text("utf-8")
    assert "1 suggestion confirmed by Kim." in page.text
    page.act("redo")
    assert claim["words"] in record.read_text("utf-8")
    page.act("confirm")
    assert "#draft" not in page.text.partition("<text>")[2]
    assert 'status="draft"' not in page.text
    assert page.get("/suggestions") == []
    assert page.get("/indexes")["todo"]["of"]["suggestions"] == 0


def test_a_suggestion_is_changed_and_confirmed(drafted):
    rows = drafted.get("/suggestions")
    figure = next(row for row in rows if row["kind"] == "figure")
    drafted.act("confirm", elements=[figure["element"]], fields={"quantity": "4100000"})
    assert '<measure type="currency" quantity="4100000" unit="EUR">about' in drafted.text


def test_a_finding_is_mended_by_its_button(tmp_path):
    path = tmp_path / "wall.xml"
    body = THIRD.replace("Work", '<seg type="claim" xml:id="c1" source="s.int">Work</seg>') + "\n"
    path.write_text(article(body), encoding="utf-8")
    page = Page(path)
    before = page.text
    groups = {each["id"]: each for each in page.get("/indexes")["groups"]}
    (found,) = groups["pointer-without-hash"]["entries"]
    assert groups["pointer-without-hash"]["act"] == "fix"
    shown = page.get("/chosen", place=page.place("Work")[0])
    assert [each["id"] for each in shown["findings"] if each["act"] == "fix"] == [found["id"]]
    page.act("fix", findings=[found["id"]])
    assert changed(before, page.text)[1] == "+" + body.replace('"s.int"', '"#s.int"').rstrip()
    page.act("fix", findings=[found["id"]], status=422)


def test_a_large_article_is_looked_at_in_another_process(page, monkeypatch):
    page.mark("claim", "Work starts in May", source=["s.int"])
    state = page.session.state()
    here = assessment.assessed(state.source.data, page.path, state.version)
    assert here.findings
    assert here.notes["claim-1"]
    assessor = assessment.Assessor()
    assert assessor._elsewhere(state.source.data, page.path, state.version) == here
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert assessor._elsewhere(state.source.data, page.path, state.version) is None
    monkeypatch.setattr(assessment, "_ELSEWHERE", 0)
    assert assessor._looked(state.source.data, page.path, state.version) == here


def test_what_a_quotation_can_say(tmp_path):
    path = tmp_path / "wall.xml"
    body = THIRD.replace("Work starts", '<quote source="#s.int">Work starts</quote>')
    path.write_text(article(body), encoding="utf-8")
    page = Page(path)
    place = re.search(r'data-e-place="([^"]+)" data-kind="speech"', page.read()["html"])[1]
    fields = page.get("/chosen", place=place)["fields"]
    assert [each["name"] for each in fields] == ["source", "internal"]


def test_a_caret_behind_the_last_character_is_in_the_annotation_still(page):
    page.mark("claim", "Work starts in May")
    page.mark("emphasis", "in May")
    start, end = page.place("in May")
    shown = page.get("/chosen", place=end)
    assert shown["kind"] == "emphasis"
    assert [each["kind"] for each in shown["around"]] == ["claim"]
    assert page.get("/chosen", place=start, end=end)["kind"] == "emphasis"
    assert page.get("/chosen", place=page.place("review")[0])["element"] is None


def test_registers_have_their_places_and_names_all_their_forms(page):
    page.mark("person", "Ada Mills")
    people = page.get("/registers")["people"]
    assert [each["label"] for each in people] == ["Ada Mills"]
    assert people[0]["places"][0]["exact"] == "Ada Mills"
    found = page.get("/find", entry="p.mi")["occurrences"]
    assert [each["exact"] for each in found] == ["Ada Mills"]


def test_the_note_is_shown_as_it_will_be_printed(page):
    figure = page.mark("figure", "about €4.2 million", source=["s.int"])
    page.get("/indexes")
    assert page.get("/chosen", place=figure)["note"].startswith("Ada Mills")


def test_what_is_beside_found_words_is_whole_words(tmp_path):
    words = [f"word{number:02}" for number in range(40)]
    path = tmp_path / "a.xml"
    path.write_text(article(f"<p>{' '.join(words)}</p>"), encoding="utf-8")
    page = Page(path)
    (found,) = page.get("/find", exact="word20")["occurrences"]
    assert found["before"].split() == words[20 - len(found["before"].split()) : 20]
    assert found["after"].split() == words[21 : 21 + len(found["after"].split())]
    assert len(found["before"]) > 40 < len(found["after"])
