"""What may be chosen about an edition."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from exporter.model import Inlines, NotePlace, Source
from exporter.values import Value

__all__ = ["CitationStyle", "Policy"]


class CitationStyle(Protocol):
    """Words a source. Neither form ends with a full stop, says where the source can be had (the
    archived copy, the address) or what it relies on: the note adds that itself."""

    def full(self, source: Source, byline: Inlines, lang: str) -> Inlines:
        """The first mention. ``byline`` are the authors with their positions, worded in ``lang``;
        a style may word them itself from ``source.authors`` instead."""

    def short(self, source: Source, lang: str) -> Inlines:
        """Every later mention; the note adds which note has the full one."""


class Policy(Value):
    """``notes``: where notes stand; ``foot`` leaves alone what the author placed at the end.

    ``language`` is that of notes, registers and interface (BCP 47), empty for the article's own.
    ``citations`` None is the house style; ``timestamp`` None is taken from the article.
    ``legend`` explains the signs, with registers or without.
    """

    notes: NotePlace = "foot"
    registers: bool = True
    legend: bool = True
    language: str = ""
    citations: CitationStyle | None = None
    timestamp: datetime | None = None
