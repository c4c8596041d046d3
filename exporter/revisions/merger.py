"""An article and its edited Word copy → the article with the copy's changes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

from exporter.arguments import checked
from exporter.docx.parts import record as records
from exporter.editing import Insert, Replace
from exporter.files.inputs import Readable, load
from exporter.revisions.base import Base, Line
from exporter.revisions.base_selection import Choice
from exporter.revisions.changes.borders import borders_of
from exporter.revisions.changes.change_log import log
from exporter.revisions.changes.changed_facts import named, what_to_edit
from exporter.revisions.changes.comments import comments
from exporter.revisions.changes.context import Job, Step, made_steps
from exporter.revisions.changes.formatting import italics, pictures_of
from exporter.revisions.changes.moved_spans import Lost, along, found_again, lost_spans, missing
from exporter.revisions.changes.notes import notes_of
from exporter.revisions.changes.paragraphs import deleted, ordered
from exporter.revisions.changes.placing import Placer, within
from exporter.revisions.compare.alignment import Aligned, aligned
from exporter.revisions.compare.comparison import compared, paired_atoms, passage
from exporter.revisions.compare.three_way import changed, mapped, offsets
from exporter.revisions.compare.word_edits import write_words
from exporter.revisions.compare.words import normal
from exporter.revisions.findings import Finding, Merged
from exporter.revisions.word.copy import IMAGE, NOTE, Copy, Paragraph
from exporter.revisions.word.reader import read_copy
from exporter.sourcing import CitationStyle
from exporter.tei import Limits
from exporter.values import Struct, field, replace

__all__ = ["Merged", "merge"]


_UNSAID = (
    "The copy does not say how it was made: the title block, notes and indexes that are made from "
    "the annotation, and the italics of annotated words, were not compared."
)


@checked
def merge(
    article: Readable,
    edited: Readable,
    *,
    reject: Collection[str] = (),
    public_log: bool = False,
    as_markup: bool = False,
    citations: CitationStyle | None = None,
    limits: Limits | None = None,
    name: str | None = None,
    base: str | os.PathLike[str] | None = None,
) -> Merged:
    """Bring what was changed in a Word copy back into its article. ``article`` and ``edited`` are
    each a path, bytes or an open binary file.

    The article's bytes stay as they are, but for what changed. Tracked changes are accepted, but
    for those of the authors in ``reject``; each author and day gets an entry in ``revisionDesc``,
    for the newsroom alone unless ``public_log``. ``as_markup`` keeps tracked changes of words as
    ``add`` and ``del``. ``citations`` is the style that the copy was made with, if any. ``name`` is
    what messages call the article, ``base`` the folder where its pictures are, if not its own.
    Nothing is written.

    Raises InputError for a copy that cannot be read, or is of another article, and what reading
    the article raises.
    """
    # Long: the signature and what it promises.
    it = load(article, name=name)
    data, file = it.data, it.file
    given = load(edited, what="Word copy")
    copy = read_copy(given.data, given.file, reject)
    choice = Choice(
        data,
        copy,
        limits or Limits(size=max(len(data), 2**26)),
        citations,
        folder=Path(base) if base is not None else it.folder,
        file=file,
        copy_file=given.file,
    )
    choice.choose()
    assert choice.base is not None
    assert choice.old is not None
    job = _Merger(data, choice, copy, choice.base, choice.old, as_markup=as_markup)
    job.words()
    job.structure()
    if copy.record is None:
        job.findings.append(Finding("not-applied", _UNSAID, applied=False))
    result = job.data
    if result != data:
        result = log(result, job.findings, copy, public=public_log)
    found = sorted(dict.fromkeys(job.findings), key=lambda each: not each.conflict)
    return Merged(result, tuple(found), choice.kind, data, file)


class _Merger(Struct):
    """``base``, ``old``: see :class:`Choice`; ``data`` is the article so far; ``kept`` the notes
    that both copies have; ``latest`` is the last copy that was made of ``data``."""

    data: bytes
    choice: Choice
    copy: Copy
    base: Base
    old: Base
    pairs: Aligned = field(default_factory=lambda: Aligned((), (), ()))
    findings: list[Finding] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    latest: Base | None = None
    as_markup: bool = False
    lost: list[Lost] = field(default_factory=list)
    places: list[tuple[int, str, str]] = field(default_factory=list)

    # ------------------------------------------------------------------- words

    def words(self) -> None:
        """Change the words of the article's paragraphs and notes where the copy's changed."""
        self.pairs = self._without_unedited(
            aligned([line.it for line in self.old.lines], self.copy.paragraphs)
        )
        view = self.old.lines if self.old is self.base else mapped(self.old.lines, self.base.lines)
        placer = Placer(self.base.source, as_markup=self.as_markup)
        for group in self.pairs.groups:
            lines = [view[at] for at in group.base]
            edited = [self.copy.paragraphs[at] for at in group.edited]
            self._compare(lines, edited, placer)
        for ours, theirs in self._note_pairs():
            self.kept |= {self.old.calls.get(ours, ""), theirs}
            lines = self.old.notes.get(self.old.calls.get(ours, ""), [])
            if self.old is not self.base:
                lines = mapped(lines, self.base.notes.get(self.old.calls.get(ours, ""), []))
            if lines and theirs in self.copy.notes:
                self._compare(lines, self.copy.notes[theirs], placer, note=self.old.calls[ours])
        self._finish_words(placer)

    def _without_unedited(self, pairs: Aligned) -> Aligned:
        """Paragraphs that are in the copy as they were exported are nobody's additions, even
        where this version makes others in their place; what stands more often than before is."""
        known = Counter(each.words for each in self.choice.record.paragraphs)
        here = Counter(map(_digest, self.copy.paragraphs))
        digests = ((at, _digest(self.copy.paragraphs[at])) for at in pairs.inserted)
        fresh = tuple(at for at, digest in digests if here[digest] > known[digest])
        return replace(pairs, inserted=fresh)

    def _is_unedited(self, edited: Sequence[Paragraph]) -> bool:
        known = {each.words for each in self.choice.record.paragraphs}
        return all(_digest(each) in known for each in edited)

    def _compare(
        self, lines: Sequence[Line], edited: Sequence[Paragraph], placer: Placer, note: str = ""
    ) -> None:
        before, after = passage(lines).text, "\ue00f".join(p.text for p in edited)
        if before == after or normal(before) == normal(after):
            return
        if not any(line.is_placed or changed(line) for line in lines):
            if self.copy.record is not None and not self._is_unedited(edited):
                self._derived(lines, before, after, note)
            return
        comparison = compared(lines, edited)
        lost = None if self.old is self.base else frozenset(offsets(lines))
        said = write_words(comparison, placer, controls=self.copy.controls, changed=lost)
        self.findings += [each for each in said if not self._is_made(each)]

    def _is_made(self, it: Finding) -> bool:
        """Whether it is about signs alone, which an earlier version may have made otherwise."""
        words = it.before + it.after
        return self.copy.record is None and not it.applied and not any(map(str.isalnum, words))

    def _derived(self, lines: Sequence[Line], before: str, after: str, note: str) -> None:
        message = self._note_source(note) if note else what_to_edit(lines[0].it.style)
        was, now = (" ".join(normal(text).split()) for text in (before, after))
        finding = Finding("not-applied", message, was, now, applied=False, conflict=True)
        self.findings.append(finding)

    def _note_source(self, note: str) -> str:
        known = self.base.article
        ids = [
            source
            for span in (known.claims, known.speeches, known.figures)
            for each in span.values()
            if note.endswith(f"-{each.id}")
            for source in each.sources
        ]
        where = f" Edit bibl {', '.join(dict.fromkeys(ids))}." if ids else " Edit its source."
        return f"This note is made from the annotation.{where}"

    def _note_pairs(self) -> list[tuple[str, str]]:
        """Notes of the base and of the copy that are called at the same place."""
        found: list[tuple[str, str]] = []
        for group in self.pairs.groups:
            lines = [self.old.lines[at] for at in group.base]
            edited = [self.copy.paragraphs[at] for at in group.edited]
            ours = [
                atom.id
                for line in lines
                for at, atom in sorted(line.it.atoms.items())
                if line.text[at] == NOTE
            ]
            theirs = [
                atom.id
                for each in edited
                for at, atom in sorted(each.atoms.items())
                if each.text[at] == NOTE
            ]
            if len(ours) == len(theirs):
                found += zip(ours, theirs, strict=True)
            elif ours and theirs:
                found += paired_atoms(compared(lines, edited))
        return found

    def _finish_words(self, placer: Placer) -> None:
        edits, gone = placer.finished()
        source = placer.source
        self.lost = lost_spans(source, gone, placer.holds)
        edits = along(edits, self.lost)
        for element in gone:
            if within(element.start, element.end, found_again(self.lost)):
                continue
            ident = source.attributes(element).get("xml:id", "")
            if ident and f"#{ident}" in source.text:
                words = source.content(element.inner, element.outer).string
                message = f"{ident} lost all its words and is gone; other parts point at it."
                line = source.at(element.start)[0]
                self.findings.append(
                    Finding("conflict", message, " ".join(words.split()), "", line, conflict=True)
                )
        places = [(start, source.text[start:end], "") for start, end in placer.deleted]
        places += [
            (e.start, source.text[e.start : e.end], e.words)
            for e in placer.edits
            if isinstance(e, Replace)
        ]
        places += [(e.at, "", e.words) for e in placer.edits if isinstance(e, Insert)]
        steps = [Step([each], Finding("words", "", applied=False)) for each in edits]
        self.data, said = made_steps(self.data, steps)
        self.findings += [each for each in said if each.conflict]
        self.places = places

    # --------------------------------------------------------------- structure

    def structure(self) -> None:
        """What changed beside the words: first what is within paragraphs, then the paragraphs."""
        for parts in ((notes_of, pictures_of, italics, comments), (deleted, ordered, borders_of)):
            now, pairs, old = self._now()
            job = Job(now, self.copy, pairs, self.pairs, old, frozenset(self.kept), self.lost)
            job.compare()
            for part in parts:
                part(job)
            self.findings += [step.finding for step in job.steps if not step.edits]
            waiting = [step for step in job.steps if step.edits]
            self.data, said = made_steps(self.data, waiting)
            self.findings += said
        self.findings += missing(self.lost, [each.after for each in self.findings])
        taken = found_again(self.lost)
        left = [each for each in self.places if not within(each[0], each[0], taken)]
        self.findings += named(self.base.source, left)

    def _now(self) -> tuple[Base, Aligned, dict[int, int]]:
        """The article as it is, made again if need be, its paragraphs paired with the copy's, and
        what became of those that the copy was made from."""
        if self.latest is None or self.latest.source.data != self.data:
            same = self.data == self.base.source.data
            self.latest = self.base if same else self.choice.made(self.data)
        now = self.latest
        pairs = self.pairs
        old = {at: at for at in range(len(self.old.lines))}
        if now is not self.old:
            pairs = aligned([line.it for line in now.lines], self.copy.paragraphs)
            links = aligned([line.it for line in self.old.lines], [line.it for line in now.lines])
            old = {
                one: other
                for group in links.groups
                for one, other in zip(group.base, group.edited, strict=False)
            }
        return now, pairs, old


def _digest(it: Paragraph) -> str:
    return records.words_digest(it.text.replace(NOTE, "").replace(IMAGE, ""))
