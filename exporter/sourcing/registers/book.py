"""What the registers look things up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exporter.model import Article, SpanInfo
from exporter.sourcing.attribution import Attributor
from exporter.sourcing.covering import Scan
from exporter.sourcing.flow import Container
from exporter.sourcing.idents import Idents

__all__ = ["Book", "entry_ids"]


@dataclass(frozen=True, slots=True)
class Book:
    """``owners`` are the ids of the blocks by container; ``entries`` the id of the entry of each
    span, agent, place and source; ``labels`` those of notes."""

    article: Article
    by: Attributor
    seen: Scan
    containers: Sequence[Container]
    owners: Mapping[int, str]
    spans: Mapping[str, SpanInfo]
    entries: Mapping[str, str]
    labels: Mapping[str, str]


def entry_ids(article: Article, seen: Scan, ids: Idents) -> dict[str, str]:
    """The id of everything that gets an entry: agents, places and sources go by their own, so
    that the text's own links to them lead there."""
    del seen
    own = {ident: ident for table in (article.sources,) for ident in table}
    spans = (article.figures, article.claims, article.corrections)
    return own | {ident: ids.new(f"entry-{ident}") for table in spans for ident in table}
