"""New rows of a table: made like the row beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.editing import Edit, Element, Insert
from exporter.revisions.changes.context import Job, author_of
from exporter.revisions.changes.markup import paragraph_markup
from exporter.revisions.compare.words import normal
from exporter.revisions.findings import Finding

__all__ = ["put_rows"]

_ID = re.compile(r"\s+xml:id\s*=\s*(\"[^\"]*\"|'[^']*')")
_LABEL = re.compile(r"\s+role\s*=\s*(\"label\"|'label')")


def put_rows(
    job: Job, several: Sequence[int], before: Element | None, after: Element | None
) -> set[int]:
    """Put in the rows of which all cells are new, beside the row of a block before or after them;
    the paragraphs of the copy that are settled by this."""
    paired = {at for group in job.pairs.groups for at in group.edited}
    done: set[int] = set()
    edits: list[Edit] = []
    findings: list[Finding] = []
    rows = [each for block in (before, after) if (each := _row(job, block)) is not None]
    for at in several:
        own = job.copy.paragraphs[at].cell
        if not own or at in done or not rows:
            continue
        cells = [k for k, it in enumerate(job.copy.paragraphs) if it.cell[:-1] == own[:-1]]
        if paired & set(cells):
            continue
        done |= set(cells)
        model, is_after = _model(job, before, after)
        markup = _markup(job, model, cells)
        place = model.start if is_after else model.end
        space = job.indent(model)
        edits.append(Insert(place, f"{markup}{space}" if is_after else f"{space}{markup}", True))
        words = " | ".join(normal(job.copy.paragraphs[k].text) for k in cells)
        findings.append(
            Finding(
                "paragraph-added",
                "A new row of a table.",
                "",
                words,
                job.line_of(model),
                **author_of(job.copy.paragraphs[at], job.copy),
            )
        )
    for edit, finding in zip(edits, findings, strict=True):
        job.say([edit], finding)
    return done


def _row(job: Job, block: Element | None) -> Element | None:
    around = [block, *job.source.ancestors(block)] if block is not None else []
    return next((each for each in around if each.local == "row"), None)


def _model(job: Job, before: Element | None, after: Element | None) -> tuple[Element, bool]:
    """The row that a new one is made like and put beside: the one behind it in the same table,
    since the one before it may hold the headings."""
    one, other = _row(job, before), _row(job, after)
    if other is not None and (one is None or one.parent == other.parent):
        return other, True
    assert one is not None
    return one, False


def _markup(job: Job, model: Element, cells: Sequence[int]) -> str:
    source = job.source
    like = [child for child in source.children(model) if child.local == "cell"]
    row = _LABEL.sub("", _tag(job, model))
    cell = model.name.removesuffix("row") + "cell"
    columns: dict[int, list[int]] = {}
    for at in cells:
        columns.setdefault(job.copy.paragraphs[at].cell[-1], []).append(at)
    parts = []
    for column, lines in sorted(columns.items()):
        tag = _tag(job, like[column]) if column < len(like) else f"<{cell}>"
        words = [paragraph_markup(job, at) for at in lines]
        held = words[0] if len(words) == 1 else "".join(f"<p>{each}</p>" for each in words)
        parts.append(f"{tag}{held}</{cell}>")
    return f"{row}{''.join(parts)}</{model.name}>"


def _tag(job: Job, element: Element) -> str:
    """A start tag without its id."""
    return _ID.sub("", job.source.text[element.start : element.inner]).replace("/>", ">")
