"""The edition as a whole: title block, headings, language, time."""

import pickle
from datetime import UTC, datetime

import pytest

from exporter import model as m
from exporter.model.traversal import every
from exporter.sourcing import Policy, plan
from exporter.sourcing.inline_text import plain
from exporter.values import replace
from tests import sample
from tests.sourcing.build import article, claim, inlines, note, noted, planned, shown

DATE = m.DateValue(when="2026-03-02")


def heading(text: str, level: int, ident: str = "") -> m.Heading:
    return m.Heading(inlines(text), level, ident)


def levels(edition: m.Edition) -> list[int]:
    return [block.level for block in edition.blocks if isinstance(block, m.Heading)]


def lines(edition: m.Edition) -> dict[str, str]:
    return {line.kind: plain(line.content) for line in edition.front.lines}


def test_headings_are_renumbered_without_gaps() -> None:
    given = article(*(heading(f"H{n}", n) for n in (3, 5, 5, 4, 3, 1, 2)))
    assert levels(planned(given)) == [2, 3, 3, 3, 2, 2, 3]


def test_a_heading_inside_a_group_stands_below_those_before_it() -> None:
    box = m.Group((heading("Box", 3),), "aside")
    given = planned(article(heading("One", 1), heading("Two", 2), box, heading("Deep", 5)))
    levels = [block.level for block in every(given.blocks) if isinstance(block, m.Heading)]
    assert levels == [2, 3, 4, 5]


def test_a_heading_that_repeats_the_title_becomes_it_with_its_notes() -> None:
    given = article(
        heading("A  Title.^n1^", 1, "h1"),
        m.Paragraph((m.Run("See "), m.Run("above", (m.Link("#h1"),)))),
        notes=[note("n1", "On the title.")],
    )
    edition = planned(given)
    assert shown(edition.front.title) == "A  Title.[1]"
    assert edition.front.title[0] == m.Anchor("h1")
    assert edition.targets == {"h1"}
    assert levels(edition) == []


def test_a_heading_inside_a_division_too() -> None:
    group = m.Group((heading("A title", 1), m.Paragraph(inlines("Text."))), "front")
    assert shown(planned(article(group)).blocks) == "Text."


def test_another_first_heading_stays() -> None:
    edition = planned(article(heading("Something else", 1), "Text."))
    assert plain(edition.front.title) == "A title"
    assert shown(edition.blocks) == "Something else\nText."


def test_without_a_title_the_first_heading_is_it_or_untitled() -> None:
    given = article(heading("Found", 1), "Text.", meta=m.Metadata())
    assert plain(planned(given).front.title) == "Found"
    assert plain(planned(article("Text.", meta=m.Metadata())).front.title) == "Untitled"


def test_the_title_block() -> None:
    edition = plan(replace(sample.article(), audience="internal"))
    assert lines(edition) == {
        "audience": "Internal copy. Not for publication.",
        "date": "2 March 2026",
        "publisher": "Example Courier",
        "correction": "Corrected on 4 March 2026",
        "identifier": "https://news.example/a/101",
        "rights": "All rights reserved.",
    }
    assert plain(edition.front.subtitle) == "An audit puts it at €4.2 million"


