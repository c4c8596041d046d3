"""The text is the draft's, character for character, and what is written is valid TEI."""

from __future__ import annotations

import pytest

import exporter
from exporter.intake import plain_article
from tests.intake.makers.documents import made
from tests.intake.unchanged import FORMATS, difference, visible
from tests.judges.xml import tei_all

SEEDS = range(12)


@pytest.mark.parametrize("form", FORMATS)
def test_every_visible_character_is_kept_in_order(form):
    """A sample; ``make drafts`` tries thousands."""
    assert [said for seed in SEEDS if (said := difference(form, seed))] == []


def test_what_is_written_is_valid_tei(tmp_path):
    files = []
    for form, (features, write) in FORMATS.items():
        for seed in range(6):
            file = tmp_path / f"{form}{seed}.xml"
            document = made(seed, features)
            file.write_bytes(plain_article(write(document, seed), form=form).tei)
            files.append(file)
    assert tei_all(*files) == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_article_is_read_with_nothing_lost(form):
    """The project's own reader finds nothing in it that it does not understand."""
    features, write = FORMATS[form]
    for seed in range(4):
        tei = plain_article(write(made(seed, features), seed), form=form).tei
        assert [str(notice) for notice in exporter.read(tei).notices] == []


def test_a_draft_gives_the_same_bytes_each_time():
    features, write = FORMATS["docx"]
    data = write(made(3, features), 3)
    assert plain_article(data).tei == plain_article(data).tei


def test_what_counts_as_visible():
    text = '<text><body><p>a b<note type="comment">x</note> c</p></body></text>'
    assert visible(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>'.encode()) == "abc"
