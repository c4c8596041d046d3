"""A limit on the time that one article may take.

Where the processes are ours, the parent ends the one that is over time (``pools.Lanes.end``). On a
cluster only the worker knows when an article was begun: it gives the article up, says so, and where
the work does not come to an end by itself it ends its process; its nanny starts another.
"""

from __future__ import annotations

import os
import threading

from exporter.batch import storage
from exporter.batch.worker import Result, Task, work
from exporter.values import replace

__all__ = ["guarded", "overdue"]

_GRACE = 10.0
"""Seconds in which a result travels from a cluster's worker before its process ends."""


def overdue(task: Task) -> Result:
    """The result of an article that took too long."""
    said = (
        f"it took longer than {task.seconds:g} seconds and was given up. Export it by itself, "
        "split it, or give it more time (--time-limit)."
    )
    return Result(
        task.source,
        task.stem,
        "failed",
        seconds=task.seconds or 0.0,
        error=f"{task.source}: {said}",
        rule="time-limit",
    )


def guarded(task: Task) -> Result:
    """Do one article within its limit, in a worker of a cluster, whatever folder that is in."""
    if task.seconds is None:
        return _at_home(task)
    done: list[Result] = []
    thread = threading.Thread(target=lambda: done.append(_at_home(task)), daemon=True)
    thread.start()
    thread.join(task.seconds)
    if done:
        return done[0]
    threading.Thread(target=_retire, args=(thread,), daemon=True).start()
    return overdue(task)


def _at_home(task: Task) -> Result:
    source, target = (storage.rooted(at, task.home) for at in (task.source, task.target))
    result = work(replace(task, source=source, target=target))
    return replace(
        result,
        source=task.source,
        error=result.error.replace(source, task.source),
        notices=tuple(
            replace(notice, file=task.source) if notice.file == source else notice
            for notice in result.notices
        ),
    )


def _retire(thread: threading.Thread) -> None:
    thread.join(_GRACE)
    if thread.is_alive():
        os._exit(1)
