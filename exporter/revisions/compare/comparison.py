"""Paragraphs of the base and of the copy that belong together, as one text each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from exporter.revisions.base import Line
from exporter.revisions.changes.placing import Passage
from exporter.revisions.compare.words import PARAGRAPH, Change, Equal, differences
from exporter.revisions.word.copy import NOTE, Atom, Paragraph, Revision
from exporter.values import Struct, field

__all__ = [
    "Comparison", "Words", "atom_in", "atom_of", "compared", "edited_atom", "joined",
    "paired_atoms", "passage",
]  # fmt: skip


class Words(Struct):
    """Edited paragraphs as one text; the lists beside it have an entry for each character."""

    text: str = ""
    spans: list[frozenset[str]] = field(default_factory=list)
    revised: list[Revision | None] = field(default_factory=list)
    italic: bytearray = field(default_factory=bytearray)
    starts: list[int] = field(default_factory=list)


class Comparison(Struct):
    """Paragraphs of the base and of the copy that belong together, and how they differ."""

    lines: Sequence[Line]
    edited: Sequence[Paragraph]
    before: Passage
    after: Words
    steps: list[Equal | Change]


def passage(lines: Sequence[Line]) -> Passage:
    """Lines as one text, with a PARAGRAPH between two."""
    text, spans = "", list[frozenset[str]]()
    starts, ends = array("q"), array("q")
    for line in lines:
        if text or starts:
            text += PARAGRAPH
            starts.append(-1)
            ends.append(-1)
            spans.append(frozenset())
        text += line.text
        starts.extend(line.starts)
        ends.extend(line.ends)
        spans += line.it.spans
    return Passage(text, starts, ends, spans)


def joined(paragraphs: Sequence[Paragraph]) -> Words:
    """Paragraphs as one text, with a PARAGRAPH between two."""
    found = Words()
    for number, it in enumerate(paragraphs):
        if number:
            found.text += PARAGRAPH
            found.spans.append(frozenset())
            found.revised.append(None)
            found.italic.append(0)
        found.starts.append(len(found.text))
        found.text += it.text
        found.spans += it.spans
        found.revised += it.revised
        found.italic += it.italic
    return found


def compared(lines: Sequence[Line], edited: Sequence[Paragraph]) -> Comparison:
    """How paragraphs of the copy differ from what they were."""
    before, after = passage(lines), joined(edited)
    return Comparison(lines, edited, before, after, differences(before.text, after.text))


def atom_of(lines: Sequence[Line], at: int) -> Atom | None:
    """What a sign in the text of lines of the base stands for."""
    for line in lines:
        if at < len(line.text):
            return line.it.atoms.get(at)
        at -= len(line.text) + 1
    return None


def edited_atom(it: Comparison, at: int) -> Atom | None:
    """What a sign in the text of the copy stands for."""
    for start, paragraph in zip(it.after.starts, it.edited, strict=True):
        if start <= at < start + len(paragraph.text):
            return paragraph.atoms.get(at - start)
    return None


def atom_in(it: Comparison, at: int) -> str | None:
    """Its id."""
    found = edited_atom(it, at)
    return None if found is None else found.id


def paired_atoms(it: Comparison) -> list[tuple[str, str]]:
    """The ids of notes that are called at the same place in both."""
    found = []
    for step in it.steps:
        old = [a for a in range(step.start, step.end) if it.before.text[a] == NOTE]
        new = [a for a in range(step.at, step.until) if it.after.text[a] == NOTE]
        for one, other in zip(old, new, strict=False):
            ours, theirs = atom_of(it.lines, one), edited_atom(it, other)
            if ours is not None and theirs is not None:
                found.append((ours.id, theirs.id))
    return found
