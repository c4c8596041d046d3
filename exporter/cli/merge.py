"""``exporter merge``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.options import PATH
from exporter.errors import ExporterError
from exporter.files import atomic


@click.command("merge", epilog="Exit codes: 0 merged, 1 something is to be decided, 2 wrong use.")
@click.argument("article", type=PATH, metavar="ARTICLE.xml")
@click.argument("edited", type=PATH, metavar="EDITED.docx")
@click.option("-o", "--output", type=PATH, help="Where to.  [default: ARTICLE.merged.xml]")
@click.option("--in-place", is_flag=True, help="Change ARTICLE itself; a backup stays beside it.")
@click.option("--dry-run", is_flag=True, help="Only say what would change; write nothing.")
@click.option("--reject", multiple=True, metavar="AUTHOR", help="Undo this author's changes.")
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
    public_log: bool,
    citations: str,
    form: str,
    report: Path | None,
) -> None:
    """Bring what was changed in a Word copy back into its article.

    The article's file changes only where its words do. What cannot be taken over is reported,
    with what to edit instead; if there is such a thing, the exit code is 1.
    """
    from exporter import plugins
    from exporter.revisions import merge
    from exporter.revisions.report import FORMATS

    if output is not None and in_place:
        raise click.UsageError("--output and --in-place do not go together.")
    try:
        style = plugins.style(citations) if citations else None
        merged = merge(article, edited, reject=reject, public_log=public_log, citations=style)
        said = FORMATS[form](merged)
        if report is not None:
            atomic.write(report, said.encode())
        else:
            click.echo(said, nl=False)
        if not dry_run:
            _write(article, output, merged.before, merged.data, in_place=in_place)
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error
    if merged.conflicts:
        raise SystemExit(1)


def _write(
    article: Path, output: Path | None, before: bytes, after: bytes, *, in_place: bool
) -> None:
    if in_place:
        if before != after:
            backup = article.with_suffix(f"{article.suffix}.bak")
            atomic.write_many({backup: before, article: after})
            click.echo(f"{article} (before: {backup})", err=True)
        return
    target = output or article.with_suffix(f".merged{article.suffix}")
    click.echo(atomic.write(target, after), err=True)
