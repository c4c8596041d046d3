"""What the steps of a merge share: the article as it is now, the copy, and how they were paired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from exporter.editing import Edit, EditError, Element, Source, apply, scan
from exporter.revisions.base import Base, Line
from exporter.revisions.changes.moved_spans import Lost
from exporter.revisions.changes.placing import block_of
from exporter.revisions.compare.alignment import Aligned, Group
from exporter.revisions.compare.comparison import Comparison, atom_of, compared
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import Copy, Paragraph
from exporter.values import Struct, field

__all__ = ["Job", "Step", "author_of", "made_steps", "who_deleted"]

_EMPTIES = frozenset(("list", "item", "quote", "lg", "cit", "sp"))
"""What means nothing once nothing is in it."""


class Step(Struct):
    """Edits that belong together, and what is said of them if they can be made."""

    edits: list[Edit]
    finding: Finding


class Job(Struct):
    """``base`` is that of the article in which the words are changed already; ``pairs`` are its
    paragraphs with those of the copy; ``was`` how the copy's were paired with what it was made
    from, whose paragraphs are ``old``, by their numbers in the base. ``kept`` are the notes that
    both have, by their ids in the base and in the copy. ``comparisons`` are by paragraph of the
    copy, with its place among those that are compared together. ``lost`` are elements whose words
    are gone, until they are found elsewhere."""

    base: Base
    copy: Copy
    pairs: Aligned
    was: Aligned
    old: dict[int, int]
    kept: frozenset[str] = frozenset()
    lost: list[Lost] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    comparisons: dict[int, tuple[Comparison, int]] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """The article."""
        return self.base.source

    @property
    def is_loose(self) -> bool:
        """Whether the copy does not say how it was made: what an earlier version made in other
        words cannot be told from what somebody changed there."""
        return self.copy.record is None

    def compare(self) -> None:
        """Compare the words of all pairs."""
        for group in self.pairs.groups:
            self._compare(group)

    def say(self, edits: list[Edit], finding: Finding) -> None:
        """Note a step."""
        self.steps.append(Step(edits, finding))

    def refuse(
        self, message: str, line: int | None = None, before: str = "", after: str = ""
    ) -> None:
        """Note what cannot be taken over."""
        finding = Finding("not-applied", message, before, after, line, applied=False, conflict=True)
        self.steps.append(Step([], finding))

    def _compare(self, group: Group) -> None:
        lines = [self.base.lines[at] for at in group.base]
        edited = [self.copy.paragraphs[at] for at in group.edited]
        comparison = compared(lines, edited)
        for number, at in enumerate(group.edited):
            self.comparisons[at] = comparison, number

    def block(self, line: Line) -> Element | None:
        """The block that a line is in; None where no author wrote it."""
        start = next((start for start in line.starts if start >= 0), None)
        return None if start is None else block_of(self.source, start)

    def line_of(self, element: Element) -> int:
        """The line that an element begins in."""
        return self.source.at(element.start)[0]

    def whole(self, block: Element) -> tuple[int, int]:
        """The range of a block, its emptied parents and the white space before it."""
        element = block
        while (parent := self.source.parent(element)) is not None and parent.local in _EMPTIES:
            rest = self.source.text[parent.inner : element.start]
            rest += self.source.text[element.end : parent.outer]
            if rest.strip():
                break
            element = parent
        start = element.start
        text = self.source.text
        while start > 0 and text[start - 1] in " \t\r\n":
            start -= 1
        if text[start - 1 : start] != ">" or not text[start : element.start].strip(" \t"):
            start = element.start if start == 0 else start
        return start, element.end

    def pointers(self, start: int, end: int) -> str:
        """What of the rest of the file points at ids inside a range."""
        inside = re.findall(r"xml:id\s*=\s*[\"']\s*([^\"'\s]+)", self.source.text[start:end])
        rest = f"{self.source.text[:start]} {self.source.text[end:]}"
        lost = [each for each in inside if re.search(rf"[\"'\s]#{re.escape(each)}[\"'\s]", rest)]
        return (
            f"Other parts of the article point at {', '.join(lost)}, which is gone." if lost else ""
        )

    def indent(self, block: Element) -> str:
        """The line end and white space before a block, if it stands on a line of its own."""
        text = self.source.text
        start = block.start
        while start > 0 and text[start - 1] in " \t\r\n":
            start -= 1
        space = text[start : block.start].replace("\r\n", "\n").replace("\r", "\n")
        return space[space.rfind("\n") :] if "\n" in space else ""

    def note_at(self, it: Comparison, at: int) -> str:
        """The id of the note that is called at a place of the base."""
        atom = atom_of(it.lines, at)
        return self.base.calls.get(atom.id, "") if atom is not None else ""


def author_of(it: Paragraph, copy: Copy) -> dict[str, Any]:
    revised = next((each for each in it.revised if each is not None), it.mark)
    if revised is None:
        return {"author": copy.author, "date": copy.date}
    return {"author": revised.author, "date": revised.date}


def who_deleted(copy: Copy, words: str) -> dict[str, Any]:
    """Who deleted these words, where that was tracked."""
    for paragraph in copy.paragraphs:
        for _, text, revision in paragraph.deleted:
            if text.strip() and text.strip() in words:
                return {"author": revision.author, "date": revision.date}
    return {"author": copy.author, "date": copy.date}


def made_steps(data: bytes, steps: Sequence[Step]) -> tuple[bytes, list[Finding]]:
    """The source with as many steps as can be made together, and what is said: of each that was
    made, and a conflict for each of the others."""
    source = scan(data)
    try:
        made = apply(source, [edit for step in steps for edit in step.edits])
        return made, [step.finding for step in steps]
    except EditError:
        pass
    kept: list[Edit] = []
    found: list[Finding] = []
    for step in steps:
        try:
            apply(source, [*kept, *step.edits])
        except EditError as error:
            it = step.finding
            message = f"It could not be written: {error.message}"
            found.append(
                Finding(
                    "conflict", message, it.before, it.after, it.line, applied=False,
                    conflict=True, author=it.author, date=it.date,
                )
            )  # fmt: skip
        else:
            kept += step.edits
            found.append(step.finding)
    return apply(source, kept), found
