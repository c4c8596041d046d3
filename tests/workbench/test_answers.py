"""Findings are ended by an answer; one answer ends those of several places."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from tests.workbench.pages import Page, article, changed, new

BODY = """ <p>Moored for <measure quantity="64" unit="minute">64 minutes</measure> and
 <measure quantity="3" unit="day">three days</measure>.</p>
 <p><said who="#p.mi" direct="false"><seg type="claim" xml:id="c1" ana="#v.open">The tug “was ready”
 at <num type="percentage" value="9">nine</num> per cent</seg></said>, Ada Mills said.</p>
 <p><seg type="claim" xml:id="c2" ana="#v.open" source="#s.log">It sank</seg>, and
 <seg type="claim" xml:id="c3" source="#s.log">rose</seg>. <said direct="true">“Never,”</said> said
 a man. <said who="#p.mi" direct="true">Good</said>, she said.</p>
"""
LOG = '  <bibl xml:id="s.log" type="document"><title>Log</title>.</bibl>\n'
LEFT = '  <bibl xml:id="s.left" type="document"><title>Left</title>.</bibl>\n'


@pytest.fixture
def page(tmp_path):
    """The page of an article with findings of every kind that can be answered."""
    path = tmp_path / "wall.xml"
    path.write_text(
        article(BODY).replace(" </listBibl>", f"{LOG}{LEFT} </listBibl>"), encoding="utf-8"
    )
    return Page(path)


def rules(page: Page) -> set[str]:
    return {n.rule for n in check(page.path) if n.severity.label != "info"}


def rows(page: Page, rule: str) -> list[dict]:
    groups = [each for each in page.get("/indexes")["groups"] if each.get("rule") == rule]
    return [row for group in groups for row in group["entries"]]


def answer(page: Page, rule: str, /, code: int = 200, most: int | None = None, **fields):
    elements = [row["element"] for row in rows(page, rule)][:most]
    form = page.get("/form", of="answer", rule=rule, elements=" ".join(elements), said="Why?")
    assert form["said"] == "Why?"
    assert set(fields) <= {each["name"] for each in form["fields"]}
    assert form["focus"] == form["fields"][0]["name"] or len(elements) == 1
    return page.act("answer", rule=rule, elements=elements, fields=fields, status=code)


def test_one_source_for_several_figures(page):
    before = page.text
    assert len(rows(page, "figure-without-source")) == 3
    said = answer(page, "figure-without-source", source=["s.int"])["said"]
    assert said == "Answered (Sources) in 3 places."
    assert rows(page, "figure-without-source") == []
    assert [line.count('source="#s.int"') for line in new(page, before)] == [1, 1, 1]
    page.act("undo")
    assert page.text == before


def test_the_source_of_a_claim_is_written_on_the_speech(page):
    before = page.text
    answer(page, "claim-without-source", source=["s.int"])
    assert '<said who="#p.mi" direct="false" source="#s.int"><seg type="claim"' in page.text
    assert len(changed(before, page.text)) == 2
    assert "claim-without-source" not in rules(page)


def test_the_author_of_the_source_that_claims_share(page):
    before = page.text
    assert len(rows(page, "claim-unattributed")) == 2
    answer(page, "claim-unattributed", authors=["Port Office"])
    assert "claim-unattributed" not in rules(page)
    assert len(changed(before, page.text)) == 2
    page.act("undo")
    answer(page, "claim-unattributed", source=["s.int"])
    assert page.text.count('source="#s.log #s.int"') == 2


def test_a_status_a_speaker_and_quotation_marks(page):
    answer(page, "claim-without-status", status="v.open")
    answer(page, "speech-without-speaker", who=["p.mi"])
    answer(page, "direct-speech-unquoted", reported="reported")
    answer(page, "reported-speech-quoted", quoted="inner")
    assert '<seg type="claim" xml:id="c3" source="#s.log" ana="#v.open">rose' in page.text
    assert '<said direct="true" who="#p.mi">“Never,”</said>' in page.text
    assert '<said who="#p.mi" direct="false">Good</said>' in page.text
    assert 'The tug <said who="#p.mi" direct="true">“was ready”</said>' in page.text
    gone = {"claim-without-status", "speech-without-speaker"}
    assert not rules(page) & {*gone, "direct-speech-unquoted", "reported-speech-quoted"}


def test_the_name_of_a_speaker_is_marked_where_it_stands(page):
    form = page.get(
        "/form",
        of="answer",
        rule="speaker-not-introduced",
        elements=rows(page, "speaker-not-introduced")[0]["element"],
    )
    choice = form["fields"][0]["choices"][0]
    assert "Ada Mills" in choice["label"]
    answer(page, "speaker-not-introduced", named=choice["value"])
    assert '<persName ref="#p.mi">Ada Mills</persName> said.' in page.text


def test_a_source_gets_what_it_lacks_at_once(page):
    fields = {"type": "document", "title": "Log", "date": "2026-02-01", "publisher": "Line",
              "original": "https://log.example/", "authors": ["p.mi"]}  # fmt: skip
    elements = [each["element"] for each in rows(page, "source-without-date") if each["own"] ==
                "s.log"]  # fmt: skip
    form = page.get("/form", of="answer", rule="source-without-date", elements=elements[0])
    assert form["focus"] == "date"
    assert {*fields, "reason"} <= {each["name"] for each in form["fields"]}
    page.act("answer", rule="source-without-date", elements=elements, fields=fields)
    left = {row["own"] for rule in ("source-without-date", "source-without-address")
            for row in rows(page, rule)}  # fmt: skip
    assert left == {"s.left"}
    assert '<author ref="#p.mi">Ada Mills</author>' in page.text
    page.act("answer", rule="source-without-date", elements=["@s.log:0"], fields=fields, status=422)


def test_several_sources_get_one_date(page):
    answer(page, "source-without-date", date="2026-02-01")
    assert page.text.count('<date when="2026-02-01">') == 2


def test_what_nothing_cites_is_removed_with_its_register(page):
    before = page.text
    answer(page, "source-not-cited", most=1, remove=True)
    assert len(changed(before, page.text)) == 1
    answer(page, "source-not-cited", remove=True)
    page.act("answer", rule="source-not-cited", elements=["@s.log:0"], fields={"remove": True},
             status=422)  # fmt: skip
    assert "source-not-cited" not in rules(page)
    for own in ("c2", "c3"):
        page.act("set", element=f"@{own}:0", fields={"source": []})
    answer(page, "source-not-cited", remove=True)
    assert "<listBibl" not in page.text


def test_where_there_is_nothing_to_give_the_reason_is_kept(page):
    before = page.text
    answer(page, "figure-without-source", reason='Our "own" count ?>.')
    assert page.text.count("""<?exporter ignore="figure-without-source" reason='Our "own" """) == 3
    assert "figure-without-source" not in rules(page)
    assert "exporter ignore" not in page.ask("GET", "/copy/html").text
    page.act("undo")
    assert page.text == before
    answer(page, "figure-without-source", reason="x", source=["s.int"], code=422)
    answer(page, "figure-without-source", code=422)
    fields = {"reason": "No."}
    elements = [row["element"] for row in rows(page, "claim-without-status")]
    page.act("answer", rule="claim-without-status", elements=elements, fields=fields, status=422)
    page.act("answer", rule="schema", elements=elements, fields=fields, status=422)
    page.act("answer", rule="figure-without-source", elements=[], fields=fields, status=422)
    assert page.text == before


