"""Tables: how wide, how large, and what parts them."""

from __future__ import annotations

from math import ceil

import pytest

from exporter import model as m
from exporter.docx import render
from exporter.docx.body.table_columns import Columns, Place, lines
from exporter.docx.styles.template_values import measure
from exporter.docx.validate.accessibility import barriers
from exporter.docx.validate.invariants import faults
from exporter.theme import load
from tests.docx.opened import changed, find, of, paragraphs, part, written
from tests.sample import p, t


def table(*blocks: m.Block) -> m.Table:
    """One header cell, and one with these blocks."""
    heads = m.Row((m.Cell((p(*t("Head")),)),), header=True)
    return m.Table((heads, m.Row((m.Cell(blocks or (p(*t("cell")),)),))))


@pytest.mark.parametrize("count", [2, 3])
def test_tables_in_a_row_stay_apart_and_nobody_stumbles_between_them(count: int) -> None:
    made = written(of(*(table() for _ in range(count))))
    assert len(find(part(made), "//w:body/w:tbl")) == count
    assert [style for style, words in paragraphs(made) if not words] == ["Table Gap"] * (count - 1)
    assert faults(made) == []
    assert barriers(made) == []


def test_a_table_may_end_a_cell_and_follow_another_there() -> None:
    made = written(of(table(table(), table())))
    assert find(part(made), "//w:tc[w:tbl]/*[last()]/self::w:p")
    assert faults(made) == []
    assert barriers(made) == []


@pytest.mark.parametrize("at", [b"<w:tbl>", b"</w:tbl>"])
def test_any_other_empty_paragraph_is_a_barrier(at: bytes) -> None:
    """One before the first table, and a second one after it."""
    more = b"<w:p/><w:tbl>" if at == b"<w:tbl>" else b"</w:tbl><w:p/>"
    made = written(of(table(), table()))
    broken = changed(made, "word/document.xml", lambda xml: xml.replace(at, more, 1))
    assert "an empty paragraph" in barriers(broken)


def test_no_word_of_usual_length_is_broken_in_a_narrow_column() -> None:
    cells = ("Not independently verified", "a " * 200)
    row = m.Row(tuple(m.Cell((p(*t(words)),)) for words in cells))
    made = render(of(m.Table((row,))), load("large-print")).data
    widths = [int(width) for width in find(part(made), "//w:gridCol/@w:w")]
    assert widths[0] >= len("independently") * 16 * 20 * 0.5
    assert sum(widths) == int(find(part(made), "//w:tblW/@w:w")[0])


def widths(made: bytes) -> list[int]:
    return [int(width) for width in find(part(made), "//w:gridCol/@w:w")]


def test_a_column_is_as_wide_as_the_lists_in_its_cells_ask() -> None:
    item = m.Item((p(*t("one"), m.Break(), *t("and more of what is said " * 4)),))
    cells = m.Cell((p(*t("Kind")),)), m.Cell((m.ListBlock((item,)),))
    narrow, wide = widths(written(of(m.Table((m.Row(cells),)))))
    assert wide > 3 * narrow


def test_a_column_of_short_words_has_a_letter_to_spare() -> None:
    cells = tuple(m.Cell((p(*t(words)),)) for words in ("Three", "a " * 200))
    narrow, _ = widths(written(of(m.Table((m.Row(cells, header=True),)))))
    assert narrow - 170 >= 6 * load("newspaper").type.small_size * 20 * 0.6


def test_a_table_wider_than_the_page_is_set_in_smaller_type() -> None:
    cells = tuple(m.Cell((p(*t(f"{n}000")),)) for n in range(18))
    output = render(of(m.Table((m.Row(cells),))), load("newspaper"))
    (style,) = [style for style, words in paragraphs(output.data) if words == "17000"]
    assert 70 <= int(style.removeprefix("Table Text ")) < 100
    assert [notice.rule for notice in output.notices] == ["wide-table"]
    assert faults(output.data) == []


@pytest.mark.parametrize("theme", ["newspaper", "large-print"])
def test_columns_stand_an_em_apart_in_type_of_any_size(theme: str) -> None:
    look = load(theme)
    made = render(of(table()), look).data
    style = "//w:style[@w:styleId='ArticleTable']//w:tblCellMar"
    sides = [
        find(part(made, "word/styles.xml"), f"{style}/w:{side}/@w:w") for side in ("left", "right")
    ]
    assert sum(int(width) for (width,) in sides) == look.type.small_size * 20
    assert find(part(made), "//w:tblCellMar") == []


def test_columns_that_are_too_many_keep_a_gap_that_is_seen() -> None:
    row = m.Row(tuple(m.Cell((p(*t("independently")),)) for _ in range(5)))
    made = render(of(m.Table((row,))), load("large-print")).data
    left, right = (
        find(part(made), f"//w:tblCellMar/w:{side}/@w:w")[0] for side in ("left", "right")
    )
    assert int(left) + int(right) >= 0.4 * 16 * 20


def test_no_figure_is_cut_in_a_table_of_many_columns() -> None:
    """It is set as several, each with the first column, which says what a row is about."""
    heads = m.Row(tuple(m.Cell((p(*t(f"Month{n}")),)) for n in range(26)), header=True)
    row = m.Row(tuple(m.Cell((p(*t(f"{n}7,000")),)) for n in range(26)))
    output = render(of(m.Table((heads, row), caption=t("Losses"))), load("large-print"))
    tables = find(part(output.data), "//w:tbl")
    firsts = [find(each, ".//w:tr/w:tc[1]//w:t/text()") for each in tables]
    assert firsts == [["Month0", "07,000"]] * len(tables)
    for each in tables:
        widths = [int(width) for width in find(each, "w:tblGrid/w:gridCol/@w:w")]
        assert min(widths) >= len("257,000") * 16 * 20 * 0.5
        assert sum(widths) <= measure(load("large-print"))
    words = [words for _, words in paragraphs(output.data)]
    assert [words.count(f"Month{n}") for n in range(1, 26)] == [1] * 25
    assert words.count("Losses") == 1
    (notice,) = output.notices
    assert f"it is set as {len(tables)} tables" in notice.message
    assert faults(output.data) == []
    assert barriers(output.data) == []


def test_a_row_has_as_many_lines_as_its_longest_cell_in_its_own_column() -> None:
    columns = Columns([1000, 4000, 4000], 1.0, 200)
    row = [Place(None), Place(None, words="x" * 40), Place(None, words="x" * 80)]
    wide, narrow = 240 * 0.58 * 80 / 3800, 240 * 0.58 * 80 / 800
    assert lines(row, columns, 240) == ceil(wide)
    assert lines(row[::-1], columns, 240) == ceil(narrow)
    assert lines([Place(None, 2, words="x" * 80)], columns, 240) == ceil(240 * 0.58 * 80 / 4800)
