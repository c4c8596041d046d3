"""Tables in hard cases: all head, tall heads, spans, more columns than a page is wide."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from exporter import model as m
from tests import judges
from tests.pdf.made import THEME, call, drawn, made, paragraph, prose
from tests.pdf.reading import read
from tests.pdf.test_layout import HEAD, cell, collisions, long_table, pages


def rows(count: int, *texts: str) -> tuple[m.Row, ...]:
    return tuple(m.Row((cell(str(i)), *map(cell, texts))) for i in range(count))


def test_rows_that_are_all_heads_are_the_body() -> None:
    data = drawn(made(m.Table((HEAD, HEAD)))).data
    assert judges.pdf(data) == []
    tags = [kid.tag for kid in read(data).root.walk() if not isinstance(kid, tuple)]
    assert "THead" not in tags
    assert tags.count("TBody") == 1
    assert tags.count("TH") == 4


def test_a_tall_head_is_shown_once_over_as_many_pages_as_it_takes() -> None:
    tall = m.Row((cell("Number", header=True), cell(prose(900), header=True)), header=True)
    output = drawn(made(m.Table((tall, *rows(40, "seen")))))
    assert [notice.rule for notice in output.notices] == ["tall-table-head"]
    found = pages(output.data)
    words = [word.text for page in found for word in page]
    assert words.count("Number") == 1
    assert words.count("seen") == 40
    assert "difficulties" in {word.text for word in found[1]}
    assert max(word.bottom for page in found for word in page) < THEME.page.height / 25.4 * 72


@pytest.mark.parametrize(
    ("columns", "says"), [(3, None), (10, "its type was made smaller"), (14, "it is set as")]
)
def test_type_is_made_smaller_only_as_far_as_it_can_be_read(columns: int, says: str | None) -> None:
    """Below three fifths of its size, a table is cut into several instead."""
    row = m.Row(tuple(cell("1234567890") for _ in range(columns)))
    said = [notice.message for notice in drawn(made(m.Table((row, row)))).notices]
    assert (says is None) == (not said)
    assert says is None or says in said[0]


def test_a_head_shown_again_reads_as_it_is_shown() -> None:
    found = pages(drawn(long_table()).data)
    for page in found:
        texts = [word.text for word in page[:30]]
        assert "Number" in texts
        assert "NUMBER" not in texts


def test_a_head_that_reads_as_prose_is_not_shown_again() -> None:
    """Outside the tree it would be prose that nobody hears."""
    head = m.Row((cell("As it is written in the text"), cell("Who says so")), header=True)
    body = m.Row((cell(prose(20)), cell("x")))
    data = drawn(made(m.Table((head, *([body] * 30))))).data
    first, *others = pages(data)
    assert "written" in {word.text for word in first}
    assert others
    assert not any("written" in {word.text for word in page} for page in others)
    assert judges.outloud(data) == []


def rules(data: bytes) -> list[tuple[float, float, float]]:
    """Horizontal lines of the first page: y from the bottom, left, right."""
    contents = PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert contents is not None
    found = re.findall(rb"([\d.]+) ([\d.]+) m ([\d.]+) \2 l S", contents.get_data())
    return [(float(y), float(left), float(right)) for left, y, right in found]


def test_no_rule_runs_through_a_cell_that_goes_on() -> None:
    spanning = m.Row((cell("group", rows=3), cell("left"), cell("right")))
    data = drawn(made(m.Table((spanning, *rows(2, "x"), *rows(1, "y", "z"))))).data
    by_height = sorted(rules(data), reverse=True)[-5:]
    starts = [left for _, left, _ in by_height]
    assert starts[0] == starts[3] == starts[4]
    assert starts[1] == starts[2] > starts[0]


def test_rows_that_a_cell_joins_stand_on_one_page() -> None:
    def group(number: int) -> tuple[m.Row, ...]:
        first = m.Row((cell(f"g{number}", rows=4), cell(f"first{number}")))
        return (first, *(m.Row((cell(f"{text}{number}"),)) for text in ("two", "three", "four")))

    table = m.Table((HEAD, *(row for i in range(40) for row in group(i))))
    for page in pages(drawn(made(table)).data):
        texts = {word.text for word in page}
        for number in range(40):
            assert (f"first{number}" in texts) == (f"four{number}" in texts)


def figures(columns: int) -> m.Table:
    over = m.Row((cell("Name"), cell("Sums", columns=columns - 1)), header=True)
    head = m.Row(tuple(cell(f"Head {i}") for i in range(columns)), header=True)
    noted = m.Cell((paragraph("Sum", call(1)),), header=True)
    body = m.Row((noted, *(cell(f"{i * 1234567:,}") for i in range(1, columns))))
    more = (m.Row(tuple(cell(f"{i}") for i in range(columns))),) * 2
    return m.Table((over, head, body, *more), caption=(m.Run("Costs"),), line=7)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_table_too_wide_for_a_page_is_cut_into_several(direction: str) -> None:
    output = drawn(made(figures(40), notes=("Which",), direction=direction))
    assert [(notice.rule, notice.line) for notice in output.notices] == [("wide-table", 7)]
    words = [word for page in pages(output.data) for word in page]
    texts = [word.text for word in words]
    for i in range(1, 40):
        assert texts.count(f"{i * 1234567:,}") == 1
    assert texts.count("Costs") == texts.count("Which") == 1
    sums = sum(text.strip("1") == "Sum" for text in texts)  # one of them calls the note
    assert sums == texts.count("Sums") == texts.count("Name")
    assert collisions(words) == []
    assert min(word.left for word in words) > THEME.page.left / 25.4 * 72
    assert max(word.right for word in words) < (THEME.page.width - THEME.page.right) / 25.4 * 72 + 1
    assert judges.pdf(output.data) == []
    assert judges.outloud(output.data) == []


def test_type_is_made_smaller_before_words_are_cut() -> None:
    output = drawn(made(figures(10)))
    assert [notice.rule for notice in output.notices] == ["wide-table"]
    (words,) = pages(output.data)
    texts = [word.text for word in words]
    assert texts.count("Name") == 1
    assert "11,111,103" in texts


def test_a_cell_without_content_is_a_cell() -> None:
    """Each row has as many cells as there are columns (PDF/UA-1 7.5)."""
    rows = (HEAD, m.Row((cell("1"), m.Cell(()))), m.Row((m.Cell(()), cell("2"))))
    row_kids = [
        [kid.tag for kid in element.kids if not isinstance(kid, tuple)]
        for element in read(drawn(made(m.Table(rows))).data).root.walk()
        if not isinstance(element, tuple) and element.tag == "TR"
    ]
    assert row_kids == [["TH", "TH"], ["TD", "TD"], ["TD", "TD"]]
