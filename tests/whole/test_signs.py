"""The strength of the signs changes looks alone, and every strength conforms in every theme."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import exporter
from exporter import model as m
from exporter.theme import load
from tests import judges
from tests.docx.opened import W, part
from tests.judges.browser import axe, overflowing
from tests.judges.pdf import pdf as judged
from tests.pdf.reading import Element, read

OURS = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"
THEMES = ("newspaper", "archive", "large-print")
SIGNS: tuple[Any, ...] = ("quiet", "full", "none")


@cache
def edition() -> m.Edition:
    return exporter.plan(exporter.read(OURS))


def drawn(to: str, signs: Any, theme: str = "newspaper") -> bytes:
    return exporter.render(edition(), to, theme=load(theme, signs)).data


def test_ids_and_metadata_of_the_page_are_the_same() -> None:
    pages = [drawn("html", signs).decode() for signs in SIGNS]
    found = [re.findall(r'\bid="([^"]+)"', page) for page in pages]
    assert found[0] == found[1] == found[2]
    data = [
        re.findall(r'<script type="application/ld\+json">.*?</script>', page, re.DOTALL)
        for page in pages
    ]
    assert data[0] == data[1] == data[2]


def test_bookmarks_and_content_controls_are_the_same() -> None:
    bodies = [part(drawn("docx", signs)) for signs in SIGNS]
    for tag, name in ((f"{W}bookmarkStart", f"{W}name"), (f"{W}tag", f"{W}val")):
        found = [[each.get(name) for each in body.iter(tag)] for body in bodies]
        assert found[0]
        assert found[0] == found[1] == found[2]


def test_the_structure_tree_is_the_same_but_for_the_line_that_explains_the_signs() -> None:
    trees = [
        [each.tag for each in read(drawn("pdf", signs)).root.walk() if isinstance(each, Element)]
        for signs in SIGNS
    ]
    assert trees[0] == trees[1]
    first = trees[0].index("P")
    assert any(trees[0][:at] + trees[0][at + 1 :] == trees[2] for at in range(first, first + 20))


@pytest.mark.parametrize("signs", SIGNS)
@pytest.mark.parametrize("theme", THEMES)
def test_no_judge_reports_a_strength(theme: str, signs: Any) -> None:
    html = drawn("html", signs, theme)
    assert axe(html) + axe(html, scheme="dark") + overflowing(html, width=320) == []
    assert judges.openxml(drawn("docx", signs, theme)) == []
    assert judged(drawn("pdf", signs, theme)) == []
