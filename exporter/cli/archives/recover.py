"""``exporter recover``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.options import PATH
from exporter.cli.options.inputs import INPUT
from exporter.errors import ExporterError, OptionError
from exporter.files import atomic
from exporter.files.originals import refuse_originals


@click.command("recover")
@click.argument("file", type=INPUT, metavar="FILE")
@click.option(
    "-o", "--output", type=PATH, help="The file to write; without it, the standard output."
)
@click.option(
    "--edition", type=click.IntRange(1), help="Of a bag: which edition.  [default: newest]"
)
def command(file: Path, output: Path | None, edition: int | None) -> None:
    """Take the TEI out of any export or bag.

    \b
    Reads   FILE: a PDF, Word, HTML or EPUB copy, or a bag.
    Writes  the TEI to --output, or to the standard output.
    Prints  the name of the file, if it wrote one.

    \b
    Example:
      exporter recover harbour.pdf -o harbour.xml

    From an edited Word copy it takes the TEI as it was exported; “exporter merge” brings the
    changes back.
    """
    from exporter.archives import recover

    try:
        refuse_originals([output], [file])
        tei = recover(file, edition=edition)
        if output is None:
            sys.stdout.buffer.write(tei)
        else:
            printing.say(atomic.write(output, tei))
        _tell(file)
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error


def _tell(file: Path) -> None:
    """Say so where a Word copy was edited: its TEI is as it was before."""
    if file.suffix.lower() != ".docx":
        return
    from exporter.revisions.word_copy import is_edited

    if is_edited(file.read_bytes()):
        printing.say(
            f"{file}: its visible text differs from the TEI in it, which is as it was exported. "
            f"To bring the changes back: exporter merge ARTICLE.xml {file}",
            err=True,
        )
