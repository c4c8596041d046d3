"""Who said what: quotations, reported speech, and the ways in which sentences put them."""

import pytest

from exporter.suggestions import suggest
from tests.suggestions.drafts import article, spoken

_NAMED = "Ada Mills runs the harbour."


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“The wall is old,” Ada Mills said.", "“The wall is old,”", "Ada Mills"),
        ("“The wall is old,” said Ada Mills, the harbour master.", "“The wall is old,”",
         "Ada Mills"),
        ("Ada Mills said: “The wall is old.”", "“The wall is old.”", "Ada Mills"),
        ("Ada Mills told reporters, “The wall is old.”", "“The wall is old.”", "Ada Mills"),
        ("‘The wall is old,’ Ada Mills said.", "‘The wall is old,’", "Ada Mills"),
        ('"The wall is old," Ada Mills said.', '"The wall is old,"', "Ada Mills"),
        ("''The wall is old,'' Ada Mills said.", "''The wall is old,''", "Ada Mills"),
        ("“Is it safe?” Ada Mills asked.", "“Is it safe?”", "Ada Mills"),
        ("“It’s old,” Ada Mills, who runs the harbour, told the Courier on Monday.",
         "“It’s old,”", "Ada Mills"),
        ("“The wall,” Ada Mills said, “is very old.”", "“The wall,” … “is very old.”",
         "Ada Mills"),
        ("“It is old,” Ada Mills said. “It may fall.”", "“It is old,” … “It may fall.”",
         "Ada Mills"),
        ("Ada Mills said that the wall will fall.", "the wall will fall", "Ada Mills"),
        ("Ada Mills said on Monday that the wall will fall.", "the wall will fall", "Ada Mills"),
        ("Ada Mills said the wall will fall.", "the wall will fall", "Ada Mills"),
        ("The wall will fall, Ada Mills said.", "The wall will fall", "Ada Mills"),
        ("The wall, Ada Mills said, will fall.", "The wall … will fall", "Ada Mills"),
        ("The wall will fall, according to Ada Mills.", "The wall will fall", "Ada Mills"),
        ("According to Ada Mills, the wall will fall.", "the wall will fall", "Ada Mills"),
        ("Ada Mills told the council that the wall will fall.", "the wall will fall",
         "Ada Mills"),
        ("Ada Mills pointed out that the wall will fall.", "the wall will fall", "Ada Mills"),
        ("Ada Mills called the plan “reckless and late”.", "the plan “reckless and late”",
         "Ada Mills"),
        ("Ada Mills told the crews to leave the wall.", "to leave the wall", "Ada Mills"),
        ("The wall will fall, Ada Mills told the Courier on Friday.", "The wall will fall",
         "Ada Mills"),
        ("Ada Mills admitted using the old plans.", "using the old plans", "Ada Mills"),
        ("The wall will fall, Ada Mills said on Friday, as crews left.", "The wall will fall",
         "Ada Mills"),
        ("Ada Mills criticized the plan, but the mayor would keep it.", "the plan", "Ada Mills"),
        ("“It is old.” — Ada Mills", "“It is old.”", "Ada Mills"),
        ("As Ada Mills put it in May, “the wall is very old.”", "“the wall is very old.”",
         "Ada Mills"),
        ("“The wall,” Ada Mills said, naming nobody, “is very old indeed.”",
         "“The wall,” … “is very old indeed.”", "Ada Mills"),
        ("It shows footage of Ada Mills saying, “The wall is old.”", "“The wall is old.”",
         "Ada Mills"),
        ("Walls, Ada Mills said, can “fall like rain” soon.",
         "Walls … can “fall like rain” soon", "Ada Mills"),
        ("Ada Mills explained why she backs the plan.", "why she backs the plan", "Ada Mills"),
        ("Ada Mills says too much is made of the wall.", "too much is made of the wall",
         "Ada Mills"),
        ("The wall did not fall well, said one official in the harbour.",
         "The wall did not fall well", "one official in the harbour"),
        ('The wall "has got much better," Ada Mills said in June 2012, citing a book.',
         'The wall "has got much better,"', "Ada Mills"),
    ],
)  # fmt: skip
def test_words_and_speaker_are_found(text, words, speaker):
    assert (words, speaker) in spoken(_NAMED, text)


