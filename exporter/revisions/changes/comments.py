"""Comments, as notes for the newsroom."""

from __future__ import annotations

from exporter.editing import Insert
from exporter.revisions.changes.context import Job, Step
from exporter.revisions.changes.markup import comment_note, comment_words
from exporter.revisions.compare.words import Change
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import Comment

__all__ = ["comments"]


def comments(job: Job) -> None:
    """Put in the comments that the base had not."""
    known = {(each.author, each.text) for each in job.base.copy.comments}
    _gone(job)
    kept = _kept(job)
    fresh = [
        each
        for each in job.copy.comments
        if (each.author, each.text) not in known and comment_words(each) not in kept
    ]
    for each in fresh:
        if each.paragraph in job.pairs.inserted:
            continue
        at = _commented(job, each)
        if at is None:
            job.refuse(
                "A comment is at words that are not the author's.",
                None,
                "",
                f"{each.author}: {each.text}",
            )
            continue
        finding = Finding(
            "comment",
            "",
            "",
            each.text,
            job.source.at(at)[0],
            author=each.author,
            date=each.date,
        )
        job.say([Insert(at, comment_note(each), markup=True)], finding)


def _kept(job: Job) -> set[str]:
    """What the comments say that the article keeps, whatever copy they came from."""
    source = job.source
    return {
        " ".join(source.content(element.inner, element.outer).string.split())
        for element in source.elements
        if element.local == "note" and source.attributes(element).get("type") == "comment"
    }


def _gone(job: Job) -> None:
    """Comments of the article that the copy had and has no more: somebody may have settled them."""
    left = {(each.author, each.text) for each in job.copy.comments}
    had = {(each.author, each.text) for each in job.base.copy.comments}
    for note in job.base.article.notes.values():
        it = note.comment
        if it is not None and (it.author, it.text) in had - left:
            message = "This comment was deleted in the copy. If it is settled, delete its <note>."
            finding = Finding(
                "comment", message, it.text, "", note.line or None, applied=False,
                author=it.author, date=it.when,
            )  # fmt: skip
            job.steps.append(Step([], finding))


def _commented(job: Job, it: Comment) -> int | None:
    """The place behind the words that a comment is about."""
    if it.paragraph in job.comparisons:
        comparison, number = job.comparisons[it.paragraph]
        end = comparison.after.starts[number] + it.end
        at = 0
        for step in comparison.steps:
            if step.at >= end:
                break
            at = (
                step.end
                if step.until <= end or isinstance(step, Change)
                else (step.start + end - step.at)
            )
        left = next((k for k in range(at - 1, -1, -1) if comparison.before.starts[k] >= 0), None)
        if left is not None:
            return comparison.before.ends[left]
    for line in job.base.lines:
        if line.is_placed:
            return max(line.ends)
    return None
