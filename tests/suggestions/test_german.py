"""German, as far as its tables go."""

import pytest

from exporter.suggestions import spoken_languages, suggest
from tests.suggestions.drafts import article, spoken, values


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("„Die Mauer ist alt“, sagte Ada Mills.", "„Die Mauer ist alt“", "Ada Mills"),
        ("»Die Mauer ist alt«, sagte Ada Mills.", "»Die Mauer ist alt«", "Ada Mills"),
        ("Ada Mills sagte: „Die Mauer ist alt.“", "„Die Mauer ist alt.“", "Ada Mills"),
        ("Ada Mills sagte, die Mauer werde fallen.", "die Mauer werde fallen", "Ada Mills"),
        ("Ada Mills sagte am Montag, dass sie fällt.", "sie fällt", "Ada Mills"),
        ("Ada Mills teilte mit, dass sie fällt.", "sie fällt", "Ada Mills"),
        ("Die Mauer ist alt, so Ada Mills.", "Die Mauer ist alt", "Ada Mills"),
        ("Laut Ada Mills wird die Mauer fallen.", "wird die Mauer fallen", "Ada Mills"),
        ("Nach Angaben von Ada Mills fällt die Mauer.", "fällt die Mauer", "Ada Mills"),
    ],
)
def test_speech_is_found(text, words, speaker):
    assert spoken(text, lang="de-AT") == [(words, speaker)]


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("Es kostet 4,2 Millionen Euro.", {"type": "currency", "quantity": "4200000",
                                           "unit": "EUR"}),
        ("Es sind 1.200 Meter.", {"quantity": "1200", "unit": "m"}),
        ("Es sind dreiundzwanzig Boote.", {"quantity": "23", "unit": "Boote"}),
        ("Es sind bis zu 15 Prozent.", {"type": "percentage", "atMost": "15"}),
    ],
)  # fmt: skip
def test_figures_are_read(text, attributes):
    assert [found for _, found in values(text, "figure", lang="de")] == [attributes]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Das war am 18. Oktober 2024.", "2024-10-18"),
        ("Das war am 3.4.2024 so.", "2024-04-03"),
        ("Das war gestern.", "2026-03-05"),
        ("Das war vor zwei Wochen.", "2026-02-20"),
        ("Das war am Montag.", "2026-03-02"),
    ],
)
def test_dates_are_read(text, when):
    assert [found.get("when") for _, found in values(text, "date", lang="de")] == [when]


def test_nouns_are_no_names():
    made = suggest(article("Der Hafen und die Mauer gehören der Stadt.", lang="de"))
    assert [s for s in made if s.kind in ("person", "organisation", "place")] == []


def test_a_language_without_a_table_gets_nothing():
    assert spoken_languages() == ("de", "en")
    assert suggest(article("« Le mur est vieux », a dit Ada Mills.", lang="fr")) == ()
