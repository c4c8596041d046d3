"""``exporter sources``."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from exporter.cli import printing
from exporter.cli.options import FILE
from exporter.errors import ExporterError


@click.command("sources")
@click.argument("article", type=FILE, metavar="ARTICLE")
@click.option(
    "--add",
    "files",
    multiple=True,
    type=FILE,
    help="Add the sources of a file: CSL-JSON (Zotero), BibTeX or RIS.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="text for people, json for programs.")  # fmt: skip
def command(article: Path, files: tuple[Path, ...], form: str) -> None:
    """List an article's sources with their ids, or add more.

    \b
    Reads   ARTICLE, a TEI file, and each file of --add: CSL-JSON (Zotero),
            BibTeX or RIS.
    Writes  the new sources into ARTICLE; nothing without --add.
    Prints  the sources, or those that were added.

    \b
    Example:
      exporter sources harbour.xml --add library.bib

    Each new source becomes a valid entry, with an id that is made from its key. A source that the
    article has already (the same DOI, ISBN, address or title) is not added again. Nothing else in
    the file changes.
    """
    from exporter.editing import apply, scan
    from exporter.files import atomic
    from exporter.references import added, read_references
    from exporter.tei.limits import Limits
    from exporter.tei.parse.parser import parse

    try:
        parse(article, Limits())
        if not files:
            _list(article, form)
            return
        source = scan(article)
        done = added(source, [each for file in files for each in read_references(file)])
        if done.edits:
            atomic.write(article, apply(source, done.edits))
    except ExporterError as error:
        printing.fail(error, article)
        raise SystemExit(1) from error
    if form == "json":
        rows = {"added": [key for key, _ in done.new], "known": [key for key, _ in done.known]}
        click.echo(msgspec.json.encode(rows).decode())
        return
    for key, reference in done.new:
        click.echo(f"#{key}  {reference.title or reference.key}")
    for key, reference in done.known:
        click.echo(f"there already as #{key}: {reference.title or reference.key}", err=True)


def _list(article: Path, form: str) -> None:
    from exporter.editing import scan

    source = scan(article)
    pointers = " ".join(
        source.attributes(element).get("source", "") for element in source.elements
    ).split()
    rows = []
    for key, element in source.identified().items():
        if element.local in ("bibl", "biblStruct"):
            words = " ".join(source.content(element.inner, element.outer).string.split())
            count = pointers.count(f"#{key}")
            kind = source.attributes(element).get("type", "")
            rows.append({"id": key, "type": kind, "words": words, "cited": count})
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
        return
    for row in rows:
        click.echo(f"#{row['id']}  {row['words']}  (cited {row['cited']}×)")
