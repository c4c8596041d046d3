"""Findings that are mended without judgement: the fix of a rule, for one place."""

from __future__ import annotations

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


def mended(state: State, store: Store, finding: str) -> Planned:
    """The edit that mends one finding. Raises EditError where there is none (any more)."""
    config = load_config(store.path) if store.path is not None else None
    for mend in mends(Loaded(state.source.data, state.source.file), config=config):
        if finding_id(mend.rule, *mend.place) == finding:
            edit = mend.edit
            chosen = edit.element if isinstance(edit, SetAttribute) else -1
            return Planned((edit,), "said.fix", {"name": mend.rule}, chosen)
    raise EditError("This is corrected already, or somebody has to decide it.")
