"""Names that are one of a kind, however alike the ids."""

from __future__ import annotations

import pytest

from exporter.docx.unique_names import Names, tag


@pytest.mark.parametrize(
    "idents",
    [
        ("c-1", "c.1", "c:1"),
        ("claim", "Claim", "CLAIM"),
        ("é1", "è1"),
        ("a" * 60 + "1", "a" * 60 + "2"),
    ],
)
def test_ids_that_look_alike_to_word_get_names_of_their_own(idents: tuple[str, ...]) -> None:
    names = Names()
    made = [names.bookmark(ident) for ident in idents]
    assert len({name.lower() for name in made}) == len(idents)
    assert all(len(name) <= 40 and name.isascii() and name.isidentifier() for name in made)
    assert [names.bookmark(ident) for ident in idents] == made, "and keep them"


def test_prefixes_keep_names_apart() -> None:
    names = Names()
    assert names.bookmark("c1") == "_tei_c1"
    assert names.bookmark("c1", "_note_") == "_note_c1"


def test_numbers_go_on_behind_those_of_a_template() -> None:
    names = Names()
    assert [names.number("drawing"), names.number("drawing"), names.number("control")] == [1, 2, 1]
    names.start_after("drawing", 7)
    names.start_after("control", 0)
    assert [names.number("drawing"), names.number("control")] == [8, 2]


def test_a_tag_has_at_most_sixty_four_characters() -> None:
    assert tag("claim", "c1") == "tei:claim:c1"
    fits, long = tag("claim", "c" * 54), tag("claim", "c" * 55)
    assert (len(fits), fits.endswith("cc")) == (64, True)
    assert (len(long), "~" in long) == (64, True)
    assert tag("claim", "c" * 70 + "1") != tag("claim", "c" * 70 + "2")
