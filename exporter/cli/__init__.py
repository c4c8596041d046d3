"""The command: parses, prints and sets the exit code; decides nothing.

Each command is a module beside this one and is imported when it is called, so that ``--help``
costs no more than click does.
"""

from __future__ import annotations

import click

from exporter._version import __version__
from exporter.text import printable

__all__ = ["main"]

COMMANDS = {
    "new": "Begin an article: a small valid one, with comments that explain.",
    "draft": "Make an article from a Word file, a web page or another draft, with suggestions.",
    "suggestions": "List the suggestions in an article that wait for a yes or no.",
    "confirm": "Say yes to suggestions, all at once or one key each.",
    "reject": "Say no to suggestions: the words stay.",
    "sources": "List an article's sources, or add some from CSL-JSON, BibTeX or RIS.",
    "export": "Make DOCX, PDF and HTML from annotated TEI articles.",
    "check": "Report what an editor would ask: structure, sourcing, accessibility.",
    "explain": "Say what a rule of check looks for, why, and what to do.",
    "archive": "Keep an article as a BagIt bag: TEI, every export, provenance, signature.",
    "sign": "Sign an existing bag: the whole, and each edition by itself.",
    "verify": "Check a bag against its manifests and signature; make its exports again.",
    "recover": "Take the TEI out of any export.",
    "diff": "Show what changed between two editions of an article.",
    "merge": "Bring what was changed in a Word copy back into its article.",
    "batch": "Export many articles: folders, zip files, object stores; on one machine or many.",
    "settings": "Show which settings hold for an article, and where they are set.",
    "annotate": "Annotate an article on a page in the browser.",
    "watch": "Show an article in the browser and renew it as it is written.",
    "help": "Show the help of the program, or of one command.",
}


class _Commands(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        from exporter.cli.defaults import command_of

        return command_of(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, and for its options the defaults that exporter.toml gives."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from exporter.text.close_matches import hint

            ctx.fail(f"There is no command {args[0]!r}. {hint(args[0], COMMANDS)}")
        name, command, rest = super().resolve_command(ctx, args)
        if name and command is not None and not ctx.resilient_parsing:
            from exporter.cli.defaults import defaults

            ctx.default_map = {name: defaults(name, command, rest, COMMANDS)}
        return name, command, rest

    def invoke(self, ctx: click.Context) -> object:
        """Ctrl-C ends as the system expects it: 128 and the signal's number. What is said of
        wrong use may name a file, with anything in its name."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            said = _pointed_out(error)
            vars(said)["message"] = printable.block(said.message)
            raise said from None
        except KeyboardInterrupt:
            click.echo("\nInterrupted.", err=True)
            raise SystemExit(130) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _pointed_out(error: click.ClickException) -> click.ClickException:
    if not isinstance(error, click.BadParameter):
        return error
    from exporter.cli.defaults import pointed_out

    return pointed_out(error)


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 an input failed or has errors, 2 wrong use, 130 interrupted.",
)
@click.version_option(__version__, "-V", "--version", prog_name="exporter")
def main() -> None:
    """Annotated, sourced TEI articles as footnoted DOCX, PDF and accessible HTML."""
