"""What may be chosen about an edition."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

from exporter.arguments import Checked
from exporter.errors import OptionError
from exporter.model import Audience, Indexes, Inlines, NotePlace, Source
from exporter.text.language_names import expect_language
from exporter.values import Value

__all__ = ["CitationStyle", "Policy"]


_FORMS = ("full", "short")


class CitationStyle(Protocol):
    """Words a source. Neither form ends with a full stop, says where the source can be had (the
    archived copy, the address) or what it relies on: the note adds that itself."""

    def full(self, source: Source, byline: Inlines, lang: str) -> Inlines:
        """The first mention. ``byline`` are the authors with their positions, worded in ``lang``;
        a style may word them itself from ``source.authors`` instead."""

    def short(self, source: Source, lang: str) -> Inlines:
        """Every later mention; the note adds which note has the full one."""


class Policy(Value, metaclass=Checked):
    """``notes``: where notes stand; ``foot`` leaves them at the end where the author placed all of
    them there: a row of notes in two places would not count 1, 2, 3 in either.

    ``index`` says which indexes follow the text, empty: ``main`` in public copies, ``all`` in
    internal ones; ``registers`` is its older form, True for ``all`` and False for ``none``.
    ``language`` is that of notes, registers and interface (BCP 47), empty for the article's own.
    ``citations`` None is our own style; ``timestamp`` None is taken from the article.
    ``legend`` explains the signs, with registers or without. Raises OptionError for what none of
    these can be.
    """

    notes: NotePlace = "foot"
    registers: bool | None = None
    index: Indexes | Literal[""] = ""
    legend: bool = True
    language: str = ""
    citations: CitationStyle | None = None
    timestamp: datetime | None = None

    def __post_init__(self) -> None:
        if self.language != "":
            expect_language("language", self.language)
        style = self.citations
        if style is not None and not all(callable(getattr(style, n, None)) for n in _FORMS):
            raise OptionError(
                f"citations is {style!r}. It may be an exporter.sourcing.CitationStyle or None; "
                "exporter.plugins.style finds one by name."
            )

    def indexes(self, audience: Audience) -> Indexes:
        """Which indexes a copy for this audience gets."""
        if self.index:
            return self.index
        if self.registers is not None:
            return "all" if self.registers else "none"
        return "all" if audience == "internal" else "main"

    def choices(self, audience: Audience) -> tuple[tuple[str, str], ...]:
        """What was chosen, in words; of a citation style only that there is one."""
        return (
            ("language", self.language),
            ("notes", self.notes),
            ("index", self.indexes(audience)),
            ("legend", "true" if self.legend else "false"),
            ("citations", "" if self.citations is None else "other"),
        )
