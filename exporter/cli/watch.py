"""``exporter watch``."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.options import LANGUAGE, THEME
from exporter.errors import ExporterError, OptionError, ThemeError
from exporter.model import Audience
from exporter.theme import load


@click.command("watch")
@click.argument(
    "article", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="ARTICLE"
)
@click.option(
    "--theme", type=THEME, default="newspaper", show_default=True, help="A theme's name or file."
)
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="Whose copy to show.",
)
@click.option("--language", type=LANGUAGE, help="Word the notes in this language (BCP 47).")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port.  [default: a free one]"
)
@click.option("--open/--no-open", "show", default=True, help="Open the browser, or only say where.")
def command(
    article: Path, theme: str, audience: Audience, language: str | None, port: int, show: bool
) -> None:
    """Show an article in the browser, and again whenever it, a picture or the theme is saved.

    \b
    Reads   ARTICLE, a TEI file, its pictures and the theme.
    Writes  nothing.
    Prints  the address of the page, which only this machine can see.

    \b
    Example:
      exporter watch harbour.xml

    The page also shows what the rules found, and other notices.
    """
    from exporter.sourcing import Policy

    with serving():
        from exporter.workbench.preview.render import Wanted
        from exporter.workbench.preview.server import serve

        load(theme)
        wanted = Wanted(article, theme, Policy(language=language or ""), audience)
        serve(wanted, port, told(f"{article} is shown", browser=show))


@contextmanager
def serving() -> Iterator[None]:
    """Serve until Ctrl-C; what goes wrong is wrong use, or an input that fails."""
    try:
        yield
    except ImportError as error:
        raise click.UsageError(
            "A page needs Starlette, uvicorn and watchfiles: "
            "pip install '.[preview]' in a checkout of exporter."
        ) from error
    except (OptionError, ThemeError) as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        click.echo()


def told(what: str, *, browser: bool) -> Callable[[str], None]:
    """Say an address once it answers, and open it."""

    def ready(address: str) -> None:
        printing.say(f"{what} at {address} (Ctrl-C ends)")
        if browser:
            webbrowser.open(address)

    return ready
