"""What a whole process costs, start-up included."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """``cpu`` is user and system time in seconds, ``peak`` resident memory in MiB."""

    cpu: float
    peak: float
    size: int = 0


def measured(command: Sequence[str], output: Path | None = None, runs: int = 1) -> Cost:
    """The median of several runs after one that does not count, which leaves bytecode behind as
    an installation does; ``size`` is that of the output in bytes."""
    _once(command)
    costs = [_once(command) for _ in range(runs)]
    return Cost(
        statistics.median(cpu for cpu, _ in costs),
        statistics.median(peak for _, peak in costs),
        output.stat().st_size if output else 0,
    )


def _once(command: Sequence[str]) -> tuple[float, float]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stderr
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"{' '.join(command)}: {said.decode(errors='replace')[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
