"""``exporter confirm``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli.decisions.decide import decide
from exporter.cli.decisions.selection import ARTICLE, BY, selecting


@click.command("confirm")
@ARTICLE
@click.option("--all", "everything", is_flag=True, help="All of them.")
@selecting
@BY
def command(
    article: Path,
    everything: bool,
    kinds: tuple[str, ...],
    lines: tuple[int, ...],
    sure: bool,
    by: str,
) -> None:
    """Say yes to suggestions: they become a part of the article.

    Without options, on a terminal, one after the other is shown, and one key decides: y yes,
    n no, e edit the speaker, s skip, u undo, q quit. Every answer is in the file at once.
    """
    decide("yes", article, everything=everything, kinds=kinds, lines=lines, sure=sure, by=by)
