"""Filling pages, with boxes of nothing but height."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exporter.pdf.layout.boxes import Box, Foot, Plate
from exporter.pdf.pagination import Filler, Leaf, tall


def box(height: float = 10, *, keep: bool = False, notes: tuple[Foot, ...] = ()) -> Plate:
    made = Plate(0, 100, height, None)
    made.keep, made.notes = keep, list(notes)
    return made


def note(lines: int, height: float = 8) -> Foot:
    boxes: list[Box] = [box(height, keep=lines > 1 and i in (0, lines - 2)) for i in range(lines)]
    return Foot("1", boxes)


def filled(boxes: list[Plate], height: float = 100) -> list[Leaf]:
    return list(Filler(iter(boxes), height, 6).pages())


def counts(leaves: list[Leaf]) -> list[tuple[int, int]]:
    return [(len(leaf.body), len(leaf.foot)) for leaf in leaves]


def test_page_is_filled_to_the_brim() -> None:
    assert counts(filled([box() for _ in range(25)])) == [(10, 0), (10, 0), (5, 0)]


def test_heading_goes_with_what_it_heads() -> None:
    boxes = [box() for _ in range(9)] + [box(keep=True), box()]
    assert counts(filled(boxes)) == [(9, 0), (2, 0)]


def test_note_stands_below_its_line() -> None:
    boxes = [box(notes=(note(2),)), *(box() for _ in range(11))]
    assert counts(filled(boxes)) == [(7, 2), (5, 0)]


def test_long_note_goes_on_and_leaves_room_for_the_body() -> None:
    leaves = filled([box(), box(notes=(note(20),)), *(box() for _ in range(12))])
    assert counts(leaves)[0] == (2, 9)
    assert leaves[1].continued
    assert len(leaves[1].body) >= 3
    assert sum(feet for _, feet in counts(leaves)) == 20


def test_note_splits_with_two_lines_on_each_side() -> None:
    leaves = filled([*(box() for _ in range(6)), box(notes=(note(4),)), box()])
    assert counts(leaves) == [(7, 2), (1, 2)]


def test_a_line_whose_notes_fill_a_page_stands_where_the_first_of_them_can_begin() -> None:
    """On the next page it would leave no less to be carried on."""
    noted = box(notes=(note(12), note(1)))
    leaves = filled([box(), noted, box()])
    assert len(leaves[0].body) == 2
    assert leaves[1].continued
    one = box(notes=(note(5), note(1)))
    assert len(filled([*(box() for _ in range(6)), one])[0].body) == 6


def test_too_high_a_box_is_set_all_the_same() -> None:
    assert counts(filled([box(), box(500), box()])) == [(1, 0), (1, 0), (1, 0)]


BOXES = st.lists(
    st.tuples(st.integers(5, 40), st.booleans(), st.lists(st.integers(1, 30), max_size=3)),
    max_size=40,
)


@given(BOXES)
def test_nothing_is_lost_and_nothing_overlaps(rows: list[tuple[int, bool, list[int]]]) -> None:
    boxes = [box(h, keep=k, notes=tuple(map(note, lengths))) for h, k, lengths in rows]
    leaves = filled(boxes)
    assert [one for leaf in leaves for _, one in leaf.body] == boxes
    feet: list[Any] = [one for row in boxes for foot in row.notes for one in foot.boxes]
    assert [one for leaf in leaves for _, one in leaf.foot] == feet
    for leaf in leaves:
        places = [*leaf.body, *leaf.foot]
        for (top, one), (below, _) in pairwise(places):
            assert top + one.height <= below + 0.01 or len(leaf.body) == 1
    assert tall([]) == 0
