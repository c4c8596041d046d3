"""Bytes → disk, whole or not at all.

What is written goes first into a slot beside the target (:mod:`exporter.files.temporary`), is
synced, and is then renamed over the target, so that at every moment the target is the old one or
the new.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from exporter.errors import OutputError
from exporter.files.temporary import Slot, remove, sweep, take
from exporter.files.write_errors import reported

__all__ = ["exchange", "write", "write_folder", "write_many"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_PATIENCE = 10.0
"""Seconds to wait for another writer to let go of the former folder, which is then removed."""


def write(path: str | os.PathLike[str], data: bytes, *, replace: bool = True) -> Path:
    """Make ``path`` hold ``data``; missing folders above it are made.

    A link is followed, an existing file keeps its permissions, a pipe or terminal is written to
    as it is. Without ``replace`` a file that is there, or comes to be there meanwhile, is an error.
    Raises :class:`OutputError` and leaves what stood there.
    """
    if replace:
        return write_many({path: data})[0]
    path = Path(path)
    with reported(path):
        target = _resolved(path)
        _refuse(target, replace=False)
        target.parent.mkdir(parents=True, exist_ok=True)
        slot = take(target, folder=False)
        try:
            _write_slot(slot, data)
            _put_file(slot.path, target)
            _sync(target.parent)
        except FileExistsError as error:
            raise OutputError(_TAKEN) from error
        finally:
            slot.release()
    return path


def write_many(files: Mapping[str | os.PathLike[str], bytes]) -> tuple[Path, ...]:
    """Write several files: none takes its place before all lie on the disk beside their targets.

    Raises :class:`OutputError` naming the first that cannot be written.
    """
    with ExitStack() as slots:
        ready = [
            (Path(path), slots.enter_context(_filled(Path(path), data)))
            for path, data in files.items()
        ]
        for path, slot in ready:
            if slot is not None:
                with reported(path):
                    if not slot.stands():
                        raise OutputError(
                            f"Another program has taken {slot.path.name} away in the meantime."
                        )
                    slot.path.replace(_resolved(path))
                    _sync(_resolved(path).parent)
    return tuple(path for path, _ in ready)


def exchange(path: str | os.PathLike[str], data: bytes, expected: bytes) -> bool:
    """Make an existing file hold ``data`` if it holds ``expected``; whether it did.

    Where the system can swap two names in one step, what stood there is looked at once more after
    the swap, and swapped back if it was saved by somebody else in between. Raises
    FileNotFoundError where there is no file, and :class:`OutputError`.
    """
    path = Path(path)
    target = _resolved(path)
    if target.read_bytes() != expected:
        return False
    with _filled(path, data) as slot, reported(path):
        if slot is None:
            return True
        if not slot.stands():
            raise OutputError(f"Another program has taken {slot.path.name} away in the meantime.")
        if not _exchange(slot.path, target):
            if target.read_bytes() != expected:
                return False
            slot.path.replace(target)
        elif slot.path.read_bytes() != expected:
            _exchange(slot.path, target)
            return False
        else:
            slot.path.unlink()
        _sync(target.parent)
    return True


def write_folder(
    path: str | os.PathLike[str], files: Mapping[str, bytes], *, replace: bool = False
) -> Path:
    """Make the folder ``path`` hold exactly ``files`` (keys are relative, with ``/``).

    Where something is there already it is an error unless ``replace``: then a folder turns into
    the new one in one step. Raises :class:`OutputError` and leaves what stood there.
    """
    path = Path(path)
    with reported(path):
        target = _resolved(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _recover_former(target)
        _refuse(target, replace=replace)
        slot = take(target, folder=True)
        try:
            for name, data in files.items():
                _write_member(slot.path, name, data)
            for folder in (slot.path, *(p for p in slot.path.rglob("*") if p.is_dir())):
                _sync(folder)
            _refuse(target, replace=replace)
            _put_or_swap(slot.path, target, replace=replace)
        except BaseException:
            slot.release()
            raise
        slot.let_go()  # what it holds is the target now, and may be swapped out by another writer
        _sync(target.parent)
        sweep(slot.path, patience=_PATIENCE)
    return path


# ----------------------------------------------------------------------------- files


@contextmanager
def _filled(path: Path, data: bytes) -> Iterator[Slot | None]:
    """The slot that holds ``data``; None where the target is no file and was written to."""
    with reported(path):
        target = _resolved(path)
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            if stat.S_ISDIR(mode):
                raise OutputError("This is a folder. Name a file, or move the folder away.")
            target.write_bytes(data)
            slot = None
        else:
            if mode is not None and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            target.parent.mkdir(parents=True, exist_ok=True)
            slot = take(target, folder=False)
    try:
        if slot is not None:
            with reported(path):
                _write_slot(slot, data, mode)
        yield slot
    finally:
        if slot is not None:
            slot.release()


def _write_slot(slot: Slot, data: bytes, mode: int | None = None) -> None:
    """By its descriptor: the path may have come to name something else."""
    with slot.opened() as descriptor:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if mode is not None:
            slot.path.chmod(stat.S_IMODE(mode))
        os.fsync(descriptor)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("xb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())


# --------------------------------------------------------------------------- folders


def _write_member(folder: Path, name: str, data: bytes) -> None:
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise OutputError(f"{name!r} is not a name for a file inside a folder.")
    member = folder.joinpath(*parts.parts)
    member.parent.mkdir(parents=True, exist_ok=True)
    _write_synced(member, data)


def _refuse(target: Path, *, replace: bool) -> None:
    if not os.path.lexists(target) or (target.is_dir() and (replace or not any(target.iterdir()))):
        return
    raise OutputError(_TAKEN)


_TAKEN = "something is at this place already. Choose another name, or remove it."


def _put_or_swap(new: Path, target: Path, *, replace: bool) -> None:
    try:
        _put(new, target)
    except FileExistsError as error:
        if not replace or not target.is_dir():
            raise OutputError(_TAKEN) from error
        _swap(new, target)


def _put_file(new: Path, target: Path) -> None:
    """Give a file a name that nothing has, in one step; raises FileExistsError."""
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        _refuse(target, replace=False)
        new.rename(target)


def _put(new: Path, target: Path) -> None:
    """Give a folder a name that nothing has, or an empty folder; raises FileExistsError."""
    if not _OVER_FOLDERS and target.is_dir():
        with suppress(OSError):  # it is not empty
            target.rmdir()
    try:
        new.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR) or not _OVER_FOLDERS:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        raise


_OVER_FOLDERS = os.name != "nt"
"""Whether a folder can be renamed over an empty one."""


def _swap(new: Path, target: Path) -> None:
    """Rename a folder over another; the old one is left at the slot's path for the sweep."""
    if not _exchange(new, target):
        former = _former(target)
        target.rename(former)
        new.rename(target)
        remove(former)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step (Linux ``renameat2``); False where the system cannot."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    done: int = call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE))
    return done == 0


def _former(target: Path) -> Path:
    return target.with_name(f".{target.name}.former")


def _recover_former(target: Path) -> None:
    """Where a swap in two steps was cut off between them, put the old folder back."""
    former = _former(target)
    if former.is_dir() and not former.is_symlink():
        if target.exists():
            remove(former)
        else:
            former.rename(target)


# ---------------------------------------------------------------------------- system


def _resolved(path: Path) -> Path:
    return path.resolve()


def _sync(folder: Path) -> None:
    """Make a rename in this folder last; systems that cannot sync a folder need not."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
