"""What ``exporter confirm`` and ``exporter reject`` do: all of a choice, or one key each."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import click

from exporter.cli import printing
from exporter.cli.drafting.decisions.keyboard import Keyboard, keyboard
from exporter.cli.drafting.decisions.selection import ARTICLE, BY, choice, selecting, today
from exporter.confirmation import Decision, Pending, Sitting, chosen
from exporter.errors import ExporterError, OptionError
from exporter.values import Value

__all__ = ["deciding"]

Answer = Literal["yes", "no"]
_KEYS = "y yes, n no, e edit the speaker, a yes to all of this kind, s skip, u undo, q quit"


def deciding(name: str, answer: Answer, words: str) -> click.Command:
    """The command of this name that gives suggestions this answer; ``words`` are its help."""

    @click.command(name, help=words)
    @ARTICLE
    @click.option("--all", "everything", is_flag=True, help="All of them.")
    @selecting
    @BY
    def command(article: Path, by: str, everything: bool, **meant: Any) -> None:
        _decide(answer, article, by, everything=everything, **meant)

    return command


def _decide(
    answer: Answer,
    article: Path,
    by: str,
    *,
    everything: bool,
    kinds: tuple[str, ...],
    lines: tuple[int, ...],
    sure: bool,
) -> None:
    """Decide all that are meant; without a choice, on a terminal, ask for each."""
    wanted = choice(kinds, lines, sure)
    is_chosen = everything or bool(kinds or lines or sure)
    if not is_chosen and not sys.stdin.isatty():
        raise click.UsageError(
            "Say which: --all, --kind, --at or --sure. On a terminal, without them, each is asked "
            "about."
        )
    try:
        sitting = Sitting(article, when=today(), by=by)
        if is_chosen:
            found = chosen(sitting.items, wanted)
            sitting.decide(*(Decision(item, answer) for item in found))
        else:
            with keyboard() as keys:
                _ask(sitting, keys)
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error
    _tell(sitting)


def _tell(sitting: Sitting) -> None:
    tally = sitting.tally
    click.echo(
        f"{tally.confirmed} confirmed, {tally.rejected} rejected, {tally.waiting} waiting", err=True
    )


# ------------------------------------------------------------------------- one key for each


def _ask(sitting: Sitting, keys: Keyboard) -> None:
    """One after the other; every answer is written at once, so nothing is lost when the terminal
    closes. What is suggested for the very same words is asked about once."""
    groups = list(_together(sitting.items))
    trail: list[_Step] = []
    at = 0
    while at < len(groups):
        done = {item.place for step in trail for item in step.items}
        group = [item for item in groups[at] if item.place not in done]
        if not group:
            at += 1
            continue
        key = _shown(group, at + 1, len(groups), keys)
        if key == "q":
            return
        if key == "u":
            at = _back(sitting, trail, at)
        elif key == "s":
            trail.append(_Step(at, ()))
            at += 1
        elif decisions := _decisions(sitting, group, groups[at:], done, key, keys):
            sitting.decide(*decisions)
            trail.append(_Step(at, tuple(each.item for each in decisions)))


def _shown(group: Sequence[Pending], number: int, count: int, keys: Keyboard) -> str:
    """Show what is asked, and wait for a key."""
    from exporter.cli.drafting.decisions.wording import told

    click.echo(f"\n{number} of {count}, line {group[0].line}", err=True)
    click.echo(told(group), err=True)
    click.echo("y/n/e/a/s/u/q? ", nl=False, err=True)
    key = keys.key().casefold()
    click.echo(key if key.isprintable() else "", err=True)
    return key


class _Step(Value):
    """What one key did: at which group, and what it decided (nothing: it was skipped)."""

    at: int
    items: tuple[Pending, ...]


def _together(items: Sequence[Pending]) -> Iterator[list[Pending]]:
    """Items that follow one another and are around the same words."""
    group: list[Pending] = []
    for item in items:
        if group and (item.span is None or item.span != group[0].span):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _back(sitting: Sitting, trail: list[_Step], at: int) -> int:
    if not trail:
        click.echo("There is nothing to undo.", err=True)
        return at
    last = trail.pop()
    if last.items:
        sitting.undo(len(last.items))
    return last.at


def _decisions(
    sitting: Sitting,
    group: Sequence[Pending],
    following: Sequence[Sequence[Pending]],
    done: Collection[int],
    key: str,
    keys: Keyboard,
) -> list[Decision]:
    """What a key means; nothing where the speaker is left as it is after all, or for a key that
    means nothing."""
    match key:
        case "y":
            return [Decision(item, "yes") for item in group]
        case "n":
            return [Decision(item, "no") for item in group]
        case "a":
            kinds = {item.kind for item in group}
            alike = (item for other in following for item in other if item.kind in kinds)
            return [Decision(item, "yes") for item in alike if item.place not in done]
        case "e" if any(item.kind == "speech" for item in group):
            return _with_speaker(sitting, group, keys)
        case _:
            click.echo(f"The keys are: {_KEYS}.", err=True)
            return []


def _with_speaker(sitting: Sitting, group: Sequence[Pending], keys: Keyboard) -> list[Decision]:
    known = sitting.speakers()
    for number, (_, name) in enumerate(known, 1):
        click.echo(f"  {number}  {name}", err=True)
    given = keys.line("Who says it (a number, or a new name; nothing: back)")
    if not given:
        return []
    if given.isdigit() and 1 <= int(given) <= len(known):
        given = known[int(given) - 1][0]
    speaker = sitting.speaker(given)
    return [Decision(i, "yes", speaker if i.kind == "speech" else None) for i in group]
