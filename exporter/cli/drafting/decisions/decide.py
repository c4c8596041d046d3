"""What ``exporter confirm`` and ``exporter reject`` do: all of a choice, or one key each."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Literal

import click

from exporter.cli import printing
from exporter.cli.drafting.decisions.keyboard import Keyboard, keyboard
from exporter.cli.drafting.decisions.selection import ARTICLE, BY, choice, selecting, today
from exporter.confirmation import Decision, Pending, Sitting, chosen, questions
from exporter.errors import ExporterError, OptionError
from exporter.values import Value

__all__ = ["deciding"]

Answer = Literal["yes", "no"]
_KEYS = (
    "y yes, n no, e edit the speaker, o one by one, a yes to all of this kind, s skip, u undo, "
    "q quit"
)


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
            unnamed = [i for i in found if answer == "yes" and i.lacks_speaker]
            sitting.decide(*(Decision(item, answer) for item in found if item not in unnamed))
            _tell_unnamed(unnamed, article)
        else:
            with keyboard() as keys:
                _ask(sitting, keys)
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error, article)
        raise SystemExit(1) from error
    _tell(sitting)


def _tell(sitting: Sitting) -> None:
    tally = sitting.tally
    click.echo(
        f"{tally.confirmed} confirmed, {tally.rejected} rejected, {tally.waiting} waiting", err=True
    )


def _tell_unnamed(unnamed: Sequence[Pending], article: Path) -> None:
    """Speech without a speaker is an error in an article: it waits until somebody names one."""
    if not unnamed:
        return
    lines = ", ".join(str(line) for line in sorted({item.line for item in unnamed}))
    one = len(unnamed) == 1
    click.echo(
        f"{len(unnamed)} {'speech waits' if one else 'speeches wait'}, because nothing says who "
        f"speaks (line{'s' * (',' in lines)} {lines}). “exporter confirm {article}” asks for each.",
        err=True,
    )


# ------------------------------------------------------------------------- one key for each


def _ask(sitting: Sitting, keys: Keyboard) -> None:
    """One question after the other; every answer is written at once, so nothing is lost when the
    terminal closes."""
    groups: list[Sequence[Pending]] = list(questions(sitting.items))
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
        elif key == "o":
            groups[at : at + 1] = [(item,) for item in groups[at]]
        elif decisions := _decisions(sitting, group, groups[at:], done, key, keys):
            sitting.decide(*decisions)
            trail.append(_Step(at, tuple(each.item for each in decisions)))


def _shown(group: Sequence[Pending], number: int, count: int, keys: Keyboard) -> str:
    """Show what is asked, and wait for a key."""
    from exporter.cli.drafting.decisions.wording import told

    click.echo(f"\n{number} of {count}, line {group[0].line}", err=True)
    click.echo(told(group), err=True)
    click.echo("y/n/e/o/a/s/u/q? ", nl=False, err=True)
    key = keys.key().casefold()
    click.echo(key if key.isprintable() else "", err=True)
    return key


class _Step(Value):
    """What one key did: at which group, and what it decided (nothing: it was skipped)."""

    at: int
    items: tuple[Pending, ...]


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
        case "y" if any(item.lacks_speaker for item in group):
            return _with_speaker(sitting, group, keys)
        case "y":
            return [Decision(item, "yes") for item in group]
        case "n":
            return [Decision(item, "no") for item in group]
        case "a":
            kinds = {item.kind for item in group}
            alike = (item for other in following for item in other if item.kind in kinds)
            return [
                Decision(item, "yes")
                for item in alike
                if item.place not in done and not item.lacks_speaker
            ]
        case "e" if any(item.kind == "speech" for item in group):
            return _with_speaker(sitting, group, keys)
        case _:
            click.echo(f"The keys are: {_KEYS}.", err=True)
            return []


def _with_speaker(sitting: Sitting, group: Sequence[Pending], keys: Keyboard) -> list[Decision]:
    """Asks who says it; where a source says it and nobody is named, its claim alone is meant."""
    known = sitting.speakers()
    for number, (_, name) in enumerate(known, 1):
        click.echo(f"  {number}  {name}", err=True)
    unnamed = [item for item in group if item.lacks_speaker]
    claims = any(item.kind == "claim" for item in group)
    document = ", -: no person, a document says it" if unnamed and claims else ""
    given = keys.line(f"Who says it (a number, or a new name{document}; nothing: back)")
    if not given:
        return []
    if document and given == "-":
        return [Decision(i, "no" if i in unnamed else "yes") for i in group]
    if given.isdigit() and 1 <= int(given) <= len(known):
        given = known[int(given) - 1][0]
    speaker = sitting.speaker(given)
    return [
        Decision(i, "yes", speaker if i.kind == "speech" or _stands_for(i) else None) for i in group
    ]


def _stands_for(item: Pending) -> bool:
    """Whether it is the word that stands for a speaker: "she", "the mayor"."""
    return item.element == "rs" and item.kind in ("person", "organisation")
