"""What a merge did, and what it could not do."""

from __future__ import annotations

from typing import Literal, TypeAlias

from exporter.values import Value

__all__ = ["Finding", "Kind", "Merged"]

Kind: TypeAlias = Literal[
    "words",
    "paragraph-added",
    "paragraph-deleted",
    "paragraph-moved",
    "paragraph-split",
    "paragraphs-joined",
    "note-added",
    "note-edited",
    "note-deleted",
    "italics",
    "alternative-text",
    "comment",
    "figure-changed",
    "claim-changed",
    "quotation-changed",
    "not-applied",
    "conflict",
]


class Finding(Value):
    """One thing. ``applied``: it is in the article now; ``conflict``: somebody must decide.
    ``before`` and ``after`` are the words; ``line`` is the line of the article before the merge,
    None where there is none; ``author`` that of the tracked change. Where both sides changed words
    that have no markup within, ``place`` is their range in the article before the merge (offsets of
    its decoded text), and ``theirs`` is what the copy says there."""

    kind: Kind
    message: str
    before: str = ""
    after: str = ""
    line: int | None = None
    applied: bool = True
    conflict: bool = False
    author: str = ""
    date: str = ""
    place: tuple[int, int] | None = None
    theirs: str = ""


class Merged(Value):
    """``data`` is the article with the changes in it, the same bytes where there were none;
    ``findings`` are what was done and what was not, conflicts first. ``base`` says what the copy
    was compared with: ``article`` (it was made from it), ``embedded`` (the article changed since:
    three-way) or ``guessed`` (the copy has lost how it was made)."""

    data: bytes
    findings: tuple[Finding, ...]
    base: str
    before: bytes
    file: str | None = None

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """What somebody must decide."""
        return tuple(each for each in self.findings if each.conflict)
