"""Where the article is kept: a file, or whatever an application of one's own gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from exporter.errors import InputError, OutputError
from exporter.files import atomic

__all__ = ["ChangedMeanwhileError", "FileStore", "Store"]


class ChangedMeanwhileError(Exception):
    """Somebody else saved the article since it was read."""


class Store(Protocol):
    """A place that keeps one article.

    ``put`` replaces ``expected`` by ``data``, whole or not at all, and raises
    ChangedMeanwhileError where something else is kept there by now. ``name`` is what the file is
    called, ``path`` where it lies, or None: then pictures, exports and the history of changes are
    not looked for in a folder.
    """

    name: str
    path: Path | None

    def get(self) -> bytes:
        """The article's bytes. Raises ExporterError where it cannot be had."""

    def put(self, data: bytes, expected: bytes) -> None:
        """Keep other bytes. Raises ExporterError where they cannot be written."""


class FileStore:
    """An article in a file."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path: Path | None = Path(path)
        self._file = Path(path)
        self.name = Path(path).name

    def get(self) -> bytes:
        try:
            return self._file.read_bytes()
        except OSError as error:
            raise InputError(
                f"The file cannot be read: {error.strerror}.", file=str(self._file)
            ) from None

    def put(self, data: bytes, expected: bytes) -> None:
        try:
            same = atomic.exchange(self._file, data, expected)
        except FileNotFoundError:
            raise OutputError(
                "The file is gone: it was moved or removed. Put it back, or open it at its new "
                "place.",
                file=str(self._file),
            ) from None
        if not same:
            raise ChangedMeanwhileError
