"""How far a run is, and what came of it."""

from __future__ import annotations

import time

from exporter.batch.worker import Result
from exporter.batch.workspace import Desk
from exporter.notices import Severity
from exporter.values import Value

__all__ = ["Count", "Progress", "Summary"]


class Progress(Value):
    """How far a run is, told after each article: ``result`` is the one just settled, ``seconds``
    what the run has taken until now; ``done``, ``unchanged`` and ``failed`` add up to ``total``
    at the end."""

    result: Result
    total: int
    done: int
    unchanged: int
    failed: int
    seconds: float

    @property
    def settled(self) -> int:
        """How many articles are done, unchanged or failed."""
        return self.done + self.unchanged + self.failed


class Summary(Value):
    """What came of a run. ``waiting`` articles were not begun (0 unless ``interrupted``);
    ``report`` and ``page`` are the addresses of the JSON Lines and of the HTML page; ``worst`` is
    the gravest that was said of an article, None where nothing was."""

    total: int
    done: int
    unchanged: int
    failed: int
    waiting: int
    seconds: float
    interrupted: bool
    report: str
    page: str
    worst: Severity | None = None


class Count:
    """Counts the articles of a run, from those on that an earlier part of it settled. ``begun``
    is a time by ``time.perf_counter``."""

    def __init__(self, desk: Desk, run: int, begun: float) -> None:
        self._desk = desk
        self._run = run
        self._begun = begun
        self._tally = {"done": 0, "unchanged": 0, "failed": 0, **desk.state.tally(run)}
        self._total = sum(self._tally.values())

    def settled(self, result: Result) -> Progress:
        """How far the run is with this one."""
        self._tally[result.status] += 1
        return Progress(result, self._total, *self._counts(), self._seconds())

    def ended(self) -> Summary:
        """The whole, which is also written as a page; a run with nothing waiting is finished."""
        desk, seconds = self._desk, self._seconds()
        waiting = desk.state.tally(self._run).get("waiting", 0)
        if not waiting:
            desk.state.finish(self._run)
        desk.write_page(self._run, seconds, interrupted=bool(waiting))
        return Summary(
            self._total,
            *self._counts(),
            waiting=waiting,
            seconds=seconds,
            interrupted=bool(waiting),
            report=desk.address(desk.REPORT),
            page=desk.address(desk.PAGE),
            worst=max(
                (Severity[s.upper()] for _, s, _, _ in desk.state.rules(self._run)), default=None
            ),
        )

    def _counts(self) -> tuple[int, int, int]:
        return self._tally["done"], self._tally["unchanged"], self._tally["failed"]

    def _seconds(self) -> float:
        return time.perf_counter() - self._begun
