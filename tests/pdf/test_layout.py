"""Pages seen as boxes of words: nothing runs off, nothing lies on anything, nothing hangs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import reduce
from html import unescape
from typing import NamedTuple

import pytest

from exporter import model as m
from exporter.model import Edition
from exporter.pdf.fonts.document_fonts import Fonts
from exporter.pdf.inline.styles import Styler
from exporter.theme import load
from exporter.values import replace
from tests import judges
from tests.judges.files import on_disk
from tests.pdf.made import THEME, call, drawn, made, paragraph, prose
from tests.pdf.reading import faults
from tests.sample import edition, png


class Word(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(data: bytes) -> list[list[Word]]:
    """The words of each page as poppler sees them, in points from the top left corner."""
    with on_disk(data, ".pdf") as path:
        command = [judges.tool("pdftotext"), "-bbox", str(path), "-"]
        html = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found = []
    for page in html.split("<page ")[1:]:
        rows = re.findall(
            r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" '
            r'xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>',
            page,
        )
        found.append([Word(unescape(row[4]), *map(float, row[:4])) for row in rows])
    return found


def collisions(words: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words whose middles overlap: base lines closer than type is high."""
    found = []
    words = sorted(words, key=lambda word: word.top)
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            if other.top >= one.bottom:
                break
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            wide = min(one.right, other.right) - max(one.left, other.left)
            least = min(one.bottom - one.top, other.bottom - other.top)
            if wide > 1.5 and high > 0.5 * least:
                found.append((one.text, other.text))
    return found


def cell(text: str, **more: object) -> m.Cell:
    return m.Cell((paragraph(text),), **more)  # type: ignore[arg-type]


HEAD = m.Row((cell("Number", header=True), cell("What it is", header=True)), header=True)


def many_notes() -> Edition:
    notes = tuple(prose(9 + i % 5) for i in range(200))
    blocks = [
        m.Paragraph(
            tuple(x for i in range(k, k + 20) for x in (m.Run(f" {prose(2)}"), call(i + 1)))
        )
        for k in range(0, 200, 20)
    ]
    return made(*blocks, notes=notes)


def notes_on_one_line() -> Edition:
    calls = (call(i + 1) for i in range(60))
    first = m.Paragraph((m.Run("Sixty notes"), *calls, m.Run(" and on.")))
    return made(first, paragraph(prose(300)), notes=tuple(prose(25) for _ in range(60)))


def endless_note() -> Edition:
    first = m.Paragraph((m.Run(prose(50)), call(1), m.Run(" " + prose(300))))
    return made(first, paragraph(prose(900)), notes=(prose(2500),))


def endless_word() -> Edition:
    return made(paragraph(f"{'x' * 400} and https://example.org/{'a' * 300} {prose(30)}"))


def tower() -> Edition:
    picture = m.Picture("g", "A tower", (paragraph("A very tall tower."),), line=7)
    graphics = {"g": m.Graphic("g", "t.png", "image/png", png(200, 3000), 200, 3000)}
    return made(paragraph(prose(20)), picture, paragraph(prose(90)), graphics=graphics)


def broad_table() -> Edition:
    names = [f"incomprehensible{c}" for c in range(14)]
    rows = [m.Row(tuple(cell(n, header=r == 0) for n in names), header=r == 0) for r in range(5)]
    return made(m.Table(tuple(rows), caption=(m.Run("Broad"),)))


def high_row() -> Edition:
    rows = (HEAD, m.Row((cell(prose(1500)), cell("short"))), m.Row((cell("x"), cell("y"))))
    return made(paragraph(prose(100)), m.Table(rows))


