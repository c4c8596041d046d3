"""The command: parses, prints and sets the exit code; decides nothing.

Each command is a module beside this one and is imported when it is called, so that ``--help``
costs no more than click does.
"""

from __future__ import annotations

from importlib import import_module

import click

from exporter._version import __version__
from exporter.text import printable

__all__ = ["main"]

COMMANDS = {
    "export": "Make DOCX, PDF and HTML from annotated TEI articles.",
    "check": "Say what an editor would want to know: structure, sourcing, accessibility.",
    "archive": "Keep an article as a BagIt bag: TEI, every export, provenance, signature.",
    "verify": "Hold a bag against its manifests, its signature and its own recipes.",
    "recover": "Take the TEI back out of any export.",
    "diff": "Show what changed between two editions of an article.",
    "batch": "Export many articles: folders, zip files, object stores; on one machine or many.",
    "watch": "Show an article in the browser and renew it as it is written.",
}


class _Commands(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"exporter.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Ctrl-C ends as the system expects it: 128 and the signal's number. What is said of
        wrong use may name a file, with anything in its name."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            vars(error)["message"] = printable.block(error.message)
            raise
        except KeyboardInterrupt:
            click.echo("\nInterrupted.", err=True)
            raise SystemExit(130) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 done with errors in some inputs, 2 wrong use, 130 interrupted.",
)
@click.version_option(__version__, "-V", "--version", prog_name="exporter")
def main() -> None:
    """Annotated, sourced TEI articles as footnoted DOCX, PDF and accessible HTML."""
