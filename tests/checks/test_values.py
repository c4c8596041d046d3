"""Values in attributes: dates and numbers that are none, and those that the text contradicts."""

import pytest

from exporter.checks import check
from exporter.notices import Notice
from tests.checks.small import article


def notices(body: str, lang: str = "en") -> list[Notice]:
    source = article(f"<p>{body}</p>").decode().replace('xml:lang="en"', f'xml:lang="{lang}"')
    return list(check(source.encode(), schema="none"))


def rules(body: str, lang: str = "en") -> list[str]:
    return [notice.rule for notice in notices(body, lang)]


def measure(words: str, lang: str = "en", **attributes: str) -> list[str]:
    given = " ".join(f'{key.rstrip("_")}="{value}"' for key, value in attributes.items())
    tag = "num" if "value" in attributes else "measure"
    return rules(f"So <{tag} {given}>{words}</{tag}> then", lang)


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("$7bn", {"quantity": "7", "unit": "USD"}),
        ("sixty thousand", {"value": "60"}),
        ("1,250 homes", {"quantity": "1.25", "unit": "home"}),
        ("€90 a month", {"quantity": "90", "unit": "GBP"}),
        ("300 yen", {"quantity": "300", "unit": "EUR"}),
        ("US$40", {"quantity": "40", "unit": "CAD"}),
        ("CHF 12", {"quantity": "12", "unit": "EUR"}),
        ("9 litres", {"quantity": "9", "unit": "kg"}),
        ("9 miles", {"quantity": "9", "unit": "km"}),
        ("plus 5 degrees", {"quantity": "-5", "unit": "C"}),
        ("one in four", {"quantity": "40", "unit": "%"}),
        ("between 20 and 30 million", {"atLeast": "20", "atMost": "30", "unit": "EUR"}),
        ("12 to 15 miles", {"min": "12", "max": "51", "unit": "mi"}),
        ("a quarter", {"value": "0.5"}),
        ("40 cents", {"quantity": "40", "unit": "EUR"}),
        ("several million", {"quantity": "4000"}),
        ("a few hundred", {"quantity": "4000"}),
        ("20 degrees Celsius", {"quantity": "20", "unit": "[degF]"}),
    ],
)
def test_values_that_the_text_contradicts(words: str, attributes: dict[str, str]):
    assert measure(words, **attributes) == ["figure-disagrees-with-text"]


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("$7bn", {"quantity": "7000000000", "unit": "USD"}),
        ("$7bn", {"quantity": "7", "unit": "billion USD"}),
        ("NZ$40", {"quantity": "40", "unit": "NZD"}),
        ("$40", {"quantity": "40", "unit": "MXN"}),
        ("seven pounds", {"quantity": "7", "unit": "GBP"}),
        ("seven pounds", {"quantity": "7", "unit": "lb"}),
        ("seven pounds", {"quantity": "3.18", "unit": "kg"}),
        ("30 pence", {"quantity": "0.3", "unit": "GBP"}),
        ("30 pence", {"quantity": "30", "unit": "pence"}),
        ("250 grams", {"quantity": "0.25", "unit": "kg"}),
        ("6 ft 2 in", {"quantity": "74", "unit": "in"}),
        ("an hour and a half", {"quantity": "90", "unit": "min"}),
        ("eighteen months", {"quantity": "1.5", "unit": "year"}),
        ("5 m", {"quantity": "5", "unit": "m"}),
        ("fell by 12 per cent", {"quantity": "-12", "unit": "%"}),
        ("seven degrees below zero", {"quantity": "-7", "unit": "C"}),
        ("three in ten", {"quantity": "30", "unit": "%"}),
        ("a third", {"quantity": "33", "unit": "%"}),
        ("four of her seven", {"value": "4/7"}),
        ("nine out of every ten", {"value": "0.9"}),
        ("75 per cent", {"value": "0.75", "type": "fraction"}),
        ("3 to 4 million", {"atLeast": "3000000", "atMost": "4000000"}),
        ("two and a half million", {"value": "2500000"}),
        ("a quarter of a million", {"value": "250000"}),
        ("2 × 10<hi rend='sup'>6</hi>", {"value": "2000000"}),
        ("10⁶", {"value": "1e6"}),
        ("three dozen eggs", {"quantity": "3", "unit": "dozen"}),
        ("₹2 crore", {"quantity": "20000000", "unit": "INR"}),
        ("50 km per hour", {"quantity": "50", "unit": "km/h"}),
        ("£1 million a month", {"quantity": "1000000", "unit": "GBP"}),
        ("12,000 square metres", {"quantity": "1.2", "unit": "ha"}),
        ("the twentieth", {"value": "20"}),
        ("twenty-fifth", {"value": "25"}),
        ("the hundredth", {"value": "100"}),
        ("one hundredth", {"value": "0.01"}),
        ("30°C", {"quantity": "86", "unit": "°F"}),
        ("40 cents", {"quantity": "0.4", "unit": "USD"}),
        ("5 cents", {"quantity": "0.05", "unit": "EUR"}),
        ("a few hundred", {"quantity": "400", "unit": "person"}),
        ("several million euros", {"quantity": "4250000", "unit": "EUR"}),
        ("many thousands", {"quantity": "7000"}),
        ("seventeen seventy-six", {"value": "1776"}),
        ("every fourth", {"value": "25", "type": "percentage"}),
    ],
)
def test_values_that_the_text_bears_out(words: str, attributes: dict[str, str]):
    assert measure(words, **attributes) == []


