"""What holds of every edition, whatever the article."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter import model as m
from exporter.model.traversal import contents, idents
from exporter.sourcing import Policy, plan
from exporter.sourcing.inline_text import plain
from tests import sample
from tests.sourcing.build import AUDIT, INTERVIEW, MILLS, NEWS, OFFICIAL, article

SOURCES = ("s.int", "s.aud", "s.news", "s.none")
SPANS = {
    **{f"c{n}": "claim" for n in range(4)},
    **{f"q{n}": "speech" for n in range(3)},
    **{f"f{n}": "figure" for n in range(3)},
    **{f"k{n}": "correction" for n in range(2)},
}
WORDS = st.sampled_from(
    ["wall", "8,000", " ", " ", ".", ", ", "”", "“so", " – ", "’s", "-strong", "جدار", "城。", "%"]
)

sources = st.lists(st.sampled_from(SOURCES), max_size=2, unique=True).map(tuple)
speaker = st.sampled_from(["", "p.mi", "p.an"])


@st.composite
def inline(draw: st.DrawFn) -> m.Inline:
    if draw(st.integers(0, 6)) == 0:
        return m.NoteCall(draw(st.sampled_from(["n1", "n2", "n3", "n.gone"])))
    ids = draw(st.lists(st.sampled_from(sorted(SPANS)), max_size=3, unique=True))
    marks = tuple(m.Span(SPANS[ident], ident) for ident in ids)  # type: ignore[arg-type]
    return m.Run(draw(WORDS), (*marks, m.Link("#c1")) if draw(st.booleans()) else marks)


@st.composite
def articles(draw: st.DrawFn) -> m.Article:
    paragraphs = draw(st.lists(st.lists(inline(), max_size=9).map(tuple), min_size=1, max_size=4))
    blocks: list[m.Block] = [m.Paragraph(part) for part in paragraphs]
    if draw(st.booleans()):
        blocks.insert(0, m.Heading((m.Run("A title"),), 3, "h"))
    notes = [
        m.WrittenNote(
            ident,
            (m.Paragraph((m.Run("Words."), m.NoteCall("n3"))),) if draw(st.booleans()) else (),
            draw(st.sampled_from(["foot", "end", ""])),
            draw(st.lists(st.sampled_from(sorted(SPANS)), max_size=1).map(tuple)),
            draw(sources),
        )
        for ident in ("n1", "n2", "n3")
    ]
    speeches = [
        m.Speech(
            f"q{n}",
            "words",
            (who,) if (who := draw(speaker)) else (),
            (),
            draw(st.booleans()),
            draw(sources),
        )
        for n in range(3)
    ]
    claims = [
        m.Claim(
            f"c{n}",
            "words",
            sources=draw(sources),
            speech=draw(st.sampled_from(["", "q0", "q1"])),
            status=draw(st.sampled_from(["", "ok", "disputed", "open"])),
        )
        for n in range(4)
    ]
    figures = [
        m.Figure(
            f"f{n}", "number", "8", sources=draw(sources), claim=draw(st.sampled_from(["", "c0"]))
        )
        for n in range(3)
    ]
    relations = [m.Relation("cites", ("s.int",), (draw(st.sampled_from(SOURCES)),))]
    return article(
        *blocks,
        claims=claims,
        figures=figures,
        speeches=speeches,
        corrections=[m.Correction("k0", "a", "b", "2026-03-04"), m.Correction("k1", "a", "")],
        notes=notes,
        relations=relations,
        sources=[INTERVIEW, AUDIT, NEWS],
        agents=[MILLS, OFFICIAL],
    )


def everything(edition: m.Edition) -> Iterator[m.Inline]:
    yield from edition.front.title
    for part in contents(edition.blocks):
        yield from part.inlines


@settings(deadline=None, max_examples=100)
@given(articles(), st.sampled_from(["en", "de", "ar"]), st.booleans())
def test_every_edition(given_article: m.Article, language: str, registers: bool) -> None:
    policy = Policy(language=language, registers=registers)
    edition = plan(given_article, policy)
    calls = [i for i in everything(edition) if isinstance(i, m.NoteCall)]

    first_calls = [call.note for call in calls if call.first]
    assert first_calls == [note.id for note in edition.notes]
    assert [note.number for note in edition.notes] == list(range(1, len(edition.notes) + 1))
    assert {note.id for note in edition.notes} >= set(given_article.notes) - {"n3"}

    by_note = Counter(call.note for call in calls)
    assert all(len(note.calls) == by_note[note.id] >= 1 for note in edition.notes)
    labels = {note.id: note.label for note in edition.notes}
    assert all(call.label == labels[call.note] for call in calls)

    inside = [*(n.blocks for n in edition.notes), *(a.blocks for a in edition.appendices)]
    for blocks in inside:
        for part in contents(blocks):
            assert not any(isinstance(i, m.NoteCall) for i in part.inlines)
            assert all(isinstance(i, m.Anchor) or plain((i,)) for i in part.inlines)

    before = "".join(plain(part.inlines) for part in contents(given_article.blocks))
    written = (i for i in everything(edition) if m.Generated() not in i.marks)
    after = "".join(plain((i,)) for i in written)
    assert after in {before, given_article.meta.title + before}

    placed = {mark.id for i in everything(edition) for mark in i.marks if isinstance(mark, m.Span)}
    asking: list[m.Claim | m.Speech | m.Figure] = [
        *given_article.claims.values(),
        *given_article.speeches.values(),
    ]
    asking += given_article.figures.values()
    for span in asking:
        if span.id in placed and span.sources:
            assert edition.spans[span.id].notes
            assert set(edition.spans[span.id].notes) <= set(labels)

    check_ids(edition)
    assert plan(given_article, policy) == edition


def check_ids(edition: m.Edition) -> None:
    blocks = [*edition.blocks, *(b for a in edition.appendices for b in a.blocks)]
    ids = [ident for ident in idents(blocks) if ident]
    ids += [a.id for a in edition.appendices] + [note.id for note in edition.notes]
    ids += [i.id for i in everything(edition) if isinstance(i, (m.Anchor, m.NoteCall))]
    ids += list(edition.spans)
    assert not [ident for ident, count in Counter(ids).items() if count > 1]
    known = set(ids)
    inlines = [*everything(edition)]
    for blocks_ in [*(n.blocks for n in edition.notes), *(a.blocks for a in edition.appendices)]:
        inlines += [i for part in contents(blocks_) for i in part.inlines]
    for i in inlines:
        for mark in i.marks:
            if isinstance(mark, m.Link) and mark.target.startswith("#"):
                assert mark.target[1:] in known
                assert mark.target[1:] in edition.targets
            if isinstance(mark, m.NoteLink):
                assert mark.note in {note.id for note in edition.notes}
    assert {info.entry for info in edition.spans.values() if info.entry} <= known


@pytest.mark.parametrize("language", ["", "de", "ar"])
def test_the_sample(language: str) -> None:
    given_article = sample.article()
    edition = plan(given_article, Policy(language=language))
    check_ids(edition)
    assert {note.id for note in edition.notes} >= set(given_article.notes)
    assert all(edition.spans[ident].notes for ident in ("c1", "c2", "f1", "q1", "k1"))


def test_the_sample_edition_is_sound() -> None:
    edition = sample.edition()
    check_ids(edition)
    calls = [i.note for i in everything(edition) if isinstance(i, m.NoteCall) and i.first]
    assert calls == [note.id for note in edition.notes]
