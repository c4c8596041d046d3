"""Paragraphs that were split in two, or joined."""

from __future__ import annotations

import re

from exporter.editing import Element, Source, Splice
from exporter.revisions.changes.context import Job
from exporter.revisions.changes.placing import Placer, block_of
from exporter.revisions.compare.alignment import Group
from exporter.revisions.compare.comparison import Comparison
from exporter.revisions.compare.words import PARAGRAPH, Change, Equal, normal
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import NOTE

__all__ = ["borders_of"]

_SPLIT = frozenset(("p", "ab", "item", "l", "label", "stage"))


def _borders(job: Job, group: Group) -> None:
    """Split or join the paragraphs of a group."""
    comparison = job.comparisons[group.edited[0]][0]
    for step in comparison.steps:
        if isinstance(step, Equal):
            continue
        old = comparison.before.text[step.start : step.end]
        new = comparison.after.text[step.at : step.until]
        if PARAGRAPH in new and PARAGRAPH not in old:
            _split(job, comparison, step)
        elif PARAGRAPH in old and PARAGRAPH not in new:
            _join(job, comparison, step, new)


def _split(job: Job, it: Comparison, step: Change) -> None:
    placer = Placer(job.source)
    at = placer.point(it.before, step.start, step.end, None)
    block = None if at is None else block_of(job.source, at)
    words = " ".join(normal(it.before.text).split())
    if at is None and job.is_loose:
        return
    if at is None or block is None or block.local not in _SPLIT:
        name = f"<{block.local}>" if block is not None else "This"
        line = job.line_of(block) if block is not None else None
        job.refuse(f"{name} was split in two in the copy. Split it in the article.", line, words)
        return
    around = job.source.around(at)
    chain: list[Element] = []
    while around is not None and around.number != block.number:
        chain.append(around)
        around = job.source.parent(around)
    start, end = at, at
    while job.source.text[start - 1] in " \t\r\n":
        start -= 1
    while job.source.text[end] in " \t\r\n":
        end += 1
    closed = "".join(f"</{each.name}>" for each in (*chain, block))
    opened = "".join(_reopened(job.source, each) for each in (block, *reversed(chain)))
    space = job.indent(block).replace("\n", job.source.newline)
    finding = Finding("paragraph-split", "", words, "", job.line_of(block))
    job.say([Splice(start, end, f"{closed}{space}{opened}")], finding)


def _join(job: Job, it: Comparison, step: Change, new: str) -> None:
    border = it.before.text.index(PARAGRAPH, step.start)
    left = next((k for k in range(border - 1, -1, -1) if it.before.starts[k] >= 0), None)
    ahead = range(border + 1, len(it.before.text))
    right = next((k for k in ahead if it.before.starts[k] >= 0), None)
    one = None if left is None else block_of(job.source, it.before.starts[left])
    other = None if right is None else block_of(job.source, it.before.starts[right])
    words = " ".join(normal(it.before.text).split())
    if one is None or other is None or one.number == other.number:
        return
    between = job.source.text[one.end : other.start]
    if one.parent != other.parent or between.strip() or one.local not in _SPLIT:
        message = "Two paragraphs were joined in the copy. Join them in the article."
        job.refuse(message, job.line_of(one), words)
        return
    space = "" if job.source.text[one.outer - 1].isspace() else " "
    if not any(c.isspace() for c in new) and new.strip(NOTE) == "" and new:
        space = ""
    finding = Finding("paragraphs-joined", "", words, "", job.line_of(one))
    job.say([Splice(one.outer, other.inner, space)], finding)


def _reopened(source: Source, element: Element) -> str:
    """The start tag of an element's second half; its id stays with the first."""
    tag = source.text[element.start : element.inner]
    return re.sub(r"\s+xml:id\s*=\s*(\"[^\"]*\"|'[^']*')", "", tag)


def borders_of(job: Job) -> None:
    """All paragraphs that were split or joined."""
    for group in job.pairs.groups:
        if len(group.base) + len(group.edited) > 2:
            _borders(job, group)
