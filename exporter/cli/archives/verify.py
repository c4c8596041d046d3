"""``exporter verify``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.options import FILE, LIMIT, limits
from exporter.cli.options.inputs import INPUT
from exporter.errors import ExporterError, OptionError
from exporter.notices import Notice, Severity
from exporter.values import replace

_SIGNATURES = {
    "good": "signed by the key given",
    "unconfirmed": "signed by {signer}; give --key to check whose key that is",
    "absent": "not signed",
    "unchecked": "signed, but not checked: install the extra 'sign'",
    "bad": "signature is bad",
}


@click.command("verify")
@click.argument("bags", nargs=-1, required=True, type=INPUT, metavar="BAG...")
@click.option("--key", type=FILE, help="The public key that must have signed.")
@click.option("--reproduce/--no-reproduce", default=True, help="Make every export again.")
@LIMIT
def command(
    bags: tuple[Path, ...], key: Path | None, reproduce: bool, limits_: tuple[str, ...]
) -> None:
    """Check a bag against its manifests and signature, and make its exports again.

    \b
    Reads   each BAG, a folder or a .zip, and with --key the public key.
    Writes  nothing.
    Prints  for each bag whether it is sound, and what is wrong with it.

    \b
    Example:
      exporter verify kept/harbour --key newsroom.pub
    """
    from exporter.archives import verify

    reading = limits(limits_)
    bad: list[Path] = []
    for bag in bags:
        try:
            found = verify(bag, key=key, reproduce=reproduce, reading=reading)
        except OptionError as error:
            raise click.UsageError(str(error)) from error
        except ExporterError as error:
            printing.fail(error)
            bad.append(bag)
            continue
        printing.notices(_named(bag, found.report), least=Severity.INFO)
        signature = _SIGNATURES[found.signature].format(signer=found.signer)
        verdict = "sound" if found.sound else "NOT SOUND"
        if not found.editions:
            printing.say(f"{bag}: {verdict}, by the rules of BagIt (another program made it)")
            bad += [bag] * (not found.sound)
            continue
        count = "1 edition" if found.editions == 1 else f"{found.editions} editions"
        exports = "1 export" if found.reproduced == 1 else f"{found.reproduced} exports"
        again = f", {exports} reproduced" if reproduce else ""
        printing.say(f"{bag}: {verdict}; {count}{again}; {signature}")
        bad += [bag] * (not found.sound)
    if len(bags) > 1:
        printing.say(f"{len(bags)} bags: {len(bags) - len(bad)} sound, {len(bad)} not sound")
    if bad:
        raise SystemExit(1)


def _named(bag: Path, found: Iterable[Notice]) -> Iterator[Notice]:
    """Each line says in which bag it is."""
    for notice in found:
        yield replace(notice, file=f"{bag}: {notice.file}" if notice.file else str(bag))
