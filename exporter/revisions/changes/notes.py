"""Notes that were added or deleted."""

from __future__ import annotations

from exporter.editing import Delete, Element, Insert
from exporter.revisions.base import Line
from exporter.revisions.changes.context import Job
from exporter.revisions.changes.markup import note_markup
from exporter.revisions.changes.placing import Placer
from exporter.revisions.compare.comparison import Comparison, atom_in
from exporter.revisions.compare.words import Change, Equal, normal
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import NOTE

__all__ = ["notes_of"]


def _notes(job: Job, it: Comparison) -> None:
    """New calls become notes, calls that are gone take their notes along."""
    for step in it.steps:
        if isinstance(step, Equal):
            continue
        for at in range(step.start, step.end):
            if it.before.text[at] == NOTE and job.note_at(it, at) not in job.kept:
                _delete_note(job, it, at)
        for at in range(step.at, step.until):
            if it.after.text[at] == NOTE and atom_in(it, at) not in job.kept:
                _add_note(job, it, step, at)


def _delete_note(job: Job, it: Comparison, at: int) -> None:
    note = job.note_at(it, at)
    lines = job.base.notes.get(note, [])
    words = " ".join(normal(" ".join(line.text for line in lines)).split())
    element = next((e for line in lines if (e := _note_element(job, line)) is not None), None)
    if element is None:
        message = "The call of a note that is made from the annotation was deleted: its words "
        job.refuse(f"{message}come from @source. Edit that.", None, words)
        return
    start, end = element.start, element.end
    lost = job.pointers(start, end)
    finding = Finding("note-deleted", lost, words, "", job.line_of(element), conflict=bool(lost))
    job.say([Delete(start, end)], finding)


def _note_element(job: Job, line: Line) -> Element | None:
    start = next((start for start in line.starts if start >= 0), None)
    around = None if start is None else job.source.around(start)
    while around is not None and around.local != "note":
        around = job.source.parent(around)
    return around


def _add_note(job: Job, it: Comparison, step: Change, at: int) -> None:
    atom = atom_in(it, at)
    place = Placer(job.source).point(it.before, step.start, step.start, None)
    if atom is None or place is None:
        job.refuse("A new note is at words that are not the author's.", None)
        return
    left = next((k for k in range(step.start - 1, -1, -1) if it.before.starts[k] >= 0), None)
    if (
        left is not None
        and it.before.text[left : step.start].strip(NOTE + " \u2009") == (it.before.text[left])
    ):
        place = max(place, it.before.ends[left]) if place >= it.before.ends[left] else place
    words = " ".join(" ".join(p.text for p in job.copy.notes.get(atom, [])).split())
    line = job.source.at(place)[0]
    job.say(
        [Insert(place, note_markup(job.copy, atom), markup=True)],
        Finding("note-added", "", "", words, line),
    )


def notes_of(job: Job) -> None:
    """All notes that were added or deleted; none where the copy has lost its notes."""
    if job.copy.notes or not job.base.notes:
        for group in job.pairs.groups:
            _notes(job, job.comparisons[group.edited[0]][0])
