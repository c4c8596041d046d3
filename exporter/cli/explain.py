"""``exporter explain``, and the list of rules."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from exporter.cli import printing

if TYPE_CHECKING:
    from exporter.checks import Rule

_WIDTH = 80


@click.command("explain")
@click.argument("rules", nargs=-1, metavar="[RULE...]")
def command(rules: tuple[str, ...]) -> None:
    """Say what a rule of “exporter check” looks for, why, and what to do about it.

    \b
    Reads   the RULEs by their ids, which check prints in brackets.
    Writes  nothing.
    Prints  an explanation of each; without a RULE, a list of all of them.

    \b
    Example:
      exporter explain claim-unattributed
    """
    from exporter.checks import all_rules
    from exporter.text.close_matches import meant, or_list

    if not rules:
        printing.say_lines(listed())
        return
    known = {rule.id: rule for rule in all_rules()[0]}
    for count, name in enumerate(rules):
        if name not in known:
            begun = [each for each in known if name in each] if len(name) > 2 else []
            near = [meant(name, known)] if meant(name, known) else begun
            hint = f" Did you mean {or_list(map(repr, near))}?" if near else ""
            raise click.UsageError(
                f"There is no rule {name!r}.{hint} “exporter check --list-rules” lists them. "
                "Notices of reading and exporting have ids too, but are no rules: each says "
                "itself what to do."
            )
        if count:
            click.echo()
        printing.say_lines(_explained(known[name]))


def listed() -> Iterator[str]:
    """One line for each rule: its id, how severe it is, and why it is there."""
    from exporter.checks import all_rules

    rules = all_rules()[0]
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        yield f"{rule.id:{width}}  {rule.severity.label:7}  {rule.why}"


def _explained(rule: Rule) -> Iterator[str]:
    from exporter.checks.fixes import FIXABLE

    yield f"{rule.id} ({rule.severity.label}, {rule.area})"
    yield from wrap(rule.why, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield from wrap(f"What to do: {rule.fix}", _WIDTH, initial_indent="  ", subsequent_indent="  ")
    if rule.id in FIXABLE:
        yield "  Plain cases are corrected by: exporter check --fix --write ARTICLE"
    yield f'  In exporter.toml: [check.rules] {rule.id} = "off", "info", "warning" or "error"'
    yield f'  For one element: <?exporter ignore="{rule.id}" reason="…"?> inside it'
