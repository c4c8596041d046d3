"""What an edition says of itself: title, words, and when it was published."""

from __future__ import annotations

import pytest

from exporter import plan
from exporter.model import Anchor, DateValue, Edition, Front, Heading, Metadata, Run
from exporter.values import replace
from tests import sample


def untitled(*title: Run | Anchor) -> Edition:
    edition = sample.edition()
    article = replace(edition.article, meta=replace(edition.meta, title=""))
    return replace(edition, article=article, front=Front(title))


def test_the_title_is_the_headers_else_the_title_blocks() -> None:
    assert sample.edition().title == sample.edition().meta.title
    assert untitled(Run("The  harbour "), Anchor("a"), Run("wall\n")).title == "The harbour wall"


def test_an_article_without_a_title_is_called_something() -> None:
    blank = replace(sample.article(), meta=Metadata(), blocks=(Heading((Anchor("a"),), 1),))
    edition = plan(blank)
    assert edition.title
    assert edition.blocks, "the heading stays, for what it holds"


def test_words_have_their_places_filled() -> None:
    edition = sample.edition()
    assert edition.word("notes") == "Notes"
    assert edition.word("page-of", n=2, total=7) == "Page 2 of 7"
    assert edition.word("page-of") == "Page {n} of {total}"
    assert edition.word("no-such-word") == "no-such-word"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        (None, ""),
        (DateValue("in May"), ""),
        (DateValue(when="2026-05-01", start="2026-04"), "2026-05-01"),
        (DateValue(start="2026-04", not_before="2026-03", end="2026-06"), "2026-04"),
        (DateValue(not_before="2026-03", not_after="2026-09"), "2026-03"),
        (DateValue(end="2026-06", not_after="2026-09"), "2026-06"),
        (DateValue(not_after="2026-09"), "2026-09"),
    ],
)
def test_the_day_of_publication_is_the_first_that_is_known(
    date: DateValue | None, published: str
) -> None:
    assert Metadata(date=date).published == published
