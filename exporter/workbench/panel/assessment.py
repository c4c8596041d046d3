"""What takes longer than a change: the findings of the rules, and the notes as printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import TypeAlias

import msgspec

from exporter.checks import Config, check, load_config
from exporter.checks.fixes import FIXABLE, mends
from exporter.errors import ExporterError
from exporter.files.encoding import decoded
from exporter.files.inputs import Loaded
from exporter.model import Article, Edition, Note
from exporter.model.traversal import contents, flattened
from exporter.notices import Notice, Severity
from exporter.sourcing import Policy, plan
from exporter.tei import read
from exporter.values import Struct, Value, field
from exporter.workbench.actions.mends import finding_id
from exporter.workbench.source.store import Store
from exporter.workbench.source.versions import State

__all__ = ["Assessment", "Assessor", "assessed", "by_words", "is_large"]


class Assessment(Value):
    """``version`` is the state that it is about. ``offsets`` are where each finding begins in the
    file, -1 where that is not known. ``notes`` are the words of the printed notes by the ids of
    the spans that they are about, and by their words (``by_words``). ``mendable`` are the findings
    that are mended without judgement (``exporter.workbench.actions.mends.finding_id``)."""

    version: str
    findings: tuple[Notice, ...] = ()
    offsets: tuple[int, ...] = ()
    notes: Mapping[str, tuple[str, ...]] = {}
    mendable: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number of the state; -1 before any was looked at."""
        return int(self.version.partition(".")[0] or -1)


_QUIET, _LONG_QUIET = 0.3, 1.0
"""Seconds without a change before the findings are looked for, and those in another process."""
_ELSEWHERE = 40_000
"""Bytes from which on it is done in another process: in this one it would hold up a change."""
_LARGE = 200_000
"""Bytes from which on nobody waits for it."""
_NICENESS = 5
"""How far such a process stands back behind the page and its server (POSIX ``setpriority``)."""

Told: TypeAlias = Callable[[State, Assessment], None]


class Assessor(Struct):
    """Looks at states behind the scenes, the newest alone, once nothing has changed for a moment;
    but for short articles in a process of its own, so that the page need not wait meanwhile.
    ``running`` is that process: it is ended when another state comes."""

    latest: Assessment = field(default_factory=lambda: Assessment(""))
    changed: Condition = field(default_factory=Condition)
    waiting: tuple[State, Store, Told] | None = None
    working: bool = False
    running: subprocess.Popen[bytes] | None = None

    def look(self, state: State, store: Store, told: Told) -> None:
        """Assess a state soon; ``told`` is called with what was found, in another thread."""
        with self.changed:
            self.waiting = (state, store, told)
            self.changed.notify_all()
            if self.running is not None:
                self.running.kill()
            if self.working:
                return
            self.working = True
        Thread(target=self._work, daemon=True, name="assessment").start()

    def now(self, state: State, store: Store) -> Assessment:
        """Assess a state at once."""
        found = assessed(state.source.data, store.path, state.version)
        with self.changed:
            self._keep(found)
        return found

    def _keep(self, found: Assessment) -> None:
        """The newest is the latest, whichever is done first."""
        if found.number >= self.latest.number:
            self.latest = found

    def _next(self) -> tuple[State, Store, Told] | None:
        """What to look at; None where nothing waits."""
        with self.changed:
            while self.changed.wait(self._quiet()):
                pass
            found, self.waiting = self.waiting, None
            self.working = found is not None
            return found

    def _quiet(self) -> float:
        if self.waiting is None:
            return 0
        return _LONG_QUIET if len(self.waiting[0].source.data) >= _ELSEWHERE else _QUIET

    def _work(self) -> None:
        while (asked := self._next()) is not None:
            state, store, told = asked
            found = self._looked(state.source.data, store.path, state.version)
            with self.changed:
                if found is None or self.waiting is not None:
                    continue
                self._keep(found)
            told(state, found)

    def _looked(self, data: bytes, path: Path | None, version: str) -> Assessment | None:
        """None where another state has come meanwhile, or where this one was assessed at once."""
        if self.latest.version == version:
            return None
        found = self._elsewhere(data, path, version) if len(data) >= _ELSEWHERE else None
        if found is None and self.waiting is None:
            found = assessed(data, path, version)
        return found

    def _elsewhere(self, data: bytes, path: Path | None, version: str) -> Assessment | None:
        """Assess in a process of its own; None where that cannot be, or it was ended."""
        try:
            with _process(path, version) as process:
                try:
                    self._run(process)
                    found, _ = process.communicate(data)
                finally:
                    self._run(None)
                    process.kill()
            return msgspec.json.decode(found, type=Assessment)
        except (OSError, subprocess.SubprocessError, msgspec.MsgspecError):
            return None

    def _run(self, process: subprocess.Popen[bytes] | None) -> None:
        with self.changed:
            self.running = process
            if process is not None and self.waiting is not None:
                process.kill()


