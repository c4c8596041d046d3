"""Every action of the page: the TEI that it leaves, and no other line changed."""

from __future__ import annotations

import re
import sys

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from exporter.suggestions import annotate, suggest
from exporter.workbench.panel import assessment
from tests.workbench.pages import FIRST, SECOND, THIRD, Page, article, changed


@pytest.fixture
def page(tmp_path):
    """The page of a small valid article."""
    path = tmp_path / "wall.xml"
    path.write_text(article(), encoding="utf-8")
    return Page(path)


def new(page: Page, before: str) -> list[str]:
    """The lines that were put in, without white space before them; the file is valid."""
    assert not [n for n in check(page.path) if n.rule in ("schema", "malformed")]
    return [line[1:].strip() for line in changed(before, page.text) if line[0] == "+"]


def only(page: Page, before: str, old: str, line: str) -> None:
    """One line changed, and to this."""
    assert changed(before, page.text) == [f"-{old}", f"+{line}"]
    new(page, before)


MARKS = [
    (
        "figure",
        "about €4.2 million",
        FIRST,
        (
            '<measure type="currency" quantity="4200000" unit="EUR">about €4.2 million'
            '<precision match="@quantity" precision="low"/></measure>'
        ),
    ),
    (
        "figure",
        "up to 15 per cent",
        THIRD,
        '<num type="percentage" atMost="15">up to 15 per cent</num>',
    ),
    ("date", "27 February 2026", FIRST, '<date when="2026-02-27">27 February 2026</date>'),
    ("person", "Ada Mills", FIRST, '<persName ref="#p.mi">Ada Mills</persName>'),
    ("place", "Nessport", FIRST, "<placeName>Nessport</placeName>"),
    (
        "organisation",
        "review",
        THIRD,
        "<orgName>review</orgName>",
    ),
    ("claim", "Work starts in May", THIRD, '<seg type="claim" xml:id="claim-1">{}</seg>'),
    ("speech", "“and it is late.”", SECOND, '<said direct="true">{}</said>'),
    ("speech", "Work starts in May", THIRD, '<said direct="false">{}</said>'),
    ("emphasis", "twice", SECOND, "<emph>twice</emph>"),
]


@pytest.mark.parametrize(("kind", "words", "line", "markup"), MARKS)
def test_words_are_marked(page, kind, words, line, markup):
    before = page.text
    page.mark(kind, words)
    only(page, before, line, line.replace(words, markup.format(words)))


def test_a_mark_is_told_drawn_and_chosen(page):
    first = page.read()
    block = re.search(r'<p class="p" data-block="(\w+)">(?:(?!</p>).)*Work', first["html"])[1]
    told = page.act("quote", kind="claim", exact="Work starts in May", fields={})
    assert told["said"] == "Claim marked."
    assert list(told["blocks"]) == [block]
    assert told["chosen"] == f"{block}:3"
    assert f'data-e-place="{block}:3" data-kind="claim"' in told["blocks"][block]
    assert told["undo"] == {"label": "Claim marked."}


def test_a_claim_across_paragraphs_is_a_span_between_anchors(page):
    before = page.text
    place = page.mark("claim", "said on 27 February 2026. “That is twice", source=["s.int"])
    assert place == "@claim-1:0"
    assert new(page, before) == [
        '<spanGrp type="claim">',
        '<span xml:id="claim-1" from="#claim-1-start" to="#claim-1-end" source="#s.int"/>',
        "</spanGrp>",
        FIRST.replace("said on", '<anchor xml:id="claim-1-start"/>said on').strip(),
        SECOND.replace("twice", 'twice<anchor xml:id="claim-1-end"/>').strip(),
    ]
    assert page.read()["html"].count('data-e-place="@claim-1:0"') == 2
    page.act("unmark", element=place)
    assert page.text == before


def test_a_claim_across_half_a_speech(page):
    page.mark("speech", "“That is twice what we were told,”", who="p.mi")
    before = page.text
    page.mark("claim", "what we were told,” she said")
    lines = new(page, before)
    assert [line for line in lines if "<span " in line]
    assert '<said who="#p.mi" direct="true">“That is twice <anchor' in lines[-1]


