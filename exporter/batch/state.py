"""What a batch knows of earlier runs and of this one: one SQLite file in ``TARGET/_batch``.

Every article is a row, so that memory does not grow with their number: the run first lists its
sources into the table, then works through the rows that wait, and the report is asked of it.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from exporter.batch.discovery import Found
from exporter.batch.worker import Former, Result
from exporter.errors import OutputError
from exporter.values import Value

__all__ = ["Row", "Run", "State"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, settings TEXT, command TEXT, started REAL, finished REAL
);
CREATE TABLE IF NOT EXISTS articles (
    id INTEGER PRIMARY KEY, source TEXT UNIQUE, stem TEXT, stamp TEXT, run INTEGER, status TEXT,
    settings TEXT, input TEXT, pictures TEXT, files TEXT,
    seconds REAL, notices TEXT, rule TEXT, error TEXT
);
CREATE INDEX IF NOT EXISTS by_run ON articles (run, status, id);
CREATE INDEX IF NOT EXISTS by_stem ON articles (stem);
CREATE TEMP TABLE present (name TEXT PRIMARY KEY, size INTEGER);
"""
_VERSION = 1
_PAGE = 500
_COMMIT = 1.0
"""Seconds between commits: what a cut-off run may have to do again."""


class Run(Value):
    """``settings`` is their digest, ``command`` what was asked for, to go on with it later;
    ``finished`` False where it was interrupted."""

    id: int
    settings: str
    command: str
    finished: bool


class Row(Value):
    """An article that waits, and what an earlier run left of it under the same settings; ``error``
    says why it cannot be done, by the rule ``rule``, and is empty where it can."""

    source: str
    stem: str
    stamp: str
    former: Former | None = None
    files: tuple[tuple[str, int], ...] = ()
    rule: str = ""
    error: str = ""


