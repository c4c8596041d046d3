"""New ids never meet one that an article has, wherever it stands."""

from __future__ import annotations

import pytest

from exporter.model import Anchor, Article, Paragraph, Run, WrittenNote
from exporter.sourcing.identifiers import Idents
from exporter.values import replace
from tests import sample


def article() -> Article:
    note = WrittenNote("n.own", (Paragraph((Anchor("in-note"), Run("x")), "", "note-block"),))
    blocks = (Paragraph((Anchor("in-text"), Run("x")), "", "block"),)
    made = sample.article()
    return replace(made, blocks=blocks, notes={"n.own": note})


@pytest.mark.parametrize(
    "taken", ["block", "in-text", "n.own", "note-block", "in-note", "q1", "f1", "c1", "s.aud"]
)
def test_an_id_that_is_taken_gets_a_number(taken: str) -> None:
    ids = Idents(article())
    assert [ids.new(taken), ids.new(taken)] == [f"{taken}-2", f"{taken}-3"]


def test_any_other_is_as_wished_once() -> None:
    ids = Idents(article())
    assert [ids.new("mine"), ids.new("mine")] == ["mine", "mine-2"]


def test_an_entry_is_called_as_what_it_is_about_unless_the_text_bears_that_id() -> None:
    ids = Idents(article())
    assert [ids.own("s.aud"), ids.own("block"), ids.own("in-note")] == [
        *("s.aud", "entry-block", "in-note")
    ]
