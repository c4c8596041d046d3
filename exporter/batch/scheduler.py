"""Tasks given to an executor, but for what is done already, and their results taken back: what
dies is tried again, what takes too long is ended."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ThreadPoolExecutor,
)
from concurrent.futures import wait as wait_for
from contextlib import suppress

from exporter.batch.executors import Lanes
from exporter.batch.timeouts import overdue
from exporter.batch.worker import Result, Task, unchanged, work
from exporter.values import replace

__all__ = ["drive", "sifted"]

_THREADS = 4
_AHEAD = 64
"""Articles that are looked at before they are asked for."""


def drive(
    tasks: Iterator[Task | Result],
    pool: Executor,
    width: int,
    stop: Callable[[], bool],
    job: Callable[[Task], Result] = work,
) -> Iterator[Result]:
    """Results as they come, at most ``width`` tasks given out at a time. A task whose worker
    died is tried once more; one that takes too long has its worker killed. A pool that breaks for
    good is given nothing more."""
    out: dict[Future[Result], tuple[Task, bool]] = {}
    clock = _Clock(pool)

    def give(task: Task, *, again: bool = False) -> bool:
        with suppress(BrokenExecutor):
            future = pool.submit(job, replace(task, former=None) if again else task)
            out[future] = task, again
            clock.begin(future, task)
            return True
        return False

    more = True
    while more or out:
        while more and len(out) < width and not stop():
            task = next(tasks, None)
            if isinstance(task, Result):
                yield task
            else:
                more = task is not None and give(task)
        if not out:
            return
        ended = wait_for(out, clock.left(), return_when=FIRST_COMPLETED).done
        for future in [future for future in out if future in ended]:
            task, again = out.pop(future)
            error, late = future.exception(), clock.end(future)
            if error is None or late:
                yield overdue(task) if error else future.result()
            elif again or not isinstance(error, BrokenExecutor) or not give(task, again=True):
                yield _lost(task, error)


class _Clock:
    """When each task that our own processes do must be done."""

    def __init__(self, pool: Executor) -> None:
        self._lanes = pool if isinstance(pool, Lanes) else None
        self._due: dict[Future[Result], float] = {}
        self._late: set[Future[Result]] = set()

    def begin(self, future: Future[Result], task: Task) -> None:
        if self._lanes is not None and task.seconds is not None:
            self._due[future] = time.monotonic() + task.seconds

    def left(self) -> float | None:
        """Kill what is due; seconds until the next is, None where nothing will be."""
        now = time.monotonic()
        for future in [future for future, due in self._due.items() if due <= now]:
            del self._due[future]
            if self._lanes is not None and not future.done():
                self._late.add(future)
                self._lanes.end(future)
        return min(self._due.values()) - now if self._due else None

    def end(self, future: Future[Result]) -> bool:
        """Forget a task that has ended; whether it was killed for its time."""
        self._due.pop(future, None)
        late = future in self._late
        self._late.discard(future)
        return late


def _lost(task: Task, error: BaseException) -> Result:
    """What no worker could bring to an end."""
    if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":
        said = (
            "its worker died: killed, out of memory, or out of time. Export the article by itself."
        )
        rule = "worker-died"
    else:
        said, rule = f"it could not be given to a worker: {error}", "worker-failed"
    return Result(task.source, task.stem, "failed", error=f"{task.source}: {said}", rule=rule)


def sifted(tasks: Iterator[Task | Result]) -> Iterator[Task | Result]:
    """The tasks in their order, each that is done already as its result: what has not changed
    since the last run needs no worker, and a few files are read at once to find that out."""
    waiting: deque[tuple[Task | Result, Future[Result | None] | None]] = deque()
    with ThreadPoolExecutor(_THREADS) as pool:
        try:
            for task in tasks:
                if isinstance(task, Task) and task.former:
                    waiting.append((task, pool.submit(_known, task)))
                else:
                    waiting.append((task, None))
                if len(waiting) >= _AHEAD:
                    yield _settled(*waiting.popleft())
            while waiting:
                yield _settled(*waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _known(task: Task) -> Result | None:
    start = time.perf_counter()
    try:
        found = unchanged(task)
    except Exception:  # a worker meets it again, and says what it is
        return None
    return replace(found, seconds=time.perf_counter() - start) if found else None


def _settled(task: Task | Result, known: Future[Result | None] | None) -> Task | Result:
    if known is None or isinstance(task, Result):
        return task
    return known.result() or replace(task, former=None)
