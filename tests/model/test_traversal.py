"""The walk over blocks: looking and rewriting meet the same text in the same order."""

from __future__ import annotations

from exporter import model as m
from exporter.model.traversal import contents, every, idents, in_outline, mapped, rewrite
from tests import sample

BLOCKS = (
    m.Heading((m.Run("one"),), 2, id="h"),
    m.ListBlock(
        (m.Item((m.Paragraph((m.Run("four"),)),), label=(m.Run("three"),), id="i"),),
        heading=(m.Run("two"),),
        id="l",
    ),
    m.Table(
        (m.Row((m.Cell((m.Paragraph((m.Run("six"),)),), id="c"),), id="r"),),
        caption=(m.Run("five"),),
        id="t",
    ),
    m.Verse((m.VerseLine((m.Run("seven"),), id="v"),)),
    m.Turn((m.Run("eight"),), (m.Quotation((m.Preformatted((m.Run("nine"),)),)),)),
    m.Group((m.Rule(), m.Picture("g", caption=(m.Paragraph((m.Run("ten"),), id="p"),)))),
)
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def words(blocks: m.Blocks) -> list[str]:
    return [inline.text for part in contents(blocks) for inline in part.inlines]


def test_reading_order():
    assert words(BLOCKS) == WORDS


def test_a_rewrite_meets_what_contents_shows():
    met: list[tuple[m.Inlines, str]] = []

    def change(inlines: m.Inlines, ident: str) -> tuple[m.Inlines, str]:
        met.append((inlines, ident))
        return inlines, ident

    for blocks in (BLOCKS, sample.edition().blocks):
        met.clear()
        assert rewrite(blocks, change) == blocks
        assert met == [(part.inlines, part.owner) for part in contents(blocks)]


def test_text_and_ids_change():
    louder = rewrite(
        BLOCKS, lambda inlines, ident: ((m.Run(inlines[0].text.upper()),), f"{ident}!")
    )
    assert words(louder) == [word.upper() for word in WORDS]
    assert {"h!", "l!", "i!", "t!", "v!", "p!"} < set(idents(louder))
    assert {"r", "c"} < set(idents(louder)), "rows and cells hold no text of their own"


def test_a_block_is_settled_after_those_inside_it_and_may_go():
    seen: list[m.Block] = []

    def settle(block: m.Block) -> m.Block | None:
        seen.append(block)
        return None if isinstance(block, m.Picture | m.Heading) else block

    left = mapped(BLOCKS, lambda inlines: inlines, settle)
    assert words(left) == WORDS[1:-1]
    assert seen.index(BLOCKS[1].items[0].blocks[0]) < seen.index(BLOCKS[1])
    assert not any(isinstance(block, m.Picture) for block in every(left))


def test_every_block_comes_before_those_inside_it():
    kinds = [type(block).__name__ for block in every(BLOCKS)]
    assert kinds[:3] == ["Heading", "ListBlock", "Paragraph"]
    assert kinds[-4:] == ["Group", "Rule", "Picture", "Paragraph"]
    assert len(kinds) == 13


def test_a_title_in_an_outline_has_nothing_of_its_calls():
    comma = m.Run(",", (m.Emphasis("superscript"), m.Generated()))
    one, two = (m.NoteCall(f"n{at}", f"c{at}", str(at)) for at in (1, 2))
    title = (m.Run("On the "), m.Break(), m.Run("Wall"), one, comma, two, m.Run(", again"), one)
    assert in_outline(title) == "On the Wall, again"
    assert in_outline((m.Run("A"), one, m.Run(", "), two)) == "A,"
    assert in_outline(()) == ""