class State:
    """The table. One process at a time holds it; raises OutputError where another one does."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._committed = time.monotonic()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=0.2, isolation_level="IMMEDIATE")
            self._db.text_factory = _text
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                raise OutputError(
                    "It was written by another version of exporter. Delete it to begin anew.",
                    file=str(path),
                )
            self._db.executescript(_SCHEMA)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
            self._db.execute("BEGIN EXCLUSIVE")
        except OSError as error:
            raise OutputError(f"It cannot be written: {error.strerror}.", file=str(path)) from error
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"Another batch writes to this target, or it cannot be written ({error}). "
                "Wait for it, or choose another target.",
                file=str(path),
            ) from error
        except sqlite3.DatabaseError as error:
            raise OutputError(
                f"It is damaged ({error}). Delete it; everything will be done again.",
                file=str(path),
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.commit()
        self._db.close()

    # ------------------------------------------------------------------------- runs

    def last(self) -> Run | None:
        """The run before this one."""
        row = self._db.execute(
            "SELECT id, settings, command, finished FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return Run(row[0], row[1], row[2], row[3] is not None) if row else None

    def begin(self, settings: str, command: str) -> int:
        """A new run."""
        cursor = self._db.execute(
            "INSERT INTO runs (settings, command, started) VALUES (?, ?, ?)",
            (settings, command, time.time()),
        )
        return int(cursor.lastrowid or 0)

    def finish(self, run: int) -> None:
        """Every article of it was settled."""
        self._db.execute("UPDATE runs SET finished = ? WHERE id = ?", (time.time(), run))
        self.commit()

    def commit(self, *, now: bool = True) -> bool:
        """Make it last; without ``now``, only where the last time is long enough ago. Whether
        it was done."""
        if not now and time.monotonic() - self._committed <= _COMMIT:
            return False
        self._db.commit()
        self._committed = time.monotonic()
        return True

    def undo(self) -> None:
        """Forget what was not made to last."""
        self._db.rollback()

    # --------------------------------------------------------------------- articles

    def enlist(self, run: int, found: Iterable[Found]) -> None:
        """Let what was found wait in this run, in this order; one found twice waits once, as it
        was found first. One whose files would overwrite an earlier one's waits to fail."""
        self._db.executemany(
            "INSERT INTO articles (source, stem, stamp, run, status, rule, error)"
            " VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, 'waiting', ?, CAST(? AS TEXT))"
            " ON CONFLICT (source)"
            " DO UPDATE SET stem = excluded.stem, stamp = excluded.stamp, run = excluded.run,"
            " status = 'waiting', rule = excluded.rule, error = excluded.error,"
            " files = CASE WHEN stem = excluded.stem THEN files END WHERE run < excluded.run",
            (
                (_raw(it.source), _raw(it.stem), it.stamp, run, *_trouble(it.source, it.error))
                for it in found
            ),
        )
        self._db.execute(
            "UPDATE articles SET rule = 'same-name', error = source"
            " || ': its files would be named ' || stem || '.*, as those of another article of this"
            " batch. Rename it, or export it"
            " to another target.'"
            " WHERE run = :run AND error = '' AND EXISTS (SELECT 1 FROM articles AS other WHERE"
            " other.stem = articles.stem AND other.run = :run AND other.id < articles.id"
            " AND other.rule != 'not-listed')",
            {"run": run},
        )
        self.commit()

    def waiting(self, run: int, settings: str) -> Iterator[Row]:
        """The rows of this run that wait, read by the page."""
        last = 0
        while page := self._db.execute(
            "SELECT id, source, stem, stamp, settings, input, pictures, files, rule, error"
            " FROM articles WHERE run = ? AND status = 'waiting' AND id > ? ORDER BY id LIMIT ?",
            (run, last, _PAGE),
        ).fetchall():
            for last, source, stem, stamp, known, given, pictures, files, *trouble in page:  # noqa: B007
                if known == settings and files and not any(trouble):
                    former = Former(given, _pairs(pictures))
                    yield Row(source, stem, stamp, former, _pairs(files))
                else:
                    yield Row(source, stem, stamp, None, (), *trouble)

    def settle(self, run: int, settings: str, result: Result) -> bool:
        """Keep what happened to an article; whether it was made to last at once."""
        if result.status == "unchanged":
            self._db.execute(
                "UPDATE articles SET status = 'unchanged', seconds = ?"
                " WHERE source = CAST(? AS TEXT)",
                (result.seconds, _raw(result.source)),
            )
        else:
            counts = Counter(f"{n.rule} {n.severity.label}" for n in result.notices)
            done = result.status == "done"
            self._db.execute(
                "UPDATE articles SET run = ?, status = ?, settings = ?, input = ?, pictures = ?,"
                " files = ?, seconds = ?, notices = ?, rule = ?, error = CAST(? AS TEXT)"
                " WHERE source = CAST(? AS TEXT)",
                (
                    *(run, result.status, settings, result.input, json.dumps(result.pictures)),
                    json.dumps(result.files) if done else None,
                    *(result.seconds, json.dumps(counts), result.rule, _raw(result.error)),
                    _raw(result.source),
                ),
            )
        return self.commit(now=False)

    # -------------------------------------------------------------- what is asked for

    def tally(self, run: int) -> dict[str, int]:
        """Articles of the run by status, ``waiting`` among them."""
        return dict(
            self._db.execute(
                "SELECT status, count(*) FROM articles WHERE run = ? GROUP BY status", (run,)
            )
        )

    def left(self, run: int) -> int:
        """Articles of earlier runs that are not among the sources any more."""
        (count,) = self._db.execute(
            "SELECT count(*) FROM articles WHERE run < ? AND files IS NOT NULL", (run,)
        ).fetchone()
        return int(count)

    def failed(self, run: int, limit: int = -1) -> Iterator[tuple[str, str, str]]:
        """(source, rule, error) in order."""
        yield from self._db.execute(
            "SELECT source, rule, error FROM articles WHERE run = ? AND status = 'failed'"
            " ORDER BY id LIMIT ?",
            (run, limit),
        )

    def slowest(self, run: int, limit: int = 20) -> list[tuple[str, float]]:
        """(source, seconds) of what was done in this run."""
        return self._db.execute(
            "SELECT source, seconds FROM articles WHERE run = ? AND status IN ('done', 'failed')"
            " ORDER BY seconds DESC, id LIMIT ?",
            (run, limit),
        ).fetchall()

    def rules(self, run: int) -> list[tuple[str, str, int, int]]:
        """(rule, severity, notices, articles), the most frequent first."""
        return self._db.execute(
            "SELECT substr(key, 1, instr(key, ' ') - 1), substr(key, instr(key, ' ') + 1),"
            " sum(value), count(*) FROM articles, json_each(articles.notices)"
            " WHERE run = ? AND status != 'waiting' GROUP BY key ORDER BY sum(value) DESC, key",
            (run,),
        ).fetchall()

    def counts(self, source: str) -> dict[str, int]:
        """An article's notices, by ``rule severity``."""
        row = self._db.execute(
            "SELECT notices FROM articles WHERE source = CAST(? AS TEXT)", (_raw(source),)
        ).fetchone()
        return dict(json.loads(row[0])) if row and row[0] else {}

    def span(self, run: int) -> tuple[float, float | None]:
        """When the run began and ended (seconds since 1970), None where it has not."""
        row = self._db.execute("SELECT started, finished FROM runs WHERE id = ?", (run,)).fetchone()
        return row[0], row[1]

    # ----------------------------------------------------------- files of the target

    def note_present(self, files: Iterable[tuple[str, int]]) -> None:
        """Remember what a listing of the target shows (name, size)."""
        self._db.executemany("INSERT OR REPLACE INTO present VALUES (?, ?)", files)

    def present(self, name: str) -> int | None:
        """The size that the listing showed, or None."""
        row = self._db.execute("SELECT size FROM present WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else None


def _raw(text: str) -> bytes:
    """As it is bound: the names of files need not be UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _trouble(source: str, error: str) -> tuple[str, bytes]:
    return ("not-listed", _raw(f"{source}: {error}")) if error else ("", b"")


def _pairs(text: str | None) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in json.loads(text or "[]"))
