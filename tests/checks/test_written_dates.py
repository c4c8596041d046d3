"""Dates and numbers in more of the forms that people write: alarms, and none."""

from __future__ import annotations

import pytest

from tests.checks.test_values import measure, rules


@pytest.mark.parametrize(
    ("lang", "words", "attributes"),
    [
        ("en", "1861–65", 'from="1861" to="1864"'),
        ("en", "7–9 June 1911", 'from="1911-06-07" to="1911-06-08"'),
        ("en", "7 June–2 July 1911", 'from="1911-06-07" to="1911-07-03"'),
        ("en", "June–August 1911", 'from="1911-06" to="1911-09"'),
        ("en", "the eighteenth century", 'notBefore="1800" notAfter="1899"'),
        ("de", "im 18. Jahrhundert", 'notBefore="1800" notAfter="1899"'),
        ("en", "the 1870s", 'when="1880"'),
        ("de", "7.6.1911", 'when="1911-06-08"'),
        ("en", "07/06/1911", 'when="1911-08-06"'),
        ("en", "1911-06-07", 'when="1911-06-17"'),
        ("fr", "1er juin 1911", 'when="1911-06-02"'),
        ("en", "218 BC", 'when="0218"'),
        ("de", "218 v. Chr.", 'when="-0118"'),
        ("en", "AD 410", 'when="-0410"'),
        ("en", "the 7th", 'when="1911-06-08"'),
        ("en", "Thursday 7 June 1911", 'when="1911-06-07"'),
        ("de", "Donnerstag, 7. Juni 1911", 'when="1911-06-07"'),
    ],
)
def test_dates_that_are_not_as_written(lang: str, words: str, attributes: str) -> None:
    found = rules(f"So <date {attributes}>{words}</date> then", lang)
    assert found == ["date-disagrees-with-text"]


@pytest.mark.parametrize(
    ("lang", "words", "attributes"),
    [
        ("en", "1861–65", 'from="1861" to="1865"'),
        ("en", "1861/62", 'from="1861" to="1862"'),
        ("en", "7–9 June 1911", 'from="1911-06-07" to="1911-06-09"'),
        ("en", "30 May–2 June 1911", 'from="1911-05-30" to="1911-06-02"'),
        ("en", "the night of 7 to 8 June", 'from="1911-06-07" to="1911-06-08"'),
        ("en", "late 18th century", 'notBefore="1770" notAfter="1800"'),
        ("en", "17th and 18th centuries", 'from="1600" to="1799"'),
        ("fr", "XVIIIe siècle", 'notBefore="1701" notAfter="1800"'),
        ("en", "the third century BC", 'notBefore="-0299" notAfter="-0200"'),
        ("en", "the early 1870s", 'from="1870" to="1873"'),
        ("de", "7.6.1911", 'when="1911-06-07"'),
        ("en", "06/07/1911", 'when="1911-06-07"'),
        ("en", "218 BC", 'when="-0218"'),
        ("en", "218 BC", 'when="-0217"'),
        ("en", "27 BC to AD 14", 'from="-0026" to="0014"'),
        ("en", "the 7th of June", 'when="1911-06-07"'),
        ("en", "Wednesday 7 June 1911", 'when="1911-06-07"'),
        ("en", "Monday to Friday", 'from="1911-06-05" to="1911-06-09"'),
        ("en", "Sunday 1 January 1600", 'when="1600-01-01"'),
        ("en", "the week of 5 June", 'from="1911-06-05" to="1911-06-11"'),
        ("en", "at 3.30 on 7 June 1911", 'when="1911-06-07"'),
    ],
)
def test_dates_that_are_as_written(lang: str, words: str, attributes: str) -> None:
    assert rules(f"So <date {attributes}>{words}</date> then", lang) == []


@pytest.mark.parametrize(
    ("lang", "words", "attributes"),
    [
        ("fr", "quatre-vingt-treize", {"value": "93"}),
        ("fr", "soixante et onze", {"value": "71"}),
        ("fr", "mille huit cent soixante-dix", {"value": "1870"}),
        ("fr", "trois millions cent mille", {"value": "3100000"}),
        ("fr", "un marin sur cinq", {"value": "0.2"}),
        ("de", "eine von vier", {"quantity": "25", "unit": "%"}),
        ("de", "ein halbes Dutzend", {"value": "6"}),
        ("en", "a quarter of the 80", {"value": "20"}),
        ("en", "five to ten per cent", {"atLeast": "0.05", "atMost": "0.1"}),
        ("en", "11st 6lb", {"quantity": "72.6", "unit": "kg"}),
        ("en", "60c", {"quantity": "0.6", "unit": "USD"}),
        ("en", "a seven-figure sum", {"atLeast": "1000000"}),
    ],
)
def test_numbers_that_raise_no_alarm(lang: str, words: str, attributes: dict[str, str]) -> None:
    assert measure(words, lang, **attributes) == []


@pytest.mark.parametrize(
    ("lang", "words", "attributes"),
    [
        ("fr", "quatre-vingt-treize", {"value": "73"}),
        ("fr", "soixante-dix", {"value": "60"}),
        ("fr", "mille huit cent", {"value": "800"}),
        ("en", "a quarter of 80", {"value": "30"}),
        ("en", "11st 6lb", {"quantity": "60", "unit": "kg"}),
    ],
)
def test_numbers_that_do(lang: str, words: str, attributes: dict[str, str]) -> None:
    assert measure(words, lang, **attributes) == ["figure-disagrees-with-text"]
