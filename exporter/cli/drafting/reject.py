"""``exporter reject``."""

from __future__ import annotations

from exporter.cli.drafting.decisions.decide import deciding

command = deciding(
    "reject",
    "no",
    """Say no to suggestions: the marks go, the words stay, and they are not suggested again.

    Without options, on a terminal, one after the other is shown, as by exporter confirm.
    """,
)
