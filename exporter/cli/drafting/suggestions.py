"""``exporter suggestions``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.drafting.decisions.selection import ARTICLE, choice, selecting
from exporter.errors import ExporterError


@click.command("suggestions")
@ARTICLE
@selecting
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)
def command(
    article: Path, kinds: tuple[str, ...], lines: tuple[int, ...], sure: bool, form: str
) -> None:
    """List the suggestions in an article that wait for a yes or no, with the words around them.

    \b
    Reads   ARTICLE, a TEI file, and ARTICLE.suggestions.json.
    Writes  nothing.
    Prints  the suggestions, and how many there are.

    \b
    Example:
      exporter suggestions harbour.xml --kind claim
    """
    from exporter.cli.drafting.decisions.wording import as_json, as_text
    from exporter.confirmation import chosen, load_record, pending
    from exporter.editing import scan

    try:
        found = chosen(pending(scan(article), load_record(article)), choice(kinds, lines, sure))
    except ExporterError as error:
        printing.fail(error, article)
        raise SystemExit(1) from error
    if form == "json":
        click.echo(as_json(found))
        return
    for item in found:
        click.echo(as_text(item, str(article)))
    count = len(found)
    click.echo(f"{count} suggestion{'s' * (count != 1)}", err=True)
