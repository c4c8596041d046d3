"""SOURCES → one article after another.

A source is a folder, a glob, a zip file, an article, or a list of such (``.txt`` or ``.list``, one
a line, ``#`` for remarks; ``-`` reads the list from standard input), here or wherever fsspec
reaches. The *stem* is where the article's files go below the target, without extension: below a
folder, a glob's fixed part or a zip's root the path is kept; an article named by itself is put by
its name; one named in a list as the list writes it. What cannot be listed is found too, with what
is wrong, so that it is reported as a failure and the rest is done.
"""

from __future__ import annotations

import glob
import io
import os
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from exporter.batch import storage
from exporter.errors import ExporterError, InputError, OptionError
from exporter.values import Value

__all__ = ["Found", "articles"]

SUFFIXES = (".xml", ".tei")
_LISTS = (".txt", ".list")
OURS = "_batch"
"""The folder in a target that holds the state and the report."""


class Found(Value):
    """``stamp`` is the article's identity where listing told one, else empty; ``error`` says why
    there is nothing to be done with it, and is empty for an article."""

    source: str
    stem: str
    stamp: str = ""
    error: str = ""


def articles(sources: Iterable[str], *, leave: str = "") -> Iterator[Found]:
    """Every article of the sources, in their order, a folder's by name.

    ``leave`` is a folder that is passed over where it lies in a source: the target. Raises
    OptionError for a source that is not there or holds no article.
    """
    for source in sources:
        empty = True
        for found in _of(source, leave):
            empty = False
            yield found
        if empty:
            raise OptionError(f"{source} holds no article (no {' or '.join(SUFFIXES)} file).")


def _of(source: str, leave: str, lists: tuple[str, ...] = ()) -> Iterator[Found]:
    """``lists`` are the lists that lead to this source."""
    if source in lists:
        raise InputError("The list names itself. Take this line out.")
    if source == "-":
        yield from _of_list(sys.stdin.buffer, source, leave, lists)
    elif storage.is_remote(source):
        with storage.asking(source):
            yield from _of_remote(source, leave, lists)
    else:
        path = Path(source.removeprefix("file://"))
        if path.is_dir():
            yield from _of_folder(path, path, os.path.realpath(leave) if leave else "")
        elif path.is_file():
            yield from _of_file(path, leave, lists)
        elif glob.has_magic(source):
            yield from _of_glob(source)
        else:
            raise OptionError(f"{source} does not exist.")


def _of_file(path: Path, leave: str, lists: tuple[str, ...]) -> Iterator[Found]:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        yield from _of_zip(path)
    elif suffix in _LISTS:
        with io.BytesIO(storage.read(str(path))) as lines:
            yield from _of_list(lines, str(path), leave, lists)
    else:
        yield Found(str(path), path.stem)


def _of_list(
    lines: Iterable[bytes], name: str, leave: str, lists: tuple[str, ...]
) -> Iterator[Found]:
    for number, line in enumerate(lines, 1):
        try:
            entry = line.decode("utf-8-sig").strip()
            if entry and not entry.startswith("#"):
                yield from _of_entry(entry, leave, (*lists, name))
        except UnicodeDecodeError:
            message = "The list is not UTF-8. Save it as UTF-8."
            raise InputError(message, file=name, line=number) from None
        except ExporterError as error:
            if error.file is None:
                error.file, error.line = name, number
            raise


def _of_entry(entry: str, leave: str, lists: tuple[str, ...]) -> Iterator[Found]:
    remote = storage.is_remote(entry)
    if remote or not entry.lower().endswith(SUFFIXES) or glob.has_magic(entry):
        yield from _of(entry, leave, lists)
    else:
        yield Found(entry, _stem(os.path.normpath(entry)))


def _of_folder(folder: Path, root: Path, leave: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        said = f"the folder cannot be listed: {reason}. Change its permissions."
        yield Found(str(folder), _stem(folder.relative_to(root).as_posix()), error=said)
        return
    for entry in ordered:
        if entry.name.startswith(".") or entry.name == OURS:
            continue
        path = Path(entry.path)
        if entry.is_dir():
            if os.path.realpath(path) != leave and not entry.is_symlink():
                yield from _of_folder(path, root, leave)
        elif path.suffix.lower() in SUFFIXES:
            yield Found(str(path), _stem(path.relative_to(root).as_posix()))


def _of_glob(pattern: str) -> Iterator[Found]:
    fixed = PurePosixPath(*_before_magic(Path(pattern).parts))
    for name in sorted(glob.iglob(pattern, recursive=True)):  # noqa: PTH207 - it may be absolute
        path = Path(name)
        if path.is_file():
            yield Found(name, _stem(os.path.relpath(path, fixed)))


def _before_magic(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        if glob.has_magic(part):
            return
        yield part


def _of_zip(path: Path) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(info.filename for info in archive.infolist() if not info.is_dir())
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(f"The archive cannot be read: {error}.", file=str(path)) from error
    for name in names:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
        if name.lower().endswith(SUFFIXES) and not hidden:
            leads_out = ".." in parts or "/" in parts
            said = "its name leads out of the zip file. Rename it." if leads_out else ""
            yield Found(f"zip://{name}::{path}", _stem(name), error=said)


def _of_remote(source: str, leave: str, lists: tuple[str, ...]) -> Iterator[Found]:
    system, path = storage.filesystem(source)
    head, chained, rest = source.partition("::")
    protocol = head.partition("://")[0]

    def address(name: str) -> str:
        return (
            f"{protocol}://{name.lstrip('/')}{chained}{rest}"
            if protocol != "memory"
            else (f"memory://{name}")
        )

    suffix = PurePosixPath(path).suffix.lower()
    if glob.has_magic(path):
        fixed = "/".join(_before_magic(path.split("/")))
        for name, info in sorted(system.glob(path, detail=True).items()):
            if info.get("type") == "file":
                yield Found(address(name), _stem(name[len(fixed) :]), storage.tag(info))
    elif suffix in _LISTS:
        yield from _of_list(io.BytesIO(storage.read(source)), source, leave, lists)
    elif suffix == ".zip" and not chained:
        yield from _of_remote(f"zip://::{source}", leave, lists)
    elif suffix in SUFFIXES:
        yield Found(source, PurePosixPath(path).stem)
    else:
        for name, info in _walk(system, path, source):
            if name.lower().endswith(SUFFIXES) and f"/{OURS}/" not in name:
                yield Found(address(name), _stem(name[len(path) :]), storage.tag(info))


def _walk(system: Any, path: str, source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files below a folder, one folder's listing in memory at a time."""
    try:
        for _, folders, files in system.walk(path, detail=True, on_error="raise"):
            folders_in_order = dict(sorted(folders.items()))
            folders.clear()
            folders.update(folders_in_order)
            for _, info in sorted(files.items()):
                if info["name"].rstrip("/") != path.rstrip("/"):
                    yield info["name"], info
    except FileNotFoundError:
        raise OptionError(f"{source} does not exist.") from None
    except OSError as error:
        raise OptionError(f"{source} cannot be listed: {error}.") from error


def _stem(name: str) -> str:
    """``/2024/a.xml`` → ``2024/a``; what leads upwards is left out."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = [part for part in path.with_suffix("").parts if part not in ("/", "..", ".")]
    return "/".join(parts)
