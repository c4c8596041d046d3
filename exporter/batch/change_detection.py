"""What has not changed since the last run needs no worker: it is found out here, a few files read
at once, before articles are given out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from exporter.batch.worker import Result, Task, unchanged
from exporter.values import replace

__all__ = ["sifted"]

_THREADS = 4
_AHEAD = 64
"""Articles that are looked at before they are asked for."""


def sifted(tasks: Iterator[Task | Result]) -> Iterator[Task | Result]:
    """The tasks in their order, each that is done already as its result."""
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
