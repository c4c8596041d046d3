"""Writers of one target at once, in the orders that are dangerous; and what somebody planted where
a writer puts its temporary files. Threads stand for processes: a lock is a descriptor's."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from exporter.errors import OutputError
from exporter.files import atomic, temporary
from exporter.files.atomic import write, write_folder, write_many

FIRST = "first"


def is_first() -> bool:
    return threading.current_thread().name == FIRST


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gave or raised; the first runs in a thread of this name."""
    results: list[Any] = [None] * len(calls)

    def run(at: int) -> None:
        try:
            results[at] = calls[at]()
        except OutputError as error:
            results[at] = error

    threads = [
        threading.Thread(target=run, args=(at,), name=FIRST if at == 0 else f"other-{at}")
        for at in range(len(calls))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def test_a_writer_that_is_slow_after_its_swap_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other swaps the first one's folder out, and must be able to remove it."""
    bag = write_folder(tmp_path / "bag", {"one": b"0"})
    both_hold, first_swapped, other_done = (
        threading.Barrier(2),
        threading.Event(),
        threading.Event(),
    )
    swap, sync = atomic._swap, atomic._sync

    def in_order(new: Path, target: Path) -> None:
        both_hold.wait(30)
        if is_first():
            swap(new, target)
            first_swapped.set()
        else:
            assert first_swapped.wait(30)
            swap(new, target)

    def slow(folder: Path) -> None:
        if is_first() and first_swapped.is_set():
            assert other_done.wait(30)
        sync(folder)

    def other() -> None:
        write_folder(bag, {"one": b"B"}, replace=True)
        other_done.set()

    monkeypatch.setattr(atomic, "_swap", in_order)
    monkeypatch.setattr(atomic, "_sync", slow)
    at_once(lambda: write_folder(bag, {"one": b"A"}, replace=True), other)
    assert os.listdir(tmp_path) == ["bag"]
    assert (bag / "one").read_bytes() == b"B"


def test_a_former_folder_that_is_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first has swapped, and lets go only when the other begins to sweep."""
    bag = write_folder(tmp_path / "bag", {"one": b"0"})
    both_hold, first_swapped, sweeping = threading.Barrier(2), threading.Event(), threading.Event()
    swap, sweep, let_go = atomic._swap, temporary.sweep, temporary.Slot.let_go

    def in_order(new: Path, target: Path) -> None:
        both_hold.wait(30)
        if not is_first():
            assert first_swapped.wait(30)
        swap(new, target)
        first_swapped.set()

    def late(slot: temporary.Slot) -> None:
        if is_first() and first_swapped.is_set():
            assert sweeping.wait(30)
        let_go(slot)

    def swept(path: Path, *, patience: float = 0.0) -> bool:
        if not is_first():
            sweeping.set()
        return sweep(path, patience=patience)

    monkeypatch.setattr(atomic, "_swap", in_order)
    monkeypatch.setattr(atomic, "sweep", swept)
    monkeypatch.setattr(temporary.Slot, "let_go", late)
    at_once(
        lambda: write_folder(bag, {"one": b"A"}, replace=True),
        lambda: write_folder(bag, {"one": b"B"}, replace=True),
    )
    assert os.listdir(tmp_path) == ["bag"]
    assert (bag / "one").read_bytes() == b"B"


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_of_two_that_may_not_replace_one_writes(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen that nothing is there; then both give what they wrote its name."""
    target, ready = tmp_path / "bag", threading.Barrier(2)
    name = "_put_file" if kind == "file" else "_put"
    put = getattr(atomic, name)

    def together(new: Path, place: Path) -> None:
        ready.wait(30)
        put(new, place)

    monkeypatch.setattr(atomic, name, together)

    def writer(text: bytes) -> Path:
        if kind == "file":
            return write(target, text, replace=False)
        return write_folder(target, {"one": text})

    results = at_once(lambda: writer(b"A"), lambda: writer(b"B"))
    (error,) = (result for result in results if isinstance(result, OutputError))
    assert "at this place already" in error.message
    winner = b"A" if results[0] == target else b"B"
    assert (target if kind == "file" else target / "one").read_bytes() == winner
    assert os.listdir(tmp_path) == ["bag"]


def test_a_file_that_may_not_be_replaced_is_not(tmp_path: Path) -> None:
    (tmp_path / "bag.zip").write_bytes(b"old")
    with pytest.raises(OutputError, match="at this place already"):
        write(tmp_path / "bag.zip", b"new", replace=False)
    assert (tmp_path / "bag.zip").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["bag.zip"]


def test_without_hard_links_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    assert write(tmp_path / "a", b"new", replace=False).read_bytes() == b"new"
    with pytest.raises(OutputError, match="at this place already"):
        write(tmp_path / "a", b"newer", replace=False)


# ------------------------------------------------------------------------------- planted

SECRET = b"what stands elsewhere"


def planted(kind: str, place: Path, victim: Path) -> None:
    match kind:
        case "link":
            place.symlink_to(victim / "secret")
        case "link to a folder":
            place.symlink_to(victim)
        case "link to nothing":
            place.symlink_to(victim / "new")
        case "link to itself":
            place.symlink_to(place)
        case "hard link":
            os.link(victim / "secret", place)
        case "pipe":
            os.mkfifo(place)
        case "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(str(place))
        case "folder":
            place.mkdir()
            (place / "left").write_bytes(b"x")
        case "file":
            place.write_bytes(b"left over by a process that died, and longer than what is new")


KINDS = ("link", "link to a folder", "link to nothing", "link to itself", "hard link", "pipe",
         "socket", "folder", "file")  # fmt: skip


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "secret").write_bytes(SECRET)
    return tmp_path / "victim"


