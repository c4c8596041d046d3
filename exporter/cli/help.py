"""``exporter help``."""

from __future__ import annotations

import click


@click.command("help")
@click.argument("name", required=False, metavar="[COMMAND]")
@click.pass_context
def command(ctx: click.Context, name: str | None) -> None:
    """Show the help of the program, or of one command.

    \b
    Reads   nothing.
    Writes  nothing.
    Prints  what “exporter COMMAND --help” prints.

    \b
    Example:
      exporter help export
    """
    from exporter.cli import COMMANDS
    from exporter.cli.defaults import command_of
    from exporter.text.close_matches import hint

    above = ctx.parent
    assert above is not None
    if name is None:
        click.echo(above.get_help())
        return
    if name not in COMMANDS:
        raise click.UsageError(f"There is no command {name!r}. {hint(name, COMMANDS)}")
    chosen = command_of(name)
    with click.Context(chosen, info_name=name, parent=above) as context:
        click.echo(chosen.get_help(context))
