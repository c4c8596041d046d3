"""A disk that is full: run as ``python -m tests.filling SCENARIO FOLDER`` with FOLDER a small disk
of its own (see ``tests/whole/test_full_disk.py``); asserts what must hold.

Whatever the room that is left: an error says that there is no space, no file is half written, no
earlier one lost, and once there is room the next run succeeds and leaves nothing else behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter import OutputError, export
from exporter.archives import archive, recover, verify
from tests.batch.articles import contents as exported
from tests.batch.articles import lay
from tests.killing import contents

SOURCE = next((Path(__file__).parents[1] / "source").glob("*.xml"))
FULL = "no space left"
ROOM = (0, 4096, 12_288, 40_960, 90_000)
"""Bytes that are left free, in pages of four kibibytes: nothing, or less than is needed."""


def filled(folder: Path) -> Iterator[int]:
    """Leave less and less room on the disk, and take the ballast away again each time."""
    for room in ROOM:
        ballast = folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            size = 2**20
            while size:
                try:
                    file.write(bytes(size))
                except OSError:
                    size //= 2
            file.truncate(max(0, file.tell() - room))
        yield room
        ballast.unlink()


def never_half(folder: Path, place: Path, work: Callable[[], object]) -> None:
    """What stands at a place stays until there is room; then the work is done there."""
    before = standing(place)
    for _ in filled(folder):
        with pytest.raises(OutputError, match=FULL):
            work()
        assert standing(place) == before
    work()
    assert standing(place) != before
    assert [name for name in os.listdir(folder) if name.startswith(".")] == []


def standing(place: Path) -> object:
    """What is in a file or folder; a folder with nothing in it is as good as none."""
    if place.is_dir():
        files = contents(place).items()
        return {name: data for name, data in files if not name.startswith(".")} or None
    return place.read_bytes() if place.exists() else None


def newer(folder: Path) -> Path:
    """A later version of the article; it lies outside the small disk."""
    shutil.copytree(SOURCE.parent, folder, dirs_exist_ok=True)
    file = folder / SOURCE.name
    file.write_bytes(file.read_bytes().replace(b"8000", b"9000"))
    return file


# ------------------------------------------------------------------------- scenarios


def exporting(disk: Path, aside: Path) -> None:
    out = disk / "out"
    never_half(disk, out, lambda: export(SOURCE, out, to=["html", "annotations"]))
    new = newer(aside)
    never_half(disk, out, lambda: export(new, out, to=["html", "annotations"]))
    assert [name for name in os.listdir(out) if name.startswith(".")] == []


def archiving(disk: Path, aside: Path) -> None:
    new = newer(aside)
    for place in (disk / "bag", disk / "bag.zip"):
        never_half(disk, place, lambda: archive(SOURCE, place, to=["html"]))  # noqa: B023
        first = recover(place)
        never_half(disk, place, lambda: archive(new, into=place, to=["html"]))  # noqa: B023
        assert verify(place, reproduce=False).sound
        assert recover(place, edition=1) == first


def batch(disk: Path, aside: Path) -> None:
    """The state in SQLite and the report stand on the full disk too."""
    news, out = lay(aside / "news", 12), disk / "out"
    run(news, aside / "whole")
    whole = exported(aside / "whole")
    for room in filled(disk):
        done = run(news, out)
        assert done.returncode == 1, (room, done)
        assert "no space left" in done.stderr.lower() or "disk is full" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        there = exported(out)
        assert {name: whole[name] for name in there if not Path(name).name.startswith(".")} == {
            name: data for name, data in there.items() if not Path(name).name.startswith(".")
        }
    assert run(news, out).returncode == 0
    assert exported(out) == whole
    for article in news.rglob("*.xml"):
        article.write_text(article.read_text().replace("euros", "pounds"))
    for _ in filled(disk):
        assert "Traceback" not in run(news, out).stderr
    assert run(news, out).returncode == 0
    run(news, aside / "whole")
    assert exported(out) == exported(aside / "whole")
    assert run(news, out).stderr.startswith("0 exported, 12 unchanged")


def run(news: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "exporter", "batch", str(news), "-o", str(out)]
    command += ["-t", "html", "--jobs", "1", "--no-check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
