"""What takes longer than a change: the findings of the rules, and the notes as printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock, Thread
from typing import TypeAlias

from exporter.checks import check, load_config
from exporter.errors import ExporterError
from exporter.model import Edition, Note
from exporter.model.traversal import contents, flattened
from exporter.notices import Notice, Severity
from exporter.sourcing import Policy, plan
from exporter.tei import read
from exporter.values import Struct, Value, field
from exporter.workbench.store import Store
from exporter.workbench.versions import State

__all__ = ["Assessment", "Assessor", "assessed"]


class Assessment(Value):
    """``version`` is the state that it is about. ``offsets`` are where each finding begins in the
    file, -1 where that is not known. ``notes`` are the words of the printed notes by the ids of
    the spans that they are about."""

    version: str
    findings: tuple[Notice, ...] = ()
    offsets: tuple[int, ...] = ()
    notes: Mapping[str, tuple[str, ...]] = {}


Told: TypeAlias = Callable[[State, Assessment], None]


class Assessor(Struct):
    """Looks at states in a thread of its own, the newest first; those in between are left out."""

    latest: Assessment = field(default_factory=lambda: Assessment(""))
    lock: Lock = field(default_factory=Lock)
    waiting: tuple[State, Store, Told] | None = None
    working: bool = False

    def look(self, state: State, store: Store, told: Told) -> None:
        """Assess a state soon; ``told`` is called with what was found, in that thread."""
        with self.lock:
            self.waiting = (state, store, told)
            if self.working:
                return
            self.working = True
        Thread(target=self._work, daemon=True, name="assessment").start()

    def now(self, state: State, store: Store) -> Assessment:
        """Assess a state at once."""
        found = assessed(state, store)
        with self.lock:
            self.latest = found
        return found

    def _work(self) -> None:
        while True:
            with self.lock:
                if self.waiting is None:
                    self.working = False
                    return
                state, store, told = self.waiting
                self.waiting = None
            found = assessed(state, store)
            with self.lock:
                if self.waiting is not None:
                    continue
                self.latest = found
            told(state, found)


def assessed(state: State, store: Store) -> Assessment:
    """Check, read and plan. What cannot be read says why, as a finding."""
    data = state.source.data
    folder = store.path.parent if store.path is not None else None
    try:
        config = load_config(store.path) if store.path is not None else None
        findings = tuple(check(data, config=config, name=state.source.file))
    except ExporterError as error:
        said = Notice("error", Severity.ERROR, error.message, error.file, error.line)
        return Assessment(state.version, (said,), (-1,))
    try:
        article = read(data, audience="internal", base=folder, pictures="none")
        notes = _notes(plan(article, Policy()))
    except ExporterError:
        notes = {}
    offsets = tuple(_offset(state, each) for each in findings)
    return Assessment(state.version, findings, offsets, notes)


def _offset(state: State, finding: Notice) -> int:
    lines = state.source.lines
    if finding.line is None or not 0 < finding.line <= len(lines):
        return -1
    return lines[finding.line - 1] + (finding.column or 1) - 1


def _notes(edition: Edition) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for note in edition.notes:
        for covered in (note.id, *note.covers):
            found.setdefault(covered, []).append(_words(note))
    return {key: tuple(words) for key, words in found.items()}


def _words(note: Note) -> str:
    lines = (flattened(container.inlines) for container in contents(note.blocks))
    return " ".join(" ".join(lines).split())
