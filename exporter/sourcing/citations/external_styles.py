"""A citation style that this package did not write: what goes wrong in it is told by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exporter.errors import ExporterError, PluginError
from exporter.model import Anchor, Break, Image, Inlines, Run, Source
from exporter.sourcing.citations.chicago import Chicago
from exporter.sourcing.policy import CitationStyle
from exporter.values import Value, replace

__all__ = ["Guarded", "guarded"]


class Guarded(Value):
    """A style that raises nothing but PluginError, and gives inlines. ``name`` says whose it is."""

    style: CitationStyle
    name: str
    file: str | None = None

    def full(self, source: Source, byline: Inlines, lang: str) -> Inlines:
        """See CitationStyle."""
        return self._words(source, self.style.full, byline, lang)

    def short(self, source: Source, lang: str) -> Inlines:
        """See CitationStyle."""
        return self._words(source, self.style.short, lang)

    def _words(self, source: Source, word: Callable[..., Any], *given: object) -> Inlines:
        try:
            words = word(source, *given)
        except ExporterError:
            raise
        except (Exception, SystemExit) as error:  # whatever another package's code raises
            raise self._fault(source, f"failed: {type(error).__name__}: {error}") from error
        if not isinstance(words, tuple | list) or not all(map(_is_inline, words)):
            raise self._fault(source, "gave something else than a tuple of inlines")
        return tuple(words)

    def _fault(self, source: Source, what: str) -> PluginError:
        return PluginError(
            f"The citation style {self.name} {what}, at source {source.id!r}. Tell its authors.",
            file=self.file,
        )


def guarded(style: CitationStyle | None, file: str | None) -> CitationStyle:
    """A style as one article may use it; None is ours, after Chicago."""
    match style:
        case None | Chicago():
            return style or Chicago()
        case Guarded():
            return replace(style, file=file)
        case _:
            return Guarded(style, type(style).__name__, file)


def _is_inline(item: object) -> bool:
    """A note's text holds no note call."""
    return isinstance(item, Run | Break | Anchor | Image) and isinstance(
        getattr(item, "text", ""), str
    )
