"""Parsed sentences as a spaCy pipeline gives them: of spaCy where it is installed, else of our
own with the few attributes that are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

__all__ = ["WORDS", "document", "installed"]

INSTALLED = find_spec("spacy") is not None
WORDS = ["Zorb", ",", "a", "clerk", ",", "maintains", "it", "leaks", "."]
_SPACES = [False, True, True, False, True, True, True, False, False]
_POS = ["PROPN", "PUNCT", "DET", "NOUN", "PUNCT", "VERB", "PRON", "VERB", "PUNCT"]
_HEADS = [5, 0, 3, 0, 0, 5, 7, 5, 5]
_DEPS = ["nsubj", "punct", "det", "appos", "punct", "ROOT", "nsubj", "ccomp", "punct"]


@dataclass
class _Token:
    i: int
    idx: int
    text: str
    pos_: str
    dep_: str
    children: list[_Token] = field(default_factory=list)

    @property
    def is_punct(self) -> bool:
        return self.pos_ == "PUNCT"

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def subtree(self) -> Iterator[_Token]:
        found = [self, *(token for child in self.children for token in child.subtree)]
        yield from sorted(found, key=lambda token: token.i)


class _Entity(list[_Token]):
    label_ = "ORG"


class _Document(list[_Token]):
    @property
    def ents(self) -> list[_Entity]:
        return [_Entity(self[:1])]


def document() -> Any:
    """“Zorb, a clerk, maintains it leaks.”, Zorb taken for an organisation."""
    if INSTALLED:
        import spacy
        from spacy.tokens import Doc

        return Doc(
            spacy.blank("en").vocab,
            WORDS,
            _SPACES,
            pos=_POS,
            heads=_HEADS,
            deps=_DEPS,
            ents=["B-ORG", *["O"] * 8],
        )
    made, at = _Document(), 0
    for i, (word, space) in enumerate(zip(WORDS, _SPACES, strict=True)):
        made.append(_Token(i, at, word, _POS[i], _DEPS[i]))
        at += len(word) + space
    for token, head in zip(made, _HEADS, strict=True):
        if head != token.i:
            made[head].children.append(token)
    return made


def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be spaCy with the one pipeline ``zorb``, which sees that sentence."""

    def load(name: str, exclude: list[str]) -> Any:
        assert exclude == ["lemmatizer"]
        if name != "zorb":
            raise OSError(f"[E050] Can't find model {name!r}.")
        return lambda _: document()

    module = ModuleType("spacy")
    module.__dict__.update(SimpleNamespace(load=load).__dict__)
    monkeypatch.setitem(sys.modules, "spacy", module)
