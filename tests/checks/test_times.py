"""Durations and times of day: what the words say against what the attributes do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from exporter.checks.written.clock import clocks
from exporter.checks.written.durations import seconds_of
from tests.checks.test_values import measure, notices, rules


def duration(words: str, lang: str, quantity: str, unit: str) -> list[str]:
    return measure(words.replace('"', "&quot;"), lang, quantity=quantity, unit=unit)


@pytest.mark.parametrize(
    ("lang", "words", "quantity", "unit"),
    [
        ("en", "3h45", "3.75", "h"),
        ("en", "3h 45", "225", "min"),
        ("en", "3:45 h", "3.75", "h"),
        ("en", "1h", "1", "h"),
        ("en", "3 hours and 45 minutes", "3.75", "hour"),
        ("en", "4:10:30", "15030", "s"),
        ("en", "7:15 min", "435", "s"),
        ("en", "7m15s", "7.25", "min"),
        ("en", "7′15″", "435", "s"),
        ("en", "half an hour", "30", "min"),
        ("en", "a quarter of an hour", "15", "min"),
        ("en", "three hours twenty", "200", "min"),
        ("en", "20 minutes", "0.33", "h"),
        ("en", "6'1\"", "73", "in"),
        ("fr", "1 m 75", "1.75", "m"),
        ("de", "3 Std. 45 Min.", "3.75", "h"),
        ("de", "3.45 Std.", "3.75", "h"),
        ("de", "3 h 45", "3.75", "h"),
        ("de", "drei Stunden zwanzig", "200", "min"),
        ("de", "eine Dreiviertelstunde", "45", "min"),
        ("de", "eine halbe Stunde", "30", "min"),
        ("fr", "3h45 de route", "3.75", "h"),
        ("fr", "trois heures et demie", "210", "min"),
        ("fr", "trois quarts d’heure", "45", "min"),
        ("fr", "une heure vingt", "80", "min"),
        ("fr", "une demi-heure", "30", "min"),
    ],
)
def test_durations_that_are_as_written(lang: str, words: str, quantity: str, unit: str) -> None:
    assert duration(words, lang, quantity, unit) == []


@pytest.mark.parametrize(
    ("lang", "words", "quantity", "unit", "meant"),
    [
        ("en", "3h45", "3", "h", "3.75"),
        ("en", "3h45", "3.45", "h", "3.75"),
        ("en", "3:45 h", "345", "min", "225"),
        ("en", "1h", "3", "h", "1"),
        ("en", "7:15 min", "7.5", "min", "7.25"),
        ("en", "half an hour", "60", "min", "30"),
        ("en", "three hours twenty", "3.2", "h", ""),
        ("de", "3 Std. 45 Min.", "5", "h", "3.75"),
        ("de", "eine Viertelstunde", "25", "min", "15"),
        ("fr", "trois heures et demie", "3", "h", "3.5"),
        ("fr", "3 h 05", "3.5", "h", ""),
    ],
)
def test_durations_that_are_not(
    lang: str, words: str, quantity: str, unit: str, meant: str
) -> None:
    body = f'So <measure quantity="{quantity}" unit="{unit}">{words}</measure> then'
    (found,) = notices(body, lang)
    assert found.rule == "figure-disagrees-with-text"
    assert not meant or f'quantity="{meant}"' in (found.fix or "")


def test_a_number_without_a_unit_may_count_hours() -> None:
    assert measure("3h45", value="3.75") == measure("3h45", value="225") == []
    assert measure("3h45", value="3.45") == ["figure-disagrees-with-text"]


@pytest.mark.parametrize(
    ("lang", "words", "when"),
    [
        ("en", "half past four", "16:30:00"),
        ("en", "4.30 p.m.", "16:30:00"),
        ("en", "12.15 am", "00:15:00"),
        ("en", "quarter to five in the afternoon", "16:45:00"),
        ("en", "twenty past six", "18:20:00"),
        ("en", "six o’clock", "06:00:00"),
        ("en", "1630 hours", "16:30:00"),
        ("en", "midnight", "24:00:00"),
        ("de", "halb fünf", "16:30:00"),
        ("de", "16.30 Uhr", "16:30:00"),
        ("de", "16 Uhr 30", "16:30:00"),
        ("de", "dreiviertel fünf", "04:45:00"),
        ("de", "fünf vor sechs", "17:55:00"),
        ("fr", "16h30", "16:30:00+01:00"),
        ("fr", "quatre heures et demie", "16:30:00"),
        ("fr", "cinq heures moins le quart", "16:45:00"),
        ("en", "shortly before five", "16:30:00"),
        ("en", "10.15 GMT", "12:15:00+02:00"),
        ("en", "9 to 5", "12:00:00"),
    ],
)
def test_times_that_are_as_written_or_cannot_be_told(lang: str, words: str, when: str) -> None:
    assert rules(f'So <time when="{when}">{words}</time> then', lang) == []


@pytest.mark.parametrize(
    ("lang", "words", "when", "meant"),
    [
        ("en", "half past four", "17:30:00", ""),
        ("en", "4.30 p.m.", "04:30:00", "16:30:00"),
        ("en", "16:30", "16:03:00", "16:30:00"),
        ("en", "noon", "00:00:00", "12:00:00"),
        ("de", "halb fünf", "17:30:00", ""),
        ("de", "16 Uhr", "15:00:00", "16:00:00"),
        ("fr", "16 h 30", "15:30:00", "16:30:00"),
        ("fr", "quatre heures et demie", "16:00:00", ""),
    ],
)
def test_times_that_are_not(lang: str, words: str, when: str, meant: str) -> None:
    (found,) = notices(f'So <time when="{when}">{words}</time> then', lang)
    assert found.rule == "date-disagrees-with-text"
    assert found.message == f"The text says “{words}”, but @when is {when}."
    assert not meant or f'when="{meant}"' in (found.fix or "")


@pytest.mark.parametrize(
    ("words", "dur", "agrees"),
    [
        ("two and a half hours", "PT2H30M", True),
        ("2h30", "PT150M", True),
        ("a fortnight", "P14D", True),
        ("a year", "P12M", True),
        ("the night", "PT8H", True),
        ("2h30", "PT2H", False),
        ("three weeks", "P2W", False),
        ("half an hour", "PT1H", False),
    ],
)
def test_the_length_of_time_that_an_attribute_gives(words: str, dur: str, agrees: bool) -> None:
    found = rules(f'So <time dur="{dur}">{words}</time> then')
    assert found == ([] if agrees else ["date-disagrees-with-text"])


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("PT1H30M", 5400), ("P1DT0.5S", Decimal("86400.5")), ("P2W", 1209600), ("P", None)],
)  # fmt: skip
def test_iso_durations(value: str, seconds: Decimal | None) -> None:
    assert seconds_of(value) == seconds


def test_times_among_other_words_are_left_alone() -> None:
    assert clocks("the train at 16.30 Uhr", "en") == ()
    assert [clock.minute for clock in clocks("um 16.30 Uhr bis 18 Uhr", "de")] == [990, 1080]