def test_a_speech_is_split_around_she_said(page):
    place = page.mark("speech", SECOND.strip()[3:-4], who="p.mi", source=["s.int"])
    before = page.text
    page.act("split", element=place, ranges=[page.place("she said")])
    said = '<said who="#p.mi" direct="true" source="#s.int" xml:id='
    line = (
        f' <p>{said}"said-1" next="#said-1-2">“That is twice what we were told,”</said> she said, '
        f'{said}"said-1-2" prev="#said-1">“and it is late.”</said></p>'
    )
    assert [each[1:] for each in changed(before, page.text) if each[0] == "+"] == [line]
    page.act("split", element=page.last["chosen"], ranges=[page.place("what we were told")])
    assert "“That is twice</said> what we were told,<said" in page.text.replace("” <said", "<said")


def test_a_chain_is_told_and_removed_as_one(page):
    before = page.text
    place = page.mark("speech", SECOND.strip()[3:-4], who="p.mi")
    page.act("split", element=place, ranges=[page.place("she said")])
    shown = page.get("/chosen", place=page.last["chosen"])
    assert shown["words"] == "“That is twice what we were told,” … “and it is late.”"
    assert len(shown["words_at"]) == 2
    page.act("set", element=shown["element"], fields={"who": [], "direct": False})
    assert page.text.count('<said direct="false"') == 2
    page.act("unmark", element=page.last["chosen"])
    assert page.text == before


def test_words_at_the_border_of_a_speech_are_taken_out(page):
    place = page.mark("speech", "Work starts in May. The review")
    before = page.text
    page.act("split", element=place, ranges=[page.place("The review")])
    assert changed(before, page.text)[1] == (
        '+ <p><said direct="false">Work starts in May.</said> The review may add up to 15 per cent.'
        "</p>"
    )


def test_a_note_is_written_changed_and_removed(page):
    before = page.text
    place = page.mark("note", "Work starts in May.", text="So the plan & the minutes say.")
    page.act("set", element=place, fields={"text": "So says the plan.", "place": "end"})
    note = '<note place="end">So says the plan.</note>'
    only(page, before, THIRD, THIRD.replace("May.", f"May.{note}"))
    page.act("unmark", element=page.last["chosen"])
    assert page.text == before
    page.act("quote", kind="note", exact="Work starts", fields={}, status=422)


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
            '<date when="2026-02-28">2026-02-28</date>, <title>Talk</title>, '
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


def test_all_occurrences_of_a_name(page):
    page.act("quote", kind="person", exact="that", status=200, fields={})
    told = page.act("quote", kind="figure", exact="a", status=422, fields={})
    assert len(told["occurrences"]) > 1
    assert {"place", "end", "before", "exact", "after"} == set(told["occurrences"][0])
    assert page.act("quote", kind="person", exact="nobody", status=422)["occurrences"] == []
    told = page.act("quote", kind="emphasis", exact="it", all=True)
    assert told["said"] == "Emphasis marked."


def test_typed_marks_and_widths_do_not_matter(page):
    page.mark("speech", '"That is  twice what\nwe were told," she')
    assert '<said direct="true">“That is twice what we were told,” she</said>' in page.text


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
    fixes = [each["fix"] for each in groups["findings"]["entries"] if each["fix"]]
    shown = page.get("/chosen", place=page.place("Work")[0])
    assert [each["fix"] for each in shown["findings"] if each["fix"]] == fixes
    page.act("fix", finding=fixes[0]["id"])
    assert changed(before, page.text)[1] == "+" + body.replace('"s.int"', '"#s.int"').rstrip()
    page.act("fix", finding=fixes[0]["id"], status=422)


def test_a_large_article_is_looked_at_in_another_process(page, monkeypatch):
    page.mark("claim", "Work starts in May", source=["s.int"])
    state = page.session.state()
    here = assessment.assessed(state.source.data, page.path, state.version)
    assert here.findings
    assert here.notes["claim-1"]
    monkeypatch.setattr(assessment, "_LARGE", 0)
    assert assessment._elsewhere(state.source.data, page.path, state.version) == here
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert assessment._elsewhere(state.source.data, page.path, state.version) is None


def test_a_note_stands_after_the_annotation_that_it_is_about(page):
    page.mark("person", "Ada Mills")
    page.mark("note", "Ada Mills", text="She left in May.")
    assert '<persName ref="#p.mi">Ada Mills</persName><note place="foot">She left' in page.text


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
