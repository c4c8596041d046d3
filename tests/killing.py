"""Processes that die: run as ``python -m tests.killing SCENARIO FOLDER``, asserts what must hold.

A process of its own, because it forks: each child does one piece of work and is killed in the
midst of it, at every file-system call in turn and at random moments.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter import OutputError
from exporter.files import atomic

Work = Callable[[], object]

_STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "fcntl.flock"}
_STEPS |= {"os.truncate", "os.scandir", "shutil.rmtree"}


def child(work: Work) -> int:
    """Fork, work, and give back how the child ended (0: done; -9: killed)."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_at_every_step(work: Work) -> Iterator[int]:
    """Kill a child at its first file-system call, the next at its second, until one lives."""
    step = 0
    while True:
        step += 1
        if child(lambda step=step: _dying(work, step)) == 0:  # type: ignore[misc]
            return
        yield step


def _dying(work: Work, step: int) -> None:
    left = step

    def die(event: str, _: tuple[object, ...]) -> None:
        nonlocal left
        if event in _STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(die)
    work()


def killed_at_random(work: Work, times: int, seed: int) -> Iterator[int]:
    """Kill so many children at random moments of what the work takes when it is let be."""
    before = time.perf_counter()
    assert child(work) == 0
    whole = time.perf_counter() - before
    chance = random.Random(seed)
    for n in range(times):
        pid = os.fork()
        if pid == 0:
            work()
            os._exit(0)
        time.sleep(chance.uniform(0, whole))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        yield n


# ------------------------------------------------------------------------- scenarios

OLD, NEW = b"old" * 100_000, b"new" * 200_000


def file(folder: Path) -> None:
    """A file is the old one or the new one; the next write succeeds and leaves nothing else."""
    target = folder / "article.pdf"

    def work() -> None:
        atomic.write(target, NEW)

    atomic.write(target, OLD)
    moments = 0
    for _ in killed_at_every_step(work):
        moments += 1
        assert target.read_bytes() in (OLD, NEW)
        atomic.write(target, OLD)
        assert os.listdir(folder) == ["article.pdf"]
    assert moments > 3
    for _ in killed_at_random(work, 60, seed=1):
        assert target.read_bytes() in (OLD, NEW)
    work()
    assert os.listdir(folder) == ["article.pdf"]
    assert target.read_bytes() == NEW


def folder(folder: Path) -> None:
    """A folder is the old one or the new one, never a mixture."""
    target = folder / "bag"
    old = {"bagit.txt": OLD, "data/article.xml": OLD}
    new = {"bagit.txt": NEW, "data/article.xml": NEW, "data/article.pdf": NEW}

    def work() -> None:
        atomic.write_folder(target, new, replace=True)

    atomic.write_folder(target, old)
    moments = 0
    for _ in killed_at_every_step(work):
        moments += 1
        assert contents(target) in (old, new)
        atomic.write_folder(target, old, replace=True)
        assert os.listdir(folder) == ["bag"]
    assert moments > 10
    for _ in killed_at_random(work, 60, seed=2):
        assert contents(target) in (old, new)
    work()
    assert os.listdir(folder) == ["bag"]
    assert contents(target) == new


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def program(folder: Path) -> None:
    """Export, archive and a new edition into a bag, killed at random moments."""
    import shutil

    from exporter import export
    from exporter.archives import archive, recover, verify

    source = next((Path(__file__).parents[1] / "source").glob("*.xml"))
    shutil.copytree(source.parent, folder / "new")
    new = folder / "new" / source.name
    new.write_bytes(new.read_bytes().replace(b"8000", b"9000"))
    out, bag, package = folder / "out", folder / "bag", folder / "bag.zip"
    done = export(source, out, to=["html", "annotations"])
    whole = contents(out)
    for place in (bag, package):
        archive(source, place, to=["html"])
    old, first = recover(bag), {place: listing(place) for place in (bag, package)}

    def exporting() -> None:
        export(source, out, to=["html", "annotations"])

    def adding(place: Path) -> None:
        archive(new, into=place, to=["html"])

    for _ in killed_at_random(exporting, 20, seed=3):
        assert {n: d for n, d in contents(out).items() if not n.startswith(".")} == whole
    exporting()
    assert contents(out) == whole
    assert len(done.files) == len(whole)
    for place in (bag, package):
        fresh = place.with_name(f"fresh{place.suffix}")
        for _ in killed_at_random(lambda: archive(new, fresh, to=["html"]), 20, seed=4):  # noqa: B023
            if fresh.exists():
                assert verify(fresh, reproduce=False).sound
                shutil.rmtree(fresh) if fresh.is_dir() else fresh.unlink()
        shutil.rmtree(fresh) if fresh.is_dir() else fresh.unlink(missing_ok=True)
        archive(new, fresh, to=["html"])
        for _ in killed_at_random(lambda: adding(place), 20, seed=5):  # noqa: B023
            assert verify(place, reproduce=False).sound
            assert recover(place, edition=1) == old
        adding(place)
        assert verify(place, reproduce=False).editions == 2
        assert listing(place) != first[place]
    assert sorted(name for name in os.listdir(folder) if name.startswith(".")) == []


def listing(place: Path) -> object:
    return contents(place) if place.is_dir() else place.read_bytes()


def full(folder: Path) -> None:
    """Where the disk holds no more, an error names the target and the old file stands."""
    import resource

    target = folder / "article.pdf"
    atomic.write(target, OLD)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        with pytest.raises(OutputError, match="file too large") as raised:
            atomic.write_many({folder / "article.html": b"small", target: NEW})
        assert raised.value.file == str(target)

    assert child(work) == 0
    assert target.read_bytes() == OLD
    assert os.listdir(folder) == ["article.pdf"]


def forbidden(folder: Path) -> None:
    """Without permission for the folder or the file, nothing changes and the error says so."""
    closed = folder / "closed"
    closed.mkdir()
    (closed / "article.pdf").write_bytes(OLD)
    (folder / "kept.pdf").write_bytes(OLD)
    (folder / "kept.pdf").chmod(0o444)
    folder.chmod(0o777)
    closed.chmod(0o555)

    def work() -> None:
        if os.getuid() == 0:
            os.setuid(65534)
        for target in (closed / "article.pdf", folder / "kept.pdf"):
            with pytest.raises(OutputError, match=r"permission denied\. Change its permissions"):
                atomic.write(target, NEW)

    assert child(work) == 0
    assert contents(folder) == {"closed/article.pdf": OLD, "kept.pdf": OLD}
    closed.chmod(0o755)


def race(folder: Path) -> None:
    """Several write one file and one folder at once; a reader always sees one whole."""
    file, bag = folder / "article.pdf", folder / "bag"
    texts = [bytes([65 + n]) * 50_000 for n in range(4)]
    bags = [{"one": text, "two": text} for text in texts]

    def writer(n: int) -> None:
        for _ in range(60):
            atomic.write(file, texts[n])
            atomic.write_folder(bag, bags[n], replace=True)

    writer(0)
    pids = []
    for n in range(4):
        pid = os.fork()
        if pid == 0:
            writer(n)
            os._exit(0)
        pids.append(pid)
    while pids:
        assert file.read_bytes() in texts
        assert (bag / "one").exists()
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid:
            assert status == 0
            pids.remove(pid)
    assert contents(bag) in bags
    assert sorted(os.listdir(folder)) == ["article.pdf", "bag"]


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
