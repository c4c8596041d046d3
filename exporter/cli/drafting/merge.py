"""``exporter merge``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from exporter.cli import printing
from exporter.cli.options import PATH
from exporter.cli.options.inputs import INPUT
from exporter.errors import ExporterError, InputError, OptionError
from exporter.files import atomic
from exporter.files.originals import refuse_originals, same_file
from exporter.text import printable


@click.command("merge")
@click.argument("article", type=INPUT, metavar="ARTICLE.xml")
@click.argument("edited", type=INPUT, metavar="EDITED.docx")
@click.option("-o", "--output", type=PATH, help="The file to write.  [default: ARTICLE.merged.xml]")
@click.option("--in-place", is_flag=True, help="Change ARTICLE itself; a backup stays beside it.")
@click.option("--dry-run", is_flag=True, help="Only say what would change; write nothing.")
@click.option("--reject", multiple=True, metavar="AUTHOR", help="Undo this author's changes.")
@click.option("--as-markup", is_flag=True, help="Tracked words become <add> and <del>.")
@click.option("--public-log", is_flag=True, help="The public copy may say who edited.")
@click.option("--citations", default="", metavar="STYLE", help="What the copy was made with.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    show_default=True,
    help="The form of the report.",
)
@click.option("--report", type=PATH, metavar="FILE", help="Where the report goes.")
def command(
    article: Path,
    edited: Path,
    output: Path | None,
    in_place: bool,
    dry_run: bool,
    reject: tuple[str, ...],
    as_markup: bool,
    public_log: bool,
    citations: str,
    form: str,
    report: Path | None,
) -> None:
    """Bring what was changed in a Word copy back into its article.

    \b
    Reads   ARTICLE.xml and EDITED.docx; or two folders, where each copy belongs
            to the article of its name.
    Writes  the article with the changes to --output or, with --in-place, to
            ARTICLE.xml itself.
    Prints  what was changed, and what you must decide.

    \b
    Example:
      exporter merge harbour.xml harbour-edited.docx --dry-run

    The article's file changes only where its words do. What cannot be brought back is reported,
    with what to edit instead; the exit code is then 1.
    """
    # Long: one parameter for each option of the command.
    from exporter import plugins

    if output is not None and in_place:
        raise click.UsageError("--output and --in-place do not go together.")
    if edited.is_dir() and report is not None:
        raise click.UsageError("A folder's reports go to the standard output.")
    try:
        style = plugins.style(citations) if citations else None
        options = {
            "reject": reject,
            "as_markup": as_markup,
            "public_log": public_log,
            "citations": style,
        }
        decide = False
        for one, copy in _pairs(article, edited):
            target = output / one.name if output is not None and edited.is_dir() else output
            found = _merge(
                one,
                copy,
                output=target,
                form=form,
                report=report,
                options=options,
                in_place=in_place,
                dry_run=dry_run,
            )
            decide = decide or found
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error, article)
        raise SystemExit(1) from error
    if decide:
        raise SystemExit(1)


def _pairs(article: Path, edited: Path) -> list[tuple[Path, Path]]:
    """Each Word copy with its article: of two folders those of the same name, ``-internal`` aside.
    Raises InputError where a copy has none, OptionError where there is no copy."""
    if not edited.is_dir():
        return [(article, edited)]
    found = []
    for copy in sorted(edited.glob("*.docx")):
        stem = copy.stem.removesuffix("-internal")
        one = article / f"{stem}.xml" if article.is_dir() else article
        if copy.name.startswith("~$"):
            continue  # Word's own, while it has the copy open
        if not one.is_file():
            raise InputError(f"There is no article {one} for it.", file=str(copy))
        found.append((one, copy))
    if not found:
        raise OptionError(f"{edited} holds no Word copy (.docx).")
    return found


def _merge(
    article: Path,
    edited: Path,
    output: Path | None,
    form: str,
    report: Path | None,
    options: Mapping[str, Any],
    in_place: bool,
    dry_run: bool,
) -> bool:
    """Merge one; whether something is to be decided."""
    from exporter.revisions import merge
    from exporter.revisions.report import FORMATS

    if output is not None and same_file(output, article):
        raise click.UsageError(f"{output} is the article itself. Say --in-place to change it.")
    refuse_originals([output, report], [article, edited])
    merged = merge(article, edited, **options)
    said = FORMATS[form](merged)
    if report is not None:
        atomic.write(report, said.encode())
    else:
        click.echo(printable.block(said), nl=False)
    if not dry_run:
        _write(article, output, merged.before, merged.data, in_place=in_place)
    return bool(merged.conflicts)


def _write(
    article: Path, output: Path | None, before: bytes, after: bytes, *, in_place: bool
) -> None:
    if in_place:
        if before != after:
            backup = article.with_suffix(f"{article.suffix}.bak")
            atomic.write_many({backup: before, article: after})
            printing.say(f"{article} (before: {backup})", err=True)
        return
    target = output or article.with_suffix(f".merged{article.suffix}")
    printing.say(atomic.write(target, after), err=True)
