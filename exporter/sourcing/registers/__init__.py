"""The registers: who speaks, who is named, figures, claims, sources and corrections, as appendices
of ordinary blocks. Every entry can be linked to and links to where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.model import Appendix, SpanInfo
from exporter.sourcing.idents import Idents
from exporter.sourcing.policy import Policy
from exporter.sourcing.registers.book import Book, entry_ids

__all__ = ["Book", "entry_ids", "registers"]


def registers(
    book: Book, policy: Policy, ids: Idents
) -> tuple[tuple[Appendix, ...], Mapping[str, SpanInfo]]:
    """The appendices that have something to say, and the sample spans of the legend."""
    return (), {}
