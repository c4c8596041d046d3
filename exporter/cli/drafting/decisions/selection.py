"""Which suggestions are meant: the options that listing, confirming and rejecting share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from exporter.cli.options import FILE
from exporter.errors import OptionError

__all__ = ["ARTICLE", "BY", "choice", "kinds_of", "selecting", "today"]

ARTICLE = click.argument("article", type=FILE, metavar="ARTICLE")
BY = click.option("--by", default="", metavar="NAME", help="Who decides; the article records it.")


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --kind, --at and --sure."""
    options = (
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            metavar="KIND,…",
            help="speech, person, organisation, place, figure, date, claim, source.",
        ),
        click.option(
            "--at",
            "lines",
            multiple=True,
            type=click.IntRange(1),
            metavar="LINE",
            help="What begins on this line of the file; may be given several times.",
        ),
        click.option("--sure", is_flag=True, help="Those that the program is surest of."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def kinds_of(given: tuple[str, ...]) -> Any:
    """``("speech,figure", "date")`` as kinds; all of them where nothing is given. Raises
    OptionError."""
    from difflib import get_close_matches

    from exporter.suggestions import KINDS

    found = [word.strip() for each in given for word in each.split(",") if word.strip()]
    for word in found:
        if word not in KINDS:
            near = get_close_matches(word, KINDS, 1)
            hint = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(KINDS)}."
            raise OptionError(f"There is no kind {word!r}. {hint}")
    return frozenset(found or KINDS)


def choice(kinds: tuple[str, ...], lines: tuple[int, ...], sure: bool) -> Any:
    """The options as a :class:`exporter.confirmation.Choice`; raises UsageError."""
    from exporter.confirmation import Choice

    try:
        return Choice(kinds_of(kinds), frozenset(lines), sure)
    except OptionError as error:
        raise click.UsageError(str(error)) from error


def today() -> str:
    """The day, for what is entered into an article; ``SOURCE_DATE_EPOCH`` sets it."""
    from exporter.pipeline import dated
    from exporter.sourcing import Policy

    moment = dated(Policy()).timestamp or datetime.now(UTC)
    return moment.date().isoformat()