@pytest.mark.parametrize("many", [1, 8])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_is_neither_followed_nor_waited_for(
    kind: str, many: int, tmp_path: Path, victim: Path
) -> None:
    target = tmp_path / "out" / "a"
    target.parent.mkdir()
    for path in temporary._slot_paths(target)[:many]:
        planted(kind, path, victim)
    code = (
        "import sys; from exporter.files.atomic import write, write_folder\n"
        "write(sys.argv[1], b'new') if sys.argv[2] == 'file' else "
        "write_folder(sys.argv[1], {'one': b'new'})"
    )
    for what in ("file", "folder"):
        command = [sys.executable, "-c", code, str(target), what]
        subprocess.run(command, check=True, timeout=50)
        assert (target if what == "file" else target / "one").read_bytes() == b"new"
        assert not target.is_symlink()
        assert os.listdir(target.parent) == ["a"]
        target.unlink() if what == "file" else (target / "one").unlink()
    assert (victim / "secret").read_bytes() == SECRET
    assert os.listdir(victim) == ["secret"]


def test_a_planted_former_folder_is_not_followed(tmp_path: Path, victim: Path) -> None:
    target = tmp_path / "bag"
    atomic._former(target).symlink_to(victim)
    write_folder(target, {"one": b"new"})
    assert (victim / "secret").read_bytes() == SECRET
    assert not target.is_symlink()


def test_a_slot_swapped_for_a_link_while_it_is_held(
    tmp_path: Path, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that others may write to."""

    def swapped(target: Path, *, folder: bool) -> temporary.Slot:
        slot = temporary.take(target, folder=folder)
        slot.path.unlink()
        slot.path.symlink_to(victim / "secret")
        return slot

    monkeypatch.setattr(atomic, "take", swapped)
    with pytest.raises(OutputError, match="has taken"):
        write(tmp_path / "a", b"new")
    assert (victim / "secret").read_bytes() == SECRET
    assert not (tmp_path / "a").is_symlink()


def test_planted_things_that_cannot_be_removed_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in temporary._slot_paths(tmp_path / "a"):
        path.symlink_to("nowhere")
    monkeypatch.setattr(Path, "unlink", lambda _: None)
    with pytest.raises(OutputError, match="cannot be removed"):
        write(tmp_path / "a", b"new")


def test_many_writers_of_many_files(tmp_path: Path) -> None:
    """Of each file and folder one whole version is left, and nothing else."""

    def writer(n: int) -> None:
        text = bytes([65 + n]) * 1000
        for _ in range(10):
            write_many({tmp_path / "a": text, tmp_path / "b": text})
            write_folder(tmp_path / "c", {"one": text, "two": text}, replace=True)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(writer, range(4)))
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "c"]
    assert (tmp_path / "c" / "one").read_bytes() == (tmp_path / "c" / "two").read_bytes()
