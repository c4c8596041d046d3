"""``exporter export``."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from exporter import formats
from exporter.cli import printing, rules
from exporter.cli.options import PATH, Wanted, rendering, ruled
from exporter.cli.options.inputs import ARTICLES, DASH, articles
from exporter.errors import ExporterError, OptionError, ThemeError
from exporter.notices import Report, Severity
from exporter.pipeline import Exported, names_file
from exporter.values import replace


@click.command("export")
@click.argument("given", nargs=-1, required=True, type=ARTICLES, metavar="ARTICLE...")
@click.option(
    "-o",
    "--output",
    type=PATH,
    default=Path(),
    help="The folder to write to, or for one article in one format a file, or - for the standard "
    "output.  [default: .]",
)
@rendering
@ruled
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every notice, not only their count.")
def command(
    given: tuple[Path, ...],
    output: Path,
    wanted: Wanted,
    checked: bool,
    limit: Severity | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make HTML, Word, PDF and other copies of annotated TEI articles.

    \b
    Reads   each ARTICLE: a TEI file, a folder (every .xml and .tei file in it
            and below), or - for the standard input.
    Writes  one file for each article and format to --output.
    Prints  the names of these files; notices go to standard error.

    \b
    Example:
      exporter export harbour.xml -t html,pdf -o copies

    Every format has the sourcing as notes, with the same numbers and words.
    """
    # Long: one parameter for each option of the command.
    gc.disable()
    found_articles = articles(given, leave=output)
    _refuse_collisions(found_articles, output, wanted.to)
    failed = False
    for article in found_articles:
        source = sys.stdin.buffer.read() if article == DASH else article
        name = None if isinstance(source, Path) else _shown(article)
        try:
            found = rules.checked(source, wanted, name) if checked else Report()
            done = _exported(source, output, wanted, found)
        except (OptionError, ThemeError) as error:
            raise click.UsageError(printing.as_options(str(error))) from error
        except ExporterError as error:
            error.file = error.file or _shown(article)
            printing.fail(error)
            failed = True
            continue
        finally:
            if len(found_articles) > 1:
                gc.collect()
        _tell(article, found if checked else None, done, quiet, verbose)
        graver = (*found, *done.report)
        if limit is not None and any(n.severity >= limit for n in graver):
            failed = True
            if quiet:
                rules.tell(_shown(article), article, found)
    if failed:
        raise SystemExit(1)


def _tell(article: Path, found: Report | None, done: Exported, quiet: bool, verbose: bool) -> None:
    for file in () if quiet else done.files:
        printing.say(file)
    name = _shown(article)
    shown = Report(tuple(replace(it, file=it.file or name) for it in done.report))
    if verbose and found is not None:
        from exporter.checks import together

        shown = together(found, shown)
    printing.notices(
        shown, least=Severity.ERROR if quiet else Severity.INFO if verbose else Severity.WARNING
    )
    if not quiet:
        rules.tell(name, article, found or ())


def _shown(article: Path) -> str:
    return "<stdin>" if article == DASH else str(article)


def _exported(source: Path | bytes, output: Path, wanted: Wanted, found: Report) -> Exported:
    from exporter.pipeline import export

    options = dict(wanted.options)
    if options.get("docx", {}).get("review"):
        options["docx"] = {**options["docx"], "report": found.notices}
    return export(
        source,
        sys.stdout.buffer if output == DASH else output,
        to=wanted.to,
        theme=wanted.theme,
        signs=wanted.signs,
        audience=wanted.audience,
        policy=wanted.policy,
        options=options,
        treatment=wanted.treatment,
        limits=wanted.limits,
        allow=wanted.allow,
    )


def _refuse_collisions(named: list[Path], output: Path, to: tuple[str, ...]) -> None:
    """Two articles of one name, or in one file, would overwrite each other."""
    if len(named) == 1:
        return
    try:
        single = output == DASH or names_file(output, map(formats.find, to))
    except ExporterError as error:  # of another package's format
        raise click.ClickException(str(error)) from error
    if single:
        raise click.UsageError(f"{output} is one file. For several articles, name a folder.")
    stems: dict[str, Path] = {}
    for article in named:
        other = stems.setdefault(article.stem, article)
        if other != article:
            raise click.UsageError(
                f"{other} and {article} would both be written as {output / article.stem}.*. "
                "Export them into different folders, or with exporter batch, which keeps folders."
            )
