"""Notices and errors as lines for a terminal; results go to stdout, everything else to stderr."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import click

from exporter.errors import ExporterError, LeakError, MalformedXML
from exporter.notices import Notice, Severity
from exporter.text.printable import line

__all__ = ["as_options", "fail", "line", "notices", "say", "say_lines", "summary"]

_COLOURS = {Severity.INFO: "blue", Severity.WARNING: "yellow", Severity.ERROR: "red"}


def say(text: object, *, err: bool = False) -> None:
    """Print a line, with nothing in it that the terminal would obey."""
    click.echo(line(str(text)), err=err)


def say_lines(lines: Iterable[str]) -> None:
    """Print lines, with nothing in them that the terminal would obey."""
    for each in lines:
        say(each)


def notices(found: Iterable[Notice], *, least: Severity = Severity.WARNING) -> None:
    """Print those of severity ``least`` and graver, one a line."""
    for notice in found:
        if notice.severity >= least:
            label = f"{notice.severity.label}:"
            coloured = click.style(label, fg=_COLOURS[notice.severity], bold=True)
            click.echo(as_options(str(notice)).replace(label, coloured, 1), err=True)


def fail(error: ExporterError, file: object = None) -> None:
    """Print an error, and for malformed XML every further fault; ``file`` is what it is about
    where it does not say so itself."""
    if error.file is None and file is not None:
        error.file = str(file)
    click.echo(click.style("error: ", fg="red", bold=True) + as_options(str(error)), err=True)
    if isinstance(error, MalformedXML):
        for row, column, message in error.faults[1:]:
            say(f"  {error.file or ''}:{row}:{column}: {message}", err=True)
    if isinstance(error, LeakError):
        for at, message in error.leaks[1:]:
            say(f"  {error.file or ''}:{at or ''}: {message}", err=True)


_NAMELESS = "An article that is no file has no name to call its copies by. "
_NAME_IT = "Name a file with -o, or - for the standard output."


def as_options(text: str) -> str:
    """A remedy of the API as an option: ``Limits(size=…)`` is ``--limit size=…`` here."""
    text = text.replace(_NAMELESS, "The standard input has no name to call its copies by. ")
    text = text.replace("Give it one (name), or name a file to write to.", _NAME_IT)
    text = re.sub(r"\(into='([^']*)'\)", r"(--into \1)", text)
    text = re.sub(r'\ballow=\["([\w-]+)"\]', r"--allow \1", text)
    return re.sub(r"\bLimits\((\w+=…)\)", r"--limit \1", text)


def summary(found: Iterable[Notice]) -> str:
    """``2 errors, 1 warning``; empty where there is nothing."""
    counts = Counter(notice.severity for notice in found)
    words = {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.INFO: ("remark", "remarks"),
    }
    return ", ".join(
        f"{counts[severity]} {word[counts[severity] != 1]}"
        for severity, word in words.items()
        if counts[severity]
    )
