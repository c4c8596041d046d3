"""Ids for what is put in: those given must be free, those made are."""

from __future__ import annotations

from exporter.editing.source import Element, Source
from exporter.values import Struct, field

__all__ = ["Ids"]


class Ids(Struct):
    """The ids of a source, and those that edits have taken since."""

    source: Source
    taken: set[str] = field(default_factory=set)
    known: dict[str, Element] | None = None

    def take(self, xml_id: str | None) -> None:
        """Reserve an id that was given. Raises EditError where an element has it already."""
        if xml_id is None:
            return
        if self._is_used(xml_id):
            found = self.known.get(xml_id) if self.known else None
            raise self.source.error(
                f"The id {xml_id} is taken: another element of this file has it.",
                found.start if found else None,
            )
        self.taken.add(xml_id)

    def fresh(self, stem: str, *, bare: bool = False) -> str:
        """Make an id that nothing has: the stem and a number. ``bare`` tries the stem itself."""
        if bare and not self._is_used(stem):
            self.taken.add(stem)
            return stem
        number = 2 if bare or self._is_used(stem) else 1
        while self._is_used(f"{stem}-{number}"):
            number += 1
        self.taken.add(f"{stem}-{number}")
        return f"{stem}-{number}"

    def _is_used(self, xml_id: str) -> bool:
        if self.known is None:
            self.known = self.source.identified()
        return xml_id in self.taken or xml_id in self.known
