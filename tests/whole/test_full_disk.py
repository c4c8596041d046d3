"""A really full disk, not a limit that stands in for one: a tmpfs of eight mebibytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOUNTED = 'mount -t tmpfs -o size=8m,mode=0777 tmpfs "$1" && shift && exec "$@"'
"""In a mount namespace of its own, so that the disk goes when the last process in it does."""


def on_a_small_disk(disk: Path, *command: str) -> subprocess.CompletedProcess[str]:
    unshare = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root", "--mount"]
    return subprocess.run(
        [*unshare, "sh", "-c", MOUNTED, "sh", str(disk), *command],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        cwd=ROOT,
    )


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    place = tmp_path / "disk"
    place.mkdir()
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        pytest.skip("needs unshare and mount (util-linux); test_writing's limit stands in")
    tried = on_a_small_disk(place, "true")
    if tried.returncode:
        said = (tried.stderr.strip().splitlines() or ["no reason given"])[-1]
        pytest.skip(
            f"this system forbids mounting a tmpfs ({said}); test_writing's limit stands in"
        )
    return place


@pytest.mark.parametrize("scenario", ["exporting", "archiving", "batch"])
def test_full_disk(disk: Path, tmp_path: Path, scenario: str) -> None:
    """See ``tests/filling.py``."""
    aside = tmp_path / "aside"
    aside.mkdir()
    command = [sys.executable, "-m", "tests.filling", scenario, str(disk), str(aside)]
    done = on_a_small_disk(disk, *command)
    assert done.returncode == 0, done.stderr
