"""``exporter export``."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from exporter import formats
from exporter.cli import printing
from exporter.errors import ExporterError, OptionError
from exporter.model import Audience, NotePlace
from exporter.notices import Severity

_PATH = click.Path(path_type=Path)


@click.command("export")
@click.argument("articles", nargs=-1, required=True, type=_PATH, metavar="ARTICLE...")
@click.option(
    "-t",
    "--to",
    "to",
    multiple=True,
    type=click.Choice(formats.names()),
    help="A format; may be given several times.  [default: html, docx, pdf]",
)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    default=Path(),
    help="The folder to write to, or a file for one article in one format.  [default: .]",
)
@click.option("--theme", default="newspaper", show_default=True, help="A theme's name or file.")
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="Whose copy; only an internal one holds what is marked #internal.",
)
@click.option("--registers/--no-registers", default=True, help="Append the registers or not.")
@click.option(
    "--notes",
    type=click.Choice(["foot", "end"]),
    default="foot",
    show_default=True,
    help="Where the notes stand in DOCX and PDF.",
)
@click.option("--language", help="Word the notes in this language, not the article's (BCP 47).")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print remarks too.")
def command(
    articles: tuple[Path, ...],
    to: tuple[str, ...],
    output: Path,
    theme: str,
    audience: Audience,
    registers: bool,
    notes: NotePlace,
    language: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make DOCX, PDF and HTML from annotated TEI articles.

    Every format carries the sourcing as notes, with the same numbers and words. What was written
    is printed on standard output, what there is to say about the articles on standard error.
    """
    from exporter.exporting import DEFAULT_FORMATS, export
    from exporter.sourcing import Policy

    gc.disable()
    least = Severity.ERROR if quiet else Severity.INFO if verbose else Severity.WARNING
    policy = Policy(notes=notes, registers=registers, language=language or "")
    failed = False
    _refuse_collisions(articles, output)
    for article in articles:
        try:
            done = export(
                article,
                output,
                to=to or DEFAULT_FORMATS,
                theme=theme,
                audience=audience,
                policy=policy,
            )
        except OptionError as error:
            raise click.UsageError(str(error)) from error
        except ExporterError as error:
            printing.fail(error)
            failed = True
            continue
        printing.notices(done.report, least=least)
        for file in done.files:
            click.echo(file)
        if not quiet and (said := printing.summary(done.report)):
            click.echo(f"{article}: {said}", err=True)
        failed = failed or done.report.worst is Severity.ERROR
        gc.collect()
    if failed:
        raise SystemExit(1)


def _refuse_collisions(articles: tuple[Path, ...], output: Path) -> None:
    """Two articles of one name would overwrite each other."""
    stems: dict[str, Path] = {}
    for article in articles:
        other = stems.setdefault(article.stem, article)
        if other != article:
            raise click.UsageError(
                f"{other} and {article} would both be written as {output / article.stem}.*. "
                "Export them into different folders."
            )
