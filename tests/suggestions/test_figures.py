"""Figures and dates, with their values."""

import pytest

from exporter.suggestions import suggest
from tests.suggestions.drafts import article, values


@pytest.mark.parametrize(
    ("text", "words", "attributes"),
    [
        ("It cost €4.2 million.", "€4.2 million",
         {"type": "currency", "quantity": "4200000", "unit": "EUR"}),
        ("It cost 4,200,000 euros.", "4,200,000 euros",
         {"type": "currency", "quantity": "4200000", "unit": "EUR"}),
        ("It cost US$5bn.", "US$5bn", {"type": "currency", "quantity": "5000000000",
                                      "unit": "USD"}),
        ("It is 15 per cent of all.", "15 per cent", {"type": "percentage", "value": "15"}),
        ("It is up to 15% of all.", "up to 15%", {"type": "percentage", "atMost": "15"}),
        ("It is 10 to 15% of all.", "10 to 15%",
         {"type": "percentage", "atLeast": "10", "atMost": "15"}),
        ("Between 8,000 and 12,000 people came.", "8,000 and 12,000 people",
         {"atLeast": "8000", "atMost": "12000", "unit": "people"}),
        ("More than 300 boats came.", "More than 300 boats", {"atLeast": "300", "unit": "boats"}),
        ("It is 50 km away.", "50 km", {"quantity": "50", "unit": "km"}),
        ("Twenty-five crews came.", "Twenty-five crews", {"quantity": "25", "unit": "crews"}),
        ("Two hundred and five crews came.", "Two hundred and five crews",
         {"quantity": "205", "unit": "crews"}),
        ("A third of the wall is gone.", "A third",
         {"type": "fraction", "value": "1/3"}),
        ("One in five of them left.", "One in five", {"type": "fraction", "value": "1/5"}),
        ("Millions of people saw it.", "Millions of people",
         {"atLeast": "1000000", "atMost": "10000000", "unit": "people"}),
        ("It was minus 12 degrees Celsius.", "minus 12 degrees Celsius",
         {"quantity": "-12", "unit": "°C"}),
        ("It came 21st.", "21st", {"type": "ordinal", "value": "21"}),
        ("The area is 30 square miles.", "30 square miles", {"quantity": "30", "unit": "mi2"}),
        ("It sells at $10 per gram.", "$10 per gram",
         {"type": "currency", "quantity": "10", "unit": "USD/g"}),
    ],
)  # fmt: skip
def test_values_and_units_are_read(text, words, attributes):
    assert values(text, "figure") == [(words, attributes)]


@pytest.mark.parametrize(
    "text",
    [
        "The F-16 and the iPhone 11 are not counted.",
        "See page 3 and section 12.",
        "They live at 22 Mill Road.",
        "It was in 2019, on 3 May 2020, at 8:30 p.m.",
        "No one came, and one of them left.",
        "They won 2-0.",
    ],
)
def test_numbers_that_are_no_figures_are_left_alone(text):
    assert values(text, "figure") == []


def test_about_is_vague():
    (made,) = [s for s in suggest(article("About 40 boats came.")) if s.kind == "figure"]
    assert (made.words, made.precision, made.attribute("quantity")) == (
        "About 40 boats",
        "low",
        "40",
    )


@pytest.mark.parametrize(
    ("text", "words", "attributes"),
    [
        ("It was 18 October 2024.", "18 October 2024", {"when": "2024-10-18"}),
        ("It was October 18, 2024, then.", "October 18, 2024", {"when": "2024-10-18"}),
        ("It was 2024-10-18 then.", "2024-10-18", {"when": "2024-10-18"}),
        ("It was in June 2024.", "June 2024", {"when": "2024-06"}),
        ("It was in 2016.", "2016", {"when": "2016"}),
        ("It was the 1990s.", "the 1990s", {"from": "1990", "to": "1999"}),
        ("It fell on Monday.", "Monday", {"when": "2026-03-02"}),
        ("It fell on Friday.", "Friday", {"when": "2026-03-06"}),
        ("It will fall on Monday.", "Monday", {"when": "2026-03-09"}),
        ("It fell yesterday.", "yesterday", {"when": "2026-03-05"}),
        ("It fell two weeks ago.", "two weeks ago", {"when": "2026-02-20"}),
        ("It fell last week.", "last week", {"notBefore": "2026-02-23", "notAfter": "2026-03-01"}),
        ("It fell last year.", "last year", {"when": "2025"}),
        ("It fell in December.", "December", {"when": "2025-12"}),
        ("It fell on 24 December.", "24 December", {"when": "2025-12-24"}),
        ("It is due on 24 December.", "24 December", {"when": "2026-12-24"}),
        ("It is old, she said at a meeting on 27 February. It will have to go.", "27 February",
         {"when": "2026-02-27"}),
        ("They said that he had rung on 20 February to ask what will happen.", "20 February",
         {"when": "2026-02-20"}),
        ("He will speak on 20 February.", "20 February", {"when": "2027-02-20"}),
        ("It ran from 3 to 5 May 2020.", "3 to 5 May 2020",
         {"from": "2020-05-03", "to": "2020-05-05"}),
    ],
)  # fmt: skip
def test_dates_are_reckoned_from_publication(text, words, attributes):
    assert values(text, "date") == [(words, attributes)]


@pytest.mark.parametrize(
    ("text", "values_found"),
    [
        ("It shut between January and September 2024.", ["2024-01", "2024-09"]),
        ("It shut from November until March 2024.", ["2023-11", "2024-03"]),
        ("It shut from 2 May to 4 June 2021.", ["2021-05-02", "2021-06-04"]),
        ("It fell in January, and it rose in September 2024.", ["2026-01", "2024-09"]),
    ],
)
def test_the_year_of_the_second_is_that_of_the_first_too(text, values_found):
    assert [dict(v).get("when") for _, v in values(text, "date")] == values_found


def test_the_year_of_the_second_is_that_of_the_first_in_german():
    found = values("Es war von Januar bis März 2024 zu.", "date", lang="de")
    assert [v["when"] for _, v in found] == ["2024-01", "2024-03"]


@pytest.mark.parametrize("text", ["It may fall.", "May Hale came.", "They march on.", "31/02/2024"])
def test_words_that_are_no_dates_are_left_alone(text):
    assert values(text, "date") == []


def test_without_a_day_of_publication_nothing_is_reckoned():
    source = article("It fell on Monday, in June 2024.").replace(b'<date when="2026-03-06"/>', b"")
    assert [s.words for s in suggest(source) if s.kind == "date"] == ["June 2024"]
