"""Findings that are mended without judgement: the fix of a rule, for one place."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.checks import load_config
from exporter.checks.fixes import mends
from exporter.editing import SetAttribute
from exporter.errors import EditError
from exporter.files.inputs import Loaded
from exporter.workbench.actions.action import Planned
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
    if not wanted:
        raise EditError("This is corrected already, or somebody has to decide it.")
    first = next(iter(wanted.values()))
    edits = tuple(dict.fromkeys(mend.edit for mend in wanted.values()))
    chosen = -1
    if len(edits) == 1 and isinstance(first.edit, SetAttribute):
        chosen = first.edit.element
    return Planned(edits, "said.fix", {"name": first.rule}, chosen)
