"""Names, registers, and who people are."""

import pytest

from exporter.suggestions import suggest
from exporter.suggestions.names.entities import _short_for
from tests.suggestions.drafts import article


def _entries(*paragraphs, **more):
    found = {}
    for each in suggest(article(*paragraphs, **more)):
        for entry in each.entries:
            found[entry.id] = entry
    return found


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("They met Ada Mills there.", "person", "Ada Mills"),
        ("They met Dr. Zora Quill there.", "person", "Zora Quill"),
        ("It belongs to the Ministry of Defence.", "org", "Ministry of Defence"),
        ("He works at the Center for Strategic and International Studies in town.", "org",
         "Center for Strategic and International Studies"),
        ("The ship left NATO behind.", "org", "NATO"),
        ("They live in South Korea.", "place", "South Korea"),
        ("They live in Kyiv.", "place", "Kyiv"),
    ],
)  # fmt: skip
def test_names_get_entries_of_their_kind(text, kind, name):
    assert (kind, name) in {(e.kind, e.name) for e in _entries(text).values()}


@pytest.mark.parametrize(
    ("text", "occupation", "affiliation"),
    [
        ("Mykhailo Samus, a Ukrainian defence analyst, came.", "Ukrainian defence analyst", ""),
        ("Ada Mills, director of the Tide Institute, came.", "director", "Tide Institute"),
        ("They met harbour spokeswoman Ada Mills.", "harbour spokeswoman", ""),
        ("Antony Stone, the US secretary of state, came.", "US secretary of state", ""),
    ],
)
def test_office_and_affiliation_come_from_what_stands_beside_the_name(
    text, occupation, affiliation
):
    person = next(e for e in _entries(text).values() if e.kind == "person")
    assert (person.occupation, person.affiliation) == (occupation, affiliation)


def test_a_surname_means_the_person_named_before():
    made = suggest(article("Ada Mills came.", "Then Mills left."))
    assert {s.attribute("ref") for s in made if s.kind == "person"} == {"#p.mills"}


def test_an_entry_of_the_article_is_used():
    register = (
        '<standOff><listPerson><person xml:id="p.hm"><persName>Ada Mills</persName></person>'
        "</listPerson></standOff>"
    )
    made = suggest(article("“It is old,” Ada Mills said.", stand_off=register))
    speech = next(s for s in made if s.kind == "speech")
    assert speech.attribute("who") == "#p.hm"
    assert speech.entries == ()


def test_an_unnamed_speaker_is_an_unnamed_source():
    (entry,) = list(_entries("Officials said the wall is old.").values())
    assert (entry.kind, entry.role, entry.name) == ("person", "unnamed-source", "Officials")


def test_a_described_speaker_is_the_same_when_described_again():
    made = suggest(article("A port official said it leaks.", "“It is old,” the official said."))
    assert {s.attribute("who") for s in made if s.kind == "speech"} == {"#p.a-port-official"}


def test_a_body_of_somebody_is_not_the_body_named_before():
    made = suggest(article("The Port Office opened.", "The mayor’s office said it leaks."))
    speech = next(s for s in made if s.kind == "speech")
    assert speech.attribute("who") == "#o.mayor-s-office"


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that it was old.",
        "Everybody said that it was old.",
        "“Someone said it was old,” it goes.",
        "Nothing says that it was old.",
        "Others said that it was old.",
        "Anyone said it. Somebody knew.",
        "No-one said that it was old.",
    ],
)
def test_indefinite_pronouns_are_no_names(text):
    assert _entries(text) == {}


@pytest.mark.parametrize("text", ["Niemand sagte, dass es alt ist.", "Jemand sagte, es sei alt."])
def test_indefinite_pronouns_are_no_names_in_german(text):
    assert _entries(text, lang="de") == {}


def test_a_date_does_not_speak():
    made = suggest(article("They saw a letter of 12 May 2019 that says the wall is old."))
    assert {e.kind for s in made for e in s.entries} == {"bibl"}


@pytest.mark.parametrize("text", ["On Monday it rained.", "However, it rained.", "It was May."])
def test_capitals_alone_make_no_names(text):
    assert _entries(text) == {}


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("NATO", "North Atlantic Treaty Organization", True),
        ("N.A.T.O.", "North Atlantic Treaty Organization", True),
        ("BBC", "British Broadcasting Corporation", True),
        ("NATO", "North Sea Treaty", False),
        ("UN", "United Nations", False),
        ("Atlantic Treaty", "North Atlantic Treaty", True),
        ("North Atlantic", "North Atlantic Treaty", False),
        ("Treaty", "North Atlantic Treaty", False),
    ],
)
def test_what_is_short_for_an_organisation(short: str, full: str, same: bool) -> None:
    assert _short_for(tuple(short.split()), tuple(full.split())) is same
