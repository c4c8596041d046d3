"""Every word of any tree, and every note, is in every output with its borders."""

# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import random

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import exporter
from tests.corpus import missing_notes, output_faults, read_faults
from tests.judges import article_notes, notes_from_html
from tests.judges.texts import squeezed
from tests.tei.sketch import tei
from tests.tei.test_fuzz import tree


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 3))
@example(948, 3)
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


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
@example(7)
@example(1_866)
def test_words_of_a_small_tree_are_in_word_and_pdf(seed: int) -> None:
    chance = random.Random(seed)
    body = "".join(f"<p>{' '.join(_piece(chance) for _ in range(3))}</p>" for _ in range(3))
    edition = exporter.plan(exporter.read(tei(body)))
    for to in ("docx", "pdf"):
        data = exporter.render(edition, to).data
        found = output_faults(edition, to, data)
        assert not found.total, (to, found.examples)
        assert not missing_notes(edition, to, data)


WORDS = ["harbour", "tide", "lamp", "keeper", "signal", "wharf", "beacon"]
INLINE = ("hi", "emph", "q", "ref", "seg", "persName", "add", "del", "supplied", "unclear", "title")


def _piece(chance: random.Random) -> str:
    """A word; in an element, parted by a break, in an alternative, or with a note."""
    word, other = chance.sample(WORDS, 2)
    match chance.randrange(6):
        case 0:
            tag = chance.choice(INLINE)
            return f"<{tag}>{word} {other}</{tag}>"
        case 1:
            return f'{word[:3]}<lb break="no"/>\n{word[3:]} <space/>{other}'
        case 2:
            return f"<choice><sic>{other}<note>A note on {word}.</note></sic><corr>{word}</corr></choice>"
        case 3:
            return f"{word}<note>See the {other}<hi>s</hi>.</note>, {other}"
        case 4:
            return f"<bibl><author>{word.title()}</author> <date>19{chance.randrange(10, 99)}</date></bibl>"
        case _:
            return f"{word}\n  {other}"
