"""The registers: who speaks, who is named, figures, claims, sources and corrections, as appendices
of ordinary blocks. Every entry can be linked to and links to where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.model import Appendix, SpanInfo
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.policy import Policy
from exporter.sourcing.registers.context import Book, entry_ids
from exporter.sourcing.registers.facts import claims, corrections, figures
from exporter.sourcing.registers.internal_notes import Written, internal_register
from exporter.sourcing.registers.legend import legend
from exporter.sourcing.registers.people import names, speakers
from exporter.sourcing.registers.sources import sources

__all__ = ["Book", "Written", "entry_ids", "internal_register", "registers"]

_REGISTERS = (speakers, claims, figures, names, sources, corrections)


def registers(
    book: Book, policy: Policy, ids: Idents
) -> tuple[tuple[Appendix, ...], Mapping[str, SpanInfo]]:
    """The appendices that have something to say, and the sample spans of the legend."""
    appendices: list[Appendix] = []
    samples: Mapping[str, SpanInfo] = {}
    if policy.legend:
        signs, samples = legend(book, ids)
        appendices += signs
    if policy.registers:
        for register in _REGISTERS:
            appendices += register(book, ids)
    return tuple(appendices), samples
