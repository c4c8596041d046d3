"""One session over an article’s suggestions: every decision is on the disk when it is made."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from exporter.confirmation.decisions import Decision, Speaker, decided, rejections
from exporter.confirmation.pending import Pending, pending
from exporter.confirmation.record import Record, load_record, record_path
from exporter.editing import apply, scan
from exporter.errors import InputError
from exporter.files import atomic
from exporter.values import Value

__all__ = ["Sitting", "Tally"]


class Tally(Value):
    """How many were confirmed and rejected, and how many wait still."""

    confirmed: int
    rejected: int
    waiting: int


class Sitting:
    """The suggestions of a file, and what was decided about them so far.

    The file is always what it was at the start with all decisions made in it, so that a sitting
    leaves one ``change``, and undoing is deciding less. ``when`` is a day (``YYYY-MM-DD``).
    """

    def __init__(self, article: str | os.PathLike[str], *, when: str, by: str = "") -> None:
        self._path = Path(article)
        self._source = scan(self._path)
        self._written = self._source.data
        self._record: Record = load_record(self._path)
        self._first = self._record
        self._when = when
        self._by = by
        self._decisions: list[Decision] = []
        self.items: tuple[Pending, ...] = pending(self._source, self._record)

    @property
    def tally(self) -> Tally:
        """What there is so far."""
        yes = sum(each.answer == "yes" for each in self._decisions)
        count = len(self._decisions)
        return Tally(yes, count - yes, len(self.items) - count)

    def speakers(self) -> tuple[tuple[str, str], ...]:
        """Ids and names of all people and organisations that the article has registered."""
        found = []
        for key, element in self._source.identified().items():
            if element.local in ("person", "personGrp", "org"):
                named = next(
                    (c for c in self._source.children(element)
                     if c.local in ("persName", "orgName")), None)  # fmt: skip
                if named is not None:
                    text = self._source.content(named.inner, named.outer).string
                    found.append((key, " ".join(text.split())))
        found += [
            (d.speaker.id, d.speaker.name) for d in self._decisions if d.speaker and d.speaker.name
        ]
        return tuple(dict.fromkeys(found))

    def speaker(self, name: str) -> Speaker:
        """The registered speaker of this name, or a new one with an id that is free."""
        folded = " ".join(name.split()).casefold()
        for key, known in self.speakers():
            if known.casefold() == folded or key == name:
                return Speaker(key, self._new_name(key))
        taken = {*self._source.identified(), *(key for key, _ in self.speakers())}
        latin = unicodedata.normalize("NFKD", name.split()[-1] if name.split() else "x")
        stem = f"p.{re.sub(r'[^a-z0-9]', '', latin.casefold()) or 'x'}"
        key, count = stem, 1
        while key in taken:
            count += 1
            key = f"{stem}{count}"
        return Speaker(key, " ".join(name.split()))

    def _new_name(self, key: str) -> str:
        """The name of a speaker whom this sitting entered; of one in the file it is empty."""
        return next(
            (d.speaker.name for d in self._decisions if d.speaker and d.speaker.id == key), ""
        )

    def decide(self, *decisions: Decision) -> None:
        """Take decisions, and write them. Raises EditError, InputError or OutputError, and leaves
        everything as it was."""
        self._write([*self._decisions, *decisions])

    def undo(self, count: int = 1) -> tuple[Decision, ...]:
        """Take the last decisions back; fewer, or none, where there are fewer."""
        start = max(0, len(self._decisions) - count)
        last = tuple(self._decisions[start:])
        if last:
            self._write(self._decisions[:start])
        return last

    def _write(self, decisions: list[Decision]) -> None:
        edits = decided(self._source, decisions, when=self._when, by=self._by)
        data = apply(self._source, edits)
        if self._path.read_bytes() != self._written:
            raise InputError(
                "The file was changed by somebody else meanwhile. What was decided so far is in "
                "it unless they wrote over it: begin again.",
                file=str(self._path),
            )
        record = self._first.with_rejected(rejections(decisions, self._when, self._by))
        files: dict[str | os.PathLike[str], bytes] = {self._path: data}
        if record != self._record:
            files[record_path(self._path)] = record.data()
        atomic.write_many(files)
        self._written, self._record, self._decisions = data, record, decisions
