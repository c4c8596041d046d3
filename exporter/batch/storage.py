"""Where bytes come from and go to: a path here, a member of a zip file, or anything fsspec knows.

An address is a string: ``archive/a.xml``, ``zip://2024/a.xml::archive.zip`` (fsspec's way of
writing it), ``s3://bucket/a.xml``. Local paths and zip files need no extra; the rest is read and
written through fsspec (extra ``[remote]``).
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias, assert_never
from urllib.parse import unquote, urlsplit

from exporter.errors import ExporterError, InputError, OptionError, OutputError
from exporter.files import atomic
from exporter.values import Value

__all__ = [
    "Local",
    "Place",
    "Remote",
    "Zipped",
    "asking",
    "beside",
    "filesystem",
    "identity",
    "is_remote",
    "join",
    "place",
    "read",
    "rooted",
    "within_process",
    "write_all",
]

_PROTOCOL = re.compile(r"^([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


class Local(Value):
    """A file or folder of this machine."""

    path: Path


class Zipped(Value):
    """A member of a zip file of this machine; ``name`` has ``/`` and no leading one."""

    archive: Path
    name: str


class Remote(Value):
    """What fsspec reads and writes."""

    url: str


Place: TypeAlias = Local | Zipped | Remote


def place(address: str) -> Place:
    """What an address means."""
    if address.startswith("file://"):
        return Local(Path(unquote(urlsplit(address).path)))
    if address.startswith("zip://") and "::" in address:
        name, _, archive = address.removeprefix("zip://").partition("::")
        if not is_remote(archive):
            return Zipped(Path(archive), name)
    return Remote(address) if is_remote(address) else Local(Path(address))


def is_remote(address: str) -> bool:
    """Whether fsspec is needed for it."""
    found = _PROTOCOL.match(address)
    return found is not None and found.group(1).lower() != "file"


def within_process(*addresses: str) -> bool:
    """Whether other processes cannot see one of them (``memory://``)."""
    return any(part.startswith("memory://") for each in addresses for part in each.split("::"))


def join(folder: str, name: str) -> str:
    """The address of ``name`` (relative, with ``/``) inside a folder's address."""
    match place(folder):
        case Local(path):
            return str(path / name)
        case Zipped(archive, inner):
            return f"zip://{PurePosixPath(inner) / name}::{archive}"
        case Remote(url):
            head, chained, rest = url.partition("::")
            return f"{head.rstrip('/')}/{name}{chained}{rest}"
        case never:
            assert_never(never)


def rooted(address: str, folder: str) -> str:
    """The address as it is understood in a process that works in another folder than this one."""
    match place(address):
        case Local(path):
            return str(Path(folder) / path)
        case Zipped(archive, name):
            return f"zip://{name}::{Path(folder) / archive}"
        case Remote(url):
            return url
        case never:
            assert_never(never)


def beside(address: str, url: str) -> str | None:
    """The address of a picture that an article names, or None where ``url`` leads out of the
    article's folder: another host, an absolute path, ``..``; or is no address at all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    name = unquote(parts.path)
    if "\0" in name:
        return None
    if parts.scheme or parts.netloc or not name or name.startswith(("/", "\\")):
        return None
    if ".." in PurePosixPath(name.replace("\\", "/")).parts:
        return None
    match place(address):
        case Local(path):
            return str(path.parent / name)
        case Zipped(archive, inner):
            return f"zip://{PurePosixPath(inner).parent / name}::{archive}"
        case Remote(remote):
            head, chained, rest = remote.partition("::")
            return f"{head.rpartition('/')[0]}/{name}{chained}{rest}"
        case never:
            assert_never(never)


def read(address: str, limit: int | None = None) -> bytes:
    """What lies there; at most ``limit`` + 1 bytes where a limit is given. Raises InputError."""
    most = -1 if limit is None else limit + 1
    try:
        match place(address):
            case Local(path):
                if path.exists() and not path.is_file():  # a pipe would be waited for
                    raise InputError("It is not a regular file.", file=address)
                with path.open("rb") as file:
                    return file.read(most)
            case Zipped(archive, name):
                with _archive(str(archive), archive.stat().st_mtime_ns).open(name) as member:
                    return member.read(most)
            case Remote(url):
                system, path_there = filesystem(url)
                with asking(address):
                    data: bytes = system.cat_file(
                        path_there, start=None, end=None if most < 0 else most
                    )
                return data
            case never:
                assert_never(never)
    except KeyError:
        raise InputError("The archive holds no such file.", file=address) from None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise InputError(f"The archive cannot be read: {error}.", file=address) from error
    except OSError as error:
        raise InputError(f"It cannot be read: {_reason(error)}.", file=address) from error


def identity(address: str) -> str:
    """A short string that changes with the content: the store's own tag where it has one
    (``ETag``), else a hash; empty where there is nothing to read."""
    try:
        if isinstance(place(address), Remote):
            system, path = filesystem(address)
            with asking(address):
                if stamp := tag(system.info(path)):
                    return stamp
        return digest(read(address))
    except (InputError, OSError):
        return ""


def tag(info: Mapping[str, Any]) -> str:
    """The store's own word for a file's content, as fsspec lists it, or empty."""
    for key in ("ETag", "etag", "md5Hash", "content_md5", "md5"):
        if value := info.get(key):
            return f"{key.lower()}:{str(value).strip(chr(34))}"
    return ""


def digest(data: bytes) -> str:
    """The hash by which content is known again."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


@contextmanager
def asking(address: str) -> Iterator[None]:
    """Turn what a store raises, which every one does in its own way, into an InputError; a file
    that is not there stays what it is."""
    try:
        yield
    except (ExporterError, FileNotFoundError):
        raise
    except Exception as error:
        raise InputError(
            f"The store refuses access: {_reason(error)}. Check the address and your credentials.",
            file=address,
        ) from error


def write_all(folder: str, files: Mapping[str, bytes]) -> None:
    """Put files (names relative to ``folder``, with ``/``) in their places, none before all are
    ready. Raises OutputError."""
    match place(folder):
        case Local(path):
            atomic.write_many({path / name: data for name, data in files.items()})
        case Remote(url):
            system, root = filesystem(url)
            for name, data in files.items():
                _put(system, root, name, data)
        case Zipped():
            raise OutputError("A batch cannot write into a zip file. Name a folder.", file=folder)
        case never:
            assert_never(never)


def _put(system: Any, root: str, name: str, data: bytes) -> None:
    path = f"{root.rstrip('/')}/{name}"
    try:
        if "/" in path and system.protocol in ("memory", ("memory",)):
            system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.pipe_file(path, data)
    except Exception as error:  # every store has errors of its own
        raise OutputError(f"It cannot be written: {_reason(error)}.", file=path) from error


def filesystem(address: str) -> tuple[Any, str]:
    """fsspec's filesystem for an address and the path in it. Raises OptionError where the extra,
    or the store's own package, is missing."""
    try:
        core: Any = import_module("fsspec.core")
    except ImportError as error:
        raise OptionError(
            f"{address} needs fsspec: pip install '.[remote]' in a checkout of exporter."
        ) from error
    try:
        system, path = core.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise OptionError(f"{address} cannot be opened: {_reason(error)}.") from error
    return system, path


@lru_cache(maxsize=4)
def _archive(path: str, changed: int) -> zipfile.ZipFile:  # noqa: ARG001 - a new one is read anew
    return zipfile.ZipFile(path)


def _reason(error: BaseException) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).strip().rstrip(".").splitlines()[0]
