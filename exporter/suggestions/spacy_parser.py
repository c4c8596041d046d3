"""Names, verbs and their subjects as a spaCy pipeline sees them (extra ``[nlp]``).

The pipeline is one that the user has installed: nothing is downloaded, and none comes with the
package. It is believed in what is a name and what is a verb; where the rules find no subject, or
no content, those that it sees are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from exporter.errors import OptionError
from exporter.suggestions.analysis.prose import Parse, Prose

__all__ = ["Parser", "parser_of"]

Parser: TypeAlias = Callable[[Prose], Parse]

_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_SUBJECTS = frozenset({"nsubj", "sb", "csubj"})
_CLAUSES = frozenset({"ccomp", "oc"})
_STOPS = frozenset({",", ";", ":", "–", "—", "--", "("})


@lru_cache(maxsize=4)
def parser_of(pipeline: str) -> Parser:
    """A pipeline by its name or folder. Raises OptionError where spaCy or it is not installed."""
    try:
        import spacy
    except ImportError:
        raise OptionError(
            "A pipeline needs the extra [nlp]: pip install '.[nlp]' in a checkout of exporter."
        ) from None
    try:
        loaded: Any = spacy.load(pipeline, exclude=["lemmatizer"])
    except (OSError, ValueError) as error:
        raise OptionError(
            f"spaCy has no pipeline {pipeline!r} here. Install one, or name the folder of yours."
        ) from error

    def parse(prose: Prose) -> Parse:
        return _parsed(prose, loaded(prose.text)) if prose.tokens else Parse()

    return parse


def _parsed(prose: Prose, document: Any) -> Parse:
    places = {token.start: k for k, token in enumerate(prose.tokens)}
    found = Parse()
    for token in document:
        if token.pos_ in ("VERB", "AUX") and (k := places.get(token.idx)) is not None:
            found.verbs[k] = _subject(places, token)
            if (content := _content(places, token)) is not None:
                found.contents[k] = content
    for entity in document.ents:
        kind = _KINDS.get(entity.label_)
        span = _span(places, list(entity)) if kind else None
        if kind and span is not None:
            found.names.append((*span, kind))
    return found


def _subject(places: dict[int, int], verb: Any) -> tuple[int, int] | None:
    """The verb's own subject, without what is set off by commas."""
    head = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if head is None:
        return None
    words = list(_up_to_stop(head))
    return _span(places, words)


def _content(places: dict[int, int], verb: Any) -> tuple[int, int] | None:
    """The clause that is the verb's object, without what introduces it."""
    head = next((child for child in verb.children if child.dep_ in _CLAUSES), None)
    if head is None:
        return None
    words = [token for token in head.subtree if not token.is_punct and not token.is_space]
    return _span(places, words[1:] if words and words[0].dep_ == "mark" else words)


def _up_to_stop(head: Any) -> Iterator[Any]:
    for token in head.subtree:
        if token.i > head.i and (token.text in _STOPS or token.dep_ in ("relcl", "appos", "rc")):
            return
        yield token


def _span(places: dict[int, int], words: list[Any]) -> tuple[int, int] | None:
    found = [places[word.idx] for word in words if word.idx in places]
    return (min(found), max(found) + 1) if found else None
