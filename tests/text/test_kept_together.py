"""Which words no line parts."""

from __future__ import annotations

import pytest

from exporter.text.kept_together import kept_together


def bound(text: str, lang: str, passed: frozenset[int] = frozenset()) -> str:
    """The text with ``~`` for the spaces that bind."""
    words = text.split()
    found = kept_together(words, [1.0] * (len(words) - 1) + [0.0], lang, passed)
    return "".join(
        word + ("" if at == len(words) - 1 else "~" if at in found else " ")
        for at, word in enumerate(words)
    )


@pytest.mark.parametrize(
    "text",
    [
        "after 7~stations on 3~May 1998 near",
        "some 9,000~wet divers, and (12~boats) or 900 of them",
        "In 1998 boats sank",
        "from 1998 to 2004 all",
        "70~per~cent of 4.2~million~crowns went",
        "€~7, or 7~€ or CHF~7~bn or ±~7~%",
        "he paid £4.2m~rent for ½~mile",
        "Mrs~Okoye, Dr.~Mills and J.~K.~Rowling with St~Anne",
        "see No.~7, p.~12, pp.~12–13, vol.~3, §~3 and §§~3–5 of",
        "page~12 says and Figure~5 shows that note~8 is",
        "May~3 protests on 3rd~May in the 19th~century",
        "Henry~VIII and Part~II but I was",
        "a 7~km walk, 3~×~10 at 7~pm or 10:30~a.m. then",
        "There were 3. Then 4~left.",
        "The 30,000 in it and 7, as said",
        "from 10–12~May the 12-15~km walk from 1998–2004 boats on Oct.~3, 1998",
        "on 1~or~2~May, 3~to~4~km, 5 and 6~boats, 7 or more",
        "e.~g. 5~°C and i.~e. 5~m²",
    ],
)
def test_english(text: str) -> None:
    assert bound(text.replace("~", " "), "en-GB") == text


@pytest.mark.parametrize(
    "text",
    [
        "am 3.~Mai 1998 waren 7~Haltestellen im 19.~Jahrhundert leer",
        "rund 3~Mio.~Euro, 70~Prozent, 7~€ und 1998 Boote",
        "Dr.~Meier und Herr~Schmidt, Frau~Okoye um 10~Uhr",
        "siehe Nr.~5, S.~12, §~3 Abs.~2, Kapitel~3 und Bd.~4",
        "z.~B. 50~km, d.~h. 30 der Schiffe",
        "Er nahm 3. Dann",
        "am 3.~oder~4.~Mai, 3~bis~4~km",
        "am 3./4.~Mai und vom 3.–5.~Mai",
    ],
)
def test_german(text: str) -> None:
    assert bound(text.replace("~", " "), "de-AT") == text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("le 3~mai, 50~km et 7~€ puis 19 gares, p.~12", "fr"),
        ("3~мая и 50~km", "ru"),
        ("50~km 19 x", "tlh"),
        ("50~km 19 x", ""),
    ],
)
def test_signs_units_and_months_bind_in_every_language(text: str, lang: str) -> None:
    assert bound(text.replace("~", " "), lang) == text


def test_a_call_of_a_note_is_no_number_and_stands_in_no_words_way() -> None:
    words = ["the", "7", "3", "boats", "sank", "4", "boats"]
    gaps = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0]  # note 3 is called at 7, note 4 at sank
    assert kept_together(words, gaps, "en", frozenset((2, 5))) == {2}
    assert kept_together(words, gaps, "en") == {2, 5}
