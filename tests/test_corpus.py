"""The tool behind ``make corpus``: what is whole, what is lost and what is refused, it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import exporter
from tests import corpus, judges
from tests.borders import Stream, compared, found_in

SOURCE = next((Path(__file__).parents[1] / "source").glob("*.xml"))
FEW = (
    "tei-tests/testnotes1.xml",
    "tei-tests/testchinese.xml",
    "drama/leisewitz-die-pfandung.xml",
    "parliament/ParlaMint-ES-GA_2016-10-21-DSPG001.xml",
)


def test_our_article_is_whole() -> None:
    result = corpus.examined(SOURCE)
    assert result.fault == ""
    assert result.whole, [fault.examples for fault in result.faults.values()]
    assert set(result.faults) == {"read", *corpus.TEXTS}


@pytest.mark.parametrize("file", FEW)
def test_real_tei_is_whole(file: str) -> None:
    path = judges.shared(f"corpus/{file}")
    result = corpus.examined(path)
    assert result.whole, result


def test_what_is_lost_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = corpus.TEXTS["html"]
    changed = {"html": lambda page: [text(page)[0].replace("battlefield", "", 1)]}
    monkeypatch.setattr(corpus, "TEXTS", changed)
    result = corpus.examined(SOURCE, ["html"])
    assert not result.whole
    assert result.faults["html"].examples == ["lost: battlefield,"]


@pytest.mark.parametrize(
    ("wanted", "there", "faults"),
    [
        ("one two three", "one two three", "0/0/0/0/0"),
        ("one two three", "one three", "1/0/0/0/0"),
        ("one two three", "onetwo three", "0/1/0/0/0"),
        ("one two three", "one tw o three", "0/0/1/0/0"),
        ("one two three", "one or two three", "0/0/0/1/0"),
        ("one , two", "one, two", "0/0/0/0/0"),
        ("one\x01two", "one two", "0/0/0/0/0"),
        ("one \x02 two", "one two", "0/0/1/0/0"),
        ("one\x03 two", "one two\x03", "0/0/0/0/2"),
        ("one\x03 two", "one two", "0/0/0/0/1"),
    ],
)
def test_borders(wanted: str, there: str, faults: str) -> None:
    assert str(compared(Stream(wanted), Stream(there))) == faults


def test_words_are_found_piece_by_piece() -> None:
    assert not found_in(["one two", "three four"], "one two 1 three\nfour").total
    assert str(found_in(["one two", "three four"], "onetwo thr ee")) == "1/1/1/0/0"


@pytest.mark.parametrize(
    ("there", "faults"),
    [
        ("you were there\n\nReading for all\nPage 1\n\fA head\nfor years", "0/0/0/0/0"),
        ("you were there\n\n1 A note, for you.\n\ffor years", "0/0/0/0/0"),
        ("you were there\n\fA long head of a page, longer than a word\nfor years", "0/0/0/0/0"),
        ("you were there-\n\ffor years and therefore", "0/0/0/0/0"),
        ("you were the re\n\fA head\nfor years, therefore", "0/0/1/0/0"),
        ("you were\n\fA head\nthere for y ears", "0/0/1/0/0"),
        ("you were\n\fA head\nthere for", "1/0/0/0/0"),
    ],
)
def test_words_that_a_page_parts_are_looked_for_behind_its_end(there: str, faults: str) -> None:
    later = " and so on, " * 9 + "it is therefore well."
    found = found_in(["you were there for years"], there + later)
    assert str(found).split("/")[:3] == faults.split("/")[:3]


def test_a_lost_note_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = corpus.NOTES["html"]
    monkeypatch.setattr(corpus, "NOTES", {"html": lambda page: notes(page)[5:]})
    assert not corpus.examined(SOURCE, ["html"]).whole


def test_refused_and_faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<TEI><text>", encoding="utf-8")
    result = corpus.examined(bad)
    assert result.refused
    assert result.whole

    def broken(_: object) -> exporter.Edition:
        raise KeyError("what")

    monkeypatch.setattr(exporter, "plan", broken)
    result = corpus.examined(SOURCE)
    assert "KeyError" in result.fault
    assert not result.whole
