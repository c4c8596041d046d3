"""Jobs that stand in for an export: what they do is written in the task's source."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from exporter.batch.worker import Result, Task


def job(task: Task) -> Result:
    """``die`` kills its worker, ``die-once`` only where it has not yet left its mark, ``raise``
    raises; everything else says which process did it."""
    mark = Path(task.target) / "mark"
    if task.source == "die" or (task.source == "die-once" and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if task.source == "raise":
        raise RuntimeError("a job that raises")
    return Result(task.source, task.stem, "done", input=str(os.getpid()))


def hang(task: Task) -> Result:
    """``hang`` never ends, in Python; ``hang-in-c`` in foreign code; all else is a :func:`job`."""
    while task.source == "hang":
        pass
    if task.source == "hang-in-c":
        time.sleep(60)
    return job(task)
