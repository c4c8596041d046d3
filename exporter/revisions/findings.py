"""What a merge did, and what it could not do."""

from __future__ import annotations

from typing import Literal, TypeAlias

from exporter.values import Value

__all__ = ["Finding", "Kind"]

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
    None where there is none; ``author`` that of the tracked change."""

    kind: Kind
    message: str
    before: str = ""
    after: str = ""
    line: int | None = None
    applied: bool = True
    conflict: bool = False
    author: str = ""
    date: str = ""
