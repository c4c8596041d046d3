"""``exporter annotate``."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.options import THEME
from exporter.errors import ExporterError, OptionError, ThemeError
from exporter.theme import load


@click.command("annotate")
@click.argument(
    "article", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="ARTICLE"
)
@click.option("--read-only", is_flag=True, help="Show the page; nothing can be changed on it.")
@click.option(
    "--lang",
    type=click.Choice(["en", "de"]),
    default="en",
    show_default=True,
    help="The page's language where the browser asks for none of these.",
)
@click.option(
    "--theme", type=THEME, default="newspaper", show_default=True, help="A theme's name or file."
)
@click.option("--by", default="", help="Who confirms, for the record of revisions.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port.  [default: a free one]"
)
@click.option("--browser/--no-browser", default=True, help="Open the browser, or only say where.")
def command(
    article: Path, read_only: bool, lang: str, theme: str, by: str, port: int, browser: bool
) -> None:
    """Annotate an article on a page in the browser: speeches, claims, figures, sources.

    \b
    Reads   ARTICLE, a TEI file, its pictures and the theme.
    Writes  every action into ARTICLE, at once; only the lines change that have to.
    Prints  the address of the page, which only this machine can see.

    \b
    Example:
      exporter annotate harbour.xml --by "R. Okoye"
    """
    try:
        from exporter.workbench.start import serve
    except ImportError as error:
        raise click.UsageError(
            "annotating needs Starlette, uvicorn and watchfiles: "
            "pip install '.[preview]' in a checkout of exporter."
        ) from error

    def ready(address: str) -> None:
        printing.say(f"{article} can be annotated at {address} (Ctrl-C ends)")
        if browser:
            webbrowser.open(address)

    try:
        load(theme)
        serve(article, port, ready, read_only=read_only, lang=lang, theme=theme, by=by)
    except (OptionError, ThemeError) as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo()
