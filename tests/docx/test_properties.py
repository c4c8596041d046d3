"""Whatever an Edition holds, the Word copy is sound and nothing of the text is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exporter import model as m
from exporter.docx import render
from exporter.docx.validate.invariants import faults
from exporter.theme import load
from exporter.values import replace
from tests import sample
from tests.docx.opened import of, paragraphs
from tests.judges.texts import blocks_text, squeezed

THEME = load("newspaper")
IDS = st.sampled_from(["q1", "c1", "c2", "f1", "n1", "here", "a b", "é" * 50, "x.y", "x-y", ""])
SPANS = st.builds(m.Span, st.sampled_from(["speech", "claim", "figure", "correction"]), IDS)
TARGETS = st.one_of(IDS.map("#{}".format), st.text(max_size=20), st.just("https://a.example/x y"))
MARKS = st.one_of(
    SPANS,
    st.builds(m.Emphasis, st.sampled_from(sample.STYLES)),
    st.builds(m.Edit, st.sampled_from(sample.EDITS)),
    st.builds(m.Link, TARGETS),
    st.builds(m.NoteLink, st.sampled_from(["n1", "n9"])),
    st.builds(m.Language, st.sampled_from(["ar", "de", "zh-Hans", "no such tag", ""])),
    st.just(m.Generated()),
)
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["word ", "كلمة ", "a\nb", "\t", "\x00", "<&>\"'", "\u00ad", "漢字", "a كلمة b"]
    ),
)
SETS = st.lists(MARKS, max_size=3).map(tuple)
INLINES = st.lists(
    st.one_of(
        st.builds(m.Run, WORDS, SETS),
        st.builds(m.Break, SETS),
        st.builds(m.Anchor, IDS),
        st.builds(m.Image, st.sampled_from(["g.wall", "g.lost", "none"]), WORDS),
        st.sampled_from(["n1", "n2", "n9"]).map(lambda n: m.NoteCall(n, f"call-{n}", n[1:])),
    ),
    max_size=5,
).map(tuple)
LANGS = st.sampled_from(["", "", "ar", "de"])
LEAVES = st.one_of(
    st.builds(m.Paragraph, INLINES, st.sampled_from(["", "lead", "stage", "new"]), IDS, lang=LANGS),
    st.builds(m.Heading, INLINES, st.integers(1, 9), IDS),
    st.builds(m.Preformatted, INLINES),
    st.builds(m.Picture, st.sampled_from(["g.wall", "g.lost", ""]), WORDS),
    st.builds(m.Rule),
    st.builds(
        m.Verse, st.lists(st.builds(m.VerseLine, INLINES, st.integers(0, 3)), max_size=3).map(tuple)
    ),
)


def _nested(inner: st.SearchStrategy[m.Block]) -> st.SearchStrategy[m.Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(m.Item, blocks, INLINES, IDS), max_size=3).map(tuple)
    cells = st.builds(m.Cell, blocks, st.booleans(), st.integers(1, 3), st.integers(1, 3), id=IDS)
    rows = st.lists(
        st.builds(m.Row, st.lists(cells, max_size=3).map(tuple), st.booleans()), max_size=3
    ).map(tuple)
    kinds = st.sampled_from(["bullet", "number", "plain", "gloss"])
    return st.one_of(
        st.builds(m.Quotation, blocks, lang=LANGS),
        st.builds(m.Group, blocks, st.sampled_from(["aside", "epigraph", "new"])),
        st.builds(m.ListBlock, items, kinds, st.integers(-1, 5), INLINES),
        st.builds(m.Table, rows, INLINES),
        st.builds(m.Turn, INLINES, blocks),
        st.builds(m.Picture, st.just("g.wall"), WORDS, blocks),
    )


BLOCKS = st.lists(st.recursive(LEAVES, _nested, max_leaves=8), max_size=4).map(tuple)
NOTE_BLOCKS = st.lists(st.recursive(LEAVES, _nested, max_leaves=4), max_size=3).map(tuple)


@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(BLOCKS, NOTE_BLOCKS, st.sampled_from(["ltr", "rtl"]))
def test_any_edition_is_sound(blocks: m.Blocks, note: m.Blocks, direction: str) -> None:
    notes = tuple(
        replace(each, blocks=without_calls(note)) if each.id == "n1" else each
        for each in sample.edition().notes
    )
    everything = frozenset({"here", "x.y", "x-y", "a b", "q1", "é" * 50})
    edition = of(*blocks, notes=notes, targets=everything, direction=direction)
    made = render(edition, THEME).data
    assert faults(made) == []
    everywhere = "".join(text for _, text in paragraphs(made))
    assert letters(blocks_text(blocks)) <= letters(everywhere)


def letters(text: str) -> set[str]:
    return {char for char in squeezed(text) if char.isalnum()}


def without_calls(blocks: m.Blocks) -> m.Blocks:
    """As in every Edition: no note is called in a note (those that are get left standing)."""
    return tuple(
        replace(block, content=tuple(i for i in block.content if not isinstance(i, m.NoteCall)))
        for block in blocks
        if isinstance(block, (m.Paragraph, m.Heading, m.Preformatted))
    )
