"""Yes and no change what they speak of, and not a byte else."""

from __future__ import annotations

import json
import re

import lxml.etree as etree
import pytest

from exporter.confirmation import (
    Choice,
    Decision,
    Sitting,
    chosen,
    load_record,
    pending,
    record_path,
)
from exporter.editing import EditError, scan
from exporter.errors import InputError
from tests.confirmation.articles import ARTICLE, article
from tests.judges.xml import tei_all

DAY = "2026-03-03"


def listed(text: str = ARTICLE):
    return pending(scan(text.encode()))


def decided(folder, answer, *kinds, text: str = ARTICLE, by: str = ""):
    """The file after all suggestions of some kinds got this answer."""
    path = folder / "ferry.xml"
    path.write_text(text, encoding="utf-8")
    sitting = Sitting(path, when=DAY, by=by)
    meant = chosen(sitting.items, Choice(frozenset(kinds)) if kinds else Choice())
    sitting.decide(*(Decision(item, answer) for item in meant))
    return path.read_text(encoding="utf-8")


def words(text: str) -> str:
    root = etree.fromstring(text.encode())
    return "".join(root.find("{*}text").itertext())


def test_what_waits_is_listed_with_its_surroundings():
    shown = [(i.kind, i.line, i.words, i.who, i.says) for i in listed()]
    assert shown == [
        ("speech", 23, "“It will take about two years,” … “Or three.”", "Lea Brandt", "direct"),
        ("figure", 23, "about two years", "", "2 year"),
        ("person", 23, "Lea Brandt", "Lea Brandt", ""),
        ("claim", 24, "The yard closed on Friday", "", ""),
        ("date", 24, "Friday", "", "2026-02-27"),
    ]
    assert listed()[2].before.endswith("two years,” said ")
    assert listed()[2].after.startswith(". “Or three.”")


def test_yes_takes_one_attribute_away_and_enters_who_and_when(tmp_path):
    text = decided(tmp_path, "yes", by="R. Okoye")
    change = f'<change when="{DAY}" ana="#internal">5 suggestions confirmed by R. Okoye.</change>'
    assert change in text
    bare = ARTICLE.replace(' resp="#draft"', "").replace('<revisionDesc status="draft">',
                                                         "<revisionDesc>")  # fmt: skip
    assert re.sub(rf"\s*{re.escape(change)}", "", text) == bare


def test_no_takes_the_annotation_and_leaves_the_words(tmp_path):
    text = decided(tmp_path, "no")
    assert words(text) == words(ARTICLE)
    body = text[text.index("<body>") :]
    assert not re.search("<(said|measure|precision|persName|seg|date)", body)
    assert 'xml:id="p.brandt"' not in text
    assert 'xml:id="s.brandt"' not in text
    assert 'xml:id="p.yard"' in text
    assert "5 suggestions rejected." in text
    assert tei_all(text.encode()) == []


def test_an_entry_is_confirmed_with_the_first_that_points_at_it(tmp_path):
    text = decided(tmp_path, "yes", "person")
    assert '<person xml:id="p.brandt">' in text
    assert '<bibl xml:id="s.brandt" type="statement" resp="#draft">' in text
    assert '<revisionDesc status="draft">' in text


def test_an_entry_stays_while_something_points_at_it(tmp_path):
    text = decided(tmp_path, "no", "speech")
    assert '<person xml:id="p.brandt" resp="#draft">' in text
    assert "s.brandt" not in text


def test_parts_of_a_speech_are_decided_together(tmp_path):
    text = decided(tmp_path, "no", "speech")
    assert "<said" not in text
    assert "rejected" in text
    assert '<measure quantity="2" unit="year" resp="#draft">' in text


def test_what_else_resp_says_stays(tmp_path):
    text = ARTICLE.replace('unit="year" resp="#draft"', 'unit="year" resp="#p.yard #draft"')
    assert 'unit="year" resp="#p.yard"' in decided(tmp_path, "yes", "figure", text=text)


