"""What lies beside an article that is not a file of this machine: the registers that articles
share, and its pictures.

``exporter.toml`` beside it or above it in the same store names them, as it does for a local file.
They are laid where the article's copy finds them; nothing that is not named is fetched.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, assert_never

from exporter.batch import storage
from exporter.errors import ExporterError, InputError, OptionError
from exporter.model import Article
from exporter.values import Value

__all__ = ["Companions", "companions", "fetch_pictures", "local_registers", "points_elsewhere"]

SETTINGS = "exporter.toml"
_LEVELS = 12
"""How many folders above an article are asked for settings."""
_ELSEWHERE = re.compile(rb"=\s*[\"'](?:[^\"'<>]*\s)?[^\"'<>\s#]+#[^\"'<>\s]|<[^<>]*prefixDef\b")
"""A pointer into another file, or a private scheme."""


class Companions(Value):
    """``folder`` is the article's, from that of the settings; ``settings`` their address, empty
    where there are none; ``registers`` are names relative to the settings, with addresses."""

    folder: str = ""
    settings: str = ""
    registers: tuple[tuple[str, str], ...] = ()

    def lay(self, root: Path, limit: int) -> None:
        """Put settings and registers into a folder. Raises InputError, and OptionError where a
        register is not there."""
        if not self.settings:
            return
        (root / SETTINGS).write_bytes(storage.read(self.settings, limit))
        for name, address in self.registers:
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(storage.read(address, limit))

    def known_as(self, file: str | None, root: Path) -> str | None:
        """The address of a file that was laid under ``root``; None for another."""
        laid = {str(root / name): address for name, address in self.registers}
        laid[str(root / SETTINGS)] = self.settings
        return laid.get(file or "")


def points_elsewhere(data: bytes) -> bool:
    """Whether an article may point into another file: else nothing is looked for."""
    return _ELSEWHERE.search(data) is not None


def companions(source: str) -> Companions:
    """What the nearest settings above an article in its store name. Raises OptionError for
    settings that cannot be understood."""
    for folder, address in _above(source):
        try:
            data = storage.read(address)
        except (InputError, OSError):
            continue
        table = _registers(data, address)
        if table is None:
            continue
        named = [(name, storage.beside(address, name)) for name in table]
        for name, place in named:
            if place is None:
                raise OptionError(
                    f"[registers] names “{name}”, which is not beneath the settings.", file=address
                )
        return Companions(folder, address, tuple((n, p) for n, p in named if p is not None))
    return Companions()


def _registers(data: bytes, address: str) -> list[str] | None:
    try:
        table: Any = tomllib.loads(data.decode("utf-8")).get("registers")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"It is not TOML: {error}.", file=address) from None
    if table is None:
        return None
    files = table.get("files", []) if isinstance(table, dict) else None
    if not isinstance(files, list) or not all(isinstance(each, str) for each in files):
        raise OptionError('[registers] needs files = ["people.xml", …].', file=address)
    return files


def _above(source: str) -> Iterator[tuple[str, str]]:
    """The settings' addresses in an article's folder and those above it, each with the article's
    folder as seen from there."""
    head, chained, rest = source.partition("::")
    match storage.place(source):
        case storage.Local():
            return
        case storage.Zipped(_, name):
            begin, parts = "zip://", PurePosixPath(name).parts
        case storage.Remote():
            protocol, _, path = head.partition("://")
            begin, parts = f"{protocol}://", PurePosixPath(path).parts
        case never:
            assert_never(never)
    last = 0 if begin == "zip://" else 1
    for depth in range(len(parts) - 1, max(last, len(parts) - _LEVELS) - 1, -1):
        place = "/".join((*parts[:depth], SETTINGS))
        yield "/".join(parts[depth:-1]), f"{begin}{place}{chained}{rest}"


def local_registers(path: Path) -> tuple[str, ...]:
    """The register files that the settings name for a file of this machine."""
    from exporter.tei.resolve.shared_registers import register_files

    return tuple(str(file) for file in register_files(path))


def fetch_pictures(source: str, article: Article, folder: Path, limit: int) -> bool:
    """Lay the pictures that an article names into ``folder``; True where there was any.
    A picture of more bytes than ``limit`` is not fetched."""
    there = False
    for graphic in article.graphics.values():
        address = storage.beside(source, graphic.url)
        copy = storage.place(storage.beside(str(folder / "article.xml"), graphic.url) or "")
        if address is None or not isinstance(copy, storage.Local) or copy.path.exists():
            continue
        try:
            data = storage.read(address, limit)
        except ExporterError:
            continue
        copy.path.parent.mkdir(parents=True, exist_ok=True)
        copy.path.write_bytes(data)
        there = True
    return there
