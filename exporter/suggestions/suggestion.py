"""What a program proposes to mark in an article's text, and where: the values, and their digest.

Places are counted in the text of the article as lxml reads it (see ``text_blocks``), never in
bytes; ``annotation.annotate`` turns them into edits on the bytes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, TypeAlias, get_args

from exporter.values import Value

__all__ = ["KINDS", "Entry", "EntryKind", "Kind", "Suggestion", "fingerprint"]

Kind: TypeAlias = Literal[
    "speech", "person", "organisation", "place", "figure", "date", "claim", "source"
]
KINDS: tuple[Kind, ...] = get_args(Kind)

EntryKind: TypeAlias = Literal["person", "org", "place", "bibl"]


class Entry(Value):
    """An entry that a register needs before a suggestion can point at it.

    ``id`` is its ``xml:id``, not yet taken in the article. ``name`` becomes ``persName``,
    ``orgName`` or ``placeName``; of a ``bibl`` it is the whole text. ``role`` is ``person/@role``
    (``unnamed-source`` or empty), ``type`` is ``bibl/@type`` (statement, interview …). The other
    fields become elements where they hold words: ``occupation`` and ``affiliation`` of a person,
    ``address`` of a ``bibl`` (``ref type="original"``).
    """

    kind: EntryKind
    id: str
    name: str
    role: str = ""
    type: str = ""
    occupation: str = ""
    affiliation: str = ""
    address: str = ""


class Suggestion(Value):
    """One element that could be put around words of the article.

    - ``id``: unique among the suggestions and no ``xml:id`` of the article. It is written as
      ``xml:id`` only where something points at it (``next``, ``prev``).
    - ``kind``: what a person confirms by kind. ``element``: what is written (``said``,
      ``persName``, ``orgName``, ``placeName``, ``rs``, ``measure``, ``num``, ``date``, ``seg``).
    - ``block``, ``start``, ``end``: the number of the text block in ``text_blocks`` of the tree
      and the range in its text, code points, end exclusive. ``words`` is exactly that text, white
      space as it stands. ``path`` is the block's path from the root, for people to read.
    - ``attributes``: name and value of what is written besides ``xml:id`` and ``resp``, in
      order: ``who``, ``source``, ``direct``, ``ref``, ``type``, ``quantity``, ``unit``, ``when``…
      Pointers point at entries of the article or of ``entries``.
    - ``precision``: ``@precision`` of a ``<precision match="@quantity">`` inside (``low`` for
      "about"), or empty.
    - ``entries``: the register entries that its pointers need and the article has not. The same
      entry comes with each suggestion that points at it; one is written once.
    - ``next``, ``prev``: ids of the suggestions which this one goes on in and goes on from: the
      parts of one speech. They are confirmed and rejected together.
    - ``speaker``: of a speech, the id of the suggestion that marks who speaks in the text
      (``persName``, ``rs`` …), or empty. ``cue``: the range of the cue ("she said") in
      ``cue_block``, or None.
    - ``score``: 0 to 1, how likely it is right. ``sure``: it may be confirmed without looking.
      ``reason``: why it was suggested, in a few words. ``by``: which suggester made it.

    Two suggestions stand apart, in one another, or around exactly the same words (then the first
    of the tuple is the outer one): never half in one another.
    """

    id: str
    kind: Kind
    element: str
    block: int
    start: int
    end: int
    words: str
    path: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    precision: str = ""
    entries: tuple[Entry, ...] = ()
    next: str = ""
    prev: str = ""
    speaker: str = ""
    cue: tuple[int, int] | None = None
    cue_block: int = -1
    score: float = 0.5
    sure: bool = False
    reason: str = ""
    by: str = "rules"

    def attribute(self, name: str) -> str:
        """The value of an attribute to write; empty where there is none of this name."""
        return dict(self.attributes).get(name, "")


def fingerprint(kind: Kind, text: str, start: int, end: int) -> str:
    """A digest of what was suggested and where: 32 hexadecimal digits.

    ``text`` is the block's, ``start`` and ``end`` a range in it. White space does not count, so
    the digest is the same after a draft has been wrapped in other lines or annotated.
    """
    before, words = len("".join(text[:start].split())), "".join(text[start:end].split())
    whole = "".join(text.split())
    parts = (kind, whole, str(before), words)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]
