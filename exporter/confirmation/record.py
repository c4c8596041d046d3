"""``ARTICLE.suggestions.json``: what somebody said no to, and how sure the program was.

Neither is in the TEI, nor in any export: a machine's score is no editorial certainty, and what
was rejected is nobody's business but the newsroom's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import msgspec

from exporter.errors import InputError
from exporter.files.record import record_path
from exporter.suggestions import Kind, Suggestion, fingerprint
from exporter.suggestions.document import open_document
from exporter.values import Value, field, replace

__all__ = [
    "Record",
    "Rejection",
    "Score",
    "entry_fingerprint",
    "load_record",
    "record_path",
    "scored",
]

_VERSION = 1


class Rejection(Value):
    """``fingerprint`` is of kind, words and place (:func:`exporter.suggestions.fingerprint`);
    ``when`` is a day, ``by`` a name or empty."""

    fingerprint: str
    kind: str
    words: str = ""
    when: str = ""
    by: str = ""


class Score(Value):
    """How likely a suggestion is right (0 to 1), whether it may be confirmed unseen, and why it
    was made."""

    score: float
    sure: bool = False
    reason: str = ""


class Record(Value):
    """The whole file; ``scores`` by fingerprint. ``draft`` is the path, from the article, of the
    file that it was made from, or empty."""

    version: int = _VERSION
    draft: str = ""
    rejected: tuple[Rejection, ...] = ()
    scores: dict[str, Score] = field(default_factory=dict)

    @property
    def fingerprints(self) -> frozenset[str]:
        """Of everything that was rejected."""
        return frozenset(each.fingerprint for each in self.rejected)

    def with_rejected(self, more: Iterable[Rejection]) -> Record:
        """The record with further rejections, each once."""
        known = {each.fingerprint: each for each in (*self.rejected, *more)}
        return replace(self, rejected=tuple(known.values()))

    def without(self, fingerprints: Iterable[str]) -> Record:
        """The record with some rejections taken back."""
        gone = set(fingerprints)
        kept = tuple(each for each in self.rejected if each.fingerprint not in gone)
        return replace(self, rejected=kept)

    def data(self) -> bytes:
        """As JSON, a line for each entry."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def load_record(article: str | os.PathLike[str]) -> Record:
    """The record of an article; an empty one where there is none. Raises InputError where the
    file cannot be understood: then nothing may be written over it."""
    place = record_path(article)
    try:
        data = place.read_bytes()
    except FileNotFoundError:
        return Record()
    except OSError as error:
        raise InputError(f"The file cannot be read: {error.strerror}.", file=str(place)) from None
    try:
        found = msgspec.json.decode(data, type=Record)
    except msgspec.MsgspecError as error:
        raise InputError(
            f"This is not a record of suggestions: {error}. Correct it, or move it away.",
            file=str(place),
        ) from None
    if found.version != _VERSION:
        raise InputError(
            f"This record of suggestions has version {found.version}; this exporter knows "
            f"{_VERSION}. Update exporter, or move the file away.",
            file=str(place),
        )
    return found


def entry_fingerprint(kind: Kind, words: str) -> str:
    """The digest of an entry of a register, which is in no text."""
    return fingerprint(kind, words, 0, len(words))


def scored(plain: bytes, suggestions: Iterable[Suggestion]) -> Mapping[str, Score]:
    """The scores of suggestions by fingerprint; ``plain`` is the TEI that they were made for."""
    blocks = open_document(plain).blocks
    return {
        fingerprint(each.kind, blocks[each.block].text, each.start, each.end): Score(
            round(each.score, 3), each.sure, each.reason
        )
        for each in suggestions
    }
