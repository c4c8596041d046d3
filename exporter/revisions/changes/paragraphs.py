"""Paragraphs that were added, deleted or moved."""

from __future__ import annotations

import re

from exporter.editing import Delete, Edit, Element, Insert, Splice
from exporter.revisions.base import Line
from exporter.revisions.changes.context import Job, author_of, who_deleted
from exporter.revisions.changes.markup import paragraph_markup
from exporter.revisions.changes.table_rows import put_rows
from exporter.revisions.compare.alignment import Group
from exporter.revisions.compare.words import normal
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import IMAGE, NOTE, Paragraph

__all__ = ["deleted", "ordered"]

_LIST = re.compile("^list")
_MADE = frozenset(
    (
        *("byline", "dateline", "subtitle", "article details", "article details last"),
        *("audience notice", "correction notice", "picture description", "text break"),
    )
)
"""The styles of paragraphs that no author writes."""
_HEADING = re.compile(r"^(heading|title$|subtitle$)")


def deleted(job: Job) -> None:
    """Paragraphs that are gone go from the article."""
    doomed = [job.old[at] for at in job.was.deleted if at in job.old]
    doomed = [at for at in doomed if at in job.pairs.deleted]
    made = 0
    for at in doomed:
        line = job.base.lines[at]
        block = job.block(line)
        if block is None:
            made += bool(normal(line.text)) or IMAGE in line.text
            continue
        words = " ".join(line.text.split())
        if line.it.style == "title":
            _keep_title(job, block, words)
            continue
        others = [
            each
            for number, each in enumerate(job.base.lines)
            if number not in doomed and each is not line and _inside(each, block)
        ]
        if others or block.local in ("div", "body", "text"):
            message = "This paragraph was deleted, but other text is in its element."
            job.refuse(message, job.line_of(block), words)
            continue
        start, end = job.whole(block)
        finding = Finding(
            "paragraph-deleted", job.pointers(start, end), words, "",
            job.line_of(block), conflict=bool(job.pointers(start, end)),
            **who_deleted(job.copy, words),
        )  # fmt: skip
        edit: Edit = Delete(start, end)
        if block.local == "cell":
            edit = Delete(block.inner, block.outer)
        job.say([edit], finding)
    if made and not job.is_loose:
        job.refuse(
            f"{made} paragraph{'s' if made > 1 else ''} made from registers, the header or "
            "pictures were deleted in the copy. Edit the article, or export it without them."
        )


def _keep_title(job: Job, block: Element, words: str) -> None:
    """A title that is missing is rather a program's doing than somebody's wish."""
    message = "The title is missing in the copy; it stays in the article."
    line = job.line_of(block)
    conflict = not job.is_loose
    finding = Finding("not-applied", message, words, "", line, applied=False, conflict=conflict)
    job.say([], finding)


def ordered(job: Job) -> None:
    """Paragraphs that are new, or are in another place: each goes behind the one that it
    follows in the copy."""
    stay: dict[int, Element] = {}
    moved: dict[int, Group] = {}
    for group in job.pairs.groups:
        if _was_moved(job, group):
            moved[group.edited[0]] = group
            continue
        block = job.block(job.base.lines[group.base[-1]])
        if block is not None:
            stay[group.edited[-1]] = block
    fresh = set(job.was.inserted) & set(job.pairs.inserted)
    behind = _behind(job, fresh, max(stay, default=-1))
    anchor: Element | None = None
    waiting: list[int] = []
    for at in range(len(job.copy.paragraphs)):
        it = job.copy.paragraphs[at]
        if at in stay:
            if waiting:
                _put(job, waiting, anchor, stay[at], moved)
                waiting = []
            anchor = stay[at]
        elif at in moved:
            waiting.append(at)
        elif at in fresh and _says(it) and not (job.is_loose and it.style in _MADE):
            if at >= behind:
                _refuse_index(job, it)
            else:
                waiting.append(at)
    if waiting:
        _put(job, waiting, anchor, None, moved)


def _behind(job: Job, fresh: set[int], last: int) -> int:
    """The first paragraph of the copy that is behind the article's own: in its indexes."""
    placed = [at for at, line in enumerate(job.base.lines) if line.is_placed]
    end = placed[-1] if placed else -1
    starts = [group.edited[0] for group in job.pairs.groups if group.base[0] > end]
    if job.is_loose:
        heads = (at for at in sorted(fresh) if _HEADING.match(job.copy.paragraphs[at].style))
        starts += [at for at in heads if at > last][:1]
    return min(starts, default=len(job.copy.paragraphs))


