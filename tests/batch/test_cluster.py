"""A Dask cluster: a real scheduler and real workers, as processes of this machine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from exporter.batch import export_many
from exporter.errors import OptionError
from tests.batch.articles import contents, lay

pytest.importorskip("distributed", reason="Dask distributed (extra cluster) is not installed")

_QUIET = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


def start(*arguments):
    """A process of the cluster, and its first lines until ``ready`` says that it stands."""
    command = [sys.executable, "-W", "ignore", "-m", *arguments]
    environment = os.environ | _QUIET
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


def read_until(process, pattern):
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"{process.args} ended before it said {pattern}")


def worker(address, folder):
    command = ["distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1"]
    process = start(*command, "--no-dashboard", "--local-directory", str(folder))
    read_until(process, "Registered to")
    return process


@pytest.fixture
def cluster(tmp_path):
    """A scheduler's address, and its two workers."""
    scheduler = start(
        *("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"),
        *("--no-dashboard", "--no-show"),
    )
    address = read_until(scheduler, r"Scheduler at:\s+(tcp://[\d.:]+)")[1]
    workers = [worker(address, tmp_path / f"worker{n}") for n in range(2)]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.communicate()


def test_a_cluster_makes_the_same_bytes_and_survives_a_killed_worker(cluster, tmp_path):
    address, workers = cluster
    news = lay(tmp_path / "news", 30, bad=(4, 17))
    export_many([news], tmp_path / "local", to=["html"], jobs=2)

    def kill(now):
        if now.settled == 10:
            os.kill(workers[0].pid, signal.SIGKILL)

    out = tmp_path / "out"
    summary = export_many([news], out, to=["html"], cluster=address, progress=kill)
    lines = [json.loads(line) for line in Path(summary.report).read_text("utf-8").splitlines()]
    failed = {Path(line["source"]).stem for line in lines if line["status"] == "failed"}
    assert failed == {"a00004", "a00017"}
    assert (summary.done, summary.failed) == (28, 2)
    assert contents(out) == contents(tmp_path / "local")
    again = export_many([news], out, to=["html"], cluster=address)
    assert (again.unchanged, again.failed) == (28, 2)


def test_an_article_that_takes_too_long_is_given_up(cluster, tmp_path, monkeypatch):
    address, _ = cluster
    news = lay(tmp_path / "news", 1)
    monkeypatch.chdir(tmp_path)  # relative addresses: the workers are elsewhere
    late = export_many([news], tmp_path / "out", to=["pdf"], cluster=address, time_limit=0.0001)
    assert '"rule": "time-limit"' in Path(late.report).read_text("utf-8")
    done = export_many([news.name], "out", to=["pdf"], cluster=address)
    assert (done.done, done.failed) == (1, 0)


def test_files_named_in_this_folder_are_found_by_workers_elsewhere(cluster, tmp_path, monkeypatch):
    address, _ = cluster
    news = lay(tmp_path / "news", 1)
    monkeypatch.chdir(tmp_path)
    Path("own.toml").write_text('[elements]\nhi = "style bold"\n', encoding="utf-8")
    Document().save("house.docx")
    house = {"docx": {"reference": Path("house.docx")}}
    done = export_many(
        [news], "out", to=["docx"], cluster=address, options=house, treatment="own.toml"
    )
    assert (done.done, done.failed) == (1, 0), Path(done.report).read_text("utf-8")


def test_no_scheduler(tmp_path, monkeypatch):
    monkeypatch.setattr("exporter.batch.executors._CONNECT", 1)
    with pytest.raises(OptionError, match="No Dask scheduler answers at tcp://127"):
        export_many([lay(tmp_path / "n", 1)], tmp_path / "out", cluster="tcp://127.0.0.1:9")