@pytest.mark.parametrize(
    ("words", "value", "lang", "agrees"),
    [
        ("29.000", "29000", "de", True),
        ("29.000", "29", "de", False),
        ("fünfundzwanzig Tausend", "25000", "de", True),
        ("dreihundertzwölf", "312", "de", True),
        ("dreihundertzwölf", "300", "de", False),
        ("eine Billion", "1000000000000", "de", True),
        ("anderthalb Millionen", "1500000", "de", True),
        ("anderthalb Millionen", "1000000", "de", False),
        ("mehrere Tausend", "6000", "de", True),
        ("jede dritte", "0.33", "de", True),
        ("30 Cent", "3000", "de", False),
        ("deux cents", "200", "fr", True),
        ("a billion", "1000000000000", "en", False),
        ("moins cinq", "-5", "fr", True),
        ("trois cent mille", "300000", "fr", True),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(
    words: str, value: str, lang: str, agrees: bool
):
    expected = [] if agrees else ["figure-disagrees-with-text"]
    assert measure(words, lang, value=value, type="cardinal") == expected


@pytest.mark.parametrize(
    ("body", "fix"),
    [
        ('<measure quantity="3" unit="EUR">€3.4bn</measure>', 'quantity="3400000000"'),
        ('<num value="3">one in five</num>', 'value="0.2"'),
        ('<measure quantity="8" unit="kg">250 grams</measure>', 'quantity="0.25"'),
        ('<measure quantity="80" unit="USD">€80</measure>', 'unit="EUR"'),
        ('<measure quantity="2,5" unit="km">2.5 km</measure>', 'quantity="2.5"'),
        ('<measure quantity="1,500" unit="km">1,500 km</measure>', 'quantity="1500"'),
        ('<num value="60%">60 per cent</num>', 'value="60"'),
        ('<date when="1.3.2024">1 March 2024</date>', 'when="2024-03-01"'),
        ('<date when="2024/3/1">1 March 2024</date>', 'when="2024-03-01"'),
        ('<date when="March 2024">March 2024</date>', 'when="2024-03"'),
    ],
)
def test_the_remedy_is_the_value_to_write(body: str, fix: str):
    (notice,) = notices(f"It is {body} so.")
    assert fix in notice.fix


@pytest.mark.parametrize(
    "date",
    [
        'when="2023-02-29"', 'when="1900-02-29"', 'when="2024-04-31"', 'when="2024-00-10"',
        'when="0000"', 'notBefore="2024-1"', 'from="yesterday"', 'when="24"', 'when="--13"',
        'when="2024-05-01T25:00:00"', 'to="2024-02-30T10:00:00Z"',
    ],
)  # fmt: skip
def test_dates_that_no_calendar_has(date: str):
    assert rules(f"On <date {date}>a day</date>.") == ["invalid-value"]


@pytest.mark.parametrize(
    "date",
    [
        'when="2024-02-29"', 'when="2000-02-29"', 'when="-0044-03-15"', 'when="-0005-02-29"',
        'when="1200"', 'when="12024-01"', 'when="--02-29"', 'when="---31"', 'when="--12"',
        'when="2024-05-01T24:00:00"', 'when="2024-05-01T10:00:00.5+02:00"', 'when="10:30:00"',
        'calendar="#julian" when="1700-02-29"', 'from="#a"',
    ],
)  # fmt: skip
def test_dates_that_it_has(date: str):
    anchor = '<anchor xml:id="a"/>'
    assert "invalid-value" not in rules(f"{anchor}On <date {date}>a day</date>.")


@pytest.mark.parametrize("value", ["3,5", "40%", "about 4", "1 000", "−5", "4/0", ""])
def test_numbers_that_are_none(value: str):
    assert rules(f'<num value="{value}">some</num>') == ["invalid-value"]


@pytest.mark.parametrize("value", ["3.5", "-2/3", "1e-9", "+4", ".5", "INF"])
def test_numbers_that_are_some(value: str):
    assert rules(f'<num value="{value}">some</num>') == []


@pytest.mark.parametrize(
    "words",
    [
        "see <hi rend='sup'><ref target='#n'>3</ref></hi>",
        "see <ref target='#n'><hi rend='sup'>3</hi></ref>",
        "2<hi rend='sup'>8</hi>",
        "10<hi rend='sup'>12</hi>",
        "y<hi rend='sup'>2</hi>",
        "40 cm<hi rend='sup'>3</hi>",
        "<hi rend='sup'>14</hi>C",
    ],
)
def test_raised_numbers_that_call_no_note(words: str):
    note = '<note xml:id="n"><hi rend="sup">3</hi> A note.</note>'
    assert rules(f"It is {words} and so on. So.{note}") == []


@pytest.mark.parametrize("words", ["since 1945<hi rend='sup'>3</hi>", "late.<hi rend='sup'>4</hi>"])
def test_raised_numbers_that_do(words: str):
    assert rules(f"It is {words} and so on.") == ["unencoded-note-call"]


@pytest.mark.parametrize(
    "body",
    [
        '<date from="1911-06-02" to="1911-05">a day</date>',
        '<date notBefore="1900" notAfter="1850-03">then</date>',
    ],
)
def test_a_range_that_ends_before_it_begins(body: str) -> None:
    (notice,) = [each for each in notices(body) if each.rule == "invalid-value"]
    assert "ends before it begins" in notice.message


@pytest.mark.parametrize(
    "body",
    [
        '<date from="1911-06" to="1911">a year</date>',
        '<date from="-0043" to="0014">an age</date>',
        '<date from="09:00:00" to="08:00:00">a night</date>',
    ],
)
def test_ranges_that_are_in_order_or_cannot_be_told(body: str) -> None:
    assert "invalid-value" not in rules(body)
