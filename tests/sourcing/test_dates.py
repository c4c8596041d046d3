"""Dates: as exact as the source, in the reader's language."""

from datetime import UTC, datetime

import pytest

from exporter.model import DateValue
from exporter.sourcing.wording.dates import moment, spoken_date, spoken_day
from exporter.sourcing.wording.phrases import speak


@pytest.mark.parametrize(
    ("date", "english", "german"),
    [
        (DateValue(when="2026-03-04"), "4 March 2026", "4. März 2026"),
        (DateValue(when="2026-03-04T10:00:00Z"), "4 March 2026", "4. März 2026"),
        (DateValue(when="2026-03"), "March 2026", "März 2026"),
        (DateValue(when="2026"), "2026", "2026"),
        (DateValue(when="-0044"), "44 BC", "44 v. Chr."),
        (DateValue("Easter", when="easter"), "easter", "easter"),
        (DateValue("last spring"), "last spring", "last spring"),
        (
            DateValue(not_before="2024-11-01", not_after="2024-11-02", certainty="medium"),
            "1 or 2 November 2024",
            "1. oder 2. November 2024",
        ),
        (
            DateValue(not_before="2024-11-01", not_after="2024-11-05"),
            "between 1 and 5 November 2024",
            "zwischen dem 1. und dem 5. November 2024",
        ),
        (
            DateValue(not_before="2024-10", not_after="2025-01"),
            "between October 2024 and January 2025",
            "zwischen Oktober 2024 und Januar 2025",
        ),
        (
            DateValue(start="2024-10-28", end="2024-11-02"),
            "from 28 October to 2 November 2024",
            "28. Oktober bis 2. November 2024",
        ),
        (DateValue(start="2024-10-28"), "since 28 October 2024", "seit 28. Oktober 2024"),
        (
            DateValue(not_after="2024-11-02"),
            "not after 2 November 2024",
            "spätestens 2. November 2024",
        ),
        (
            DateValue(when="2024-10-31", certainty="medium"),
            "probably 31 October 2024",
            "vermutlich 31. Oktober 2024",
        ),
        (
            DateValue(not_before="2024-10-31", certainty="low"),
            "not before 31 October 2024 (uncertain)",
            "frühestens 31. Oktober 2024 (unsicher)",
        ),
        (DateValue(start="2024-10-28", end="2024-10-28"), "28 October 2024", "28. Oktober 2024"),
        (None, "", ""),
    ],
)
def test_dates(date: DateValue | None, english: str, german: str) -> None:
    assert spoken_date(date, speak("en")) == english
    assert spoken_date(date, speak("de")) == german


def test_america_and_arabia_write_their_own_way() -> None:
    date = DateValue(not_before="2024-11-01", not_after="2024-11-05")
    assert spoken_date(date, speak("en-US")) == "between November 1 and November 5, 2024"
    assert spoken_date(DateValue(when="2024-10-31"), speak("ar")) == "٣١ أكتوبر ٢٠٢٤"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (DateValue(when="2026-03-04"), datetime(2026, 3, 4, tzinfo=UTC)),
        (DateValue(not_before="2024-11"), datetime(2024, 11, 1, tzinfo=UTC)),
        (DateValue(when="nonsense"), None),
        (DateValue(when="2026-02-31"), None),
        (None, None),
    ],
)
def test_moment(date: DateValue | None, expected: datetime | None) -> None:
    assert moment(date) == expected


@pytest.mark.parametrize(
    ("when", "english", "german"),
    [
        ("-0044-03-15", "15 March 44 BC", "15. März 44 v. Chr."),
        ("-0005-02-29", "29 February 5 BC", "29. Februar 5 v. Chr."),
        ("-0031-09", "September 31 BC", "September 31 v. Chr."),
        ("--06-12", "12 June", "12. Juni"),
        ("--08", "August", "August"),
        ("---05", "the 5th of the month", "der 5. des Monats"),
        ("---21", "the 21st of the month", "der 21. des Monats"),
        ("---12", "the 12th of the month", "der 12. des Monats"),
        ("---32", "---32", "---32"),
        ("0014", "AD 14", "14 n. Chr."),
        ("0014-08-19", "19 August AD 14", "19. August 14 n. Chr."),
        ("0476", "476", "476"),
        ("12024-05-01", "1 May 12024", "1. Mai 12024"),
        ("2023-02-29", "2023-02-29", "2023-02-29"),
    ],
)
def test_days_before_christ_and_without_a_year(when: str, english: str, german: str) -> None:
    assert spoken_day(when, speak("en")) == english
    assert spoken_day(when, speak("de")) == german


@pytest.mark.parametrize(
    ("first", "last", "english"),
    [
        ("-0027", "0014", "from 27 BC to AD 14"),
        ("0054", "0068", "from AD 54 to AD 68"),
        ("0098", "0117", "from AD 98 to 117"),
    ],
)
def test_a_span_across_the_eras(first: str, last: str, english: str) -> None:
    assert spoken_date(DateValue(start=first, end=last), speak("en")) == english