def test_what_a_person_points_at_is_not_rejected(tmp_path):
    note = '<note target="#c1">By letter.</note></p>\n</div>'
    text = ARTICLE.replace("</seg>.</p>\n</div>", f"</seg>.{note}")
    with pytest.raises(EditError, match="points at “#c1”") as caught:
        decided(tmp_path, "no", "claim", text=text)
    assert caught.value.line == 24
    assert (tmp_path / "ferry.xml").read_text("utf-8") == text


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_line_ends_and_encoding_stay(tmp_path, newline):
    path = tmp_path / "ferry.xml"
    data = ARTICLE.replace("UTF-8", "ISO-8859-1").replace("“", '"').replace("”", '"')
    path.write_bytes(data.replace("\n", newline).replace("late", "très").encode("latin-1"))
    sitting = Sitting(path, when=DAY)
    sitting.decide(*(Decision(item, "no") for item in sitting.items))
    after = path.read_bytes()
    assert "très".encode("latin-1") in after
    assert after.count(b"\r\n") == (after.count(b"\n") if newline == "\r\n" else 0)


class TestChoice:
    def test_by_kind_line_and_score(self):
        items = listed()
        assert len(chosen(items, Choice(frozenset({"figure", "date"})))) == 2
        assert [i.kind for i in chosen(items, Choice(lines=frozenset({24})))] == ["claim", "date"]
        assert chosen(items, Choice(sure=True)) == ()


class TestRecord:
    def test_rejections_are_kept_and_stay_away(self, tmp_path):
        decided(tmp_path, "no", "figure", by="Desk")
        record = load_record(tmp_path / "ferry.xml")
        assert [(r.kind, r.words, r.when, r.by) for r in record.rejected] == [
            ("figure", "about two years", DAY, "Desk")
        ]
        item = next(i for i in listed() if i.kind == "figure")
        assert record.fingerprints == frozenset(item.fingerprints)

    def test_it_lies_beside_the_article_as_json(self, tmp_path):
        decided(tmp_path, "no", "date")
        path = tmp_path / "ferry.suggestions.json"
        assert path == record_path(tmp_path / "ferry.xml")
        assert json.loads(path.read_text("utf-8"))["rejected"][0]["words"] == "Friday"

    def test_a_yes_writes_none(self, tmp_path):
        decided(tmp_path, "yes")
        assert not (tmp_path / "ferry.suggestions.json").exists()

    @pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"rejected": 1}', b'{"version": 9}'])
    def test_one_that_is_not_understood_is_never_written_over(self, tmp_path, data):
        record_path(article(tmp_path)).write_bytes(data)
        with pytest.raises(InputError, match="record of suggestions"):
            decided(tmp_path, "no")
        assert record_path(tmp_path / "ferry.xml").read_bytes() == data


class TestSitting:
    def test_one_change_however_many_decisions(self, tmp_path):
        sitting = Sitting(article(tmp_path), when=DAY)
        for item in sitting.items:
            sitting.decide(Decision(item, "yes"))
        text = (tmp_path / "ferry.xml").read_text("utf-8")
        assert text.count("<change ") == 2
        assert "5 suggestions confirmed." in text

    def test_undone_is_as_it_was(self, tmp_path):
        path = article(tmp_path)
        sitting = Sitting(path, when=DAY)
        sitting.decide(Decision(sitting.items[0], "no"))
        sitting.decide(Decision(sitting.items[1], "yes"))
        sitting.undo()
        sitting.undo()
        assert sitting.undo() == ()
        assert path.read_text("utf-8") == ARTICLE
        assert load_record(path).rejected == ()

    def test_a_file_that_another_changed_is_not_written_over(self, tmp_path):
        path = article(tmp_path)
        sitting = Sitting(path, when=DAY)
        path.write_text(ARTICLE + "<!-- mine -->", encoding="utf-8")
        with pytest.raises(InputError, match="changed by somebody else"):
            sitting.decide(Decision(sitting.items[0], "yes"))
        assert path.read_text("utf-8").endswith("<!-- mine -->")

    def test_another_speaker_who_is_known(self, tmp_path):
        path = article(tmp_path)
        sitting = Sitting(path, when=DAY)
        sitting.decide(Decision(sitting.items[0], "yes", sitting.speaker("otto yard")))
        text = path.read_text("utf-8")
        assert text.count('who="#p.yard"') == 2
        assert '<person xml:id="p.brandt" resp="#draft">' in text

    def test_another_speaker_who_is_new(self, tmp_path):
        path = article(tmp_path)
        sitting = Sitting(path, when=DAY)
        sitting.decide(Decision(sitting.items[0], "yes", sitting.speaker("Zoë Müller-Lê")))
        text = path.read_text("utf-8")
        assert '<person xml:id="p.mullerle"><persName>Zoë Müller-Lê</persName></person>' in text
        assert text.count('who="#p.mullerle"') == 2
        assert tei_all(text.encode()) == []