def _refuse_index(job: Job, it: Paragraph) -> None:
    if not job.is_loose:
        message = "A paragraph was added in an index. Add the entry to its register in standOff."
        job.refuse(message, None, "", it.text)


def _was_moved(job: Job, group: Group) -> bool:
    return (
        group.moved
        and len(group.base) == len(group.edited) == 1
        and any(each.moved and group.edited[0] in each.edited for each in job.was.groups)
    )


def _put(job: Job, several: list[int], before: Element | None, after: Element | None,
    moved: dict[int, Group],
) -> None:  # fmt: skip
    """Put paragraphs between two blocks."""
    if before is None and after is None:
        for at in several:
            words = job.copy.paragraphs[at].text
            job.refuse("There is no place for this new paragraph.", None, "", words)
        return
    rows = put_rows(job, several, before, after)
    for at in several:
        if at in rows:
            continue
        it = job.copy.paragraphs[at]
        block, place, name = _place(job, it, before, after)
        group = moved.get(at)
        if group is not None:
            _move(job, group, block, place)
            continue
        if it.cell:
            job.refuse(
                "A new column of a table is not taken over. Add it in the article.",
                job.line_of(block), "", it.text,
            )  # fmt: skip
            continue
        markup = f"<{name}>{paragraph_markup(job, at)}</{name}>"
        message = ""
        if _HEADING.match(it.style):
            message = "A new heading is put in as a paragraph: make a section of it."
        line = job.line_of(block)
        words = " ".join(normal(it.text).split())
        finding = Finding(
            "paragraph-added", message, "", words, line, conflict=bool(message),
            **author_of(it, job.copy),
        )  # fmt: skip
        job.say([_insertion(job, block, place, markup)], finding)


def _place(
    job: Job, it: Paragraph, before: Element | None, after: Element | None
) -> tuple[Element, str, str]:
    """The block that a paragraph is put beside, on which side, and what it becomes."""
    listed = bool(_LIST.match(it.style))
    block = before if before is not None else after
    assert block is not None
    side = "after" if before is not None else "before"
    if listed:
        for each, where in ((before, "after"), (after, "before")):
            item = _item(job, each)
            if item is not None:
                return item, where, "item"
    for each in (block, *job.source.ancestors(block)):
        if each.local in ("list", "table", "figure", "note", "quote", "cit", "lg", "sp"):
            block = each
    if block.local == "head" and side == "before" and after is not None:
        side = "after"
    return block, side, "l" if block.local == "l" else "p"


def _item(job: Job, block: Element | None) -> Element | None:
    for each in (block, *job.source.ancestors(block)) if block is not None else ():
        if each.local == "item":
            return each
    return None


def _insertion(job: Job, block: Element, side: str, markup: str) -> Edit:
    space = job.indent(block)
    if side == "after":
        return Insert(block.end, f"{space}{markup}", markup=True)
    return Insert(block.start, f"{markup}{space}", markup=True)


def _move(job: Job, group: Group, block: Element, side: str) -> None:
    line = job.base.lines[group.base[0]]
    own = job.block(line)
    words = " ".join(normal(line.text).split())
    if own is None:
        return
    if own.local not in ("p", "ab", "item", "l", "quote"):
        message = f"<{own.local}> was moved in the copy. Move it in the article."
        job.refuse(message, job.line_of(own), words)
        return
    start, end = job.whole(own)
    raw = job.source.text[own.start : own.end].replace("\r\n", "\n").replace("\r", "\n")
    where = block
    if own.local == "item" and (item := _item(job, block)) is not None:
        where = item
    if own.start <= where.start and where.end <= own.end:
        return
    space = job.indent(where)
    text = f"{space}{raw}" if side == "after" else f"{raw}{space}"
    text = text.replace("\n", job.source.newline)
    at = where.end if side == "after" else where.start
    finding = Finding(
        "paragraph-moved", "", words, words, job.line_of(own), **who_deleted(job.copy, words)
    )
    job.say([Delete(start, end), Splice(at, at, text)], finding)


def _inside(line: Line, block: Element) -> bool:
    return any(block.start <= start < block.end for start in line.starts if start >= 0)


def _says(it: Paragraph) -> bool:
    return bool(normal(it.text)) or NOTE in it.text
