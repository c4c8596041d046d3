"""Suggestions written into the article: nothing else changes, and it stays valid."""

import re

import lxml.etree as etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

import exporter
from exporter.errors import EditError
from exporter.suggestions import annotate, suggest
from tests.suggestions.drafts import article

_TEXT = (
    "“The wall,” said Ada Mills, the harbour master, “will cost about €4.2 million.”",
    "Officials said on Monday that 15 per cent of it is gone.",
)


def _annotated(*paragraphs, **more):
    source = article(*paragraphs, **more)
    return source, annotate(source, suggest(source))


def _text(data):
    root = etree.fromstring(data)
    return "".join(root.find("{*}text").itertext())


def test_words_stay_and_all_annotation_is_a_suggestion():
    source, made = _annotated(*_TEXT)
    assert _text(made) == _text(source)
    body = etree.fromstring(made).find("{*}text")
    marked = list(body.iter("{*}said", "{*}measure", "{*}num", "{*}persName", "{*}date"))
    assert len(marked) > 5
    assert all(e.get("resp") == "#draft" for e in marked)


def test_parts_are_joined_and_vagueness_is_marked():
    _, made = _annotated(*_TEXT)
    root = etree.fromstring(made)
    first, second = list(root.iter("{*}said"))[:2]
    ids = [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in (first, second)]
    assert (first.get("next"), second.get("prev")) == (f"#{ids[1]}", f"#{ids[0]}")
    measure = next(root.iter("{*}measure"))
    assert measure[0].attrib == {"match": "@quantity", "precision": "low"}


def test_header_names_the_program_and_the_status():
    _, made = _annotated(*_TEXT)
    root = etree.fromstring(made)
    program = root.find(".//{*}application")
    statement = root.find(".//{*}titleStmt/{*}respStmt")
    assert program.get("ident") == "exporter"
    assert statement.find("{*}name").get("ref") == "#exporter"
    assert root.find(".//{*}revisionDesc").get("status") == "draft"


def test_it_can_be_read_and_is_valid_by_the_schema():
    _, made = _annotated(*_TEXT)
    read = exporter.read(made, audience="internal")
    assert read.speeches
    assert [n for n in exporter.check(made).notices if n.rule.startswith("schema")] == []


def test_every_byte_outside_of_the_tags_stays():
    source, made = _annotated("<!-- a --><p>Ada Mills said that   it is &#8364;5 &amp; more.</p>")
    left = re.sub(rb"<[^>]*>", b"", made.split(b"<text>")[1])
    assert left == re.sub(rb"<[^>]*>", b"", source.split(b"<text>")[1])


def test_a_second_run_suggests_nothing_twice():
    _, made = _annotated(*_TEXT)
    again = suggest(made)
    assert [s for s in again if s.kind in ("speech", "figure", "person", "date")] == []


def test_elements_that_stand_there_are_respected():
    source, made = _annotated(
        "<p>Ada Mills said <hi>that the wall</hi> will <note>Called here.</note>fall.</p>"
    )
    assert _text(made) == _text(source)
    etree.fromstring(made)


def test_suggestions_of_another_file_are_refused():
    made = suggest(article(*_TEXT))
    with pytest.raises(EditError, match="was the file changed"):
        annotate(article("Another text."), made)


def test_an_id_that_is_taken_is_left_to_its_owner():
    source = article(*_TEXT, '<p xml:id="draft">x</p>')
    made = annotate(source, suggest(source))
    assert b'resp="#exporter-draft"' in made
    assert [s for s in suggest(made) if s.kind == "speech"] == []


def test_rejected_ones_stay_away():
    from exporter.suggestions import fingerprint

    source = article(*_TEXT)
    first = next(s for s in suggest(source) if s.kind == "figure")
    text = "".join(etree.fromstring(source).find(".//{*}div/{*}p").itertext())
    digest = fingerprint("figure", text, first.start, first.end)
    left = suggest(source, rejected=[digest])
    assert first.words not in [s.words for s in left if s.kind == "figure"]


_WORDS = st.sampled_from(
    [
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        ",",
        ".",
        ":",
        ";",
        "—",
        "(",
        ")",
        "…",
        "Ada",
        "Mills",
        "Mr.",
        "said",
        "told",
        "that",
        "she",
        "he",
        "officials",
        "the",
        "wall",
        "5",
        "per",
        "cent",
        "€4",
        "million",
        "Monday",
        "2024",
        "May",
        "and",
        "of",
        "in",
        "to",
        "according",
        "A,",
        "said,",
        "“Yes,”",
        "''no''",
        "&",
        "<",
    ]
)


@given(st.lists(st.lists(_WORDS, max_size=25).map(" ".join), max_size=4))
def test_whatever_the_text_it_is_annotated_and_stays(paragraphs):
    source = article(*(f" {p}" for p in paragraphs))
    made = annotate(source, suggest(source))
    assert _text(made) == _text(source)


def test_a_speech_points_at_its_speakers_mention_where_another_is_nearer():
    text = "Ada Mills told the mayor that Mills would pay. “Mills pays,” said her clerk, Ben Okoye."
    _, made = _annotated(f"{text} “It is late,” Okoye, whom Okoye’s wife met, said.")
    root = etree.fromstring(made)
    ids = {e.get("{http://www.w3.org/XML/1998/namespace}id"): e for e in root.iter()}
    for said in root.iter("{*}said"):
        mention = ids.get((said.get("corresp") or "").removeprefix("#"))
        if mention is not None:
            assert mention.get("ref") == said.get("who")
