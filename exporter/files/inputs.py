"""What somebody gave to be read: a path, bytes or an open binary file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeAlias

from exporter.errors import ExporterError, InputError, LimitExceeded, OptionError
from exporter.values import Value

__all__ = ["Loaded", "Readable", "load"]

Readable: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO


class Loaded(Value):
    """``file`` is what messages call it, None for bytes without a name; ``path`` is where it lies,
    None where that is not known: an open file's name may be anybody's word."""

    data: bytes
    file: str | None = None
    path: Path | None = None

    @property
    def folder(self) -> Path | None:
        """Where its pictures are looked for, unless somebody says where."""
        return self.path.parent if self.path is not None else None


def load(
    given: Readable | Loaded,
    *,
    name: str | None = None,
    most: int | None = None,
    what: str = "article",
    large: str = "Split it, or read it with Limits(size=…).",
    error: Callable[..., ExporterError] = InputError,
) -> Loaded:
    """Read it whole. ``name`` is what messages are to call it; without it a path is called as it
    is written, an open file as it calls itself. ``most`` is in bytes; ``large`` says what to do
    about more. What has been read already is taken as it is.

    Raises InputError (or ``error``) where it cannot be read, LimitExceeded, and OptionError for
    what is none of these.
    """
    if isinstance(given, Loaded):
        return given
    if isinstance(given, bytes | bytearray | memoryview):
        _expect_size(len(given), most, name, large)
        return Loaded(bytes(given), name)
    if callable(getattr(given, "read", None)):
        return _from_open_file(given, name, most, large, error)  # type: ignore[arg-type]
    path = os.fspath(given) if isinstance(given, str | os.PathLike) else given
    if not isinstance(path, str):
        raise OptionError(
            f"The {what} is of the type {type(given).__name__}. "
            "Give a path, bytes or an open binary file."
        )
    if path.lstrip().startswith("<"):
        raise error("This is XML where a path is expected. Give text as bytes: text.encode().")
    return _from_path(path, name or path, most, what=what, large=large, error=error)


def _from_path(
    path: str,
    file: str,
    most: int | None,
    *,
    what: str,
    large: str,
    error: Callable[..., ExporterError],
) -> Loaded:
    place = Path(path)
    try:
        if place.is_dir():
            raise error(f"This is a folder. Name the {what}'s file in it.", file=file)
        _expect_size(place.stat().st_size, most, file, large)
        with place.open("rb") as opened:
            data = opened.read() if most is None else opened.read(most + 1)
        _expect_size(len(data), most, file, large, more=True)  # a pipe or a device tells no size
        return Loaded(data, file, place)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise error(f"The file cannot be read: {reason}.", file=file) from None


def _from_open_file(
    given: BinaryIO,
    name: str | None,
    most: int | None,
    large: str,
    error: Callable[..., ExporterError],
) -> Loaded:
    own = getattr(given, "name", None)
    file = name or (own if isinstance(own, str) else None)
    try:
        data: object = given.read() if most is None else given.read(most + 1)
    except (OSError, ValueError) as fault:  # the latter: it is closed, or not UTF-8
        raise error(f"The open file cannot be read: {fault}.", file=file) from None
    if not isinstance(data, bytes):
        raise OptionError("The file is opened as text. Open it with mode 'rb'.", file=file)
    _expect_size(len(data), most, file, large, more=True)
    return Loaded(data, file)


def _expect_size(
    size: int, most: int | None, file: str | None, large: str, *, more: bool = False
) -> None:
    if most is not None and size > most:
        has = f"more than {most:,} bytes" if more else f"{size:,} bytes; the limit is {most:,}"
        raise LimitExceeded(f"The file has {has}. {large}", file=file)
