"""Writing as Windows wants it: no locks, nothing open that is renamed or removed, line ends kept.

The tests run anywhere: they take away what Windows does not have, and forbid what it refuses.
"""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from exporter.errors import OutputError
from exporter.files import atomic, reading, temporary

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs Linux's /proc")


def is_open(path: Path) -> bool:
    """Whether this process has the file, the folder or something in it open."""
    found = []
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            found.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        except OSError:
            continue
    return any(each == path or path in each.parents for each in found)


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "fcntl", None)
    monkeypatch.setattr(atomic, "_OVER_FOLDERS", False)
    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    opened, removed = os.open, os.unlink

    def open_(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & os.O_NOFOLLOW and Path(path).is_dir():  # ours; shutil opens them otherwise
            raise PermissionError(errno.EACCES, "Windows opens no folder")
        return opened(path, flags, *rest, **more)

    def forbidding(name: str) -> None:
        plain = getattr(Path, name)

        def renamed(self: Path, target: Path) -> Path:
            if is_open(self) or is_open(Path(target)):
                raise PermissionError(errno.EACCES, "the file is open")
            if name == "rename" and os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "it is there already")
            return plain(self, target)

        monkeypatch.setattr(Path, name, renamed)

    def unlink(path: Any, *rest: Any, **more: Any) -> None:
        if is_open(Path(path)):
            raise PermissionError(errno.EACCES, "the file is open")
        removed(path, *rest, **more)

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "unlink", unlink)
    forbidding("rename")
    forbidding("replace")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    for data in (b"one\n", b"two\r\n"):
        atomic.write(tmp_path / "a.xml", data)
        assert (tmp_path / "a.xml").read_bytes() == data
    atomic.write_many({tmp_path / "a.xml": b"3", tmp_path / "b.xml": b"4"})
    with pytest.raises(OutputError, match="something is at this place"):
        atomic.write(tmp_path / "a.xml", b"5", replace=False)
    atomic.write(tmp_path / "c.xml", b"6", replace=False)
    assert names(tmp_path) == ["a.xml", "b.xml", "c.xml"]
    assert not temporary._HELD


def test_what_a_file_was_expected_to_hold(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"old")
    assert atomic.exchange(tmp_path / "a.xml", b"new", b"old")
    assert not atomic.exchange(tmp_path / "a.xml", b"newer", b"old")
    assert (tmp_path / "a.xml").read_bytes() == b"new"
    assert names(tmp_path) == ["a.xml"]


def test_a_folder_is_written_into_an_empty_one_and_over_a_full_one(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    atomic.write_folder(tmp_path / "bag", {"data/a.xml": b"1", "b.txt": b"2"})
    assert names(tmp_path / "bag") == ["b.txt", "data", "data/a.xml"]
    with pytest.raises(OutputError, match="something is at this place"):
        atomic.write_folder(tmp_path / "bag", {"c.txt": b"3"})
    atomic.write_folder(tmp_path / "bag", {"c.txt": b"3"}, replace=True)
    assert names(tmp_path) == ["bag", "bag/c.txt"]
    assert not temporary._HELD


def test_threads_do_not_take_each_others_slots(tmp_path: Path) -> None:
    def work(number: int) -> None:
        atomic.write(tmp_path / "same.txt", str(number).encode() * 1000)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(10)))
    data = (tmp_path / "same.txt").read_bytes()
    assert data == data[:1] * 1000
    assert names(tmp_path) == ["same.txt"]


def test_what_a_dead_process_of_this_id_left_is_taken_over(tmp_path: Path) -> None:
    for path in temporary._slot_paths(tmp_path / "a.xml"):
        path.write_bytes(b"left")
    atomic.write(tmp_path / "a.xml", b"new")
    assert (tmp_path / "a.xml").read_bytes() == b"new"


def test_a_slots_name_holds_the_process_id(tmp_path: Path) -> None:
    assert all(f".{os.getpid()}-" in path.name for path in temporary._slot_paths(tmp_path / "a"))


def test_descriptors_are_opened_without_a_change_of_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows' ``O_BINARY`` is a bit that Linux ignores."""
    seen = []
    plain, bit = os.open, 0x8000
    for module in (temporary, reading):
        monkeypatch.setattr(module, "BINARY", bit)

    def recorded(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        seen.append(bool(flags & bit))
        return plain(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", recorded)
    monkeypatch.setattr(atomic, "_sync", lambda _: None)
    atomic.write(tmp_path / "a.xml", b"one\n")
    assert reading.read_regular(tmp_path / "a.xml", 10) == b"one\n"
    assert len(seen) >= 3
    assert all(seen)
