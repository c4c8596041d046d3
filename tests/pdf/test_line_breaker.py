"""Lines of a paragraph: of all ways to break it, the one that costs the least."""

from __future__ import annotations

import re
from functools import cache

import pytest

from exporter.model import Name, Run
from exporter.notices import Collector
from exporter.pdf.fonts.document_fonts import Fonts
from exporter.pdf.inline.break_candidates import Cut
from exporter.pdf.inline.hyphenation import hyphenator
from exporter.pdf.inline.line_breaker import Breaker, _Job
from exporter.pdf.inline.styles import Styler
from exporter.pdf.inline.typesetter import Setter
from exporter.pdf.objects.images import Pictures
from exporter.pdf.objects.store import Store
from exporter.pdf.objects.structure_tree import Element
from tests.pdf.made import THEME, prose


def set_by(fonts: Fonts, styler: Styler) -> Setter:
    store, told = Store("1.7"), Collector()
    return Setter(fonts, styler, store, str, frozenset(), told, Pictures(store, {}, told))


def job(words: int, width: float) -> _Job:
    """A justified paragraph in which no word may be divided."""
    fonts = Fonts()
    styler = Styler(THEME, {}, "en", fonts)
    setter = set_by(fonts, styler)
    set_text = setter.set((Run(prose(words)),), styler.base(10, 1.3), Element("P", None))
    set_text.measure()
    return _Job(Breaker(fonts, True), set_text, width, width, True, None)


def cheapest(it: _Job, end: int, width: float) -> float:
    """By looking at every way."""

    @cache
    def rest(start: int) -> float:
        if start == end:
            return 0.0
        cuts = it.places.at(start, None, end, width)
        return min(cut.cost + rest(cut.stop) for cut in cuts)

    return rest(0)


def total(cuts: list[Cut]) -> float:
    return sum(cut.cost for cut in cuts)


@pytest.mark.parametrize("words", [30, 47, 61])
@pytest.mark.parametrize("width", [150.0, 210.0, 333.0])
def test_no_other_breaks_cost_less(words: int, width: float) -> None:
    it = job(words, width)
    end = len(it.prose.words)
    cuts = it._cheapest(0, end, width, float("inf"))
    assert [cut.start for cut in cuts[1:]] == [cut.stop for cut in cuts[:-1]]
    assert (cuts[0].start, cuts[-1].stop) == (0, end)
    assert total(cuts) == pytest.approx(cheapest(it, end, width))
    assert it.best(0, end)[-1].stop == end


def test_lines_that_are_worse_than_the_limit_are_none() -> None:
    it = job(40, 150.0)
    assert it._cheapest(0, len(it.prose.words), 150.0, -1.0) == []


TEXT = (
    "The ferry made 19 stops on 28 October, and Mr Okoye paid € 5 at each; see No. 5 on p. 12 and "
    "§ 3 of the charter of the Nordwestharbour Company. About 8,000 extraordinary passengers, "
    "80 per cent of 4.2 million inhabitants, went 50 km to Extraordinaryborough with "
    "considerable difficulties."
)
PARTED = re.compile(
    r"(?:19|28|Mr|€|No\.|p\.|§|8,000|80|per|4\.2|million|50)\n|Nordwest[a-z]*-\n|difficult[a-z]*-\n"
    r"|Extraordinaryb?[a-z]*-\n|\b(?:Okoye|Company)-\n"
)


def broken(
    text: str, width: float, *, justify: bool, lang: str = "en", name: str = ""
) -> tuple[list[Cut], str, float]:
    """The lines, their text with line feeds between, and what the widest takes; ``name`` is a part
    of the text that is marked as one."""
    fonts = Fonts()
    styler = Styler(THEME, {}, lang, fonts)
    setter = set_by(fonts, styler)
    before, _, after = text.partition(name) if name else (text, "", "")
    runs = (Run(before), Run(name, (Name("place", "pl.x"),)), Run(after))
    made = setter.set(runs, styler.base(10, 1.3), Element("P", None))
    breaker = Breaker(fonts, True)
    cuts = breaker.lines(made, width, width, justify, hyphenator(lang))
    lines = []
    for cut in cuts:
        words = cut.words(made)
        line = "".join(
            word.text
            + (" " if cut.start + at < len(made.gaps) and made.gaps[cut.start + at] else "")
            for at, word in enumerate(words)
        )
        lines.append(line.rstrip() + ("-" if cut.whole is not None else ""))
    return cuts, "\n".join(lines), max(cut.natural for cut in cuts)


@pytest.mark.parametrize("justify", [True, False])
@pytest.mark.parametrize("width", range(150, 420, 6))
def test_no_line_parts_a_number_from_what_it_counts_nor_divides_a_name(
    width: int, justify: bool
) -> None:
    _, lines, widest = broken(TEXT, float(width), justify=justify)
    assert PARTED.search(lines) is None, lines
    assert widest <= width * 1.06  # what justification may close
    assert lines.replace("-\n", "").replace("\n", " ") == TEXT


@pytest.mark.parametrize("width", [30, 40, 60])
def test_in_a_narrow_column_they_part_before_anything_runs_over(width: int) -> None:
    _, lines, widest = broken(TEXT, float(width), justify=False)
    assert widest <= width
    assert re.sub(r"-?\n", "", lines).replace(" ", "") == TEXT.replace(" ", "")


def test_a_marked_name_is_not_divided_in_a_language_whose_nouns_have_capitals() -> None:
    text = "Das ist die Fußgängerunterführung am Donaudampfschifffahrtskai bei Wien und mehr davon."
    divided = [
        broken(text, float(width), justify=False, lang="de", name=name)[1]
        for name in ("", "Donaudampfschifffahrtskai")
        for width in range(150, 330, 10)
    ]
    assert any(re.search("Donau[a-z]*-\n", lines) for lines in divided[:18])
    assert any(re.search("Fuß[a-zäöü]*-\n", lines) for lines in divided[18:])
    assert not any(re.search("Donau[a-z]*-\n", lines) for lines in divided[18:])


@pytest.mark.parametrize("justify", [True, False])
def test_at_most_two_lines_in_a_row_end_at_a_hyphen(justify: bool) -> None:
    """Of words that all want dividing; where each line has to, there is no other way."""
    word = "considerable extraordinary difficulties foundations "
    rows: list[int] = []
    for width in range(60, 220, 5):
        cuts, lines, _ = broken(word * 8, float(width), justify=justify)
        signs = "".join("-" if line.endswith("-") else "." for line in lines.split("\n"))
        rows += map(len, signs.split("."))
        assert len(cuts) > 3
    assert max(rows) == (2 if justify else 1)
