"""Many articles on any executor: listed, done where they changed, kept in mind, reported."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from exporter import formats, pipeline
from exporter.arguments import checked
from exporter.batch import storage
from exporter.batch.executors import Lanes, cores, dask
from exporter.batch.progress import Count, Progress, Summary
from exporter.batch.request import Asked, Begun, begin, refuse, several
from exporter.batch.scheduler import drive, sifted
from exporter.batch.state import Row
from exporter.batch.timeouts import guarded
from exporter.batch.worker import Result, Settings, Task, rehearse, work
from exporter.batch.workspace import Desk
from exporter.errors import expect_allowed
from exporter.model import Audience
from exporter.theme import Signs, Theme, load

if TYPE_CHECKING:
    from exporter.sourcing import Policy
    from exporter.tei import Limits

__all__ = ["Progress", "Summary", "export_many"]

TIME_LIMIT = 600.0
"""Seconds that one article may take: a book takes a few."""


@checked
def export_many(
    sources: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    to: Iterable[str] | str = pipeline.DEFAULT_FORMATS,
    theme: Theme | str | os.PathLike[str] = "newspaper",
    signs: Signs | Literal[""] = "",
    audience: Audience = "public",
    policy: Policy | None = None,
    limits: Limits | None = None,
    options: Mapping[str, Mapping[str, object]] | None = None,
    treatment: str | os.PathLike[str] | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
    executor: Executor | None = None,
    resume: bool = False,
    force: bool = False,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
    time_limit: float | None = TIME_LIMIT,
    allow: Collection[str] = (),
    checked: bool = True,
) -> Summary:
    """Export many articles; only those that changed since the last run into the same target.

    ``sources`` are folders, globs, lists, zip files, articles and fsspec addresses, or one of
    them; ``target`` a folder or fsspec address. The work is done by ``jobs`` processes (None: one
    a core), by a Dask ``cluster`` (its scheduler's address), or by any ``executor`` given; what
    ``memory://`` holds only by threads. ``force`` does all again; ``resume`` goes on with an
    interrupted run. ``stop`` is asked before each article; once it says True, what was begun is
    finished and the run ends as interrupted, as it does where an ``executor`` breaks.
    ``time_limit`` is in seconds, for one article: a worker that takes longer is ended and
    replaced, the article has failed. None sets no limit, and there is none for threads or for an
    ``executor`` given. ``options``, ``treatment`` and ``allow`` are as for
    :func:`exporter.export`. ``progress`` is called after each article; the editorial rules run on
    each article too unless ``checked`` is False.

    What is wrong with an article is in the report, beside the state in ``TARGET/_batch``. Raises
    OptionError for what can come to nothing (a source that is not there, no job, other sources to
    ``resume``), InputError for a list that cannot be read, OutputError where the state or report
    cannot be written. Where processes are used, a script that calls this guards it with
    ``if __name__ == "__main__":``, as multiprocessing requires.
    """
    # Long: the signature and what it promises; the work is in the functions it calls.
    from exporter.sourcing import Policy
    from exporter.tei import Limits

    begun = time.perf_counter()
    given, folder = [os.fspath(source) for source in several(sources)], os.fspath(target)
    wanted = formats.separate(to)
    refuse(
        given,
        folder,
        to=wanted,
        jobs=jobs,
        cluster=cluster,
        executor=executor,
        time_limit=time_limit,
        resume=resume,
    )
    formats.expect_options(options or {}, formats.chosen(wanted))
    settings = Settings(
        to=wanted,
        theme=load(theme, signs),
        policy=pipeline.dated(policy or Policy()),
        limits=limits or Limits(),
        audience=audience,
        options={name: _rooted(mine) for name, mine in (options or {}).items()},
        treatment=str(Path(treatment).absolute()) if treatment is not None else None,
        allow=tuple(allow),
        checked=checked,
    )
    expect_allowed(allow)
    settings.digest  # noqa: B018 - a format that is not there is found before anything begins
    if settings.options or settings.treatment or settings.policy.citations:
        rehearse(settings)
    with ExitStack() as stack:
        desk = stack.enter_context(Desk.at(folder))
        run = begin(desk.state, settings, Asked(given, force), folder, resume=resume)
        desk.open_report(append=run.resumed)
        inside = storage.within_process(folder, *run.asked.sources)
        pool, width = _pool(stack, executor, cluster, jobs, threads=inside)
        count = Count(desk, run.id, begun)
        tasks = sifted(_tasks(desk, run, settings, folder, seconds=time_limit))
        for result in drive(tasks, pool, width, stop, guarded if cluster else work):
            desk.settle(run.id, settings.digest, result)
            now = count.settled(result)
            if progress is not None:
                progress(now)
        return count.ended()


def _rooted(options: Mapping[str, object]) -> dict[str, object]:
    """With paths that a worker finds from a folder of its own too."""
    return {
        name: Path(value).absolute() if isinstance(value, os.PathLike) else value
        for name, value in options.items()
    }


def _pool(
    stack: ExitStack,
    executor: Executor | None,
    cluster: str | None,
    jobs: int | None,
    *,
    threads: bool,
) -> tuple[Executor, int]:
    """Who does the work, and how many articles are given out at a time."""
    count = jobs or cores()
    if executor is not None:
        return executor, 2 * count
    if cluster:
        return stack.enter_context(dask(cluster))
    if threads:
        return stack.enter_context(ThreadPoolExecutor(count)), count
    return stack.enter_context(Lanes(count)), count


def _tasks(
    desk: Desk, run: Begun, settings: Settings, target: str, *, seconds: float | None
) -> Iterator[Task | Result]:
    home = str(Path.cwd())
    for row in desk.state.waiting(run.id, settings.digest):
        if row.error:
            yield Result(row.source, row.stem, "failed", rule=row.rule, error=row.error)
            continue
        former = row.former
        if run.asked.force or (former is not None and not _there(desk, row)):
            former = None
        yield Task(
            row.source,
            row.stem,
            target,
            settings,
            stamp=row.stamp,
            former=former,
            seconds=seconds,
            home=home,
        )


def _there(desk: Desk, row: Row) -> bool:
    return all(desk.size(name) == size for name, size in row.files)
