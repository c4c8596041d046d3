"""A batch's own files in ``TARGET/_batch``: the state and the reports, here or in a store."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from exporter.batch import report, storage
from exporter.batch.discovery import OURS
from exporter.batch.state import State
from exporter.batch.worker import Result
from exporter.errors import OutputError

__all__ = ["Desk"]

_KEEP = 60.0
"""Seconds between copies of the state to a store: what a lost machine may cost."""


class Desk:
    """State and reports of one target. In a store they are kept on this machine while the run
    lasts, and copied there every minute and at the end."""

    STATE = "state.sqlite"
    REPORT = "report.jsonl"
    PAGE = "report.html"

    def __init__(self, target: str, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._kept = time.monotonic()
        self._lines: TextIO | None = None
        place = storage.place(target)
        self._local = place.path if isinstance(place, storage.Local) else None
        if self._local is None:
            with storage.asking(target):
                self._fetch()
        self.state = State(folder / self.STATE)
        if self._local is None:
            with storage.asking(target):
                self.state.note_present(_present(target))

    @classmethod
    @contextmanager
    def at(cls, target: str) -> Iterator[Desk]:
        """The desk of a target, put in order at the end whatever happens."""
        place = storage.place(target)
        if isinstance(place, storage.Zipped) or target.lower().endswith(".zip"):
            raise OutputError("A batch cannot write into a zip file. Name a folder.", file=target)
        if isinstance(place, storage.Local):
            folder = place.path / OURS
        else:
            folder = Path(tempfile.mkdtemp(prefix="exporter-batch-"))
        try:
            desk = cls(target, folder)
        except BaseException:
            if not isinstance(place, storage.Local):
                shutil.rmtree(folder, ignore_errors=True)
            raise
        try:
            with desk.state:
                yield desk
        except sqlite3.Error as error:
            raise _unwritten(folder / cls.STATE, error) from error
        finally:
            desk._close()
            if not isinstance(place, storage.Local):
                desk._keep()
                shutil.rmtree(folder, ignore_errors=True)

    def address(self, name: str) -> str:
        """Where a file of ours can be found in the end."""
        return storage.join(storage.join(self._target, OURS), name)

    def size(self, name: str) -> int | None:
        """The size of a file in the target, or None where it is not there."""
        if self._local is None:
            return self.state.present(name)
        try:
            return os.stat(self._local / name).st_size  # noqa: PTH116 - a million times
        except OSError:
            return None

    def open_report(self, *, append: bool) -> None:
        """Begin the JSON Lines, or go on with them."""
        path = self._folder / self.REPORT
        try:
            self._lines = path.open(
                "a" if append else "w",
                encoding="utf-8",
                errors="backslashreplace",  # of a name that is not UTF-8: JSON's own escape
            )
        except OSError as error:
            raise _unwritten(path, error) from error

    def settle(self, run: int, settings: str, result: Result) -> None:
        """Keep a result and report it."""
        counts = self.state.counts(result.source) if result.status == "unchanged" else None
        lasting = self.state.settle(run, settings, result)
        self._write(report.line(result, counts))
        if lasting:
            self._flush()
        if self._local is None and time.monotonic() - self._kept > _KEEP:
            self.state.commit()
            self._flush()
            self._keep()

    def write_page(self, run: int, seconds: float, *, interrupted: bool) -> None:
        """The report to read; the one in lines is whole by then."""
        self._flush()
        report.write_page(
            self._folder / self.PAGE, self.state, run, seconds, interrupted=interrupted
        )

    def _write(self, text: str) -> None:
        try:
            if self._lines is not None:
                self._lines.write(text)
        except OSError as error:
            raise _unwritten(self._folder / self.REPORT, error) from error

    def _flush(self) -> None:
        """As often as the state is kept, not for each article: workers would wait for that."""
        try:
            if self._lines is not None:
                self._lines.flush()
        except OSError as error:
            raise _unwritten(self._folder / self.REPORT, error) from error

    def _close(self) -> None:
        if self._lines is not None:
            with suppress(OSError):  # what could not be written was said when it was
                self._lines.close()

    def _fetch(self) -> None:
        system, root = storage.filesystem(self._target)
        for name in (self.STATE, self.REPORT):
            there = f"{root.rstrip('/')}/{OURS}/{name}"
            if system.exists(there):
                (self._folder / name).write_bytes(system.cat_file(there))

    def _keep(self) -> None:
        files = {
            f"{OURS}/{path.name}": path.read_bytes()
            for path in self._folder.iterdir()
            if path.name in (self.STATE, self.REPORT, self.PAGE)
        }
        self._kept = time.monotonic()
        storage.write_all(self._target, files)


def _unwritten(path: Path, error: OSError | sqlite3.Error) -> OutputError:
    reason = str(getattr(error, "strerror", None) or error).lower()
    message = (
        f"it cannot be written: {reason}. Free some space, or choose another target; what is "
        "exported is kept, and --resume goes on."
    )
    return OutputError(message, file=str(path))


def _present(target: str) -> Iterator[tuple[str, int]]:
    """Every file of a store below the target, a folder's listing in memory at a time."""
    system, root = storage.filesystem(target)
    system.invalidate_cache()
    for _, _, files in system.walk(root, detail=True, on_error="omit"):
        for info in files.values():
            yield info["name"][len(root.rstrip("/")) + 1 :], int(info.get("size") or 0)
