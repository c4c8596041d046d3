"""Where a call stands. ``|`` is where the span ends, ``^`` where its call belongs."""

import pytest

from exporter.sourcing.notes.placement import call_offset, excerpt, one_sentence


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("It costs €4 million|, she said.", "It costs €4 million,^ she said."),
        ("“Twice as much|,” she said.", "“Twice as much,”^ she said."),
        ("It is over|.", "It is over.^"),
        ("(about ten|), he said", "(about ten),^ he said"),
        ("Ten| – perhaps more", "Ten^ – perhaps more"),
        ("Ten|—perhaps more", "Ten^—perhaps more"),
        ("the 10|th time", "the 10th^ time"),
        ("8,000|-strong force", "8,000-strong^ force"),
        ("10|% of it", "10%^ of it"),
        ("1|.5 million", "1.5^ million"),
        ("Nessport|’s wall", "Nessport’s^ wall"),
        ("« mot| », dit-il", "« mot^ », dit-il"),  # only a fixed space belongs to the sign
        ("« mot|\N{NO-BREAK SPACE}», dit-il", "« mot\N{NO-BREAK SPACE}»,^ dit-il"),
        ("„Wort|“, sagt er", "„Wort“,^ sagt er"),
        ("»Wort|« sagt er", "»Wort«^ sagt er"),
        ("he said|“yes”", "he said^“yes”"),
        ("ثلاثون ألفا|، كما قالوا", "ثلاثون ألفا،^ كما قالوا"),
        ("三万人|的损失。", "三万人^的损失。"),
        ("损失三万人|。", "损失三万人。^"),
        ("cafe|\N{COMBINING ACUTE ACCENT} noir", "cafe\N{COMBINING ACUTE ACCENT}^ noir"),
        ("end|", "end^"),
        ("|", "^"),
    ],
)
def test_call(given: str, expected: str) -> None:
    end = given.index("|")
    text = given.replace("|", "")
    at = call_offset(text, end)
    got = f"{text[:at]}^{text[at:]}"
    assert got == expected


def test_sentences() -> None:
    text = "It rose. “Twice,” she said. Then 1.5 km more."
    assert one_sentence(text, 10, 25)
    assert not one_sentence(text, 3, 12)
    assert one_sentence(text, 30, len(text))


def test_excerpt_cuts_between_words() -> None:
    assert excerpt("Short enough.") == "Short enough"
    assert excerpt("One two three four five six seven", 15) == "One two three…"
