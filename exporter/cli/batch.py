"""``exporter batch``."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import click

from exporter.cli import printing
from exporter.cli.options import Wanted, rendering, ruled
from exporter.errors import ExporterError, OptionError, ThemeError
from exporter.notices import Severity
from exporter.text import printable

if TYPE_CHECKING:
    from exporter.batch import Progress, Summary

_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""

_FAILURES = 20
"""As many failures are printed as they happen; the report has all."""


@click.command("batch")
@click.argument("sources", nargs=-1, type=click.Path(), metavar="SOURCE...")
@click.option("-o", "--output", required=True, metavar="TARGET", help="A folder or fsspec address.")
@rendering
@ruled
@click.option("--jobs", type=click.IntRange(1), help="Worker processes.  [default: one a core]")
@click.option("--cluster", metavar="ADDRESS", help="Work on the Dask cluster of this scheduler.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="Give up an article that takes longer.",
)
@click.option("--resume", is_flag=True, help="Go on with the run that was interrupted.")
@click.option("--force", is_flag=True, help="Do again what has not changed, too.")
@click.option("-q", "--quiet", is_flag=True, help="Print failures only.")
def command(
    sources: tuple[str, ...],
    output: str,
    wanted: Wanted,
    jobs: int | None,
    cluster: str | None,
    time_limit: float,
    resume: bool,
    force: bool,
    quiet: bool,
    checked: bool,
    limit: Severity | None,
) -> None:
    """Export many articles; those that have not changed since the last run are not done again.

    \b
    Reads   each SOURCE: a folder, a glob in quotes, a zip file, an article, a
            list of such (.txt, one a line; - reads it from the standard input),
            or an fsspec address (s3://bucket/folder).
    Writes  the copies to TARGET, in the same folders as the sources; state and
            report to TARGET/_batch.
    Prints  the progress, on standard error, and the name of the report.

    \b
    Example:
      exporter batch articles -o build -t html,pdf

    Ctrl-C finishes the articles that were begun; --resume goes on, and needs no SOURCE.
    """
    # Long: one parameter for each option of the command.
    from exporter.batch import export_many

    if not sources and not resume:
        raise click.UsageError("Name a source: a folder, a glob, a zip file, a list.")
    show = _Display(quiet=quiet)
    try:
        with _stoppable() as stop:
            summary = export_many(
                sources,
                output,
                to=wanted.to,
                theme=wanted.theme,
                signs=wanted.signs,
                audience=wanted.audience,
                policy=wanted.policy,
                limits=wanted.limits,
                options=wanted.options,
                treatment=wanted.treatment,
                jobs=jobs,
                cluster=cluster,
                resume=resume,
                force=force,
                progress=show,
                stop=stop,
                time_limit=time_limit,
                allow=wanted.allow,
                checked=checked,
            )
    except (OptionError, ThemeError) as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    show.end(summary)
    if summary.interrupted:
        raise SystemExit(130)
    grave = limit is not None and summary.worst is not None and summary.worst >= limit
    if summary.failed or grave:
        raise SystemExit(1)


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Says True after the first Ctrl-C or SIGTERM; the second Ctrl-C ends at once."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True
        click.echo("\nFinishing what was begun; Ctrl-C again ends at once.", err=True)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Display:
    """Progress: one line redrawn on a terminal, else a line now and then. Failures always."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._shown = time.monotonic()
        self._drawn = 0.0
        self._failures = 0

    def __call__(self, now: Progress) -> None:
        if now.result.status == "failed":
            self._fail(now)
        clock = time.monotonic()
        if self._live and (clock - self._drawn > 0.1 or now.settled == now.total):
            self._drawn = clock
            width = shutil.get_terminal_size().columns - 1
            click.echo("\r\x1b[K" + printable.line(_line(now))[:width], nl=False, err=True)
        elif not self._live and not self._quiet and clock - self._shown > _EVERY:
            self._shown = clock
            printing.say(_line(now), err=True)

    def _fail(self, now: Progress) -> None:
        self._clear()
        self._failures += 1
        if self._failures <= _FAILURES:
            label = click.style("error: ", fg="red", bold=True)
            click.echo(label + printable.line(printing.as_options(now.result.error)), err=True)
        elif self._failures == _FAILURES + 1:
            click.echo("The report has the other failures.", err=True)

    def end(self, summary: Summary) -> None:
        """The last words."""
        self._clear()
        if not self._quiet:
            click.echo(_closing(summary), err=True)
            printing.say(summary.page)

    def _clear(self) -> None:
        if self._live:
            click.echo("\r\x1b[K", nl=False, err=True)


def _line(now: Progress) -> str:
    rate = now.settled / now.seconds if now.seconds else 0.0
    share = now.settled / now.total if now.total else 1.0
    parts = [f"{now.settled:,} of {now.total:,} ({share:.0%})", f"{rate:.1f}/s"]
    if now.settled < now.total and rate:
        parts.append(f"{_clock((now.total - now.settled) / rate)} left")
    if now.unchanged:
        parts.append(f"{now.unchanged:,} unchanged")
    if now.failed:
        parts.append(f"{now.failed:,} failed")
    return ", ".join(parts)


def _closing(summary: Summary) -> str:
    parts = [f"{summary.done:,} exported"]
    if summary.unchanged:
        parts.append(f"{summary.unchanged:,} unchanged")
    if summary.failed:
        parts.append(f"{summary.failed:,} failed")
    said = f"{', '.join(parts)} in {_clock(summary.seconds)}."
    if summary.interrupted:
        said += f" {summary.waiting:,} not begun: go on with --resume."
    return said


def _clock(seconds: float) -> str:
    """``7 s``, ``2:05``, ``1:02:05``."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
