"""The program as a process of its own: how it ends, and what it loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ARTICLE = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"


def run(*arguments: object, **given: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "exporter", *map(str, arguments)]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **given)


def test_what_is_printed_reaches_a_pipe() -> None:
    done = run("recover", "--help", stdout=subprocess.PIPE)
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ")
    assert done.stdout.endswith("a file named that does not exist.\n")


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--version"], 0), (["verify", "nothing-here"], 2), (["export"], 2)]
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run(*arguments, stdout=subprocess.DEVNULL).returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["check", ARTICLE]])
def test_a_full_disk_behind_the_standard_output(arguments: list[object]) -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, stdout=full, env=buffered)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error: the output cannot be printed")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("PermissionError(13, 'Permission denied', 'news')", "error: news: Permission denied."),
        ("OSError(28, 'No space left')", "error: the output cannot be printed: No space"),
        ("ConnectionResetError(104, 'reset by peer')", "ConnectionResetError: [Errno 104] reset"),
    ],
)
def test_only_what_is_of_printing_is_said_to_be(error: str, said: str) -> None:
    code = (
        "import exporter.cli\nfrom exporter.__main__ import program\n"
        f"def main():\n    raise {error}\n"
        "exporter.cli.main = main\nprogram()\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(said)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["export", "check"])
def test_ctrl_c(name: str, tmp_path: Path) -> None:
    pipe = tmp_path / "a.xml"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "exporter", name, str(pipe)]
    running = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job may ignore it
    )
    with running, pipe.open("wb"):  # it reads by now
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert said == "\nInterrupted.\n"


def test_a_reader_who_leaves_early() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        assert "Traceback" not in run("--help", stdout=gone).stderr


NEVER = {
    *("asyncio", "concurrent.futures", "docx", "email", "http", "importlib.metadata", "logging"),
    *("importlib.resources", "multiprocessing", "pypdf", "socket", "ssl", "subprocess"),
    *("unittest", "urllib.request", "xml.sax"),
    *("babel", "exporter.editing", "exporter.tei.content.mathml", "html"),  # our article: English
}
"""What no export needs: each costs as much as some part of the work."""

PDF = {"PIL", "reportlab", "uharfbuzz"}


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("html", NEVER | PDF | {"random", "tempfile", "zipfile"}),
        ("docx", NEVER | PDF | {"random", "tempfile"}),
        ("pdf", NEVER),
    ],
)
def test_an_export_loads_what_it_needs(name: str, without: set[str], tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from exporter.cli import main\n"
        f"main(['export', {str(ARTICLE)!r}, '--to', {name!r}, '--output', {str(tmp_path)!r},\n"
        "      '--no-check', '--no-registers'], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "exporter.sourcing.plan" in loaded
    assert not loaded & without
