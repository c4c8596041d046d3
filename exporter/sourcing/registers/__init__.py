"""The indexes: claims, sources, corrections, who says what, figures and names, as appendices of
ordinary blocks. Every entry can be linked to and links to where it stands."""

from __future__ import annotations

from collections.abc import Callable

from exporter.model import Appendix, Indexes
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.registers.claims import claims, corrections
from exporter.sourcing.registers.context import Book, unheard
from exporter.sourcing.registers.entries import entry_ids
from exporter.sourcing.registers.figures import figures
from exporter.sourcing.registers.internal_notes import Written, internal_register
from exporter.sourcing.registers.legend import legend
from exporter.sourcing.registers.people import names, speakers
from exporter.sourcing.registers.sources import sources

__all__ = ["Book", "Written", "entry_ids", "internal_register", "legend", "registers", "unheard"]

_MAIN = (claims, sources, corrections)
_INDEXES: dict[Indexes, tuple[Callable[[Book, Idents], tuple[Appendix, ...]], ...]] = {
    "none": (),
    "main": _MAIN,
    "all": (*_MAIN, speakers, figures, names),
}


def registers(book: Book, index: Indexes, ids: Idents) -> tuple[Appendix, ...]:
    """The indexes that are asked for and have something to say."""
    return tuple(made for register in _INDEXES[index] for made in register(book, ids))