def test_a_second_cue_has_the_first_ones_speaker():
    found = spoken("Ada Mills said the wall will fall, adding that crews have left the harbour.")
    assert found == [
        ("the wall will fall", "Ada Mills"),
        ("crews have left the harbour", "Ada Mills"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Mills said that it leaks and claimed that nobody listens.",
            [("it leaks", "Ada Mills"), ("nobody listens", "Ada Mills")],
        ),
        (
            "Ada Mills criticized the plan and said that it leaks.",
            [("the plan", "Ada Mills"), ("it leaks", "Ada Mills")],
        ),
        (
            "Ada Mills left early but claimed that nobody listens.",
            [("nobody listens", "Ada Mills")],
        ),
    ],
)
def test_a_verb_after_and_has_the_subject_of_the_first(text, expected):
    assert spoken(text) == expected


def test_two_speakers_in_one_sentence_are_kept_apart():
    found = spoken("Ada Mills said the wall will fall, but Ben Okoye said it would stand.")
    assert ("the wall will fall", "Ada Mills") in found
    assert ("it would stand", "Ben Okoye") in found


def test_a_clause_of_its_own_ends_what_was_agreed():
    found = spoken("They met where the council agreed in May, according to a plan that Mills saw.")
    assert [words for words, _ in found] == ["They met where the council agreed in May"]


def test_a_colon_announces_the_next_paragraph():
    found = spoken("Ada Mills said:", "“The wall is old.”", "“And it leaks.”")
    assert found == [("“The wall is old.” … “And it leaks.”", "Ada Mills")]


def test_a_transcript_that_is_quoted():
    found = spoken("“MILLS: The wall is old. It may fall.", "“OKOYE: When?")
    assert found == [("The wall is old. It may fall.", "MILLS"), ("When?", "OKOYE")]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph():
    found = spoken("“The wall is old,” Ada Mills said. “It leaks.", "“It will fall.”")
    assert found[0][0].endswith("“It will fall.”")


@pytest.mark.parametrize(
    "text",
    [
        "The report lay on the table.",
        "He read the charges and the notes.",
        "The state of the wall is known to all.",
        "An estimated 40 people came.",
        "I said the wall was old.",
        "A “smart” wall was built in May.",
        "They want to say goodbye.",
        "The claims in the file are many.",
        "Nobody said that the wall would fall.",
        "No official said that the wall would fall.",
        "The minister did not mention the letter.",
        "The ministry will open “in the second half of May”.",
    ],
)
def test_what_is_no_speech_is_left_alone(text):
    assert spoken(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“",
        "”",
        "“a “b ”c",
        "''",
        "' ' '",
        "said",
        "said.",
        ", said",
        "that said that",
        "told him that",
        "said in",
        "“ said Mills said “",
        "…”’“",
    ],
)
def test_odd_marks_never_throw(text):
    suggest(article(text, text))


def test_direct_speech_with_a_name_is_sure_and_a_paraphrase_is_not():
    made = suggest(article("“The wall is old,” Ada Mills said.", "She said it would fall."))
    assert [s.sure for s in made if s.kind == "speech"] == [True, False]


@pytest.mark.parametrize(
    ("before", "text", "who"),
    [
        ("Ada Mills met Ben Okoye.", "“It is old,” she said.", "Ada Mills"),
        ("Ada Mills met Ben Okoye.", "“It is old,” he said.", "Ben Okoye"),
        ("Ben Okoye, the mayor, met Ada Mills.", "“It is old,” the mayor said.", "Ben Okoye"),
        ("Ada Mills and Ben Okoye met.", "“It is old,” Mills said.", "Ada Mills"),
        ("Mr. Stone met Mrs. Hale.", "“It is old,” she said.", "Hale"),
        ("Officials met Ada Mills.", "The wall will fall, officials said.", "officials"),
    ],
)
def test_pronouns_and_offices_are_resolved(before, text, who):
    made = suggest(article(before, text))
    speech = next(s for s in made if s.kind == "speech")
    names = {entry.id: entry.name for s in made for entry in s.entries}
    assert names[speech.attribute("who").removeprefix("#")] == who


def test_two_speakers_together_are_both_meant():
    made = suggest(article("Ada Mills met Ben Okoye.", "Mills and Okoye said the wall is old."))
    speech = next(s for s in made if s.kind == "speech")
    assert speech.attribute("who") == "#p.mills #p.okoye"


def test_a_report_is_a_source_and_nobody():
    made = suggest(article("A new report found that the wall is old."))
    speech = next(s for s in made if s.kind == "speech")
    assert speech.attribute("who") == ""
    (entry,) = speech.entries
    assert (entry.kind, entry.type, speech.attribute("source")) == (
        "bibl",
        "report",
        f"#{entry.id}",
    )


def test_the_occasion_becomes_the_source():
    made = suggest(article("Ada Mills said in a statement that the wall is old."))
    speech = next(s for s in made if s.kind == "speech")
    source = next(s for s in made if s.kind == "source")
    assert source.words == "a statement"
    assert speech.attribute("source") == source.attribute("ref")
