"""Words are marked, split and unmarked: the TEI that it leaves, and no other line changed."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from tests.workbench.pages import FIRST, SECOND, THIRD, changed, new, only

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


def test_all_occurrences_of_a_name(page):
    page.act("quote", kind="person", exact="that", status=200, fields={})
    told = page.act("quote", kind="figure", exact="a", status=422, fields={})
    assert len(told["occurrences"]) > 1
    assert {"place", "end", "before", "exact", "after"} == set(told["occurrences"][0])
    assert page.act("quote", kind="person", exact="nobody", status=422)["occurrences"] == []
    told = page.act("quote", kind="emphasis", exact="it", all=True)
    assert told["said"] == "Emphasis marked."


def test_a_note_stands_after_the_annotation_that_it_is_about(page):
    page.mark("person", "Ada Mills")
    page.mark("note", "Ada Mills", text="She left in May.")
    assert '<persName ref="#p.mi">Ada Mills</persName><note place="foot">She left' in page.text
