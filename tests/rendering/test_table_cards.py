"""Rows as lists, where a table's columns would hold one or two words a line."""

from __future__ import annotations

import pytest

from exporter import model as m
from exporter.docx import DocxOptions
from exporter.docx import render as word
from exporter.model.traversal import contents, every, flattened, idents
from exporter.rendering.table_cards import cards, is_too_narrow
from exporter.theme import load
from exporter.values import replace
from tests import judges
from tests.docx.opened import paragraphs, part
from tests.judges.pdf import pdf as judged
from tests.pdf.made import drawn, made
from tests.pdf.reading import Element, read

LONG = "The council has decided that the works shall be finished by the end of the year."


def cell(text: str, **changes: object) -> m.Cell:
    return replace(m.Cell((m.Paragraph((m.Run(text),)),)), **changes)


def table(*, columns: int = 6, header: bool = True, named: bool = False) -> m.Table:
    head = m.Row(tuple(cell(f"Head {n}", id=f"h{n}") for n in range(columns)), header=header)
    rows = [
        m.Row(
            tuple(cell(f"{n}{LONG}", id=f"c{row}{n}", header=named and not n)
                  for n in range(columns)),
            id=f"r{row}",
        )
        for row in range(2)
    ]  # fmt: skip
    return m.Table((head, *rows), (m.Run("Works"),), id="works")


def test_columns_of_one_or_two_words_a_line_are_too_narrow() -> None:
    assert is_too_narrow(table(), [50.0] * 6, 5)
    assert not is_too_narrow(table(), [90.0] * 6, 5)
    short = m.Table((m.Row(tuple(cell("two words") for _ in range(6))),))
    assert not is_too_narrow(short, [20.0] * 6, 5)


def test_every_row_says_its_heads_and_no_id_is_lost_or_twice() -> None:
    made_of = cards(table())
    assert made_of is not None
    lists = [block for block in made_of if isinstance(block, m.ListBlock)]
    assert [flattened(item.label) for item in lists[1].items] == [f"Head {n}" for n in range(6)]
    found = [ident for ident in idents(made_of) if ident]
    found += [i.id for each in contents(made_of) for i in each.inlines if isinstance(i, m.Anchor)]
    assert sorted(found) == sorted(set(found))
    assert {"works", "h0", "h5", "r0", "r1", "c00", "c15"} <= set(found)


def test_a_cell_that_heads_its_row_heads_its_list() -> None:
    made_of = cards(table(named=True))
    assert made_of is not None
    lists = [block for block in made_of if isinstance(block, m.ListBlock)]
    assert [flattened(each.heading)[:4] for each in lists] == ["0The", "0The"]
    assert len(lists[0].items) == 5
    assert not any(isinstance(block, m.Rule) for block in made_of)


@pytest.mark.parametrize("kind", ["no head", "span", "note"])
def test_what_lists_could_not_say_stays_a_table(kind: str) -> None:
    whole = table(header=kind != "no head")
    head, first, *rest = whole.rows
    if kind == "span":
        first = replace(first, cells=(replace(first.cells[0], columns=2), *first.cells[2:]))
    if kind == "note":
        called = (m.Paragraph((m.Run("Head"), m.NoteCall("n1", "c1", "1"))),)
        head = replace(head, cells=(m.Cell(called), *head.cells[1:]))
    assert cards(replace(whole, rows=(head, first, *rest))) is None


def test_large_print_sets_such_a_table_as_lists_and_the_newspaper_does_not() -> None:
    edition = made(table(columns=5))
    large = drawn(edition, load("large-print"))
    assert "set as lists" in " ".join(notice.message for notice in large.notices)
    tags = [e.tag for e in read(large.data).root.walk() if isinstance(e, Element)]
    assert "Table" not in tags
    assert tags.count("LI") == 10
    assert judged(large.data) == []
    small = read(drawn(edition, load("newspaper")).data)
    assert any(isinstance(e, Element) and e.tag == "Table" for e in small.root.walk())


def test_word_does_the_same_and_says_the_caption_once() -> None:
    edition = made(table(columns=7))
    docx = word(edition, load("large-print"), DocxOptions()).data
    assert [text for _, text in paragraphs(docx)].count("Works") == 1
    assert not list(part(docx).iter("{*}tbl"))
    assert judges.openxml(docx) == []


def test_every_word_of_the_table_is_in_its_lists() -> None:
    whole = table()
    made_of = cards(whole)
    assert made_of is not None
    text = " ".join(flattened(each.inlines) for each in contents(made_of))
    assert all(flattened(each.inlines) in text for each in contents((whole,)))
    assert every(made_of)
