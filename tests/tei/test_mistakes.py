"""Mistakes of people that a parser answers with many complaints: each is said once."""

import pytest

from exporter.errors import MalformedXML
from exporter.tei import read

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
FOOT = "\n</body></text></TEI>"


def faults(body: str) -> tuple[tuple[int, int, str], ...]:
    with pytest.raises(MalformedXML) as caught:
        read((HEAD + body + FOOT).encode())
    return caught.value.faults


@pytest.mark.parametrize(
    "tag",
    ["<hi rend=“bold”>", "<hi rend=‘bold’>", "<hi rend=»bold«>", '<hi n="1" rend=„bold“ >',
     '<hi rend=“bold">', "<hi\n rend = “bold” n='a>b'>"],
)  # fmt: skip
def test_curly_quotation_marks_round_a_value_are_one_fault(tag: str):
    ((line, column, words),) = faults(f"<p>So <q>it <hi>is</hi> {tag}so</hi></q></p>")
    assert (HEAD + f"<p>So <q>it <hi>is</hi> {tag}").splitlines()[line - 1][column - 1] in "“‘»„"
    assert 'Write straight ones: rend="…"' in words


def test_many_of_them_are_one_fault_and_hide_no_other():
    found = faults("<p n=“1”>A <hi rend=“b”>b</hi>\n<q n=‘2’>c</q></p>\n<p>d & e</p>")
    assert [line for line, _, _ in found] == [2, 4]
    assert "So do 2 more after it." in found[0][2]


def test_curly_marks_in_text_and_in_straight_ones_are_no_fault():
    read((HEAD + '<p n="“1”" rend="a=“b”">n=“1” and <q>“c”</q></p>' + FOOT).encode())


@pytest.mark.parametrize(
    ("body", "inner", "outer"),
    [
        ("<p><q>a <hi>b</q> c</hi></p>", "hi", "q"),
        ("<p><seg>a <said>b\n</seg> c</said> d</p>", "said", "seg"),
        ("<p><said>a</p>\n<p>b</said></p>", "said", "p"),
    ],
)
def test_overlapping_elements_are_one_fault(body: str, inner: str, outer: str):
    ((line, column, words),) = faults(body)
    assert (HEAD + body).splitlines()[line - 1][column - 1 :].startswith(f"<{inner}>")
    assert words.startswith(f"<{inner}> begins inside <{outer}> and ends after it")
    assert ('next="#…"' in words and "spanGrp" in words) == (inner != "hi")


def test_the_other_faults_are_said_beside_an_overlap():
    found = faults("<p><q>a <hi>b</q> c</hi></p>\n<p>d & e</p>\n<p>f</q>")
    assert [line for line, _, _ in found] == [2, 3, 4, 5, 5, 5][: len(found)]
    assert "overlap" in found[0][2]


def test_a_missing_end_tag_is_no_overlap():
    assert not any("overlap" in words for _, _, words in faults("<p>a <hi>b</p>\n<p>c</p>"))
