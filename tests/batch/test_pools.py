"""Workers: warm, one call each, replaced where they die, gone with their parent."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from exporter.batch import timeouts
from exporter.batch.executors import Lanes
from exporter.batch.scheduler import drive
from exporter.batch.worker import Settings, Task
from exporter.sourcing import Policy
from exporter.tei import Limits
from exporter.theme import load
from tests.batch.fakes import hang, job


@pytest.fixture(scope="module")
def settings():
    return Settings(("html",), load(), Policy(), Limits())


def drive_all(names, settings, folder, pool, width=2, stop=lambda: False):
    """What hangs has a limit of two seconds; nothing else has one, however slow the machine."""
    tasks = iter(
        [
            Task(name, name, str(folder), settings, seconds=2 if "hang" in name else None)
            for name in names
        ]
    )
    return {r.source: r for r in drive(tasks, pool, width, stop, hang)}


def test_workers_stay_for_the_next_article(settings, tmp_path):
    names = [f"a{n}" for n in range(20)]
    with Lanes(2) as pool:
        results = drive_all(names, settings, tmp_path, pool)
    assert list(map(str, sorted(results))) == sorted(names)
    assert len({result.input for result in results.values()}) <= 2


def test_a_killed_worker_is_replaced_and_its_article_tried_once_more(settings, tmp_path):
    with Lanes(2) as pool:
        results = drive_all(["a", "die-once", "b", "c"], settings, tmp_path, pool)
    assert {result.status for result in results.values()} == {"done"}
    assert len(results) == 4


def test_an_article_that_always_kills_costs_only_itself(settings, tmp_path):
    names = ["a", "die", *(f"b{n}" for n in range(10))]
    with Lanes(2) as pool:
        results = drive_all(names, settings, tmp_path, pool)
    lost = results.pop("die")
    assert (lost.status, lost.rule) == ("failed", "worker-died")
    assert "its worker died" in lost.error
    assert {result.status for result in results.values()} == {"done"}


def test_a_worker_that_dies_between_two_articles_costs_none(settings, tmp_path):
    with Lanes(1) as pool:
        (first,) = drive_all(["a"], settings, tmp_path, pool).values()
        os.kill(int(first.input), signal.SIGKILL)
        (second,) = drive_all(["b"], settings, tmp_path, pool).values()
    assert second.status == "done"
    assert second.input != first.input


@pytest.mark.parametrize("how", ["hang", "hang-in-c"])
def test_an_article_that_takes_too_long_costs_only_itself(settings, tmp_path, how):
    names = ["a", how, *(f"b{n}" for n in range(6))]
    with Lanes(2) as pool:
        results = drive_all(names, settings, tmp_path, pool)
    late = results.pop(how)
    assert (late.status, late.rule, late.seconds) == ("failed", "time-limit", 2)
    assert late.error == (
        f"{how}: it took longer than 2 seconds and was given up. Export it by itself, split it, or "
        "give "
        "it more time (--time-limit)."
    )
    assert {result.status for result in results.values()} == {"done"}


def test_a_cluster_s_worker_keeps_the_limit_itself(settings, tmp_path, monkeypatch):
    """Nobody else there knows when an article was begun."""
    ended = threading.Event()
    monkeypatch.setattr(timeouts, "work", hang)
    monkeypatch.setattr(timeouts, "_GRACE", 0.1)
    monkeypatch.setattr(os, "_exit", lambda _: ended.set())
    task = Task("hang-in-c", "hang-in-c", str(tmp_path), settings, seconds=0.2)
    assert timeouts.guarded(task) == timeouts.overdue(task)
    assert ended.wait(20)
    again = Task("a", "a", str(tmp_path), settings, seconds=5)
    assert timeouts.guarded(again).status == "done"


def test_a_cluster_s_worker_names_what_it_was_given(settings, tmp_path):
    """It reads the article by another address, in whatever folder it is."""
    (tmp_path / "a.xml").write_text("<TEI>")
    task = Task("a.xml", "a", "out", settings, seconds=None, home=str(tmp_path))
    assert timeouts.guarded(task).error.startswith("a.xml:")


def test_what_cannot_be_given_out_is_reported(settings, tmp_path):
    with Lanes(1) as pool:
        results = drive_all(["raise", "a"], settings, tmp_path, pool)
    assert results["raise"].rule == "worker-failed"
    assert results["a"].status == "done"


def test_a_pool_that_breaks_for_good_loses_only_what_it_had(settings, tmp_path):
    """A pool of the standard library never replaces a worker: what is left waits."""
    names = ["a", "die", *(f"b{n}" for n in range(6))]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        results = drive_all(names, settings, tmp_path, pool)
    assert results["a"].status == "done"
    assert results["die"].rule == "worker-died"
    assert len(results) < len(names)


def test_no_more_is_given_out_than_asked_for(settings, tmp_path):
    """The tasks are drawn one by one, so that memory does not grow with their number."""
    drawn = 0

    def tasks():
        nonlocal drawn
        for n in range(1000):
            drawn += 1
            yield Task(str(n), str(n), str(tmp_path), settings)

    with Lanes(1) as pool:
        results = drive(tasks(), pool, 3, lambda: False, job)
        next(results)
        assert drawn <= 3
        results.close()  # type: ignore[attr-defined]  # a generator


def test_stop_finishes_what_was_begun(settings, tmp_path):
    asked = 0

    def stop():
        nonlocal asked
        asked += 1
        return asked > 4

    with Lanes(2) as pool:
        results = drive_all([f"a{n}" for n in range(50)], settings, tmp_path, pool, stop=stop)
    assert len(results) == 4


def test_workers_end_with_their_parent(tmp_path):
    """A parent that is killed leaves no orphans."""
    code = (
        "import os, sys, time\n"
        "from exporter.batch.executors import Lanes\n"
        "if __name__ == '__main__':\n"
        "    pool = Lanes(1)\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(600):
        if not Path(f"/proc/{worker}").exists() or _is_zombie(worker):
            return
        time.sleep(0.1)
    pytest.fail("the worker lives on")


def _is_zombie(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
