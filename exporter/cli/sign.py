"""``exporter sign``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.archive import passphrase
from exporter.cli.options import FILE, PATH
from exporter.errors import ExporterError, OptionError


@click.command("sign", epilog="Exit codes: 0 signed, 1 not signed, 2 wrong use.")
@click.argument("bags", nargs=-1, required=True, type=PATH, metavar="BAG...")
@click.option("--key", type=FILE, required=True, help="A private Ed25519 key, OpenSSH or PEM.")
def command(bags: tuple[Path, ...], key: Path) -> None:
    """Sign bags that are there, anew where they are signed: after a new edition, or with another
    key. Each edition that has no signature gets one of its own, which later editions leave as it
    is. A locked key's passphrase is asked for.
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
