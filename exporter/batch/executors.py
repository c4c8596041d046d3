"""Who does the work: processes of this machine, threads, or a Dask cluster; each an executor as
:mod:`concurrent.futures` knows it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import resource_tracker
from queue import SimpleQueue
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from exporter.errors import OptionError

__all__ = ["Lanes", "cores", "dask"]

P = ParamSpec("P")
T = TypeVar("T")

_AT_ONCE: signal.Signals = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Windows has no SIGKILL; its SIGTERM asks nobody either."""

_CONNECT = 30
"""Seconds to wait for a scheduler and its first worker."""


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Lanes(Executor):
    """Processes that stay warm, one call at a time each; one that dies is replaced.

    Each is a pool of its own, so that a death breaks the one call that was running there: its
    future raises :class:`~concurrent.futures.BrokenExecutor`, and every other goes on.
    """

    def __init__(self, lanes: int) -> None:
        self._free: SimpleQueue[int] = SimpleQueue()
        for lane in range(lanes):
            self._free.put(lane)
        self._pools: list[ProcessPoolExecutor | None] = [None] * lanes
        self._lanes: dict[Future[Any], int] = {}

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a picklable call in a free lane; waits for one where all are busy."""
        lane = self._free.get()
        pool = self._pools[lane] or self._open(lane)
        with _undisturbed():
            try:
                future = pool.submit(fn, *args, **kwargs)
            except BrokenProcessPool:  # it died between two calls
                future = self._open(lane).submit(fn, *args, **kwargs)
        self._lanes[future] = lane
        future.add_done_callback(lambda done: self._release(lane, done))
        return future

    def end(self, future: Future[Any]) -> None:
        """Kill the process at work on a call; its future breaks, unless it is done by now."""
        lane = self._lanes.get(future)
        pool = self._pools[lane] if lane is not None else None
        if pool is not None and not future.done():
            _kill(pool, _AT_ONCE)

    def _open(self, lane: int) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=_start
        )
        self._pools[lane] = pool
        return pool

    def _release(self, lane: int, done: Future[Any]) -> None:
        if not done.cancelled() and isinstance(done.exception(), BrokenProcessPool):
            self._pools[lane] = None
        self._lanes.pop(done, None)
        self._free.put(lane)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for pool in self._pools:
            if pool is not None:
                pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for what runs; where an error leads out, end it."""
        if kind is not None:
            for pool in filter(None, self._pools):
                _kill(pool, signal.SIGTERM)
        self.shutdown(cancel_futures=kind is not None)


def _kill(pool: ProcessPoolExecutor, number: signal.Signals) -> None:
    for pid in list(pool._processes or {}):  # noqa: SLF001
        with suppress(ProcessLookupError):
            os.kill(pid, number)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back while a process may be started, which so never sees it: not even before
    it can say that it leaves it to the parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would let Ctrl-C through where it starts only now
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start() -> None:
    """Of each worker: leave Ctrl-C to the parent, end with the parent, collect garbage rarely."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def dask(address: str) -> Iterator[tuple[Executor, int]]:
    """A Dask cluster by its scheduler's address, as an executor, and how many articles it should
    have at hand. Raises OptionError where there is none."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise OptionError(
            "A cluster needs Dask: pip install '.[cluster]' in a checkout of exporter."
        ) from error
    try:
        client = distributed.Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise OptionError(f"No Dask scheduler answers at {address}: {error}.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError as error:
            raise OptionError(f"The scheduler at {address} has no worker.") from error
        threads = sum(client.nthreads().values())
        with client.get_executor(pure=False) as executor:
            yield executor, 4 * threads
