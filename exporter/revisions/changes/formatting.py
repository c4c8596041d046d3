"""Italics, and what is said of pictures."""

from __future__ import annotations

from exporter.editing import Replace, Unwrap, Wrap
from exporter.revisions.changes.context import Job
from exporter.revisions.compare.comparison import Comparison, atom_of, edited_atom
from exporter.revisions.compare.words import Change, normal
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import IMAGE

__all__ = ["italics", "pictures_of"]


def _pictures(job: Job, it: Comparison) -> None:
    """Alternative texts that changed; pictures that were replaced are said."""
    for step in it.steps:
        if isinstance(step, Change) or it.before.text[step.start : step.end] != IMAGE:
            continue
        was, now = atom_of(it.lines, step.start), edited_atom(it, step.at)
        if was is None or now is None:
            continue
        if now.alt != was.alt and now.alt.strip() and was.alt.strip():
            _describe(job, was.alt, now.alt)
        if now.id != was.id and now.id and was.id:
            shown = was.alt if len(was.alt) < 60 else f"{was.alt[:59]}…"
            job.refuse(
                f"A picture was replaced ({shown}). Put it into the article's folder "
                "and name it in graphic/@url."
            )


def _describe(job: Job, was: str, now: str) -> None:
    """A picture's alternative text is a figDesc with these words."""
    for element in job.source.elements:
        if element.local == "figDesc":
            words = job.source.content(element.inner, element.outer).string
            if " ".join(words.split()) == " ".join(was.split()):
                finding = Finding("alternative-text", "", was, now, job.line_of(element))
                job.say([Replace(element.inner, element.outer, now)], finding)
                return
    job.refuse("An alternative text changed that is in no figDesc.", None, was, now)


_Slanted = tuple[Comparison, int, int, bool]
"""Characters of the base, and whether they are in italics now."""


def italics(job: Job) -> None:
    """Words that are in italics now, or no more. Where the looks of a whole paragraph changed, or
    of much of the text, it was a program that did it, or a style."""
    total = changed = 0
    found: list[_Slanted] = []
    for comparison in {id(c): c for c, _ in job.comparisons.values()}.values():
        own, seen, count = _slanted(comparison)
        total += seen
        changed += count
        if count < seen:
            found += own
    if changed * 5 > total:
        return
    for comparison, start, end, now in found:
        if not (job.is_loose and _is_annotation(comparison, start, end)):
            _slant(job, comparison, start, end, now=now)


def _is_annotation(it: Comparison, start: int, end: int) -> bool:
    """Whether the words are annotated: an earlier version may have drawn them otherwise."""
    return all(it.before.spans[start:end])


def _slanted(it: Comparison) -> tuple[list[_Slanted], int, int]:
    """The runs whose looks changed; how many characters there are, and how many of them changed."""
    before = b"\0".join(bytes(line.it.italic) for line in it.lines)
    found: list[_Slanted] = []
    total = changed = 0
    for step in it.steps:
        if isinstance(step, Change):
            continue
        for offset in range(min(step.end - step.start, step.until - step.at)):
            at, now = step.start + offset, bool(it.after.italic[step.at + offset])
            if it.before.starts[at] < 0:
                continue
            total += 1
            if bool(before[at]) == now:
                continue
            changed += 1
            last = found[-1] if found else None
            if last and last[3] == now and not it.before.text[last[2] : at].strip():
                found[-1] = (it, last[1], at + 1, now)
            else:
                found.append((it, at, at + 1, now))
    return found, total, changed


def _slant(job: Job, it: Comparison, start: int, end: int, *, now: bool) -> None:
    low, high = it.before.starts[start], it.before.ends[end - 1]
    words = it.before.text[start:end]
    line = job.source.at(low)[0]
    if now:
        edit = Wrap(low, high, "hi", (("rend", "italic"),), "chain")
        job.say([edit], Finding("italics", "", words, words, line))
        return
    around = job.source.around(low)
    while around is not None and around.local not in ("hi", "emph", "title", "foreign"):
        around = job.source.parent(around)
    if around is not None and around.local in ("hi", "emph"):
        inner = job.source.content(around.inner, around.outer).string
        if normal(inner) == normal(words):
            job.say([Unwrap(around.start)], Finding("italics", "", words, words, line))
            return
    if job.copy.controls:
        job.refuse("Words are no longer in italics in the copy.", line, words)


def pictures_of(job: Job) -> None:
    """All pictures."""
    for group in job.pairs.groups:
        _pictures(job, job.comparisons[group.edited[0]][0])
