"""A bag → its files, safely: nothing is unpacked to disk, no link followed, no name believed."""

from __future__ import annotations

import io
import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from exporter.arguments import Checked
from exporter.errors import ArchiveError, OptionError
from exporter.files.inputs import Loaded, Readable, load
from exporter.files.reading import read_regular
from exporter.files.zip_reader import FAULTS
from exporter.values import Value

__all__ = ["BagLimits", "loaded", "opened", "portable", "safe", "zipped"]

_RATIO = 200
"""Text deflates to a tenth, a page of blanks to a thousandth; no article is all blanks."""


class BagLimits(Value, metaclass=Checked):
    """``size`` in bytes of all files together, unpacked; ``files`` is their number."""

    size: int = 2**30
    files: int = 20_000

    def __post_init__(self) -> None:
        for name in ("size", "files"):
            if (number := getattr(self, name)) < 0:
                raise OptionError(f"{name} is {number}. It must be 0 or more.")


def opened(given: Path | Loaded, limits: BagLimits) -> dict[str, bytes]:
    """All files of a bag by their path in it: a folder, or a zip that holds one.

    Raises ArchiveError for what cannot be a bag or is unsafe to open: a path that leads out, a
    link, two names that a file system may take for one, more than the limits allow.
    """
    if isinstance(given, Path):
        if given.is_dir():
            return _folder(given, limits)
        given = Loaded(file_bytes(given, limits.size), str(given), given)
    return _zip(given.data, given.file or "", limits)


def loaded(given: Readable, limits: BagLimits, name: str | None = None) -> Path | Loaded:
    """A folder as its path, everything else read; ``name`` is what messages call it. Raises
    ArchiveError."""
    if isinstance(given, str | os.PathLike):
        place = Path(given)
        if place.is_dir():
            return place
        return Loaded(file_bytes(place, limits.size), name or str(place), place)
    large = "Raise the limit if you trust it."
    return load(
        given, name=name, most=limits.size, what="bag or copy", large=large, error=ArchiveError
    )


def file_bytes(path: Path, most: int) -> bytes:
    """A file as somebody named it, a pipe too; raises ArchiveError."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ArchiveError(f"It cannot be read: {reason}.", file=str(path)) from error
    if len(data) > most:
        raise ArchiveError(f"It has more than {most:,} bytes.", file=str(path))
    return data


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """A zip of one folder: sorted, undated, not compressed.

    What is worth compressing is so already, and bytes that no compressor touched are the same
    whatever wrote them.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            package.writestr(entry, files[name])
    return stream.getvalue()


def _folder(path: Path, limits: BagLimits) -> dict[str, bytes]:
    found: dict[str, Path] = {}
    size = 0
    for folder, folders, names in os.walk(path, followlinks=False):
        for name in sorted([*folders, *names]):
            file = Path(folder, name)
            inside = file.relative_to(path).as_posix()
            mode = file.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise ArchiveError(f"{inside} is a link. A bag holds none.", file=str(path))
            if stat.S_ISREG(mode):
                found[inside] = file
                size += file.lstat().st_size
            elif not stat.S_ISDIR(mode):
                raise ArchiveError(f"{inside} is neither file nor folder.", file=str(path))
            _check_amount(len(found), size, limits, str(path))
    _check_names(found, str(path))
    if "bagit.txt" not in found:
        raise ArchiveError("This folder is not a bag: there is no bagit.txt in it.", file=str(path))
    try:
        return {name: read_regular(file, limits.size) for name, file in found.items()}
    except OSError as error:
        raise ArchiveError(f"{error.filename} cannot be read: {error.strerror}.") from error


def _zip(data: bytes, path: str, limits: BagLimits) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
            _check_entries(entries, len(data), path, limits)
            files = {entry.filename: _member(package, entry, path) for entry in entries}
    except FAULTS as error:
        reason = (
            "This zip is damaged. Fetch it again"
            if data.startswith(b"PK")
            else "This is no bag: neither a folder with a bagit.txt in it, nor a zip of one"
        )
        raise ArchiveError(f"{reason}.", file=path) from error
    tops = {name.split("/")[0] for name in files}
    if len(tops) != 1 or f"{next(iter(tops))}/bagit.txt" not in files:
        raise ArchiveError("This zip holds no bag: no single folder with a bagit.txt.", file=path)
    return {name.split("/", 1)[1]: content for name, content in files.items()}


def _check_entries(entries: list[zipfile.ZipInfo], size: int, path: str, limits: BagLimits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    _check_amount(len(entries), unpacked, limits, path)
    if unpacked > 2**20 and unpacked > _RATIO * size:
        raise ArchiveError(f"{size} bytes would unpack to {unpacked}: a zip bomb.", file=path)
    for entry in entries:
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ArchiveError(f"{entry.filename} is a link. A bag holds none.", file=path)
        if entry.flag_bits & 1:
            raise ArchiveError(f"{entry.filename} is encrypted.", file=path)
    names = [entry.orig_filename for entry in entries]
    if len(set(names)) != len(names):
        raise ArchiveError("It has one name twice.", file=path)
    _check_names(names, path)


def _member(package: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes:
    with package.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise ArchiveError(f"{entry.filename} is not as long as the zip says.", file=path)
    return content


def _check_amount(files: int, size: int, limits: BagLimits, path: str) -> None:
    if files > limits.files:
        raise ArchiveError(f"It holds more than {limits.files} files.", file=path)
    if size > limits.size:
        raise ArchiveError(
            f"Its files are larger than {limits.size} bytes together. Raise the limit if you "
            "trust it.",
            file=path,
        )


def _check_names(names: Iterable[str], path: str) -> None:
    seen: dict[str, str] = {}
    for name in names:
        if not safe(name):
            raise ArchiveError(f"{name!r} leads out of the bag.", file=path)
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise ArchiveError(
                f"{seen[folded]!r} and {name!r} are one name on some systems.", file=path
            )
        seen[folded] = name


def portable(name: str) -> str:
    """A file's name that is safe in a bag: other characters become ``_``."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\/]", "_", name)


def safe(name: str) -> bool:
    """Whether a path stays inside the folder it is relative to, on any system."""
    parts = name.split("/")
    return not (
        any(part in ("", ".", "..") for part in parts)
        or "\\" in name
        or ":" in parts[0]
        or any(ord(character) < 32 for character in name)
    )
