"""A spaCy pipeline of the user's own (extra ``[nlp]``)."""

import sys

import pytest

from exporter.errors import OptionError
from exporter.suggestions import suggest
from exporter.suggestions.document import open_document
from exporter.suggestions.spacy_parser import _parsed, parser_of
from tests.suggestions import trees
from tests.suggestions.drafts import article


@pytest.fixture(autouse=True)
def anew():
    """What was loaded is forgotten."""
    parser_of.cache_clear()
    yield
    parser_of.cache_clear()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(OptionError, match=r"pip install '\.\[nlp\]'"):
        suggest(article("x y"), pipeline="en_core_web_sm")


def test_a_pipeline_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch):
    if not trees.INSTALLED:
        trees.installed(monkeypatch)
    with pytest.raises(OptionError, match="'no_such_pipeline'"):
        suggest(article("x y"), pipeline="no_such_pipeline")


def test_names_and_subjects_of_a_parse_are_taken_over():
    (prose,) = open_document(article("Zorb, a clerk, maintains it leaks.")).prose
    parse = _parsed(prose, trees.document())
    assert parse.verbs == {5: (0, 1), 7: (6, 7)}
    assert parse.names == [(0, 1, "organisation")]
    assert parse.contents == {5: (6, 8)}


def test_a_pipeline_is_asked_for_every_block(monkeypatch: pytest.MonkeyPatch):
    trees.installed(monkeypatch)
    text = article("Zorb, a clerk, maintains it leaks.")
    said = {each.words for each in suggest(text, pipeline="zorb") if each.kind == "speech"}
    assert said == {"it leaks"}
    assert not [each for each in suggest(text) if each.kind == "person"]
    assert [each for each in suggest(text, pipeline="zorb") if each.kind == "person"]


def test_what_a_parse_calls_no_verb_is_no_cue_where_it_could_be_a_noun():
    from exporter.suggestions.analysis.prose import Parse
    from exporter.suggestions.speech.detection import article_speeches

    document = open_document(article("Ada Mills claims that it leaks."))
    (prose,) = document.prose
    assert article_speeches([prose])
    prose.parse = Parse()
    assert article_speeches([prose]) == []


def test_where_the_rules_find_no_subject_that_of_a_parse_speaks():
    from exporter.suggestions.analysis.prose import Parse
    from exporter.suggestions.speech.detection import article_speeches

    document = open_document(article("In the harbour office said it leaks."))
    (prose,) = document.prose
    assert article_speeches([prose]) == []
    verb = next(k for k, token in enumerate(prose.tokens) if token.low == "said")
    prose.parse = Parse(verbs={verb: (1, 4)})
    (speech,) = article_speeches([prose])
    assert speech.speaker == (0, 1, 4)


def test_where_the_rules_find_no_content_the_clause_of_a_parse_is_it():
    from exporter.suggestions.analysis.prose import Parse
    from exporter.suggestions.speech.detection import article_speeches

    document = open_document(article("Ada Mills said about twenty boats leak badly."))
    (prose,) = document.prose
    assert article_speeches([prose]) == []
    verb = next(k for k, token in enumerate(prose.tokens) if token.low == "said")
    prose.parse = Parse(verbs={verb: (0, 2)}, contents={verb: (verb + 1, verb + 6)})
    (speech,) = article_speeches([prose])
    assert speech.parts == [(0, verb + 1, verb + 6)]
