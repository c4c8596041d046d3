"""Lines of a paragraph: of all ways to break it, the one that costs the least."""

from __future__ import annotations

from functools import cache

import pytest

from exporter.model import Run
from exporter.notices import Collector
from exporter.pdf.fonts.document_fonts import Fonts
from exporter.pdf.inline.break_candidates import Cut
from exporter.pdf.inline.line_breaker import Breaker, _Job
from exporter.pdf.inline.styles import Styler
from exporter.pdf.inline.typesetter import Setter
from exporter.pdf.objects.images import Pictures
from exporter.pdf.objects.store import Store
from exporter.pdf.objects.structure_tree import Element
from tests.pdf.made import THEME, prose


def job(words: int, width: float) -> _Job:
    """A justified paragraph in which no word may be divided."""
    fonts = Fonts()
    store = Store("1.7")
    styler = Styler(THEME, {}, "en", fonts)
    setter = Setter(
        fonts, styler, store, str, frozenset(), Collector(), Pictures(store, {}, Collector())
    )
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
