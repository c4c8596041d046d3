"""What stops an action because the article was changed since the page was drawn."""

from __future__ import annotations

from exporter.workbench.quotes import Occurrence

__all__ = ["AmbiguousError", "StaleError"]


class StaleError(Exception):
    """The words that an action is about were changed meanwhile: ``yours`` as they were when they
    were chosen, ``theirs`` as they are, at the offset ``where``."""

    def __init__(self, yours: str, theirs: str, where: int) -> None:
        super().__init__(yours)
        self.yours = yours
        self.theirs = theirs
        self.where = where


class AmbiguousError(Exception):
    """The words that were typed stand in several places, or nowhere."""

    def __init__(self, found: tuple[Occurrence, ...]) -> None:
        super().__init__(len(found))
        self.found = found