@pytest.mark.parametrize(
    ("kind", "value", "expected", "target"),
    [
        ("URI", "https://news.example/1", "https://news.example/1", "https://news.example/1"),
        ("DOI", "10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("issn", "0378-5955", "ISSN 0378-5955", ""),
        ("local", "a-101", None, ""),
    ],
)
def test_identifiers(kind: str, value: str, expected: str | None, target: str) -> None:
    edition = planned(article("Text.", meta=m.Metadata("T", identifiers=((kind, value),))))
    assert lines(edition).get("identifier") == expected
    marks = [mark for line in edition.front.lines for run in line.content for mark in run.marks]
    assert marks == ([m.Link(target)] if target else [])


def test_the_byline_unless_the_text_has_it() -> None:
    meta = m.Metadata("A title", authors=(m.Author("R. Okoye"), m.Author("A. Vella")))
    assert lines(planned(article("Text.", meta=meta)))["byline"] == "By R. Okoye and A. Vella"
    own = m.Paragraph(inlines("R. Okoye, with A. Vella"), "byline")
    assert "byline" not in lines(planned(article(own, meta=meta)))


def test_a_date_that_is_not_sure_is_worded_so() -> None:
    meta = m.Metadata("A title", date=m.DateValue(not_before="2024-11-01", not_after="2024-11-04"))
    assert lines(planned(article("Text.", meta=meta)))["date"] == "Between 1 and 4 November 2024"


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (m.Metadata("T", date=DATE), datetime(2026, 3, 2, tzinfo=UTC)),
        (
            m.Metadata("T", changes=(m.Change("a", "2026-03-04"), m.Change("b", "2026-03-01"))),
            datetime(2026, 3, 4, tzinfo=UTC),
        ),
        (m.Metadata("T"), datetime(1980, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_timestamp(meta: m.Metadata, expected: datetime) -> None:
    given = article("Text.", meta=meta)
    assert planned(given).timestamp == expected
    chosen = datetime(2030, 1, 1, tzinfo=UTC)
    assert planned(given, timestamp=chosen).timestamp == chosen


def test_no_language_is_english_and_said() -> None:
    edition = planned(article("Text.", lang=""))
    assert edition.lang == "en"
    assert [notice.rule for notice in edition.notices] == ["language-missing"]


def test_right_to_left() -> None:
    edition = planned(article("{c1:نص}.", claims=[claim("c1", "s.aud")], lang="ar"))
    assert edition.direction == "rtl"
    assert edition.notes[0].label == "١"
    assert noted(edition)[0].startswith("Port Audit Office، Harbour Works Review، ص. 12، محفوظ")


def test_notes_in_another_language_than_the_text() -> None:
    given = article(
        m.Paragraph(inlines("It {c1:fell}.^n1^")),
        claims=[claim("c1", "s.int", status="open")],
        notes=[note("n1", "Seen.")],
    )
    edition = planned(given, language="de")
    assert edition.lang == "de"
    assert edition.words["notes"] == "Anmerkungen"
    assert edition.notes[0].lang == "en"
    assert edition.blocks[0].lang == "en"
    (paragraph,) = edition.notes[0].blocks
    added = paragraph.content[2:]
    assert plain(added).endswith("Nicht unabhängig bestätigt.")
    assert all(
        any(isinstance(mark, m.Language) for mark in inline.marks)
        for inline in added
        if plain((inline,)).strip()
    )


def test_links_to_nothing_are_taken_off_and_those_to_registers_kept() -> None:
    given = article(
        m.Paragraph(
            (
                m.Run("the review", (m.Link("#s.aud"),)),
                m.Run(" and "),
                m.Run("nowhere", (m.Link("#gone"),)),
            )
        ),
        "It {c1:fell}.",
        claims=[claim("c1", "s.aud")],
    )
    with_registers = plan(given)
    assert with_registers.blocks[0].content[0].marks == (m.Link("#s.aud"),)
    assert "s.aud" in with_registers.targets
    assert all(not inline.marks for inline in planned(given).blocks[0].content)
    assert with_registers.blocks[0].content[2].marks == ()


def test_an_article_without_annotations_is_itself() -> None:
    given = article(heading("One", 1), "Text.", "More.")
    edition = plan(replace(given, sources={}, agents={}))
    assert edition.notes == () == edition.appendices
    assert shown(edition.blocks) == "One\nText.\nMore."
    assert edition.article is not None


def test_an_edition_can_be_sent_to_another_process() -> None:
    edition = plan(sample.article())
    assert pickle.loads(pickle.dumps(edition)) == edition


def test_policy_is_frozen_and_has_defaults() -> None:
    assert Policy() == Policy(notes="foot", registers=None, index="", legend=True)
    with pytest.raises(AttributeError):
        Policy().notes = "end"  # type: ignore[misc]
