"""A citation style: author, title and year, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.model import Emphasis, Inlines, Run, Source


@dataclass(frozen=True, slots=True)
class Terse:
    """See :class:`exporter.sourcing.CitationStyle`: runs without a full stop at the end."""

    def full(self, source: Source, byline: Inlines, lang: str) -> Inlines:  # noqa: ARG002
        """The first mention; the note adds the address and the archived copy itself."""
        authors = ", ".join(author.name for author in source.authors)
        year = source.date.when[:4] if source.date and source.date.when else ""
        runs = [Run(f"{authors}: ")] if authors else []
        runs.append(Run(source.title or source.id, (Emphasis("italic"),)))
        return (*runs, Run(f" ({year})")) if year else tuple(runs)

    def short(self, source: Source, lang: str) -> Inlines:  # noqa: ARG002
        """Every later mention; the note adds which note has the full one."""
        name = source.authors[0].name if source.authors else source.title or source.id
        return (Run(name),)


STYLE = Terse()