def test_a_claim_that_crosses_paragraphs_is_answered_too(page):
    start, end = page.place("Moored for")[0], page.place("The tug “was ready")[1]
    page.act("mark", kind="claim", ranges=[[start, end]])
    before = page.text
    claim = next(r for r in rows(page, "claim-unattributed") if r["element"] == "@claim-1:0")
    page.act("answer", rule="claim-unattributed", elements=[claim["element"]],
             fields={"reason": "Ours."})  # fmt: skip
    assert 'reason="Ours."?></span>' in page.text
    assert not [n for n in check(page.path) if n.rule in ("malformed", "schema")]
    page.act("undo")
    assert page.text == before


def test_each_speaker_has_a_source_of_their_own(page):
    before = page.text
    answer(page, "claim-without-source", each_on="2026-02-27")
    assert (
        '<bibl xml:id="s.ada-mills" type="interview"><author ref="#p.mi">Ada Mills</author>, '
        '<date when="2026-02-27">27 February 2026</date>.</bibl>' in page.text
    )
    assert '<said who="#p.mi" direct="false" source="#s.ada-mills">' in page.text
    assert "claim-without-source" not in rules(page)
    page.act("undo")
    answer(page, "claim-without-source", each_on="soon", code=422)
    assert page.text == before


def test_the_authors_of_a_source_speak(page):
    page.act("entry", register="source", id="s.log", fields={"authors": ["p.mi"]})
    speech = rows(page, "speech-without-speaker")[0]["element"]
    form = page.get("/form", of="answer", rule="speech-without-speaker", elements=speech)
    assert [each["name"] for each in form["fields"]] == ["who"]
    page.act("set", element=speech, fields={"source": ["s.log"]})
    answer(page, "speech-without-speaker", by_source=True, who=[])
    assert '<said direct="true" source="#s.log" who="#p.mi">“Never,”</said>' in page.text


def edited(page: Page, old: str, new: str) -> Page:
    """The same article after somebody else's change of its file."""
    text = page.path.read_text(encoding="utf-8")
    assert old in text
    page.path.write_text(text.replace(old, new), encoding="utf-8")
    return Page(page.path)


def test_what_is_cited_in_single_quotes_is_not_removed(page):
    page = edited(page, 'xml:id="c3" source="#s.log"', "xml:id=\"c3\" source='#s.left'")
    said = page.act("answer", rule="source-not-cited", elements=["@s.left:0"],
                    fields={"remove": True}, status=422)  # fmt: skip
    assert "cited" in said["error"]


def test_a_source_that_is_in_no_register_has_a_form_without_its_authors(page):
    page = edited(page, 'xml:id="c2" ana="#v.open" source="#s.log"', 'xml:id="c2" source="#s.gone"')
    form = page.get("/form", of="answer", rule="claim-unattributed", elements="@c2:0")
    assert "authors" not in {each["name"] for each in form["fields"]}


def test_who_speaks_is_asked_for_before_the_name_is_marked(page):
    place = page.get("/find", exact="a man")["occurrences"][0]
    speech = page.get("/find", exact="Never,")["occurrences"][0]["place"]
    chosen = page.get("/chosen", place=speech, version=page.version)["element"]
    said = page.act("answer", rule="speaker-not-introduced", elements=[chosen],
                    fields={"named": f"{place['place']} {place['end']}"}, status=422)  # fmt: skip
    assert "Choose who speaks" in said["error"]
