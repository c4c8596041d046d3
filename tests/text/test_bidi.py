"""Directions: UAX #9 by example, and against Unicode's own table where the machine has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.model import NoteCall, Run
from exporter.pdf.inline.bidi import levels, visual_order
from exporter.text.bidi import _first_strong, _kinds, _matches, has_ltr, has_rtl, resolve

UNICODE = Path("/usr/share/unicode")
"""From Debian's package unicode-data."""

needs_unicode = pytest.mark.skipif(
    not (UNICODE / "BidiTest.txt").exists(), reason="missing: Debian's unicode-data"
)


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("abc שלום 12 def", 0, "000011111220000"),
        ("שלום (abc)", 1, "1111112221"),
        ("א (ab ב) c", 0, "1000001000"),
        ("abc [א 1] 2", 1, "22211112112"),
        ("a \u2067b ב\u2069 c", 0, "000211000"),
        ("א 5%", 1, "1122"),
        ("א %5", 1, "1122"),
        ("א %", 1, "111"),
        ("א 5% ב", 1, "112211"),
    ],
)
def test_by_example(text: str, base: int, levels: str) -> None:
    assert "".join(map(str, resolve(text, base))) == levels


def direction(text: str, default: int = 0) -> int:
    """The level of a paragraph (P2, P3), which is found as that of an isolate is (X5c)."""
    kinds = _kinds(text)
    return _first_strong(kinds, 0, len(kinds), _matches(kinds), default)


def test_letters_of_either_direction() -> None:
    assert [has_rtl(text) for text in ("abc 12", "é–", "א", "a\u2067b", "\ufb1d")] == [
        *(False, False, True, True, True)
    ]
    assert [has_ltr(text) for text in ("12 א", "א b", "é", "_1", "")] == [
        *(False, True, True, False, False)
    ]
    assert not has_ltr("a א b", 1, 4)


def test_a_paragraph_takes_its_first_strong_direction() -> None:
    assert direction("1. שלום abc") == 1
    assert direction("\u2067שלום\u2069 abc") == 0
    assert direction("12", default=1) == 1


_SAMPLES = {
    "L": "a", "R": "א", "AL": "ع", "EN": "1", "ES": "+", "ET": "%", "AN": "٣", "CS": ",",
    "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "NSM": "\u0300", "BN": "\u00ad",
    "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
"""A character of each class that BidiTest.txt names."""


@needs_unicode
def test_a_sample_of_unicodes_test_by_classes() -> None:
    """``BidiTest.txt``: classes in a row, and a set of paragraph levels (1: found, 2: left to
    right, 4: right to left) for each of which the same levels come out."""
    tried, levels = 0, [""]
    for number, line in enumerate((UNICODE / "BidiTest.txt").read_text("utf-8").splitlines()):
        if line.startswith("@Levels:"):
            levels = line.partition(":")[2].split()
        elif line and line[0] not in "#@" and number % 37 == 0:
            classes, _, given = line.partition(";")
            text = "".join(_SAMPLES[each] for each in classes.split())
            bases = {1: direction(text), 2: 0, 4: 1}
            for bit in (bit for bit in bases if int(given, 16) & bit):
                row = _ended(text, resolve(text, bases[bit]), bases[bit])
                assert len(row) == len(levels)
                same = all(one in ("x", str(two)) for one, two in zip(levels, row, strict=True))
                assert same, f"{line}: {row}, not {levels}"
                tried += 1
    assert tried > 10_000


@needs_unicode
def test_every_tenth_line_of_unicodes_own_test() -> None:
    text = (UNICODE / "BidiCharacterTest.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    for line in lines[::10]:
        codes, wanted, base, levels, _ = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = direction(text) if wanted == "2" else int(wanted)
        assert found == int(base), line
        row = _ended(text, resolve(text, found), found)
        expected = levels.split()
        assert len(row) == len(expected)
        assert all(one in ("x", str(two)) for one, two in zip(expected, row, strict=True)), line


def _ended(text: str, levels: list[int], base: int) -> list[int]:
    """Rule L1, for a line that is the whole paragraph."""
    from unicodedata import bidirectional

    row, trailing = list(levels), True
    for at in range(len(text) - 1, -1, -1):
        kind = bidirectional(text[at])
        if kind in ("S", "B"):
            trailing = True
        elif kind not in _BLANK:
            trailing = False
        if trailing:
            row[at] = base
    return row


_BLANK = frozenset(("WS", "FSI", "LRI", "RLI", "PDI", "BN", "LRE", "RLE", "LRO", "RLO", "PDF"))


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("בשנת 1948", True), ("לפי ISO 9001.", True), ("عام ١٩٤٨", True), ("said שלום", False)],
)
def test_a_call_stands_behind_what_it_is_called_after(text: str, rtl: bool) -> None:
    found = levels((Run(text), NoteCall("n", label="12")), rtl)
    order = visual_order(found)
    last = order[:2] if rtl else order[-2:]
    assert sorted(last) == [len(text), len(text) + 1]
