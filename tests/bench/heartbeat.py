"""How long an event loop waits for its turn while articles are made: ``python -m
tests.bench.heartbeat``. A task that sleeps a millisecond at a time tells by how much it overslept.
"""

from __future__ import annotations

import asyncio
import functools
import multiprocessing
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import exporter

SOURCE = next((Path(__file__).parents[2] / "source").glob("*.xml"))
ROUNDS = 10


async def beat(done: asyncio.Event, late: list[float]) -> None:
    while not done.is_set():
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        late.append((time.perf_counter() - start) * 1000 - 1)


async def measure(work: Callable[[], Awaitable[object]], at_once: int) -> list[float]:
    """Milliseconds that each beat came late, sorted."""
    late: list[float] = []
    done = asyncio.Event()
    heart = asyncio.create_task(beat(done, late))
    for _ in range(ROUNDS):
        await asyncio.gather(*(work() for _ in range(at_once)))
    done.set()
    await heart
    return sorted(late)


async def report(name: str, pool: Executor | None, at_once: int) -> None:
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        make = functools.partial(exporter.export, SOURCE, folder)

        def work() -> Awaitable[object]:
            return loop.run_in_executor(pool, make) if pool else asyncio.sleep(0.1)

        await work()
        late = await measure(work, at_once)
    middle, most = late[len(late) // 2], late[len(late) * 99 // 100]
    print(f"{name:28} median {middle:5.1f} ms, 99 % {most:6.1f} ms, worst {late[-1]:6.1f} ms")


def main() -> None:
    spawn = multiprocessing.get_context("spawn")
    with ThreadPoolExecutor(4) as threads, ProcessPoolExecutor(1, mp_context=spawn) as process:
        asyncio.run(report("nothing to do", None, 1))
        asyncio.run(report("one article, in a thread", threads, 1))
        asyncio.run(report("four at once, in threads", threads, 4))
        asyncio.run(report("one article, in a process", process, 1))


if __name__ == "__main__":
    main()
