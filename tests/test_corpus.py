"""The tool behind ``make corpus``: what is whole, what is lost and what is refused, it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import exporter
from tests import corpus, judges

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
    assert {to: [str(share) for share in pair] for to, pair in result.shares.items()} == {
        to: ["100", "100"] for to in corpus.READERS
    }


@pytest.mark.parametrize("file", FEW)
def test_real_tei_is_whole(file: str) -> None:
    path = judges.shared(f"corpus/{file}")
    result = corpus.examined(path)
    assert result.whole, result


def test_what_is_lost_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text, notes = corpus.READERS["html"]
    readers = {"html": (lambda page: text(page).replace("battlefield", "", 1), notes)}
    monkeypatch.setattr(corpus, "READERS", readers)
    result = corpus.examined(SOURCE, ["html"])
    assert not result.whole
    assert "battlefield" in result.shares["html"][0].missing


def test_a_lost_note_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text, notes = corpus.READERS["html"]
    monkeypatch.setattr(corpus, "READERS", {"html": (text, lambda page: notes(page)[5:])})
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
