"""What a run is asked for: refused where nothing can come of it, listed, or found again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TypeVar

from msgspec import convert

from exporter.batch import discovery
from exporter.batch.state import State
from exporter.batch.storage import Local, place, within_process
from exporter.batch.worker import Settings
from exporter.errors import OptionError
from exporter.values import Value, asdict

__all__ = ["Asked", "Begun", "begin", "refuse", "several"]

T = TypeVar("T", bound="str | os.PathLike[str]")


def several(given: Iterable[T] | T) -> Iterable[T]:
    """One thing given by itself is a list of one."""
    return [given] if isinstance(given, str | os.PathLike) else given


def refuse(
    sources: list[str],
    target: str,
    to: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    executor: Executor | None,
    time_limit: float | None,
    *,
    resume: bool,
) -> None:
    """Raise OptionError for what can come to nothing."""
    if not sources and not resume:
        raise OptionError("There are no sources. Name a folder, a glob, a zip file, a list.")
    if not to:
        raise OptionError("No format is asked for.")
    if jobs is not None and jobs < 1:
        raise OptionError(f"jobs is {jobs}; at least one process must do the work.")
    if time_limit is not None and time_limit <= 0:
        raise OptionError(f"time_limit is {time_limit:g}; give a number of seconds, or None.")
    match place(target):
        case Local(path) if path.exists() and not path.is_dir():
            raise OptionError(f"{target} is a file. Name a folder for the copies.")
        case _:
            pass
    inside = within_process(target, *sources)
    if inside and (cluster or not isinstance(executor, ThreadPoolExecutor | None)):
        raise OptionError(
            "memory:// is seen by this process alone, and others would do the work. "
            "Name another place, or use threads."
        )


class Asked(Value):
    """What a run was asked for that its settings do not say."""

    sources: list[str]
    force: bool = False


class Begun(Value):
    """A run in the table, ``resumed`` where an earlier call began it."""

    id: int
    asked: Asked
    resumed: bool


def begin(state: State, settings: Settings, asked: Asked, target: str, *, resume: bool) -> Begun:
    """A new run with its sources listed, or the interrupted one again."""
    last = state.last()
    if resume and last is not None and not last.finished:
        former = convert(json.loads(last.command), Asked)
        if last.settings != settings.digest:
            raise OptionError(
                "The interrupted run had other options, another theme or another version. "
                "Give the same, or leave --resume away: what has not changed is not done again."
            )
        if asked.sources not in ([], former.sources):
            raise OptionError(
                f"The interrupted run had other sources: {', '.join(former.sources)}. "
                "Name none to go on with it, or leave --resume away to begin with these."
            )
        return Begun(last.id, Asked(former.sources, former.force or asked.force), resumed=True)
    if not asked.sources:
        raise OptionError("There is no interrupted run to resume. Name the sources.")
    run = state.begin(settings.digest, json.dumps(asdict(asked)))
    try:
        state.enlist(run, discovery.articles(asked.sources, leave=target))
    except BaseException:
        state.undo()
        raise
    return Begun(run, asked, resumed=False)
