"""Action → edits."""

from __future__ import annotations

from exporter.errors import EditError
from exporter.workbench.actions.action import (
    Action,
    Mark,
    Planned,
    Quote,
    Unmark,
)
from exporter.workbench.actions.marks import marked
from exporter.workbench.actions.removal import unmarked
from exporter.workbench.conflicts import AmbiguousError
from exporter.workbench.quotes import occurrences
from exporter.workbench.resolver import Resolver
from exporter.workbench.store import Store

__all__ = ["planned"]


def planned(store: Store, resolver: Resolver, action: Action) -> Planned:
    """What an action comes down to. Raises EditError, StaleError and AmbiguousError."""
    del store
    match action:
        case Mark(kind, ranges, fields):
            return marked(resolver.state, kind, resolver.ranges(ranges), fields)
        case Quote(kind, exact, prefix, suffix, every, fields):
            found = occurrences(resolver.state, exact, prefix, suffix)
            if not found or (len(found) > 1 and not every):
                raise AmbiguousError(found)
            return marked(resolver.state, kind, [(o.start, o.end) for o in found], fields)
        case Unmark(element):
            return unmarked(resolver.state, resolver.element(element))
        case _:
            raise EditError("This is not possible yet.")
