"""Pages that the text names: a note called again on a later page says where it stands."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from exporter import model as m
from exporter.values import replace
from tests.pdf.made import drawn, made, paragraph, prose


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
