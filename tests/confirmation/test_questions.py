"""What one look decides is asked at once; nothing is left out, nothing confirmed into an error."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

import exporter
from exporter.cli import main
from exporter.confirmation import Decision, Sitting, pending, questions
from exporter.editing import scan
from exporter.intake import Given

STORY = """# Bridge shut

Otto Yard, the bridge warden, said the bridge would cost £4 million in 2027. “It is old,” he said.
Yard was alone. According to a survey, two of the 30 piers are cracked.

The bridge opened in 1931 and has 30 piers. Lea Brandt met Otto Yard on 2 May 2025.
"""
WHEN = Given(date="2026-03-02", publisher="Example Courier", licence="All rights reserved.")


@pytest.fixture(scope="module")
def data() -> bytes:
    return exporter.draft(STORY.encode(), form="markdown", given=WHEN).tei


def asked(data: bytes) -> list[list[tuple[str, str]]]:
    return [[(i.kind, i.words) for i in group] for group in questions(pending(scan(data)))]


def test_every_suggestion_is_in_one_question(data):
    items = pending(scan(data))
    found = [item.place for group in questions(items) for item in group]
    assert sorted(found) == sorted(item.place for item in items)
    assert len(questions(items)) < 0.6 * len(items)


def test_a_name_is_asked_about_once_with_all_its_places(data):
    group = next(g for g in asked(data) if ("person", "Otto Yard") in g)
    assert group == [("person", "Otto Yard"), ("person", "Yard"), ("person", "Otto Yard")]


def test_a_speech_comes_with_its_claim_and_the_words_for_its_speaker(data):
    group = next(g for g in asked(data) if ("speech", "“It is old,”") in g)
    assert group == [("speech", "“It is old,”"), ("person", "he")]
    words = "the bridge would cost £4 million in 2027"
    group = next(g for g in asked(data) if ("speech", words) in g)
    assert ("claim", words) in group


def test_values_of_a_sentence_come_together_and_with_its_own_claim(data):
    assert [("figure", "£4 million"), ("date", "2027")] in asked(data)
    group = next(g for g in asked(data) if g[0][1].startswith("The bridge opened"))
    assert [kind for kind, _ in group] == ["claim", "date", "figure"]


def test_another_speaker_is_meant_by_the_word_that_stands_for_them(tmp_path, data):
    path = tmp_path / "bridge.xml"
    path.write_bytes(data)
    sitting = Sitting(path, when="2026-03-03")
    group = next(g for g in questions(sitting.items) if g[0].words == "“It is old,”")
    speaker = sitting.speaker("Ines Koch")
    sitting.decide(*(Decision(item, "yes", speaker) for item in group))
    text = path.read_text("utf-8")
    assert '<said who="#p.koch" direct="true">“It is old,”</said>' in text
    assert '<rs ref="#p.koch">he</rs>' in text


def test_a_speech_is_confirmed_with_its_speaker(tmp_path, data):
    path = tmp_path / "bridge.xml"
    path.write_bytes(data)
    result = CliRunner().invoke(main, ["confirm", str(path), "--kind", "speech"])
    assert result.exit_code == 0, result.output
    public = exporter.read(path, audience="public").tei.decode()
    assert '<said who="#p.yard" direct="true">“It is old,”</said>' in public
    assert '<person xml:id="p.yard">' in public


def test_speech_of_which_nothing_says_whose_waits(tmp_path, data):
    path = tmp_path / "bridge.xml"
    path.write_bytes(data)
    result = CliRunner().invoke(main, ["confirm", str(path), "--all"])
    assert "1 speech waits, because nothing says who speaks (line" in result.output
    text = path.read_text("utf-8")
    assert len(re.findall(r'<said [^>]*resp="#draft"', text)) == 1
    assert '<revisionDesc status="draft">' in text
    report = exporter.check(path)
    assert [n.rule for n in report.notices if n.severity.label == "error"] == []