def long_table() -> Edition:
    def row(i: int) -> m.Row:
        noted = (call(i // 7 + 1),) if i % 7 == 0 else ()
        return m.Row((cell(str(i)), m.Cell((paragraph(prose(i % 17 + 3), *noted),))))

    return made(m.Table((HEAD, *map(row, range(150)))), notes=tuple(prose(15) for _ in range(22)))


def spanning_rows() -> Edition:
    rows = [m.Row((cell(f"{i} {prose(20)}"),)) for i in range(39)]
    first = m.Row((cell(prose(900), rows=40), cell("0")))
    return made(m.Table((HEAD, first, *rows)))


def nested() -> Edition:
    deep: m.Block = paragraph(prose(80))
    quoted = reduce(lambda block, _: m.Quotation((block,)), range(30), deep)
    listed = reduce(lambda block, _: m.ListBlock((m.Item((block,)),)), range(30), deep)
    return made(quoted, listed)


def headings_alone() -> Edition:
    return made(*(m.Heading((m.Run(f"Heading {i}"),), 2) for i in range(80)))


CASES: dict[str, tuple[Callable[[], Edition], set[str]]] = {
    "the sample": (edition, set()),
    "hundreds of notes": (many_notes, set()),
    "sixty notes on one line": (notes_on_one_line, set()),
    "a note longer than two pages": (endless_note, set()),
    "a word wider than the line": (endless_word, {"overlong-word"}),
    "a picture taller than the page": (tower, {"tall-picture"}),
    "a table wider than the page": (broad_table, {"wide-table"}),
    "a row taller than two pages": (high_row, set()),
    "a table of five pages": (long_table, set()),
    "a cell over forty rows": (spanning_rows, set()),
    "thirty levels deep": (nested, set()),
    "headings alone": (headings_alone, set()),
}


@pytest.mark.parametrize("case", CASES)
def test_pages_hold_together(case: str) -> None:
    make, rules = CASES[case]
    output = drawn(make())
    assert {notice.rule for notice in output.notices} >= rules
    left = THEME.page.left / 25.4 * 72 - 2
    right = (THEME.page.width - THEME.page.right) / 25.4 * 72 + 2
    bottom = THEME.page.height / 25.4 * 72 - 20
    for number, words in enumerate(pages(output.data), 1):
        for word in words:
            inside = left <= word.left and word.right <= right
            assert inside, f"page {number}: {word} runs off"
            assert 10 <= word.top < word.bottom <= bottom, f"page {number}: {word} runs off"
        assert collisions(words) == [], f"page {number}"
    assert faults(output.data) == []
    assert judges.pdf(output.data) == []


def test_a_word_that_is_divided_over_many_lines_is_told_once() -> None:
    told = [n.message for n in drawn(endless_word()).notices if n.rule == "overlong-word"]
    assert [message[:5] for message in told] == ["'xxxx", "'aaaa"]


def test_collision_is_seen() -> None:
    one, other = Word("one", 10, 10, 40, 20), Word("other", 30, 12, 60, 22)
    assert collisions([one, other])
    assert not collisions([one, Word("beside", 41, 10, 60, 20), Word("below", 10, 21, 40, 31)])


def test_notes_stand_on_the_page_of_their_call() -> None:
    blocks = (m.Paragraph((m.Run(prose(120)), call(i + 1))) for i in range(12))
    found = pages(drawn(made(*blocks, notes=tuple(f"Note{i + 1} text." for i in range(12)))).data)
    for words in found:
        called = [w.text for w in words if re.fullmatch(r"\w+\.\d+", w.text)]
        noted = [w.text for w in words if w.text.startswith("Note") and w.text[4:].isdigit()]
        assert [text.split(".")[1] for text in called] == [text[4:] for text in noted]


def test_a_page_is_not_left_empty_after_a_long_note() -> None:
    first = m.Paragraph((m.Run("Long"), call(1)))
    later = (m.Paragraph((m.Run(prose(20)), call(i + 2))) for i in range(12))
    notes = (prose(1400), *(f"Short{i}." for i in range(12)))
    whole = pages(drawn(made(first, *later, notes=notes)).data)
    ends = [w for w in whole[1] if w.text.startswith("Short")]
    assert len(ends) > 1


def test_the_indexes_follow_the_text_and_no_heading_of_theirs_ends_a_page() -> None:
    for count in range(10, 30):
        whole = made(*(paragraph(prose(30)) for _ in range(count)))
        appendix = m.Appendix("claims", "claims", "Claims", (paragraph(prose(250)),))
        found = pages(drawn(replace(whole, appendices=(appendix,))).data)
        first = next(n for n, words in enumerate(found) if "sourced" in {w.text for w in words})
        words = [w.text for w in found[first]]
        after = words[words.index("Claims") + 1 :]
        assert len(after) > 10
        assert first == 0 or len(words) - len(after) > 6


def test_table_head_is_repeated_and_no_heading_is_last() -> None:
    found = pages(drawn(long_table()).data)
    assert all("What" in [w.text for w in words[:30]] for words in found)
    blocks = [
        b for i in range(40) for b in (m.Heading((m.Run(f"Chapter{i}"),), 2), paragraph(prose(55)))
    ]
    for words in pages(drawn(made(*blocks)).data):
        body = [w for w in words if w.bottom < 760 and w.top > 60]
        assert not body[-1].text.startswith("Chapter")


def test_paragraphs_leave_no_line_alone() -> None:
    texts = [prose(60 + i * 3) for i in range(30)]
    found = pages(drawn(made(*map(paragraph, texts))).data)
    for words in found[1:]:
        lines = sorted({round(w.top) for w in words if 60 < w.top < 760})
        first = [w for w in words if round(w.top) == lines[0]]
        begins = min(w.left for w in first) > THEME.page.left / 25.4 * 72 + 5
        second = [w for w in words if round(w.top) == lines[1]]
        indented = min(w.left for w in second) > THEME.page.left / 25.4 * 72 + 5
        assert begins or not indented, "the last line of a paragraph stands alone on a page"


def test_the_end_of_a_word_is_not_left_alone_on_a_last_line() -> None:
    stock = re.findall(
        r"\w+",
        "responsibility the of accountability a transparency in representation by and "
        "correspondence for independent to documentation",
    )
    text = " ".join(stock[(i * 7 + i // 11 + 9) % len(stock)] for i in range(189))
    words = [word.text for word in pages(drawn(made(paragraph(text))).data)[0] if word.top < 600]
    assert words[-1] == stock[(188 * 7 + 188 // 11 + 9) % len(stock)] == "representation"


def test_text_after_a_stage_direction_begins_anew() -> None:
    stage = m.Paragraph((m.Run("aside"),), role="stage")
    (words,) = pages(drawn(made(*map(paragraph, ("One", "Two")), stage, paragraph("Three"))).data)
    left = {word.text: word.left for word in words}
    assert left["Three"] == left["One"] < left["Two"]


def test_tall_cells_of_a_row_share_the_room() -> None:
    long = "services of several states and of their allies, as they say themselves"
    rows = (
        m.Row((cell(long * 2), cell("one"), cell("two"))),
        m.Row((cell("three"), cell(long), cell(long))),
    )
    (words,) = pages(drawn(made(m.Table(rows * 3))).data)
    first, second, third = (
        next(w.left for w in words if w.text == n) for n in ("three", "one", "two")
    )
    assert second - first < 2 * (third - second)


def test_words_beside_an_address_stay_apart() -> None:
    """The parts of an address have no spaces between them that could take up the slack."""
    path = f"a/very/long/path/{'segment-without-end/' * 8}index.html-of-it.html"
    address = f"https://example.org/{path}"
    words = pages(drawn(made(paragraph(f"{address}. And plain {address} in text."))).data)[0]
    at = [word.text for word in words].index("And")
    before, after = words[at - 1 : at + 1]
    assert after.top != before.top or after.left - before.right > 1


def test_page_numbers_are_in_the_editions_digits() -> None:
    words = {"page-of": "صفحة {n} من {total}", "digits": "٠١٢٣٤٥٦٧٨٩"}
    whole = made(paragraph("كلمة " * 20), lang="ar", direction="rtl")
    data = drawn(replace(whole, words={**whole.words, **words})).data
    shown = {word.text for word in pages(data)[0]}
    assert "١" in shown
    assert "1" not in shown


@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
def test_the_warning_stands_at_the_end_of_the_running_head(theme: str) -> None:
    whole = edition()
    internal = replace(whole, article=replace(whole.article, audience="internal"))
    second = pages(drawn(internal, load(theme)).data)[1]
    warning, head = (
        next(word for word in second if word.text == text)
        for text in ("Internal", whole.article.meta.title.split()[0])
    )
    assert warning.top == head.top > 0
    assert warning.left > head.left


def test_a_warning_that_leaves_a_title_no_space_stands_above_it() -> None:
    whole = edition()
    long = {**whole.words, "audience-internal": "Internal copy of this, " * 5}
    internal = replace(whole, article=replace(whole.article, audience="internal"), words=long)
    second = pages(drawn(internal).data)[1]
    warning, head = (
        next(word for word in second if word.text == text)
        for text in ("Internal", whole.article.meta.title.split()[0])
    )
    assert warning.left == head.left
    assert head.top - warning.top >= load("newspaper").type.small_size * 1.4


def test_an_epigraph_s_quotation_is_set_in_once() -> None:
    quoted = m.Quotation((paragraph("Quoted."),))
    groups = [m.Group((each,), "epigraph") for each in (quoted, paragraph("Plain."))]
    (words,) = pages(drawn(made(*groups, m.Quotation((quoted,)))).data)
    first, plain, twice = (word.left for word in words if word.text in {"Quoted.", "Plain."})
    assert first == plain < twice


LONG = re.findall(
    r"\w+", "considerable extraordinary difficulties foundations watched circumstances"
)


def long_words(count: int, seed: int) -> str:
    return " ".join(LONG[(at * 5 + at // 7 + seed) % 6] for at in range(count)).capitalize()


def last_words(data: bytes) -> list[str]:
    """The last word of each page but the last, above what stands at its foot."""
    ends = []
    for page in pages(data)[:-1]:
        body = [word for word in page if word.bottom < 770]
        bottom = max(word.bottom for word in body)
        ends.append(max((w for w in body if w.bottom > bottom - 1), key=lambda w: w.left).text)
    return ends


@pytest.mark.parametrize("first", range(0, 60, 4))
def test_no_page_ends_within_a_word(first: int) -> None:
    texts = [paragraph(long_words(90 + first, each)) for each in range(9)]
    ends = last_words(drawn(made(*texts)).data)
    assert len(ends) > 1
    assert not [text for text in ends if text.endswith(("-", "\u00ad"))]


@pytest.mark.parametrize("seed", range(6))
def test_no_page_ends_within_a_word_of_a_row_that_goes_on(seed: int) -> None:
    cells = tuple(m.Cell((paragraph(long_words(count, seed)),)) for count in (500, 480))
    head = tuple(m.Cell((paragraph(word),), header=True) for word in ("One", "Two"))
    ends = last_words(drawn(made(m.Table((m.Row(head, header=True), m.Row(cells))))).data)
    assert len(ends) > 1
    assert not [text for text in ends if text.endswith(("-", "\u00ad"))]


def _indexed() -> list[Word]:
    """The words of an index: a name over two entries of which the first is long."""
    long = (m.Run("It will " + "cost more than it did, " * 12, (m.Link("#c1"),)),)
    items = (m.Item((m.Paragraph(long),)), m.Item((paragraph("Short."),)))
    head = m.Paragraph((m.Run("Speaker"),), "label")
    group = m.Group((head, m.ListBlock(items, "plain")), "index-group")
    index = m.Appendix("index", "claims", "Claims", (group,))
    return pages(drawn(replace(made(paragraph("Text.")), appendices=(index,))).data)[0]


def test_entries_of_an_index_begin_at_the_margin_and_their_later_lines_further_in() -> None:
    words = _indexed()
    speaker, first, short = (
        next(word for word in words if word.text == text) for text in ("Speaker", "It", "Short.")
    )
    assert speaker.left == first.left == short.left
    later = [word for word in words if first.top + 5 < word.top < short.top - 5]
    assert min(word.left for word in later) == pytest.approx(first.left + 1.4 * 8.5, abs=0.5)


def test_later_lines_of_an_entry_are_further_in() -> None:
    entry = m.Paragraph((m.Run("bollard, " + prose(40)),), "entry")
    words = pages(drawn(made(entry)).data)[0]
    (first,) = (word for word in words if word.text == "bollard,")
    later = [word for word in words if first.top + 5 < word.top < first.top + 30]
    assert min(word.left for word in later) == pytest.approx(
        first.left + 1.5 * THEME.type.size, abs=0.5
    )


def test_quiet_links_are_text_and_have_lines_where_they_lead_out_of_it() -> None:
    styler = Styler(THEME, {}, "en", Fonts())
    quiet = styler.with_quiet_links(styler.base(9, 1.4))
    bold = styler.changed(quiet, weight=700)
    for style in (quiet, bold):
        assert styler.style(style, (m.Link("#c1"),)) is style
        for mark in (m.Link("https://a.example/"), m.NoteLink("n1")):
            lined = styler.style(style, (mark,))
            assert lined.ink == style.ink
            assert [stroke.line for stroke in lined.strokes] == ["solid"]
    loud = styler.style(styler.base(9, 1.4), (m.Link("#c1"),))
    assert loud.ink == styler.colour("link")


def test_a_line_that_would_be_very_loose_is_left_ragged() -> None:
    """A word that cannot be divided leaves three alone on their line, which would be torn apart."""
    words = ["Counterrevolutionaries", "internationalized", "incomprehensibles,"]
    (first,) = pages(drawn(made(paragraph(f"{' '.join(words)} {'x' * 60} end."))).data)
    line = [word for word in first if word.text in words]
    assert [word.text for word in line] == words
    assert line[0].top == line[2].top
    assert line[2].left - line[0].left < 40 * THEME.type.size * 0.55


_KINDS: tuple[tuple[m.SpanKind, str, str], ...] = (
    ("speech", "direct", "Quoted speech"),
    ("speech", "reported", "Reported speech"),
    ("figure", "quantity", "Figure"),
    ("figure", "date", "Date"),
    ("claim", "supported", "Supported"),
    ("claim", "disputed", "Disputed"),
    ("claim", "open", "Not independently verified"),
    ("claim", "false", "False"),
    ("claim", "other", "Another status"),
    ("correction", "", "Correction"),
)


@pytest.mark.parametrize("signs", ["quiet", "full"])
@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
def test_the_line_of_signs_takes_less_than_a_tenth_of_the_page(theme: str, signs: str) -> None:
    spans = {label: m.SpanInfo(label, kind, label, standing) for kind, standing, label in _KINDS}
    legend = tuple(
        m.Sample(label, (m.Run(label, (m.Span(kind, label),)),)) for kind, _, label in _KINDS
    )
    whole = replace(made(paragraph("Afterwards.")), legend=legend, spans=spans)
    words = pages(drawn(whole, load(theme, signs)).data)[0]  # type: ignore[arg-type]
    first, last, text = (
        next(word for word in words if word.text == wanted)
        for wanted in ("Signs", "Correction", "Afterwards.")
    )
    assert first.top < last.bottom < text.top
    assert last.bottom - first.top < 297 / 25.4 * 72 / 10
