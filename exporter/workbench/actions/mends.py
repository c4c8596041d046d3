"""Findings that are mended without judgement: the fix of a rule, for one place."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.checks import load_config
from exporter.checks.fixes import mends
from exporter.editing import Element, SetAttribute
from exporter.errors import EditError
from exporter.files.inputs import Loaded
from exporter.workbench.actions.action import Planned
from exporter.workbench.remedies.completion import completed
from exporter.workbench.source.store import Store
from exporter.workbench.source.versions import State

__all__ = ["finding_id", "mended"]


def finding_id(rule: str, line: int | None, column: int | None) -> str:
    """The name of a finding: its rule and its place."""
    return f"{rule}:{line or 0}:{column or 0}"


def mended(state: State, store: Store, findings: Sequence[str]) -> Planned:
    """The edits that correct findings. Raises EditError where there are none (any more)."""
    config = load_config(store.path) if store.path is not None else None
    wanted = {
        finding_id(mend.rule, *mend.place): mend
        for mend in mends(Loaded(state.source.data, state.source.file), config=config)
        if finding_id(mend.rule, *mend.place) in findings
    }
    rest = [each for each in findings if each not in wanted]
    lacking = completed(state, _named(state, rest))
    edits = tuple(dict.fromkeys([*(mend.edit for mend in wanted.values()), *lacking]))
    if not edits:
        raise EditError("This is corrected already, or somebody has to decide it.")
    one = len(edits) == 1
    chosen = edits[0].element if one and isinstance(edits[0], SetAttribute) else -1
    return Planned(edits, "said.fix" if one else "said.fixes", {"count": str(len(edits))}, chosen)


def _named(state: State, findings: Sequence[str]) -> list[tuple[str, Element]]:
    """Rule and element of findings."""
    found = {}
    for each in findings:
        rule, line, column = each.rsplit(":", 2)
        if line.isdigit() and column.isdigit() and 0 < int(line) <= len(state.source.lines):
            offset = state.source.lines[int(line) - 1] + max(int(column), 1)
            element = state.source.around(min(offset, len(state.source.text) - 1))
            if element is not None:
                found[rule, element.number] = element
    return [(rule, element) for (rule, _), element in found.items()]
