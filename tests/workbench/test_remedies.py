"""What the schema finds leads to what ends it: a correction, the form of an entry or of the head;
where somebody else must correct it, nothing is offered that would not help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.checks import check
from tests.workbench.pages import Page, article, changed


def opened(folder: Path, text: str, **options: Any) -> Page:
    path = folder / "wall.xml"
    path.write_text(text, encoding="utf-8")
    return Page(path, **options)


def rows(page: Page, rule: str) -> list[dict[str, Any]]:
    groups = [each for each in page.get("/indexes")["groups"] if each.get("rule") == rule]
    return [{**row, "of": group["label"]} for group in groups for row in group["entries"]]


UNFINISHED = (
    ' <p><seg type="claim" source="#s.int">The wall</seg> and'
    ' <seg type="claim" source="#s.int">the moat</seg>.'
    ' <persName ref="#p.mi">Ada Mills</persName>: <said who="#p.mi">“Late,”</said> and'
    ' <said who="#p.mi">that it is dear</said>.</p>\n'
)


def test_what_nobody_need_be_asked_about_is_put_in_by_a_button(tmp_path):
    page = opened(tmp_path, article(UNFINISHED))
    before = page.text
    found = rows(page, "schema")
    assert [row["act"] for row in found] == ["fix"] * 4
    told = page.act("fix", findings=[row["id"] for row in found])
    assert told["said"] == "Mended in 4 places."
    made = [
        ('"claim" source="#s.int">The', '"claim" source="#s.int" xml:id="claim-1">The'),
        ('"claim" source="#s.int">the', '"claim" source="#s.int" xml:id="claim-2">the'),
        ('<said who="#p.mi">“', '<said who="#p.mi" direct="true">“'),
        ('<said who="#p.mi">that', '<said who="#p.mi" direct="false">that'),
    ]
    wanted = before
    for old, new in made:
        wanted = wanted.replace(old, new)
    assert page.text == wanted
    assert not [n for n in check(page.path) if n.rule == "schema"]
    page.act("undo")
    assert page.text == before


def test_one_is_chosen_once_it_is_mended(tmp_path):
    page = opened(tmp_path, article(UNFINISHED))
    before = page.text
    told = page.act("fix", findings=[rows(page, "schema")[1]["id"]])
    assert told["said"] == "Mended."
    assert page.get("/chosen", place=told["chosen"])["words"] == "the moat"
    assert len(changed(before, page.text)) == 2
    again = page.act("fix", status=422, findings=["schema:1:1", "schema:999:1"])
    assert "corrected already" in again["error"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "focus"),
    [
        (' type="interview"', "", "schema", "bibl"),
        ('when="2026-02-27"', 'when="27.2."', "invalid-value", "date"),
    ],
)
def test_an_entry_is_changed_in_its_form(tmp_path, old, new, rule, focus):
    page = opened(tmp_path, article().replace(old, new))
    (row,) = rows(page, rule)
    assert (row["act"], row["own"], row["register"]) == ("edit", "s.int", "source")
    assert row["label"] == "Ada Mills, February"
    assert row["focus"] == focus
    fields = {"type": "interview", "date": "2026-02-27"}
    page.act("entry", register="source", id="s.int", fields=fields)
    assert rows(page, rule) == []


def test_the_head_is_offered_only_for_what_its_form_asks_for(tmp_path):
    page = opened(tmp_path, article().replace("<publisher>Courier</publisher>", ""))
    (row,) = rows(page, "schema")
    assert (row["act"], row["focus"], row["label"]) == (
        "head",
        "publisher",
        "The article as a whole",
    )
    page = opened(tmp_path, article().replace('<taxonomy xml:id="audience">', "<taxonomy>"))
    (row,) = rows(page, "schema")
    assert (row["act"], row["label"]) == ("", "The article as a whole")
    assert "Whoever looks after the files" in row["of"]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_row_says_what_it_is_about(tmp_path, lang):
    empty = article("<p/>").replace(' xml:lang="en"', "").replace("<p/>", "")
    for text in (article(UNFINISHED), empty, article().replace("<title>The wall</title>", "")):
        page = opened(tmp_path, text, lang=lang)
        for group in page.get("/indexes")["groups"]:
            for row in group["entries"] if group["todo"] else ():
                assert row["label"] or row["places"][0]["exact"]
                if lang == "de":
                    assert "There is" not in group["label"] + row["message"]


TWICE = '<person xml:id="p.mi"><persName>Ada Mills Vance</persName></person>\n </listPerson>'


def test_of_two_with_one_name_the_second_gets_its_own(tmp_path):
    text = article(UNFINISHED).replace("</listPerson>", TWICE)
    page = opened(tmp_path, text)
    (row,) = rows(page, "duplicate-id")
    assert (row["act"], row["label"]) == ("fix", "Ada Mills Vance")
    page.act("fix", findings=[row["id"]])
    assert page.text == text.replace(
        '"p.mi"><persName>Ada Mills V', '"p.mi-2"><persName>Ada Mills V'
    )
    assert rows(page, "duplicate-id") == []


LANGUAGES = "<profileDesc><langUsage>{}</langUsage></profileDesc></teiHeader>"


@pytest.mark.parametrize(
    ("listed", "act"), [(("de",), "fix"), (("de", "en"), "head"), ((), "head")], ids=str
)
def test_a_language_that_is_missing_is_asked_for_where_it_is_not_known(tmp_path, listed, act):
    each = "".join(f'<language ident="{tag}">x</language>' for tag in listed)
    text = article().replace(' xml:lang="en"', "")
    text = text.replace("</teiHeader>", LANGUAGES.format(each) if listed else "</teiHeader>")
    page = opened(tmp_path, text)
    (row,) = rows(page, "language-missing")
    assert row["act"] == act
    if act == "fix":
        page.act("fix", findings=[row["id"]])
    else:
        assert row["focus"] == "language"
        page.act("head", fields={"language": "de"})
    assert 'xml:lang="de">' in page.text
    assert rows(page, "language-missing") == []


def test_two_headlines_are_one_once_the_title_is_changed(tmp_path):
    page = opened(tmp_path, article().replace("<head>The wall</head>", "<head>A wall</head>"))
    (row,) = rows(page, "title-differs-from-heading")
    assert (row["act"], row["focus"]) == ("head", "title")
    assert page.act("head", fields={"title": "A wall"})["said"] == "Changed: Title."


def test_a_day_of_publication_that_is_none_is_corrected_in_the_head(tmp_path):
    page = opened(tmp_path, article().replace("2026-03-02", "2026-13-02"))
    (row,) = rows(page, "invalid-value")
    assert (row["act"], row["focus"], row["label"]) == ("head", "date", "The article as a whole")


# -------------------------------------------------------------------- what points at nothing

ASTRAY = (
    ' <p><said who="Ada Mills" direct="false">late</said> and'
    ' <seg type="claim" xml:id="c1" source="#s.gone" ana="#v.maybe #internal">dear</seg>.</p>\n'
)


def place_of(page: Page, words: str) -> str:
    found: str = page.get("/find", exact=words)["occurrences"][0]["place"]
    return str(page.get("/chosen", place=found)["element"])


def test_what_points_at_nothing_stays_until_it_is_taken_out(tmp_path):
    page = opened(tmp_path, article(ASTRAY))
    page.act("set", element=place_of(page, "late"), fields={"who": ["Ada", "Mills", "p.mi"]})
    assert 'who="Ada Mills #p.mi"' in page.text
    page.act("set", element=place_of(page, "late"), fields={"who": ["Mills", "p.mi"]})
    page.act("set", element=place_of(page, "late"), fields={"who": ["p.mi"]})
    assert 'who="#p.mi"' in page.text
    claim = place_of(page, "dear")
    page.act("set", element=claim, fields={"source": ["s.gone", "s.int"]})
    assert 'source="#s.gone #s.int"' in page.text
    told = page.act("set", status=422, element=claim, fields={"source": ["s.gone", "s.nowhere"]})
    assert "s.nowhere" in told["error"]


def test_a_status_that_is_not_listed_makes_room(tmp_path):
    page = opened(tmp_path, article(ASTRAY))
    page.act("set", element=place_of(page, "dear"), fields={"status": "v.ok"})
    assert 'ana="#v.ok #internal"' in page.text
    assert rows(page, "unknown-status") == []


def test_an_empty_note_gets_its_words(tmp_path):
    text = article(' <p>Late<note place="foot" /> again<note xml:id="n1">N</note>.</p>\n')
    page = opened(tmp_path, text)
    (row,) = rows(page, "empty-note")
    assert row["places"][0]["before"] == "Late"
    page.act("set", element=row["element"], fields={"text": "By < an hour."})
    assert page.text == text.replace(" /> again", " >By &lt; an hour.</note> again")
    repeated = text.replace('<note place="foot" />', '<note sameAs="#n1"/>')
    page = opened(tmp_path, repeated)
    own = page.text.index("<note same") - page.text.index("<p>Late")
    block = page.read()["blocks"][1]
    told = page.act("set", status=422, element=f"{block}:{own}", fields={"text": "Other."})
    assert "repeats another" in told["error"]


def test_a_source_has_a_name_whatever_stands_in_it(tmp_path):
    entries = (
        '<bibl xml:id="s.a" type="web"><ref target="https://a.example/x">The page</ref></bibl>'
        '<bibl xml:id="s.b" type="web"><ref target="https://b.example/y"/></bibl>'
        '<bibl xml:id="s.c" type="web"/> </listBibl>'
    )
    page = opened(tmp_path, article().replace(" </listBibl>", entries))
    labels = [row["label"] for row in rows(page, "source-not-cited")]
    assert labels[1:] == ["The page", "https://b.example/y", "s.c"]


def test_what_is_quoted_is_not_quoted_twice(tmp_path):
    page = opened(tmp_path, article(' <p><said direct="true">“Late,”</said> she said.</p>\n'))
    (row,) = rows(page, "speech-without-speaker")
    told = page.act(
        "answer", rule="speech-without-speaker", elements=[row["element"]], fields={"who": ["p.mi"]}
    )
    assert told["said"] == "Answered (Speaker): “Late,”."


def test_groups_say_what_they_are_about_and_have_names_of_their_own(tmp_path):
    broken = article(UNFINISHED).replace(' type="interview"', "")
    groups = [g for g in opened(tmp_path, broken).get("/indexes")["groups"] if g["todo"]]
    assert len({group["id"] for group in groups}) == len(groups)
    mixed = next(g for g in groups if g["rule"] == "schema" and g["act"] == "fix")
    assert mixed["label"] == "In these places something is missing or wrong."
    assert {"claim", "speech"} <= {
        w for e in mixed["entries"] for w in re.findall(r"\w+", e["message"])
    }
    short = next(g for g in groups if g["rule"] == "claim-without-status")
    assert (short["label"], short["said"]) == (
        "Claims without a status", "This claim has no status. Choose one.",
    )  # fmt: skip
