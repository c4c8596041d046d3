"""``exporter sign``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.archives.archive import passphrase
from exporter.cli.options import FILE
from exporter.cli.options.inputs import INPUT
from exporter.errors import ExporterError, OptionError


@click.command("sign")
@click.argument("bags", nargs=-1, required=True, type=INPUT, metavar="BAG...")
@click.option("--key", type=FILE, required=True, help="A private Ed25519 key, OpenSSH or PEM.")
def command(bags: tuple[Path, ...], key: Path) -> None:
    """Sign existing bags, or sign them again: after a new edition, or with another key.

    \b
    Reads   each BAG, a folder or a .zip, and the private key.
    Writes  the signature into the bag.
    Prints  the bag's name.

    \b
    Example:
      exporter sign kept/harbour --key newsroom.key

    Each edition without a signature gets one of its own, which later editions leave as it is. If
    the key is locked, the command asks for its passphrase.
    """
    from exporter.archives import sign_bag

    failed = False
    try:
        password = passphrase(key)
        for bag in bags:
            try:
                printing.say(sign_bag(bag, key, password))
            except OptionError:
                raise
            except ExporterError as error:
                printing.fail(error)
                failed = True
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    if failed:
        raise SystemExit(1)
