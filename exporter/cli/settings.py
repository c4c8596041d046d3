"""``exporter settings``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from exporter.cli.options.inputs import INPUT
from exporter.errors import OptionError


@click.command("settings")
@click.argument("place", type=INPUT, required=False, metavar="[FILE_OR_FOLDER]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)
def command(place: Path | None, form: str) -> None:
    """Show which settings hold for an article or a folder, and where they are set.

    \b
    Reads   exporter.toml, or pyproject.toml with a table tool.exporter, in the
            folder and in the folders above it.
    Writes  nothing.
    Prints  one line for each setting, with the file that it is from.

    \b
    Example:
      exporter settings harbour.xml

    Settings are the options of the commands by their long names: theme = "archive" for every
    command, or under [export] for one. The nearer file wins, and the command line wins over all.
    """
    from exporter.cli import COMMANDS
    from exporter.cli.defaults import every_option
    from exporter.settings import expect_known, settings

    try:
        found = settings(place, COMMANDS)
        expect_known(found, every_option(COMMANDS))
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    if form == "json":
        rows: list[dict[str, Any]] = [
            {"name": s.name, "value": s.value, "command": s.command, "file": str(s.file)}
            for s in found
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
        return
    for each in found:
        name = f"[{each.command}] {each.name}" if each.command else each.name
        value = msgspec.json.encode(each.value).decode()
        click.echo(f"{name} = {value}    # {each.file}")
    if not found:
        click.echo("No settings: there is no exporter.toml here or above.", err=True)
