"""``exporter archive``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli import printing, rules
from exporter.cli.options import FILE, PATH, Wanted, rendering, ruled
from exporter.cli.options.inputs import INPUT, INPUT_FILE
from exporter.errors import ExporterError, OptionError, ThemeError
from exporter.notices import Report, Severity


@click.command("archive")
@click.argument("article", type=INPUT_FILE, metavar="ARTICLE")
@click.option(
    "-o", "--output", type=PATH, metavar="DIR|FILE.zip", help="A new bag: a folder, or one file."
)
@click.option("--into", type=INPUT, metavar="BAG", help="A bag that takes this as a new edition.")
@click.option("--sign", type=FILE, metavar="KEY", help="A private Ed25519 key, OpenSSH or PEM.")
@rendering
@ruled
def command(
    article: Path,
    output: Path | None,
    into: Path | None,
    sign: Path | None,
    wanted: Wanted,
    checked: bool,
    limit: Severity | None,
) -> None:
    """Keep an article as a BagIt bag: its TEI, every export, notices, provenance and licence.

    \b
    Reads   ARTICLE, a TEI file, with its pictures; --into also reads the bag.
    Writes  a new bag (a folder or a .zip), or one more edition in a bag.
    Prints  the bag's name.

    \b
    Example:
      exporter archive harbour.xml -o kept/harbour

    The public copy is kept, unless --audience internal is given. The same article gives the same
    bag, byte for byte, if SOURCE_DATE_EPOCH is set; otherwise only the time at which it was made
    differs. --into keeps the earlier editions and records what changed. If the key is locked, the
    command asks for its passphrase.
    """
    # Long: what it promises, and each option handed on.
    from exporter.archives import archive

    if (output is None) == (into is None):
        both = "" if output is None else ", not both"
        raise click.UsageError(f"Give -o for a new bag, or --into for one that is there{both}.")
    try:
        done = archive(
            article,
            output,
            into=into,
            to=wanted.to,
            theme=wanted.theme,
            signs=wanted.signs,
            audience=wanted.audience,
            policy=wanted.policy,
            options=wanted.options,
            treatment=wanted.treatment,
            limits=wanted.limits,
            sign=sign,
            password=passphrase(sign),
            allow=wanted.allow,
        )
        found = rules.checked(article, wanted) if checked else Report()
    except (OptionError, ThemeError) as error:
        raise click.UsageError(printing.as_options(str(error))) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error
    printing.notices(done.report)
    printing.say(done.path)
    what = (
        f"edition {done.edition}" if done.new else f"edition {done.edition}, which it held already"
    )
    kept = "the public copy" if wanted.audience == "public" else "the INTERNAL copy"
    printing.say(f"{article}: {what}, {kept}", err=True)
    rules.tell(str(article), article, found)
    if limit is not None and any(n.severity >= limit for n in (*found, *done.report)):
        raise SystemExit(1)


def passphrase(key: Path | None) -> bytes | None:
    """Ask for it where the key is locked."""
    if key is None:
        return None
    from exporter.archives import signing

    if not signing.locked(key):
        return None
    given: str = click.prompt(f"Passphrase of {key}", hide_input=True, err=True)
    return given.encode()
