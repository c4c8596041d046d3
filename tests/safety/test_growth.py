"""What costs must grow with the article, not with its square: work is counted, not timed.

``python -m tests.bench.slow`` measures the same inputs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

import exporter
from exporter.checks import check, positions
from exporter.model import Run, Span
from exporter.model.traversal import contents
from exporter.pdf.fonts import shaping
from exporter.tei.annotations import spans
from exporter.tei.tree import elements
from exporter.text import line_break
from tests.bench import slow

PATTERNS = {
    "letters": "Wav",
    "digits": "0123",
    "no-break spaces": "ab\u00a0",
    "word joiners": "ab\u2060",
    "Arabic": "سلام",
    "Hebrew and joiners": "אב\u2060",
    "marks": "a\u0301",
    "low lines": "ab_",
    "apostrophes": "ab’",
    "hyphens": "ab-",
    "ideographs": "漢字",
    "Thai": "ไทย",
    "an address": "www.a/",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_word_of_many_lines_is_shaped_about_once(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern, shaped = PATTERNS[name], Counter[str]()
    laid = shaping._laid

    def counted(font: Any, infos: Any, *rest: Any) -> Any:
        shaped["glyphs"] += len(infos)
        return laid(font, infos, *rest)

    monkeypatch.setattr(shaping, "_laid", counted)
    text = pattern * (24_000 // len(pattern))
    output = exporter.render(exporter.plan(exporter.read(slow.article(f"<p>{text}</p>"))), "pdf")
    assert output.data
    assert shaped["glyphs"] < 8 * len(text)


@pytest.mark.parametrize("word", ["Wavefront", "سلام", "漢字", "ab_"])
def test_nothing_of_a_long_word_is_lost(word: str) -> None:
    text = word * 700
    assert "".join(piece for piece, _, _ in line_break.pieces(text)) == text


def test_a_long_word_in_the_pdf_is_all_there() -> None:
    import io

    pypdf = pytest.importorskip("pypdf")
    text = "".join(f"{n:04}" for n in range(3000))
    data = slow.article(f"<p>{text}</p>")
    output = exporter.render(exporter.plan(exporter.read(data)), "pdf")
    pages = pypdf.PdfReader(io.BytesIO(output.data)).pages
    found = "".join("".join(page.extract_text().split()) for page in pages)
    assert text[:200] in found
    assert Counter(text) <= Counter(found)


@pytest.mark.parametrize("wanted", ["read", "check"])
@pytest.mark.parametrize("label", ["unknown elements", "unknown languages"])
def test_the_path_of_each_of_many_is_found_at_once(
    label: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Counter[str]()
    steps = elements._steps

    def counted(parent: Any) -> Any:
        calls["steps"] += 1
        return steps(parent)

    monkeypatch.setattr(elements, "_steps", counted)
    data = slow.INPUTS[label][2](300)
    if wanted == "read":
        assert len(exporter.read(data).notices) >= 300
    else:
        check(data)
    assert calls["steps"] < 60


def test_paths_are_numbered_among_their_likes() -> None:
    import lxml.etree as etree

    root = etree.fromstring("<a><b/><c><b/></c><!-- --><b><d/></b></a>")
    known: dict[Any, Any] = {}
    paths = [elements.path(each, known) for each in root.iter(etree.Element)]
    assert paths == ["a", "a/b[1]", "a/c", "a/c/b", "a/b[2]", "a/b[2]/d"]
    assert elements.path(root[3][0]) == "a/b[2]/d"


def test_the_place_of_an_attribute_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Counter[str]()
    of = positions.Places.of

    def counted(places: Any, element: Any, attribute: str = "") -> Any:
        calls[attribute] += 1
        return of(places, element, attribute)

    monkeypatch.setattr(positions.Places, "of", counted)
    tokens = " ".join(f"#a{n}" for n in range(500))
    found = check(slow.article(f'<p ana="{tokens}">x</p>'))
    assert sum(notice.rule == "dangling-pointer" for notice in found) == 500
    assert calls["ana"] < 5


def marks_over(article: exporter.Article) -> int:
    """The most claims that any run bears."""
    return max(
        sum(isinstance(mark, Span) for mark in inline.marks)
        for part in contents(article.blocks)
        for inline in part.inlines
        if isinstance(inline, Run)
    )


@pytest.mark.parametrize("size", [24, 25, 200])
def test_claims_over_one_place(size: int) -> None:
    article = exporter.read(slow.INPUTS["overlapping claims"][2](size))
    assert marks_over(article) == min(size, spans._MOST)
    assert len(article.claims) == min(size, spans._MOST)
    crowded = [notice for notice in article.notices if notice.rule == "spans-crowded"]
    assert len(crowded) == (size > spans._MOST)


def test_claims_that_follow_each_other_are_all_kept() -> None:
    words = "".join(f'<p><anchor xml:id="a{n}"/>x<anchor xml:id="b{n}"/></p>' for n in range(100))
    group = "".join(f'<span from="#a{n}" to="#b{n}"/>' for n in range(100))
    data = slow.article(f'{words}<spanGrp type="claim">{group}</spanGrp>')
    assert len(exporter.read(data).claims) == 100


def test_many_claims_in_every_format() -> None:
    edition = exporter.plan(exporter.read(slow.INPUTS["overlapping claims"][2](150)))
    for name in ("html", "docx", "pdf", "epub"):
        assert exporter.render(edition, name).data


@pytest.mark.parametrize("declared", ["a", "long"])
def test_entities_in_attributes_are_refused_still(declared: str) -> None:
    head = '<!DOCTYPE TEI [<!ENTITY a "xx"><!ENTITY b "y"><!ENTITY long "many words">]>'
    with pytest.raises(exporter.LimitExceeded, match="attribute"):
        exporter.read(slow.article(f'<p n="1 &amp; &{declared}; &b;">x</p>', head=head))
    assert exporter.read(slow.article(f'<p n="&amp;amp;{declared};">x</p>', head=head))


@pytest.mark.parametrize(("label", "made"), [(k, v[2]) for k, v in slow.INPUTS.items()])
def test_every_input_of_the_benchmark_is_an_article(
    label: str, made: Callable[[int], bytes]
) -> None:
    assert exporter.read(made(40)).blocks, label
