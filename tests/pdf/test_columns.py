"""Indexes of short entries: two columns, read one after the other, filled page by page."""

from __future__ import annotations

import re

import pytest

from exporter import model as m
from exporter.values import replace
from tests import judges
from tests.pdf.made import THEME, drawn, made, paragraph, prose
from tests.pdf.reading import faults
from tests.pdf.test_layout import Word, pages


def indexed(
    entries: int, role: str = "names", lang: str = "en", direction: str = "ltr", words: str = "Ada"
) -> m.Edition:
    items = tuple(m.Item((paragraph(f"{words} entry{n:03}: 1, 2"),)) for n in range(entries))
    index = m.Appendix("index-names", role, "Names", (m.ListBlock(items, "plain"),))
    text = made(paragraph(prose(120)), lang=lang, direction=direction)
    return replace(text, appendices=(index,))


def entries(page: list[Word]) -> list[Word]:
    return [word for word in page if word.text.startswith("entry")]


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"entry(\d{3})", text)]


@pytest.mark.parametrize("role", ["names", "figures"])
def test_columns_are_read_one_after_the_other(role: str) -> None:
    data = drawn(indexed(31, role)).data
    (page,) = pages(data)
    found = entries(page)
    assert len({round(word.left) for word in found}) == 2
    assert [word.left < 250 for word in sorted(found, key=lambda word: word.text)] == (
        [True] * 16 + [False] * 15
    )
    assert numbers(judges.tagged_text(data)) == list(range(31))
    assert faults(data) == []
    assert judges.pdf(data) == []


def test_each_page_has_columns_of_its_own() -> None:
    data = drawn(indexed(260)).data
    found = [entries(page) for page in pages(data)]
    assert len(found) == 3
    for page in found:
        assert len({round(word.left) for word in page}) == 2
        tops = [min(w.top for w in page if (w.left < 250) is side) for side in (True, False)]
        assert tops[0] == pytest.approx(tops[1], abs=0.1)
    assert numbers(judges.tagged_text(data)) == list(range(260))
    assert faults(data) == []


def test_no_entry_is_in_two_columns() -> None:
    data = drawn(indexed(75, words="Name that takes more than a line of so narrow a column,")).data
    for page in pages(data):
        found = [word for word in page if min(w.top for w in entries(page)) - 20 < word.top < 780]
        for side in (True, False):
            column = [word for word in found if (word.left < 290) is side]
            top = min(word.top for word in column if word.text in ("Name", "entry000"))
            assert min(w.top for w in entries(column)) > top
    assert numbers(judges.tagged_text(data)) == list(range(75))
    assert faults(data) == []


def test_the_first_column_is_at_the_right_where_text_is() -> None:
    (page,) = pages(drawn(indexed(20, lang="ar", direction="rtl", words="اسم")).data)
    found = sorted(entries(page), key=lambda word: word.text)
    assert found[0].left > found[-1].left


@pytest.mark.parametrize("case", ["few", "narrow", "claims"])
def test_one_column(case: str) -> None:
    edition = indexed(6 if case == "few" else 20, "claims" if case == "claims" else "names")
    size = 17.0 if case == "narrow" else THEME.type.small_size
    theme = replace(THEME, type=replace(THEME.type, small_size=size))
    found = [word for page in pages(drawn(edition, theme).data) for word in entries(page)]
    assert len({round(word.left) for word in found}) == 1
