"""A draft with what a program can see in it, suggested; its words untouched."""

from __future__ import annotations

import re

import lxml.etree as etree
import pytest

import exporter
from exporter.confirmation import Choice, Decision, Sitting, chosen, load_record
from exporter.intake import Given
from tests.intake.makers.documents import made
from tests.intake.unchanged import FORMATS, visible
from tests.judges.xml import tei_all

STORY = """# Ferry to cost twice the estimate

The new ferry will cost £4 million, said Lea Brandt, the harbour master.[^1] “We were not told,”
said Otto Yard.[^2] [“Nobody asked,”](https://yard.example/s) he added. Read [more](https://b.example/x).

[^1]: Port Audit Office, *Review*, https://audit.example/r7.
[^2]: Interview with Otto Yard, 27 February 2026.
"""
WHEN = Given(date="2026-03-02", publisher="Example Courier", licence="All rights reserved.")


@pytest.fixture(scope="module")
def story():
    return exporter.draft(STORY.encode(), form="markdown", given=WHEN)


def test_words_are_untouched_and_the_tei_is_valid(story):
    assert visible(story.tei) == visible(story.plain)
    assert len(story.suggestions) > 5
    assert tei_all(story.tei) == []


def test_a_note_is_the_source_of_what_ends_there_alone(story):
    text = story.tei.decode()
    said = re.search(r"<said ([^>]*)>“We were not told,”</said>", text)
    assert said is not None
    assert "#s.n2" not in said[1], "the speech does not end at the call"
    root = etree.fromstring(story.tei)
    sources = {e.get("{http://www.w3.org/XML/1998/namespace}id"): e for e in root.iter("{*}bibl")}
    assert "".join(sources["s.n2"].itertext()) == "Interview with Otto Yard, 27 February 2026."
    assert sources["s.n1"].find("{*}ref").get("target") == "https://audit.example/r7"


def test_what_ends_at_a_call_or_with_a_link_rests_on_it():
    draft = "“We were not told,” said Otto Yard. Lea Brandt said: “It sank.”[^1]\n\n[^1]: Log."
    text = exporter.draft(draft.encode(), form="markdown").tei.decode()
    assert re.search(r'<said [^>]*source="#s.n1"[^>]*>“It sank.”</said><note', text)
    linked = "Otto Yard said: [“It sank.”](https://yard.example/s)\n"
    text = exporter.draft(linked.encode(), form="markdown").tei.decode()
    assert re.search(r'source="#s.l1"[^>]*>“It sank.”', text)


def test_notes_and_links_wait_as_sources(story):
    text = story.tei.decode()
    for key in ("s.n1", "s.n2", "s.l1", "s.l2"):
        assert re.search(rf'<bibl xml:id="{key}" type="\w+" resp="#draft">', text), key
    without = exporter.draft(STORY.encode(), form="markdown", kinds={"figure"})
    assert b"<bibl" not in without.tei


def test_nothing_is_suggested_where_nobody_asks():
    done = exporter.draft(STORY.encode(), form="markdown", kinds=())
    assert done.suggestions == ()
    assert b"#draft" not in done.tei
    assert done.tei == done.plain


def test_a_rejected_one_stays_away(tmp_path):
    path = tmp_path / "ferry.xml"
    first = exporter.draft(STORY.encode(), form="markdown", given=WHEN)
    path.write_bytes(first.tei)
    sitting = Sitting(path, when="2026-03-03")
    meant = chosen(sitting.items, Choice(frozenset({"figure", "source"})))
    assert {"figure", "source"} == {item.kind for item in meant}
    sitting.decide(*(Decision(item, "no") for item in meant))
    assert visible(path.read_bytes()) == visible(first.plain)
    again = exporter.draft(STORY.encode(), form="markdown", given=WHEN, record=load_record(path))
    kinds = {each.kind for each in again.suggestions}
    assert "figure" not in kinds
    assert "speech" in kinds
    assert b"s.l2" not in again.tei


def test_an_article_that_is_there_is_annotated_as_it_stands(story):
    again = exporter.draft(story.plain)
    assert again.plain == story.plain
    assert [s.words for s in again.suggestions] == [s.words for s in story.suggestions]


def test_a_language_without_rules_is_said():
    text = (
        "Le maire a dit que le bac ne part pas avant le mois de mai. Il est dans le port et la mer."
    )
    notices = exporter.draft(f"{text} {text}".encode(), form="text").notices
    assert "draft-language-unknown" in [notice.rule for notice in notices]


@pytest.mark.parametrize("form", FORMATS)
def test_any_draft_can_be_annotated(form):
    features, write = FORMATS[form]
    for seed in range(3):
        done = exporter.draft(write(made(seed, features), seed), form=form)
        assert visible(done.tei) == visible(done.plain)


def test_public_copies_have_the_words_and_not_the_marks(story):
    public = exporter.render(exporter.plan(exporter.read(story.tei)), "html").data.decode()
    assert "We were not told" in public
    assert "#draft" not in public
