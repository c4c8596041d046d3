"""The page's margins and what stands in them."""

from __future__ import annotations

import pytest

from exporter import model as m
from exporter.docx import render
from exporter.theme import load
from exporter.values import replace
from tests import sample
from tests.docx.opened import W, find, names, paragraphs, part


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
def test_text_begins_below_the_header(theme: str, audience: str) -> None:
    edition, look = sample.edition(), load(theme)
    shown = replace(edition, article=replace(edition.article, audience=audience))
    (margins,) = find(part(render(shown, look).data), "//w:body/w:sectPr/w:pgMar")
    head, top = (int(margins.get(f"{W}{side}")) for side in ("header", "top"))
    assert top - head >= look.type.size * look.type.leading * 20 + 100


def _shown(audience: str = "public", theme: str = "newspaper", **words: str) -> bytes:
    edition = sample.edition()
    article = replace(edition.article, audience=audience)
    return render(
        replace(edition, article=article, words={**edition.words, **words}), load(theme)
    ).data


def _heads(docx: bytes) -> list[list[str]]:
    """The paragraphs of each header, in the order of the parts."""
    parts = sorted(name for name in names(docx) if name.startswith("word/header"))
    return [[text for _, text in paragraphs(docx, name)] for name in parts]


def test_the_warning_stands_at_the_end_of_the_running_head() -> None:
    title, warning = sample.edition().heading, sample.edition().word("audience-internal")
    assert _heads(_shown("internal")) == [[f"{title}\t{warning}"], [""]]
    assert _heads(_shown()) == [[title], [""]]


def test_a_warning_that_leaves_a_title_no_space_stands_above_it() -> None:
    title, long = sample.edition().heading, "Internal copy of this, not for any kind of publication"
    found = _heads(_shown("internal", "large-print", **{"audience-internal": long}))
    assert found == [[long, title], [""]]


def test_the_footer_has_the_publisher_and_the_page() -> None:
    ((_, said),) = paragraphs(_shown(), "word/footer1.xml")
    publisher = sample.edition().meta.publisher
    assert said.startswith(f"{publisher}\tPage 1 of")


def test_the_title_block_has_the_publisher_above_the_title_and_one_rule_below() -> None:
    docx = _shown("internal")
    styles = [style for style, _ in paragraphs(docx)]
    title = styles.index("Title")
    assert styles[:title] == ["Publisher Line"]
    last = styles.index("Legend") - 1
    assert styles[last] == "Correction Notice Last Before Legend"
    ruled = find(part(docx, "word/styles.xml"), "//w:style[w:pPr/w:pBdr/w:bottom]/w:name/@w:val")
    assert set(styles[: last + 2]) & set(ruled) == {styles[last]}


def test_in_an_index_only_links_to_notes_and_out_of_the_text_have_lines() -> None:
    place = m.Run("The wall will fall", (m.Link("#c1"),))
    note, web = m.Run("1", (m.NoteLink("n1"),)), m.Run("page", (m.Link("https://a.example/"),))
    entry = m.Item((m.Paragraph((place, m.Run(", note "), note, m.Run(", "), web)),))
    index = m.Appendix("index", "claims", "Claims", (m.ListBlock((entry,), "plain"),))
    docx = render(replace(sample.edition(), appendices=(index,)), load("newspaper")).data
    (words,) = [
        paragraph
        for paragraph in find(part(docx), "//w:p[w:pPr/w:pStyle/@w:val='IndexEntry']")
        if "wall will fall" in "".join(paragraph.itertext())
    ]
    styled = {
        "".join(run.itertext()): run.find(f"{W}rPr/{W}rStyle") is not None
        for run in words.iter(f"{W}r")
    }
    assert not styled["The wall will fall"]
    assert styled["page"]
    (entry_style,) = find(part(docx, "word/styles.xml"), "//w:style[@w:styleId='IndexEntry']")
    (indent,) = find(entry_style, "w:pPr/w:ind")
    assert indent.get(f"{W}hanging") == indent.get(f"{W}left") != "0"
