"""What the editorial rules find, for the commands that run them on the way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shlex import quote

from exporter.cli import printing
from exporter.cli.options import Wanted
from exporter.notices import Notice, Report

__all__ = ["checked", "tell"]


def checked(source: Path | bytes, wanted: Wanted, file: str | None = None) -> Report:
    """What is found in an article, by the settings that hold where it lies; ``file`` names
    bytes."""
    from exporter.checks import check, load_config

    return check(
        source,
        config=load_config(source if isinstance(source, Path) else None),
        audience=wanted.audience,
        limits=wanted.limits,
        name=file,
        allow=wanted.allow,
    )


def tell(name: str, article: Path, found: Iterable[Notice]) -> None:
    """Print how many there are, and the command that shows them."""
    if said := printing.summary(found):
        printing.say(
            f"{name}: the rules found {said}: exporter check {quote(str(article))}", err=True
        )
