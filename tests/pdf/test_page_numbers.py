"""Pages that the text names: a note called again on a later page says where it stands."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from exporter import model as m
from exporter.values import replace
from tests.pdf.made import drawn, made, paragraph, prose
from tests.sample import named, names_everywhere


def again(number: int, call: str) -> m.NoteCall:
    return m.NoteCall(f"n{number}", call, str(number), first=False)


def called_twice(words: int, lang: str = "en") -> m.Edition:
    first = m.Paragraph((m.Run("First"), m.NoteCall("n1", "c1", "1"), m.Run(" said.")))
    last = m.Paragraph((m.Run("Again"), again(1, "c9"), m.Run(" said.")))
    filling = [paragraph(prose(120)) for _ in range(words // 120)]
    whole = made(first, *filling, last, notes=("A note.",), lang=lang)
    note = replace(whole.notes[0], calls=("c1", "c9"))
    return replace(whole, notes=(note,))


def text(edition: m.Edition) -> list[str]:
    found = PdfReader(io.BytesIO(drawn(edition).data))
    return [page.extract_text().replace("\xa0", " ") for page in found.pages]


def test_a_call_of_a_note_on_an_earlier_page_says_the_page() -> None:
    pages = text(called_twice(1200))
    assert len(pages) > 1
    assert "(p. 1)" in pages[-1]
    assert "(p." not in pages[0]


def test_a_call_of_a_note_on_its_own_page_does_not() -> None:
    (page,) = text(called_twice(120))
    assert "(p." not in page


@pytest.mark.parametrize("words", [600, 640, 680, 720, 760, 800])
def test_what_the_page_s_number_takes_does_not_make_it_wrong(words: int) -> None:
    """Wherever the second call comes to stand: said if and only if its page is a later one."""
    pages = text(called_twice(words))
    at = next(number for number, page in enumerate(pages) if "Again" in page)
    assert ("(p. 1)" in pages[at]) == (at > 0)


def test_a_title_as_wide_as_its_line_is_whole_in_the_running_head() -> None:
    title = "One two three four five six seven eight nine ten eleven"
    whole = made(*[paragraph(prose(120)) for _ in range(8)])
    edition = replace(whole, front=m.Front((m.Run(title),)))
    assert title in text(edition)[1].split("\n")
    wide = replace(whole, front=m.Front((m.Run(f"{title} " * 3),)))
    (head,) = (line for line in text(wide)[1].split("\n") if line.startswith("One two"))
    assert len(head) > len(title)
    assert head.endswith("…")
    assert head.removesuffix("…").split()[-1] in title.split()


def indexed(
    *blocks: m.Block, passages: tuple[tuple[str, ...], ...], digits: str = "0123456789"
) -> m.Edition:
    """An edition with an index of one name, whose mentions are given block by block."""
    numbers: list[m.Inline] = []
    for at, (first, *more) in enumerate(passages, 1):
        numbers += [m.Run(", ")] if numbers else []
        numbers.append(m.Run(str(at), (m.PageNumber(first, tuple(more)),)))
    entry = m.Paragraph((m.Run("Nessport: "), *numbers, m.Run(".")))
    index = m.Appendix("index", "names", "Names", (m.ListBlock((m.Item((entry,)),), "plain"),))
    whole = made(*blocks)
    return replace(whole, appendices=(index,), words={**whole.words, "digits": digits})


def pages_of(edition: m.Edition) -> list[int]:
    """The page of each mention in the text, by what is printed."""
    shown = [said.partition("Nessport: ")[0] for said in text(edition)]
    return [at for at, said in enumerate(shown, 1) for _ in range(said.count("Nessport"))]


def entry_of(edition: m.Edition) -> str:
    """What stands behind the name in the index."""
    return text(edition)[-1].rpartition("Nessport: ")[2].split("\n")[0]


def long_paragraph(before: int, *names: m.Run, between: int = 40) -> m.Paragraph:
    """Words, then each name with words after it."""
    inlines: list[m.Inline] = [m.Run(prose(before) + " ")]
    for name in names:
        inlines += (name, m.Run(f" {prose(between)} "))
    return m.Paragraph(tuple(inlines))


def test_a_name_far_down_a_paragraph_is_listed_with_its_own_page() -> None:
    """The paragraph begins on page 1 and goes on over page 2; the name is at its end."""
    edition = indexed(long_paragraph(900, named("m1")), passages=(("m1",),))
    assert pages_of(edition) == [2]
    assert entry_of(edition) == "2."


def test_a_paragraph_over_a_border_with_a_name_on_both_sides_has_both_pages() -> None:
    whole = long_paragraph(20, named("m1"), named("m2"), named("m3"), between=300)
    again = m.Paragraph((named("m4"), m.Run(" again.")))
    edition = indexed(whole, again, passages=(("m1", "m2", "m3"), ("m4",)))
    assert pages_of(edition) == [1, 1, 2, 2]
    assert entry_of(edition) == "1, 2."


@pytest.mark.parametrize("words", range(380, 560, 12))
def test_the_index_is_right_wherever_it_begins(words: int) -> None:
    """On the page of the last mention, not painted yet when the index is laid out, or the next."""
    last = m.Paragraph((m.Run(prose(40) + " "), named("m2")))
    edition = indexed(
        long_paragraph(30, named("m1"), between=words), last, passages=(("m1",), ("m2",))
    )
    pages = sorted(set(pages_of(edition)))
    assert entry_of(edition) == f"{', '.join(map(str, pages))}."


def test_pages_that_follow_each_other_are_a_range_and_each_is_named_once() -> None:
    blocks: list[m.Block] = []
    for n in range(5):
        blocks += [paragraph(prose(100)) for _ in range(5)]
        blocks.append(m.Paragraph((named(f"m{n}"), m.Run(" and "), named(f"x{n}"))))
    edition = indexed(*blocks, passages=tuple((f"m{n}", f"x{n}") for n in range(5)))
    pages = list(dict.fromkeys(pages_of(edition)))
    assert len(pages) > 2
    assert pages == list(range(pages[0], pages[-1] + 1))
    assert entry_of(edition) == f"{pages[0]}–{pages[-1]}."
    arabic = replace(edition, words={**edition.words, "digits": "٠١٢٣٤٥٦٧٨٩"})
    shown = {word for word in text(arabic)[-1].split() if "٠" <= word[0] <= "٩"}
    assert any("–" in word for word in shown)


def test_each_number_leads_to_the_first_mention_on_its_page() -> None:
    whole = long_paragraph(20, named("m1"), named("m2"), between=800)
    edition = indexed(whole, passages=(("m1", "m2"),))
    reader = PdfReader(io.BytesIO(drawn(edition).data))
    annotations: Any = reader.pages[-1]["/Annots"]
    links = [note.get_object() for note in annotations]
    found = [
        (reader.get_page_number(link["/Dest"][0].get_object()) or 0) + 1
        for link in links
        if "/Dest" in link
    ]
    assert found == pages_of(edition) == [1, 2]


def test_a_name_has_its_page_wherever_it_stands() -> None:
    """Before each block stands a page of text, so that every name has one of its own."""
    blocks: list[m.Block] = []
    for block in names_everywhere():
        blocks += [paragraph(prose(110)) for _ in range(4)]
        blocks.append(block)
    edition = indexed(*blocks, passages=tuple((f"m{n}",) for n in range(13)))
    pages = sorted(set(pages_of(edition)))
    assert len(pages) > 4
    said = re.sub(r"(\d+)–(\d+)", _in_full, entry_of(edition))
    assert said == f"{', '.join(map(str, pages))}."


def _in_full(found: re.Match[str]) -> str:
    return ", ".join(map(str, range(int(found[1]), int(found[2]) + 1)))
