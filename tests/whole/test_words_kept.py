"""Every word of any tree, and every note, is in every output with its borders."""

from __future__ import annotations

import random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import exporter
from tests.corpus import output_faults, read_faults
from tests.judges import article_notes, notes_from_html
from tests.judges.texts import squeezed
from tests.tei.sketch import tei
from tests.tei.test_fuzz import tree


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 3))
def test_words_of_any_tree_keep_their_borders(seed: int, depth: int) -> None:
    body = tree(random.Random(seed), depth)
    assume("<head" not in body)  # a heading in the midst of a list or table goes before it
    assume("<l " not in body)  # a line of verse without words is none
    assume("<l>" not in body)
    article = exporter.read(tei(body))
    edition = exporter.plan(article)
    faults = read_faults(article)
    assert not faults.total, faults.examples
    for to in ("html", "epub"):
        found = output_faults(edition, to, exporter.render(edition, to).data)
        assert not found.total, found.examples
    there = [squeezed(text) for _, text in notes_from_html(exporter.render(edition, "html").data)]
    for _, note in article_notes(edition):
        assert squeezed(note) in there
