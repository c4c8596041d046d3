"""Whole or not at all: by reading what stands there, and by processes that die meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from exporter import OutputError
from exporter.files.atomic import write, write_folder, write_many

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")


def test_new_file_with_its_folders(tmp_path: Path) -> None:
    target = tmp_path / "build" / "deep" / "article.html"
    assert write(target, b"<p>") == target
    assert target.read_bytes() == b"<p>"
    assert os.listdir(target.parent) == ["article.html"]


def test_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "article.html"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("article.html")
    write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "article.html").read_bytes() == b"new"


def test_long_name(tmp_path: Path) -> None:
    write(tmp_path / ("n" * 251 + ".pdf"), b"new")
    assert len(os.listdir(tmp_path)) == 1


def test_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"This is a folder") as error:
        write(tmp_path, b"new")
    assert error.value.file == str(tmp_path)


def test_file_in_the_path(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(OutputError, match=r"Choose another place\."):
        write(tmp_path / "build" / "article.html", b"new")


def test_several_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputError):
        write_many({tmp_path / "article.html": b"new", tmp_path / "taken": b"new"})
    assert os.listdir(tmp_path) == ["taken"]


def test_folder(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    write_folder(bag, {"bagit.txt": b"1", "data/article.xml": b"2"})
    assert (bag / "data" / "article.xml").read_bytes() == b"2"
    with pytest.raises(OutputError, match="something is at this place already"):
        write_folder(bag, {"bagit.txt": b"3"})
    write_folder(bag, {"bagit.txt": b"3"}, replace=True)
    assert os.listdir(bag) == ["bagit.txt"]
    assert os.listdir(tmp_path) == ["bag"]


@pytest.mark.parametrize("name", ["../out", "/out", ""])
def test_folder_holds_its_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="not a name for a file inside a folder"):
        write_folder(tmp_path / "bag", {name: b""})
    assert os.listdir(tmp_path) == []


def test_what_a_dead_process_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".article.html.0.part").write_bytes(b"half")
    (tmp_path / ".article.html.3.part").mkdir()
    (tmp_path / ".other.html.0.part").write_bytes(b"not ours to judge")
    write(tmp_path / "article.html", b"new")
    assert sorted(os.listdir(tmp_path)) == [".other.html.0.part", "article.html"]


@needs_fork
@pytest.mark.parametrize("scenario", ["file", "folder", "program", "full", "forbidden", "race"])
def test_processes(tmp_path: Path, scenario: str) -> None:
    """See ``tests/killing.py``: killed, out of space, without permission, at once."""
    folder = tmp_path
    if scenario == "forbidden":
        for parent in (folder, *folder.parents[:2]):
            parent.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", scenario, str(folder)],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
