"""``exporter diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from exporter.cli import printing
from exporter.cli.options import ALLOW, PATH
from exporter.cli.options.inputs import INPUT_FILE
from exporter.errors import ExporterError, OptionError
from exporter.files import atomic
from exporter.files.originals import refuse_originals
from exporter.text import printable


@click.command("diff")
@click.argument("old", type=INPUT_FILE)
@click.argument("new", type=INPUT_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, html for a page.",
)
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="Whose copies are compared.",
)
@ALLOW
@click.option(
    "-o", "--output", type=PATH, help="The file to write; without it, the standard output."
)
def command(
    old: Path,
    new: Path,
    form: str,
    audience: Literal["public", "internal"],
    allow: tuple[str, ...],
    output: Path | None,
) -> None:
    """Show what changed between two editions: claims, figures, statuses, sources, prose.

    \b
    Reads   OLD and NEW: TEI files, or Word copies, whose article is compared
            with what was changed in Word.
    Writes  the differences to --output, if it is given.
    Prints  the differences, otherwise.

    \b
    Example:
      exporter diff monday.xml tuesday.xml
    """
    from exporter import comparison
    from exporter.tei import read

    words = {"text": comparison.to_text, "json": comparison.to_json, "html": comparison.to_html}
    try:
        refuse_originals([output], [old, new])
        changes = comparison.diff(
            read(_source(old), audience=audience, pictures="none", allow=allow),
            read(_source(new), audience=audience, pictures="none", allow=allow),
        )
        said = words[form](changes)
        if output is None:
            click.echo(printable.block(said.rstrip("\n")))
        else:
            printing.say(atomic.write(output, said.encode()))
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error


def _source(place: Path) -> Path | bytes:
    """The file, or the article of an edited Word copy."""
    if place.suffix.lower() != ".docx":
        return place
    from exporter.revisions.word_copy import with_changes

    try:
        return with_changes(place.read_bytes(), str(place))
    except OSError:
        return place  # the reader says what is wrong