def is_large(data: bytes) -> bool:
    """Whether looking at an article takes longer than somebody waits for."""
    return len(data) >= _LARGE


def _process(path: Path | None, version: str) -> subprocess.Popen[bytes]:
    """This module as a program. Raises OSError where it cannot be started."""
    if not sys.executable:
        raise FileNotFoundError
    command = [sys.executable, "-m", __name__, version, *([str(path.absolute())] if path else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    process = subprocess.Popen(  # noqa: S603 - this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    if sys.platform != "win32":
        with suppress(OSError):
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, process.pid, min(19, own + _NICENESS))
    return process


def assessed(data: bytes, path: Path | None, version: str) -> Assessment:
    """Check, read and plan. What cannot be read says why, as a finding."""
    folder = path.parent if path is not None else None
    file = str(path) if path is not None else None
    try:
        config = load_config(path) if path is not None else None
        findings = tuple(check(data, config=config, name=file, base=folder))
    except ExporterError as error:
        said = Notice("error", Severity.ERROR, error.message, error.file, error.line)
        return Assessment(version, (said,), (-1,))
    try:
        article = read(data, audience="internal", base=folder, pictures="none")
        notes = _notes(plan(article, Policy()))
    except ExporterError:
        notes = {}
    text = decoded(data).removeprefix("\ufeff")
    lines = (0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", text)))
    offsets = tuple(_offset(lines, each) for each in findings)
    return Assessment(version, findings, offsets, notes, _mendable(data, file, config, findings))


def _mendable(
    data: bytes, file: str | None, config: Config | None, findings: Sequence[Notice]
) -> tuple[str, ...]:
    if not any(each.rule in FIXABLE for each in findings):
        return ()
    return tuple(finding_id(m.rule, *m.place) for m in mends(Loaded(data, file), config=config))


def _offset(lines: Sequence[int], finding: Notice) -> int:
    if finding.line is None or not 0 < finding.line <= len(lines):
        return -1
    return lines[finding.line - 1] + (finding.column or 1) - 1


def _notes(edition: Edition) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for note in edition.notes:
        for covered in (note.id, *note.covers):
            found.setdefault(covered, []).append(_words(note))
    for key, own in _unnamed(edition.article):
        found[key] = found.get(own, [])
    return {key: tuple(words) for key, words in found.items() if words}


def _unnamed(article: Article) -> Iterator[tuple[str, str]]:
    """The ids that reading gave to spans, by the words that no other span of their kind has: the
    file may have no id there."""
    several: dict[str, list[str]] = {}
    for kind, spans in (("speech", article.speeches), ("claim", article.claims)):
        for own, span in spans.items():
            several.setdefault(by_words(kind, span.text), []).append(own)
    for own, figure in article.figures.items():
        kind = "date" if figure.kind == "date" else "figure"
        several.setdefault(by_words(kind, figure.text), []).append(own)
    yield from ((key, ids[0]) for key, ids in several.items() if len(ids) == 1)


def by_words(kind: str, words: str) -> str:
    """What the notes of a span without an id are found by."""
    return f"{kind} {' '.join(words.split())}"


def _words(note: Note) -> str:
    lines = (flattened(container.inlines) for container in contents(note.blocks))
    return " ".join(" ".join(lines).split())


if __name__ == "__main__":
    _path = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    _found = assessed(sys.stdin.buffer.read(), _path, sys.argv[1])
    sys.stdout.buffer.write(msgspec.json.encode(_found))
