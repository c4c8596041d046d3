"""``exporter new``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.drafting.decisions.selection import today
from exporter.cli.options import LANGUAGE, PATH
from exporter.cli.options.inputs import DASH
from exporter.errors import ExporterError, OptionError


@click.command("new")
@click.argument("article", type=PATH, required=False, metavar="[ARTICLE.xml]")
@click.option("--title", default="", help="Its title.")
@click.option("--author", default="", help="Its author.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The day of publication.")
@click.option("--publisher", default="", help="Who publishes it.")
@click.option("--licence", default="", help="The terms of use: words, or an address.")
@click.option("--language", type=LANGUAGE, help="Its language (BCP 47).  [default: en]")
@click.option(
    "--from-config",
    is_flag=True,
    help="Take desk and statuses from exporter.toml too, and fail if there is none.",
)
@click.option("--desk", default="", help="Who begins it.")
def command(
    article: Path | None,
    title: str,
    author: str,
    date: str,
    publisher: str,
    licence: str,
    language: str | None,
    from_config: bool,
    desk: str,
) -> None:
    """Begin an article: a small valid one, with comments that explain.

    \b
    Reads   nothing but exporter.toml.
    Writes  ARTICLE.xml, which must not exist; without a name, the standard output.
    Prints  the name of the file.

    \b
    Example:
      exporter new harbour.xml --title "Harbour wall to cost twice the estimate"

    If you have a text already, use “exporter draft”.
    """
    # Long: one parameter for each option of the command.
    from exporter.files import atomic
    from exporter.intake import day
    from exporter.intake.article.header import categories
    from exporter.intake.article.template import template
    from exporter.intake.document import Metadata
    from exporter.settings import statuses

    try:
        if from_config:
            _expect_config(article)
        authors = (author,) if author else ()
        meta = Metadata(
            title=title,
            authors=authors,
            date=day(date) or today(),
            publisher=publisher,
            language=language or "",
            licence=licence,
        )
        given = categories(statuses(article) if from_config else {})
        data = template(meta, statuses=given, desk=desk if from_config else "")
        if article is None or article == DASH:
            click.echo(data.decode(), nl=False)
            return
        _expect_free(article)
        click.echo(atomic.write(article, data))
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error


def _expect_config(article: Path | None) -> None:
    from exporter.settings import config_tables

    if next(config_tables(article), None) is None:
        raise OptionError("There is no exporter.toml here or above. Write one, or leave it.")


def _expect_free(article: Path) -> None:
    if article.exists():
        raise OptionError(f"{article} is there already. Name another file.")
