"""Slots: where what is written lies until it takes its place.

A slot (``.name.0.part``, beside the target) is held by an advisory lock, which the system drops
when a process dies: the next write of the same target takes a dead process' slot over or removes
it, and a living one's never.

Windows has no such locks, and neither renames nor removes what is open. There a slot's name holds
the process' id, nothing stays open, and what the process holds is remembered.
"""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from exporter.errors import OutputError
from exporter.values import Value

try:
    import fcntl
except ImportError:  # pragma: no cover - not POSIX
    fcntl = None  # type: ignore[assignment]

__all__ = ["BINARY", "Slot", "remove", "sweep", "take"]

BINARY: int = getattr(os, "O_BINARY", 0)
"""Without it Windows changes line ends on their way to a descriptor and from it."""
_CLOSED = -1
_HELD: set[Path] = set()
"""The slots of this process, where there are no locks."""
_GUARD = threading.Lock()

_SLOTS = 8
_PATIENCE = 60.0
"""Seconds to wait where that many others write to the same target."""


class Slot(Value):
    """A file or folder beside the target that this process holds by a lock on ``descriptor``;
    below 0 it is held by its name alone, and not open."""

    path: Path
    descriptor: int

    def stands(self) -> bool:
        """Whether the path still names what is held (it does not once it was renamed)."""
        if self.descriptor == _CLOSED:
            return os.path.lexists(self.path)
        try:
            return os.path.samestat(os.fstat(self.descriptor), self.path.lstat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let go, and remove what is left at the path if it is still ours."""
        if self.stands():
            remove(self.path)
        self.let_go()

    def let_go(self) -> None:
        """Give the lock up, and leave what is held where it is."""
        if self.descriptor == _CLOSED:
            with _GUARD:
                _HELD.discard(self.path)
        else:
            os.close(self.descriptor)

    @contextmanager
    def opened(self) -> Iterator[int]:
        """A descriptor to write to, open no longer than it is needed."""
        if self.descriptor != _CLOSED:
            yield self.descriptor
            return
        descriptor = os.open(self.path, os.O_WRONLY | BINARY)
        try:
            yield descriptor
        finally:
            os.close(descriptor)


def take(target: Path, *, folder: bool) -> Slot:
    """An empty slot of the target; whatever dead processes left in others is removed."""
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up:
        taken: Slot | None = None
        for path in _slot_paths(target):
            if taken is None:
                taken = _claim(path, folder=folder)
            else:
                sweep(path)
        if taken is not None:
            return taken
        if not any(map(_is_slot, _slot_paths(target))):
            break
        time.sleep(0.05)
    else:
        raise OutputError("Too many programs write to this place at once. Try again later.")
    raise OutputError(
        f"{_slot_paths(target)[0].name} and others beside it are no files, and cannot be removed. "
        "Choose another place."
    )


def _slot_paths(target: Path) -> list[Path]:
    name = target.name
    if len(os.fsencode(name)) > 200:
        import hashlib

        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    mine = "" if fcntl else f"{os.getpid()}-"
    return [target.with_name(f".{name}.{mine}{n}.part") for n in range(_SLOTS)]


def _claim(path: Path, *, folder: bool) -> Slot | None:
    """Make and hold this slot; None where a living process or another user has it. Nothing that
    is there already is written into: it may be a link."""
    if fcntl is None:
        return _claim_by_name(path, folder=folder)
    for _ in range(2):
        with suppress(FileExistsError):
            _make(path, folder=folder)
            return _hold(path)
        if not sweep(path):
            return None
    return None


def _claim_by_name(path: Path, *, folder: bool) -> Slot | None:
    """The name is this process' own: what lies there and is not held was left by a dead process
    that had the same id."""
    with _GUARD:
        if path in _HELD:
            return None
        if os.path.lexists(path):
            remove(path)
        _make(path, folder=folder)
        _HELD.add(path)
    return Slot(path, _CLOSED)


def _make(path: Path, *, folder: bool) -> None:
    if folder:
        path.mkdir()
    else:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666))


def _hold(path: Path) -> Slot | None:
    """Lock the file or folder at the path; None where there is none, or another holds it."""
    try:
        mode = path.lstat().st_mode
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            return None
        flags = os.O_RDONLY if stat.S_ISDIR(mode) else os.O_RDWR | BINARY
        descriptor = os.open(path, flags | _NO_WAY_ROUND)
    except OSError:
        return None
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:  # a file system without locks: the name alone has to do
        pass
    slot = Slot(path, descriptor)
    if slot.stands():
        return slot
    os.close(descriptor)
    return None


_NO_WAY_ROUND = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Follow no link, and wait for nobody at the other end of a pipe."""


def sweep(path: Path, *, patience: float = 0.0) -> bool:
    """Remove what a dead process left at this slot's path, or somebody planted there; True where
    nothing is left. A living process is waited for, ``patience`` seconds long."""
    if fcntl is None:
        return _swept_by_name(path)
    give_up = time.monotonic() + patience
    while os.path.lexists(path):
        slot = _hold(path)
        if slot is not None:
            slot.release()
        elif not _is_slot(path):
            with suppress(OSError):
                path.unlink()
        if not os.path.lexists(path):
            return True
        if time.monotonic() >= give_up:
            return False
        time.sleep(0.01)
    return True


def _swept_by_name(path: Path) -> bool:
    with _GUARD:
        if path not in _HELD and os.path.lexists(path):
            with suppress(OSError):
                remove(path)
        return not os.path.lexists(path)


def _is_slot(path: Path) -> bool:
    """Whether it is what a slot may be, a file or a folder: no link, pipe or socket."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
