"""Steps made in the source together; what cannot be made is a conflict."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.editing import Edit, EditError, apply, scan
from exporter.revisions.changes.job import Step
from exporter.revisions.findings import Finding

__all__ = ["made_steps"]


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
