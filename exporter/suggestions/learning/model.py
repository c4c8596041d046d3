"""A conditional random field over the speeches that the rules find (extra ``[learn]``)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

from exporter.errors import InputError, OptionError
from exporter.suggestions.document import Document
from exporter.suggestions.learning.examples import examples
from exporter.suggestions.learning.features import features
from exporter.suggestions.speech.suggester import Attributed

__all__ = ["FEWEST", "Scorer", "learn", "scorer_of"]

Scorer: TypeAlias = Callable[[Document, Attributed], float]
"""How likely a speech is to be confirmed, 0 to 1."""

FEWEST = 20
"""Fewer confirmed speeches than that teach nothing."""

_PARAMETERS = {"c1": 0.1, "c2": 1.0, "max_iterations": 100}


def learn(articles: Iterable[bytes]) -> bytes:
    """A model of the confirmed articles (bytes of TEI files), as the bytes of its file.

    Raises OptionError without the extra, InputError where there are too few examples, and what
    reading TEI raises.
    """
    crfsuite = _library()
    trainer = crfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(_PARAMETERS)
    confirmed = 0
    for article in articles:
        for seen, right in examples(article):
            confirmed += right
            trainer.append([seen], ["yes" if right else "no"])
    if confirmed < FEWEST:
        raise InputError(
            f"Only {confirmed} speeches are confirmed in these articles; {FEWEST} are needed to "
            "learn from. Name a folder with more of them."
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model"
        trainer.train(str(file))
        return file.read_bytes()


def scorer_of(model: bytes) -> Scorer:
    """What a model says of a speech. Raises InputError where the bytes are none."""
    tagger = _library().Tagger()
    if not model.startswith(b"lCRF"):
        raise InputError("This is not a model that “exporter draft --learn” made. Learn it again.")
    tagger.open_inmemory(model)

    def score(document: Document, each: Attributed) -> float:
        tagger.set([features(document, each)])
        return float(tagger.marginal("yes", 0))

    return score


def _library() -> ModuleType:
    try:
        import pycrfsuite
    except ImportError:
        raise OptionError(
            "Learning needs the extra [learn]: pip install '.[learn]' in a checkout of exporter."
        ) from None
    module: ModuleType = pycrfsuite
    return module
