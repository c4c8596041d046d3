"""Action → edits."""

from __future__ import annotations

from typing import assert_never

from exporter.errors import EditError
from exporter.workbench.actions.action import (
    Action,
    Answering,
    Confirm,
    Entry,
    Fix,
    Head,
    Mark,
    Planned,
    Quote,
    Redo,
    Reject,
    SetFields,
    Split,
    Undo,
    Unmark,
    Verify,
)
from exporter.workbench.actions.decisions import confirmed, rejected
from exporter.workbench.actions.entries import entered
from exporter.workbench.actions.marks import marked
from exporter.workbench.actions.mends import mended
from exporter.workbench.actions.removal import unmarked
from exporter.workbench.actions.settings import changed
from exporter.workbench.actions.splitting import split
from exporter.workbench.actions.verification import verified
from exporter.workbench.conflicts import AmbiguousError
from exporter.workbench.header.edits import headed
from exporter.workbench.quotes import occurrences
from exporter.workbench.remedies.answers import answered
from exporter.workbench.resolver import Resolver
from exporter.workbench.source.store import Store

__all__ = ["planned"]


def planned(store: Store, resolver: Resolver, action: Action, by: str = "") -> Planned:
    """What an action comes down to; ``by`` is who decides about suggestions. Raises EditError,
    StaleError and AmbiguousError."""
    state = resolver.state
    match action:
        case Mark(kind, ranges, fields):
            return marked(state, kind, resolver.ranges(ranges), fields)
        case Quote():
            return _quoted(resolver, action)
        case Unmark(element):
            return unmarked(state, resolver.element(element))
        case SetFields(element, fields):
            return changed(state, resolver.element(element), fields)
        case Split(element, ranges):
            return split(state, resolver.element(element), resolver.ranges(ranges))
        case Entry(register, own, fields):
            return entered(state, register, own, fields)
        case Head(fields):
            return headed(state, fields)
        case Verify(element, fields):
            return verified(state, resolver.element(element), fields)
        case Confirm(elements, kind, sure, fields):
            chosen = [resolver.element(each) for each in elements]
            return confirmed(state, store, chosen, kind=kind, sure=sure, by=by, fields=fields)
        case Reject(elements, kind, sure):
            chosen = [resolver.element(each) for each in elements]
            return rejected(state, store, chosen, kind=kind, sure=sure, by=by)
        case Fix(findings):
            return mended(state, store, findings)
        case Answering():
            return _answered(resolver, action)
        case Undo() | Redo():
            raise EditError("This is done by the session.")
        case _:
            assert_never(action)


def _quoted(resolver: Resolver, action: Quote) -> Planned:
    found = occurrences(resolver.state, action.exact, action.prefix, action.suffix)
    if not found or (len(found) > 1 and not action.every):
        raise AmbiguousError(found)
    ranges = [(each.start, each.end) for each in found]
    return marked(resolver.state, action.kind, ranges, action.fields)


def _answered(resolver: Resolver, action: Answering) -> Planned:
    elements = [resolver.element(each) for each in action.elements]
    fields = dict(action.fields)
    if named := str(fields.get("named") or ""):
        start, _, end = named.partition(" ")
        fields["named"] = "{} {}".format(*resolver.range(start, end))
    return answered(resolver.state, action.rule, elements, fields)
