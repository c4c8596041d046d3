"""``exporter confirm``."""

from __future__ import annotations

from exporter.cli.drafting.decisions.decide import deciding

command = deciding(
    "confirm",
    "yes",
    """Say yes to suggestions: they become a part of the article.

    Without options, on a terminal, one after the other is shown, and one key decides: y yes,
    n no, e edit the speaker, o one by one, a yes to all of this kind from here on, s skip, u undo,
    q quit. Every answer is written at once.
    """,
)
